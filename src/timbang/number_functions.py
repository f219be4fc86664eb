"""The functions that an expression for a number in prose may call.

Each takes names and years and returns one number from one table.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from timbang import data, language
from timbang.errors import BadNumber, UnknownComponent, UnknownEconomy, UnknownEdition
from timbang.models import decomposition, spbe
from timbang.models import egdi as index_model

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
    row = _row(table, key)
    return _number(row, table, column, key)


def _row(table: str, key: tuple[str | int, ...]) -> pd.Series:
    frame = data.table(table)
    columns = data.descriptor(table).key
    if len(key) != len(columns):
        raise BadNumber(
            text("a row of {table} is named by {columns}", table=table, columns=", ".join(columns))
        )
    for column, wanted in zip(columns, key, strict=True):
        found = frame[frame[column] == wanted]
        if found.empty:
            raise _unknown(table, column, wanted, frame)
        frame = found
    return frame.iloc[0]


def _unknown(
    table: str, column: str, wanted: str | int, rows: pd.DataFrame
) -> UnknownEconomy | UnknownEdition:
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


def _number(row: pd.Series, table: str, column: str, key: tuple[str | int, ...]) -> float | int:
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


def egdi(economy: str, edition: int, component: str = "egdi") -> float | int:
    """Return the EGDI of an economy in an edition, or its `osi`, `tii`, `hci` or `epi`.

    Raises
    ------
    UnknownEdition
        Also where the survey did not assess the economy and its export carries zeros.
    """
    row = _row("egdi", (economy, edition))
    if row["zero_filled"]:
        frame = data.table("egdi")
        assessed_in = frame.loc[(frame.iso3 == economy) & ~frame.zero_filled, "year"]
        raise UnknownEdition(
            text(
                "{economy} was not assessed in {year}, only in {known}",
                economy=economy,
                year=edition,
                known=", ".join(map(str, assessed_in)),
            )
        )
    return _number(row, "egdi", component, (economy, edition))


def rank(economy: str, edition: int) -> float | int:
    """Return the rank of an economy in the EGDI of an edition."""
    return egdi(economy, edition, "egdi_rank")


def participation_rank(economy: str, edition: int) -> float | int:
    """Return the rank of an economy by the E-Participation Index of an edition."""
    return egdi(economy, edition, "epi_rank_computed")


def best_rank(economy: str) -> int:
    """Return the best rank that an economy had in any edition."""
    return min(_ranks(economy))


def editions_at_rank(economy: str, place: int) -> int:
    """Return in how many editions an economy had a rank."""
    return _ranks(economy).count(place)


def _ranks(economy: str) -> list[int]:
    frame = data.table("egdi")
    ranked = frame[(frame.iso3 == economy) & ~frame.zero_filled]
    if ranked.empty:
        raise _unknown("egdi", "iso3", economy, frame)
    return [int(one) for one in ranked.egdi_rank]


def assessed(edition: int) -> int:
    """Return how many countries an edition of the survey assessed in full."""
    return len(_of_year("egdi", "egdi", edition))


def scores_given_back(edition: int) -> int:
    """Return how many published scores of an edition its components give back, to within 0.0001."""
    columns = (_of_year("egdi", name, edition) for name in ("egdi", *index_model.COMPONENTS))
    off = (
        abs(index_model.composite(edition, *parts) - published)
        for published, *parts in zip(*columns, strict=True)
    )
    return sum(one < 1e-4 + 1e-9 for one in off)


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
        frame = data.table(table)
        rows = frame[frame["id"] == identifier]
        if len(rows):
            return [{str(name): cell for name, cell in row.items()} for row in rows.to_dict("records")]
        known += list(frame["id"])
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


def component_rank(economy: str, edition: int, component: str) -> int:
    """Return the rank of an economy by `osi`, `tii` or `hci` in an edition."""
    return decomposition.component_rank(data.table("egdi"), economy, edition, component)


def rank_with(economy: str, edition: int, **editions: int) -> int:
    """Return the rank that an economy would have had with components of its own from other editions.

    `rank_with('KOR', 2016, hci=2014)`: all else, and all others, as in 2016.
    """
    table = data.table("egdi")
    given = {
        name: index_model.components(table, economy, other).get(name, 0.0) for name, other in editions.items()
    }
    return index_model.counterfactual_rank(table, economy, edition, **given)


def places_regained(economy: str, start: int, end: int, component: str) -> float:
    """Return how many places a component of an earlier edition brings back, as the mean over all orders."""
    outcomes = decomposition.restored(data.table("egdi"), economy, start, end)
    return _component(decomposition.places_regained(outcomes), component)


def leaders_change(economy: str, start: int, end: int, component: str) -> float:
    """Return the median change of a component among the first twenty of an edition, without one of them."""
    changes = decomposition.changes_among_leaders(data.table("egdi"), start, end)
    return float(_component(changes[changes.iso3 != economy], component).median())


def leaders_fell(economy: str, start: int, end: int, component: str) -> int:
    """Return how many of the first twenty of an edition, without one of them, fell in a component."""
    changes = decomposition.changes_among_leaders(data.table("egdi"), start, end)
    return int((_component(changes[changes.iso3 != economy], component) < 0).sum())


def countries_that_fell(start: int, end: int, component: str) -> int:
    """Return how many countries fell in a component between two editions that assessed them both times."""
    changes = decomposition.changes_among_leaders(data.table("egdi"), start, end, countries("egdi"))
    return int((_component(changes, component) < 0).sum())


def _component(of: Any, name: str) -> Any:
    if name not in index_model.COMPONENTS:
        raise UnknownComponent(
            text(
                "the index has no component {name!r}; choose from: {known}",
                name=name,
                known=", ".join(index_model.COMPONENTS),
            )
        )
    return of[name]


def mean(table: str, column: str, edition: int) -> float:
    """Return the plain mean of a column over the countries of a table in a year.

    Rows that the export of the UN survey fills with zeros are left out.
    """
    return float(_of_year(table, column, edition).mean())


def spread(table: str, column: str, edition: int) -> float:
    """Return the standard deviation of a column over all countries of a table in a year."""
    return float(_of_year(table, column, edition).std(ddof=0))


def z_score(table: str, column: str, economy: str, edition: int) -> float:
    """Return how many standard deviations an economy lies from the mean of a table in a year."""
    away = value(table, column, economy, edition) - mean(table, column, edition)
    return away / spread(table, column, edition)


def places_within(economy: str, edition: int, thousandths: int) -> int:
    """Return how many countries are ahead of one in the EGDI by at most so many thousandths."""
    score = egdi(economy, edition)
    others = _of_year("egdi", "egdi", edition)
    return int(((others > score) & (others <= score + thousandths / 1000)).sum())


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
    row = _row("spbe_agencies", (2024, agency))
    return spbe.implied_policy(
        row["spbe_index"], row["d2_tata_kelola"], row["d3_manajemen"], row["d4_layanan"]
    )


def rank_in_group(economy: str, edition: int, *others: str) -> int:
    """Return the place of an economy among some others by the EGDI of an edition."""
    return 1 + sum(rank(other, edition) < rank(economy, edition) for other in others)


def _of_year(table: str, column: str, edition: int) -> pd.Series:
    _column(table, column)
    frame = data.table(table)
    rows = frame[frame["year"] == edition]
    if rows.empty:
        raise _unknown(table, "year", edition, frame)
    return rows[~rows["zero_filled"]][column] if "zero_filled" in rows else rows[column]


FUNCTIONS: dict[str, Callable[..., float | int]] = {
    "value": value,
    "egdi": egdi,
    "rank": rank,
    "participation_rank": participation_rank,
    "best_rank": best_rank,
    "editions_at_rank": editions_at_rank,
    "assessed": assessed,
    "scores_given_back": scores_given_back,
    "countries": countries,
    "editions": editions,
    "first_year": first_year,
    "last_year": last_year,
    "count": count,
    "year": year,
    "growth": growth,
    "growth_rebased": growth_rebased,
    "internet_users": internet_users,
    "broadband": broadband,
    "mobile": mobile,
    "population": population,
    "gdp_per_person": gdp_per_person,
    "democracy": democracy,
    "democracy_low": democracy_low,
    "democracy_high": democracy_high,
    "liberal_democracy": liberal_democracy,
    "component_rank": component_rank,
    "rank_with": rank_with,
    "places_regained": places_regained,
    "leaders_change": leaders_change,
    "leaders_fell": leaders_fell,
    "countries_that_fell": countries_that_fell,
    "mean": mean,
    "spread": spread,
    "z_score": z_score,
    "places_within": places_within,
    "procurement_estimate": procurement_estimate,
    "median_among": median_among,
    "mean_among": mean_among,
    "spbe_policy_implied": spbe_policy_implied,
    "rank_in_group": rank_in_group,
}
"""What an expression may call, by name."""
