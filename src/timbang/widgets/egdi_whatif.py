"""What if: move the components of the UN index and see score, group and rank of an economy move."""

from __future__ import annotations

import unicodedata
from numbers import Real
from typing import TYPE_CHECKING, Any

import traitlets

from timbang import data, language
from timbang.errors import UnknownExercise
from timbang.models import egdi as index
from timbang.widgets.base import Exercise, fingerprint

if TYPE_CHECKING:
    import pandas as pd

text = language.catalogue("widgets")

PART = "whatif"
"""The one part of the exercise."""
STARTS = {"01-move-the-index": ("IDN", 2024)}
"""Economy and edition with which each what-if of the course begins, by its id."""
UNIT = 100_000
"""Scores cross to the browser as whole numbers of this fraction: small, and free of rounding."""


def egdi_whatif(name: str) -> EgdiWhatif:
    """Return the what-if on the UN index with this id, in the language in use.

    Parameters
    ----------
    name
        One of `STARTS`.

    Raises
    ------
    UnknownExercise
        With the known ids, the nearest first.

    Source
    ------
    Table ``egdi``: UN DESA, E-Government Survey 2003 to 2024.
    """
    if name not in STARTS:
        known = ", ".join(data.nearest_first(name, STARTS))
        raise UnknownExercise(
            text("there is no what-if {name!r}; choose one of: {known}", name=name, known=known)
        )
    table = data.table("egdi")
    economy, edition = STARTS[name]
    start = {"economy": economy, "edition": edition, **index.components(table, economy, edition)}
    economies = _economies(table)
    codes = [code for code, _ in economies]
    return EgdiWhatif(
        name=name,
        title=_title(len(economies)),
        prompt=text(
            "Choose a country and an edition of the survey, then move the three components. "
            "All other countries stay as published."
        ),
        economies=economies,
        editions=[_edition(table, codes, year) for year in index.EDITIONS],
        bounds=[[name, round(bound * UNIT)] for name, bound in index.BOUNDS.items()],
        start=start,
        fingerprints={PART: fingerprint(sorted(codes), index.EDITIONS)},
    )


def titles() -> dict[str, str]:
    """Return the title of each what-if, by its id, in the language in use."""
    return {name: _title(data.table("egdi")["iso3"].nunique()) for name in STARTS}


def _title(count: int) -> str:
    return text("What if? The UN index of {count} countries", count=count)


class EgdiWhatif(Exercise):
    """Settings of the three components, kept and not marked.

    `answer` is `{"whatif": {"economy": "IDN", "edition": 2024, "osi": 0.9, "tii": 0.86448, "hci": 0.72934}}`.
    """

    kind = traitlets.Unicode("egdi_whatif").tag(sync=True)
    prompt = traitlets.Unicode().tag(sync=True)
    economies: traitlets.List[list[str]] = traitlets.List().tag(sync=True)
    """Code and name in the language in use, in the order of the names."""
    editions: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    """Of each edition: `year`, `weights`, `decimals`; `rows`, one text with a part for each economy in their
    order, `|` between them: score, OSI, TII and HCI in hundred-thousandths, or nothing if not assessed;
    `apart`, the published ranks of economies (by their place) that their score alone does not give."""
    bounds: traitlets.List[list[Any]] = traitlets.List().tag(sync=True)
    """Name and lower bound of each group, the highest first."""
    start: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    """The settings that a learner finds."""

    @staticmethod
    def own_texts() -> dict[str, str]:
        """Return the words that only this kind of widget uses."""
        return {
            "kicker": text("Exercise"),
            "economy": text("Country"),
            "edition": text("Edition"),
            "not-assessed": text("{edition} (not assessed)"),
            "moved-on": text("The edition of {asked} did not assess this country. Shown: {edition}."),
            "osi": text("Online services (OSI)"),
            "tii": text("Telecommunication infrastructure (TII)"),
            "hci": text("Human capital (HCI)"),
            "typed": text("{component}, typed"),
            "published": text("published {value}"),
            "fault": text("Type a number from 0 to 1, such as {example}. The last value stays."),
            "undo": text("Back to the published values"),
            "undone": text("The published values are back."),
            "score": text("Score"),
            "group": text("Group"),
            "rank": text("Rank"),
            "of": text("of {count}"),
            "was": text("published: {value}"),
            "very high": text("very high"),
            "high": text("high"),
            "middle": text("middle"),
            "low": text("low"),
            "field": text(
                "All {count} countries on the scale of the index, one stroke each. "
                "The arrow above is yours, the one below is the published score."
            ),
            "same": text("As published: nobody overtakes and nobody is overtaken."),
            "overtakes": text("Overtakes {count}: {names}"),
            "overtaken": text("Is overtaken by {count}: {names}"),
            "all-names": text("Show all {count}"),
            "told": text("Score {score}, group {group}, rank {rank} of {count}."),
            "up": text("{places} places up."),
            "down": text("{places} places down."),
            "column-measure": text("measure"),
            "column-published": text("published"),
            "column-yours": text("your what-if"),
        }

    def points(self, part: str) -> float:
        """Return 0: a what-if is not marked."""
        return 0.0

    def most(self) -> int:
        """Return 0: a what-if is not marked."""
        return 0

    def refuse(self, part: str, answer: Any) -> str | None:
        """Return what is wrong with the settings, or None if they can be shown."""
        if not isinstance(answer, dict) or set(answer) != set(self.start):
            return text("give these and nothing else: {names}", names=", ".join(self.start))
        codes = [code for code, _ in self.economies]
        if answer["economy"] not in codes:
            spelt = {name: code for code, name in self.economies} | {code: code for code in codes}
            nearest = dict.fromkeys(spelt[name] for name in data.nearest_first(answer["economy"], spelt))
            known = ", ".join([*nearest][:3])
            return text("no economy {name!r}; nearest: {known}", name=answer["economy"], known=known)
        place = codes.index(answer["economy"])
        rows = {one["year"]: one["rows"].split("|")[place] for one in self.editions}
        edition = answer["edition"]
        if not isinstance(edition, Real) or not rows.get(edition):
            years = ", ".join(str(year) for year, row in rows.items() if row)
            return text(
                "no edition {year}; those with this economy: {known}", year=_as_given(edition), known=years
            )
        for name, published in zip(index.COMPONENTS, rows[edition].split()[1:], strict=True):
            value = answer[name]
            number = isinstance(value, Real) and not isinstance(value, bool)
            if not number or not (0 <= value <= 1 or value == int(published) / UNIT):
                given = _as_given(value)
                return text("{component} is {value}; give a number from 0 to 1", component=name, value=given)
        return None

    def results(self) -> pd.DataFrame:
        """Return the what-if beside the published values.

        Columns: `measure` (`osi`, `tii`, `hci`, `egdi`, `rank`), `published`, `what_if`.
        """
        import pandas as pd

        table = data.table("egdi")
        settings = dict(self.answer.get(PART, self.start))
        economy, edition = settings.pop("economy"), settings.pop("edition")
        published = index.components(table, economy, edition)
        published["egdi"] = index.counterfactual_score(table, economy, edition)
        published["rank"] = index.counterfactual_rank(table, economy, edition)
        moved = settings | {
            "egdi": index.counterfactual_score(table, economy, edition, **settings),
            "rank": index.counterfactual_rank(table, economy, edition, **settings),
        }
        rows = [(measure, published[measure], moved[measure]) for measure in published]
        return pd.DataFrame(rows, columns=["measure", "published", "what_if"])


def _as_given(value: Any) -> Any:
    """Return a text in its quotation marks, which tell it from a number, and all else as it is."""
    return repr(value) if isinstance(value, str) else value


def _economies(table: pd.DataFrame) -> list[list[str]]:
    known = table.drop_duplicates("iso3")
    named = [
        [str(code), language.economy(str(code), str(name))]
        for code, name in zip(known["iso3"], known["country"], strict=True)
    ]
    return sorted(named, key=lambda economy: unicodedata.normalize("NFD", economy[1]).casefold())


def _edition(table: pd.DataFrame, codes: list[str], year: int) -> dict[str, Any]:
    rows = table[(table["year"] == year) & ~table["zero_filled"]].set_index("iso3")
    scores = rows[["egdi", *index.COMPONENTS]]
    # A text, for a list would take a line of the stored notebook for each number.
    units = {
        str(code): " ".join(str(round(value * UNIT)) for value in row)
        for code, *row in scores.itertuples(name=None)
    }
    counted = index.ranks(rows["egdi"], year)
    apart = rows["egdi_rank"][counted != rows["egdi_rank"]]
    return {
        "year": year,
        "weights": list(index.weights(year)),
        "decimals": index.decimals(year),
        "rows": "|".join(units.get(code, "") for code in codes),
        "apart": {str(codes.index(str(code))): int(rank) for code, rank in apart.items()},
    }
