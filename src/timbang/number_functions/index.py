"""Numbers of the UN index: scores, ranks, and what its components would have given."""

from __future__ import annotations

from typing import Any

from timbang import data, language
from timbang.errors import UnknownComponent, UnknownEdition
from timbang.models import decomposition
from timbang.models import egdi as index_model
from timbang.number_functions.tables import countries, number_in, of_year, row_of, unknown

text = language.catalogue("data")


def egdi(economy: str, edition: int, component: str = "egdi") -> float | int:
    """Return the EGDI of an economy in an edition, or its `osi`, `tii`, `hci` or `epi`.

    Raises
    ------
    UnknownEdition
        Also where the survey did not assess the economy and its export carries zeros.
    """
    row = row_of("egdi", (economy, edition))
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
    return number_in(row, "egdi", component, (economy, edition))


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
        raise unknown("egdi", "iso3", economy, frame)
    return [int(one) for one in ranked.egdi_rank]


def assessed(edition: int) -> int:
    """Return how many countries an edition of the survey assessed in full."""
    return len(of_year("egdi", "egdi", edition))


def scores_given_back(edition: int) -> int:
    """Return how many published scores of an edition its components give back, to within 0.0001."""
    columns = (of_year("egdi", name, edition) for name in ("egdi", *index_model.COMPONENTS))
    off = (
        abs(index_model.composite(edition, *parts) - published)
        for published, *parts in zip(*columns, strict=True)
    )
    return sum(one < 1e-4 + 1e-9 for one in off)


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


def rank_moved(economy: str, edition: int, component: str, thousandths: int) -> int:
    """Return the rank that an economy would have had with one component higher by so many thousandths.

    `rank_moved('KOR', 2024, 'hci', -100)`: a tenth lower; all else, and all others, as in 2024. A component
    stops at the ends of its scale, so 1000 brings it to the maximum.
    """
    table = data.table("egdi")
    score = _component(index_model.components(table, economy, edition), component)
    moved = min(max(score + thousandths / 1000, 0.0), 1.0)
    return index_model.counterfactual_rank(table, economy, edition, **{component: moved})


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


def places_within(economy: str, edition: int, thousandths: int) -> int:
    """Return how many countries are ahead of one in the EGDI by at most so many thousandths."""
    score = egdi(economy, edition)
    others = of_year("egdi", "egdi", edition)
    return int(((others > score) & (others <= score + thousandths / 1000)).sum())


def rank_in_group(economy: str, edition: int, *others: str) -> int:
    """Return the place of an economy among some others by the EGDI of an edition."""
    return 1 + sum(rank(other, edition) < rank(economy, edition) for other in others)
