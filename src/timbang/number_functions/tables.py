"""Numbers of any table and of the fact base: values, counts, years and means."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from timbang import data, language
from timbang.errors import BadNumber, UnknownEconomy, UnknownEdition
from timbang.models import spbe

if TYPE_CHECKING:
    import pandas as pd

FACT_TABLES = (
    "claims",
    "korea_timeline",
    "indonesia_timeline",
    "factors",
    "evidence",
    "procurement_estimates",
    "glossary",
)

text = language.catalogue("data")


def value(table: str, column: str, *key: str | int) -> float | int:
    """Return the number in a column of the row that a key names.

    `value('gtmi', 'psdi', 'IDN', 2022)`: the key is as long as the descriptor says, here economy and year.

    Raises
    ------
    BadNumber
        When the column is unknown, the cell is empty or holds no number, or the key is too long or short.
    UnknownEconomy, UnknownEdition
        When no row has the key; with the nearest known names.
    """
    row = row_of(table, key)
    return number_in(row, table, column, key)


def row_of(table: str, key: tuple[str | int, ...]) -> pd.Series:
    """Return the row of a table that a key names, as long as the descriptor says.

    Raises
    ------
    BadNumber
        When the key is too long or too short.
    UnknownEconomy, UnknownEdition
        When no row has it; with the nearest known names.
    """
    frame = data.table(table)
    columns = data.descriptor(table).key
    if len(key) != len(columns):
        raise BadNumber(
            text("a row of {table} is named by {columns}", table=table, columns=", ".join(columns))
        )
    for column, wanted in zip(columns, key, strict=True):
        found = frame[frame[column] == wanted]
        if found.empty:
            raise unknown(table, column, wanted, frame)
        frame = found
    return frame.iloc[0]


def unknown(
    table: str, column: str, wanted: str | int, rows: pd.DataFrame
) -> UnknownEconomy | UnknownEdition:
    """Return the error for a name or a year that a column never has among some rows, with the nearest."""
    if column == "year":
        known = sorted(rows["year"].unique(), key=lambda year: (abs(year - int(wanted)), year))
        return UnknownEdition(
            text("{table} has no {year}; nearest: {known}", table=table, year=wanted, known=_few(known))
        )
    names = dict(zip(rows[column], rows.get("country", rows[column]), strict=True))
    spelt = {name: code for code, name in names.items()} | {code: code for code in names}
    nearest = [spelt[name] for name in data.nearest_first(wanted, spelt)]
    return UnknownEconomy(
        text(
            "{table} has no {name!r}; nearest: {known}",
            table=table,
            name=wanted,
            known=_few(dict.fromkeys(nearest)),
        )
    )


def _few(known: Any) -> str:
    return ", ".join(map(str, list(known)[:5]))


def number_in(row: pd.Series, table: str, column: str, key: tuple[str | int, ...]) -> float | int:
    """Return the number in a column of a row; the key is the one that named the row.

    Raises
    ------
    BadNumber
        When the column is unknown, the cell is empty, or it holds no number.
    """
    if column not in row:
        known = ", ".join(data.nearest_first(column, row.index))
        raise BadNumber(
            text(
                "{table} has no column {column}; choose one of: {known}",
                table=table,
                column=column,
                known=known,
            )
        )
    if row.isna()[column]:
        raise BadNumber(
            text("{table}.{column} is empty for {key}", table=table, column=column, key=_few(key))
        )
    described = next(one for one in data.descriptor(table).columns if one.name == column)
    if described.type not in ("integer", "number"):
        raise BadNumber(text("{table}.{column} holds no numbers", table=table, column=column))
    return int(row[column]) if described.type == "integer" or described.whole else float(row[column])


def countries(table: str) -> int:
    """Return how many countries or economies a table covers."""
    return int(_column(table, "iso3").nunique())


def editions(table: str) -> int:
    """Return how many years or editions a table covers."""
    return int(_column(table, "year").nunique())


def first_year(table: str) -> int:
    """Return the first year of a table."""
    return int(_column(table, "year").min())


def last_year(table: str) -> int:
    """Return the last year of a table."""
    return int(_column(table, "year").max())


def _column(table: str, name: str) -> pd.Series:
    frame = data.table(table)
    if name not in frame:
        known = ", ".join(data.nearest_first(name, frame.columns))
        raise BadNumber(
            text(
                "{table} has no column {column}; choose one of: {known}",
                table=table,
                column=name,
                known=known,
            )
        )
    return frame[name]


def count(table: str, **where: str | int) -> int:
    """Return how many rows a table has, or how many have the given values.

    `count('claims', verdict='nuanced')` counts the claims of which the sources tell a nuance.

    Raises
    ------
    BadNumber
        For a column that the table lacks or a value that the column never has.
    """
    return len(_chosen(table, where))


def _chosen(table: str, where: dict[str, str | int]) -> pd.DataFrame:
    chosen = data.table(table)
    for column, wanted in where.items():
        cells = _column(table, column)
        if not (cells == wanted).any():
            known = _few(data.nearest_first(wanted, cells.dropna().unique()))
            raise BadNumber(
                text(
                    "{table}.{column} is never {value!r}; nearest: {known}",
                    table=table,
                    column=column,
                    value=wanted,
                    known=known,
                )
            )
        chosen = chosen[chosen[column] == wanted]
    return chosen


def year(identifier: str) -> int:
    """Return the year in which an event of the fact base happened, or began."""
    dates = [str(row["date"]) for row in fact_rows(identifier) if "date" in row]
    if len(dates) != 1 or not dates[0][:4].isdigit():
        raise BadNumber(text("{identifier} has no date", identifier=identifier))
    return int(dates[0][:4])


def procurement_estimate(measure: str, year: int) -> float | int:
    """Return the one figure of a measure of Korean e-procurement in a year, in the unit that it has there.

    `procurement_estimate('Q4', 2014)`: the ids are those of the table `procurement_estimates`.

    Raises
    ------
    BadNumber
        When no figure of that year has the id, or more than one; with the known ids and years.
    """
    frame = data.table("procurement_estimates")
    found = frame[(frame["id"] == measure) & (frame["year"] == year)]
    if len(found) != 1:
        known = ", ".join(f"{one} {when}" for one, when in zip(frame["id"], frame["year"], strict=True))
        raise BadNumber(
            text(
                "procurement_estimates has {count} figures of {measure} in {year}, not one; "
                "there are: {known}",
                count=len(found),
                measure=measure,
                year=year,
                known=known,
            )
        )
    return float(found["value"].iloc[0])


def fact_rows(identifier: str) -> list[dict[str, Any]]:
    """Return the rows of the fact base that have an id.

    Raises
    ------
    BadNumber
        When none has; with the nearest ids.
    """
    known: list[str] = []
    for table in FACT_TABLES:
        rows = data.rows_by_id(table)
        if identifier in rows:
            return [dict(row) for row in rows[identifier]]
        known += rows
    nearest = _few(data.nearest_first(identifier, dict.fromkeys(known)))
    raise BadNumber(
        text("the fact base has no {identifier!r}; nearest: {known}", identifier=identifier, known=nearest)
    )


def _series(table: str, column: str, meaning: str) -> Callable[[str, int], float | int]:
    def one_value(economy: str, year: int) -> float | int:
        return value(table, column, economy, year)

    one_value.__doc__ = f"Return {meaning} of an economy in a year."
    return one_value


growth = _series("wdi", "ny_gdp_mktp_kd_zg_wdi2025", "the growth of GDP, in percent, as usually cited,")
growth_rebased = _series(
    "wdi", "gdp_growth_computed_pct", "the growth of GDP, in percent, in the rebased series,"
)
internet_users = _series("wdi", "it_net_user_zs", "the internet users, in percent of the population,")
broadband = _series("wdi", "it_net_bbnd_p2", "the fixed broadband subscriptions per 100 people")
mobile = _series("wdi", "it_cel_sets_p2", "the mobile subscriptions per 100 people")
population = _series("wdi", "sp_pop_totl", "the population")
gdp_per_person = _series("wdi", "ny_gdp_pcap_kd", "the GDP per person, in US dollars of 2015,")
democracy = _series("vdem", "v2x_polyarchy", "the Electoral Democracy Index")
democracy_low = _series("vdem", "v2x_polyarchy_codelow", "the lower bound of the Electoral Democracy Index")
democracy_high = _series("vdem", "v2x_polyarchy_codehigh", "the upper bound of the Electoral Democracy Index")
liberal_democracy = _series("vdem", "v2x_libdem", "the Liberal Democracy Index")


def mean(table: str, column: str, edition: int) -> float:
    """Return the plain mean of a column over the countries of a table in a year.

    Rows that the export of the UN survey fills with zeros are left out.
    """
    return float(of_year(table, column, edition).mean())


def spread(table: str, column: str, edition: int) -> float:
    """Return the standard deviation of a column over all countries of a table in a year."""
    return float(of_year(table, column, edition).std(ddof=0))


def z_score(table: str, column: str, economy: str, edition: int) -> float:
    """Return how many standard deviations an economy lies from the mean of a table in a year."""
    away = value(table, column, economy, edition) - mean(table, column, edition)
    return away / spread(table, column, edition)


def of_year(table: str, column: str, edition: int) -> pd.Series:
    """Return a column for the countries of a table in a year, without rows that were filled with zeros.

    Raises
    ------
    BadNumber
        When the column is unknown.
    UnknownEdition
        When the table has no such year; with the nearest.
    """
    _column(table, column)
    frame = data.table(table)
    rows = frame[frame["year"] == edition]
    if rows.empty:
        raise unknown(table, "year", edition, frame)
    return rows[~rows["zero_filled"]][column] if "zero_filled" in rows else rows[column]


def median_among(table: str, column: str, **where: str | int) -> float:
    """Return the middle value of a column over the rows that have the given values.

    `median_among('spbe_agencies', 'd4_layanan', year=2024, type='Kabupaten')`.
    """
    return float(_chosen(table, where)[column].median())


def mean_among(table: str, column: str, **where: str | int) -> float:
    """Return the plain mean of a column over the rows that have the given values."""
    return float(_chosen(table, where)[column].mean())


def spbe_policy_implied(agency: str) -> float:
    """Return the score in policy that the SPBE index of 2024 implies for an agency whose own was lost."""
    row = row_of("spbe_agencies", (2024, agency))
    return spbe.implied_policy(
        row["spbe_index"], row["d2_tata_kelola"], row["d3_manajemen"], row["d4_layanan"]
    )


def spbe_indicators(year: int) -> int:
    """Return how many indicators the instrument of Indonesia's national SPBE index had in a year.

    The table `spbe_national` tells it in the words that name the instrument.
    """
    instrument = str(row_of("spbe_national", ("IDN", year))["instrument"])
    return int(instrument.partition(" indicators")[0].split()[-1])


def spbe_peers_below(agency: str, year: int) -> int:
    """Return how many agencies of the same kind have a lower SPBE index than one in a year."""
    row = row_of("spbe_agencies", (year, agency))
    peers = _chosen("spbe_agencies", {"year": year, "type": row["type"]})
    return int((peers["spbe_index"] < row["spbe_index"]).sum())
