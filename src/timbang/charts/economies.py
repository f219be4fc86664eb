"""Which economies a chart shows, and what they are called in the language in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timbang import data, language
from timbang.errors import UnknownEconomy

if TYPE_CHECKING:
    import pandas as pd

text = language.catalogue("charts")


def rows_of(table: str, economies: tuple[str, ...]) -> pd.DataFrame:
    """Return the rows of a table for these economies, with their names, in the order asked for.

    Parameters
    ----------
    economies
        ISO 3166 codes of three letters, such as `"KOR"`.

    Raises
    ------
    UnknownEconomy
        With the nearest known codes and names; also where none is asked for.
    """
    if not economies:
        raise UnknownEconomy(text("no economy is given; give at least one code, such as 'IDN'"))
    frame = data.table(table)
    known = dict(zip(frame["iso3"], frame["country"], strict=True))
    for economy in economies:
        if economy not in known:
            raise UnknownEconomy(_unknown(table, economy, known))
    names = {code: name(code, known[code]) for code in economies}
    chosen = frame[frame["iso3"].isin(economies)].assign(name=frame["iso3"].map(names))
    return chosen.sort_values(
        ["iso3", "year"], key=lambda column: column.map(economies.index) if column.name == "iso3" else column
    ).reset_index(drop=True)


def name(iso3: str, otherwise: str) -> str:
    """Return the name of an economy in the language in use, `otherwise` where Unicode's list has none."""
    return language.economy(iso3, otherwise)


def _unknown(table: str, economy: str, known: dict[str, str]) -> str:
    named = {f"{code} ({name(code, country)})": code for code, country in known.items()}
    likeness = data.nearest_first(economy, [*named, *named.values(), *map(str, known.values())])
    label = {code: words for words, code in named.items()}
    label |= {country: label[code] for code, country in known.items()}
    nearest = list(dict.fromkeys(label.get(one, one) for one in likeness))[:3]
    return text(
        "economy {economy!r}: not in table {table}; the nearest are {nearest}",
        economy=economy,
        table=table,
        nearest=", ".join(nearest),
    )
