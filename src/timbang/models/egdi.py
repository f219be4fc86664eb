"""The UN E-Government Development Index taken apart: its composition, ranks, groups, and what-ifs.

The functions that take a table expect `egdi`: one row per economy and edition, with `iso3`, `country`,
`year`, `egdi_rank`, `egdi`, `osi`, `tii`, `hci` and `zero_filled`.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable
from numbers import Real
from typing import TYPE_CHECKING

from timbang.errors import ComponentOutOfRange, UnknownComponent, UnknownEconomy, UnknownEdition

if TYPE_CHECKING:
    import pandas as pd

COMPONENTS = ("osi", "tii", "hci")
"""Online services, telecommunication infrastructure, human capital."""

EDITIONS = (2003, 2004, 2005, 2008, 2010, 2012, 2014, 2016, 2018, 2020, 2022, 2024)

ASEAN = ("BRN", "IDN", "KHM", "LAO", "MMR", "MYS", "PHL", "SGP", "THA", "VNM")
"""The ten members that the group means of the table `egdi_groups` count."""

PLAIN_MEAN = (1 / 3, 1 / 3, 1 / 3)
WEIGHTS = {2008: (0.34, 0.33, 0.33), 2010: (0.34, 0.33, 0.33)}
"""Weights of the components where they are no plain mean; found by computing (T6.3), not told by a source."""

DECIMALS = {2008: 4, 2018: 4, 2020: 4, 2022: 4}
"""Decimals to which the export rounds the index, where they are not five; more are not known."""

BOUNDS = {"very high": 0.75, "high": 0.5, "middle": 0.25, "low": 0.0}
"""Groups of the survey, each with the score above which it begins (siapspbe2022, T6.9)."""

HALF_UP = 1e-6
"""Keeps an exact half, short of itself as a binary fraction, from being rounded down; in last decimals."""


def weights(edition: int) -> tuple[float, float, float]:
    """Return the weights of OSI, TII and HCI in an edition; they add up to 1.

    Raises
    ------
    UnknownEdition
        For a year without a survey; with the editions that there are.

    Source
    ------
    un2016annex, T6.1 to T6.3: a plain mean, but 0.34, 0.33 and 0.33 in 2010. In 2008 the same weights give
    back 180 of 182 published scores; those of Cameroon and Cambodia remain unexplained.
    """
    _known_edition(edition)
    return WEIGHTS.get(edition, PLAIN_MEAN)


def decimals(edition: int) -> int:
    """Return the decimals to which the index of an edition is known: two scores equal in them are a tie.

    Raises
    ------
    UnknownEdition
        For a year without a survey; with the editions that there are.
    """
    _known_edition(edition)
    return DECIMALS.get(edition, 5)


def composite(edition: int, osi: float, tii: float, hci: float) -> float:
    """Return the index that three components give in an edition, unrounded.

    Parameters
    ----------
    osi, tii, hci
        Scores from 0 to 1, each one number or a column of n numbers: then n are returned. The range is not
        checked, as the export itself leaves it in 2003 (hci of Micronesia and Tuvalu).

    Raises
    ------
    UnknownEdition
        For a year without a survey; with the editions that there are.

    Source
    ------
    un2016annex, T6.1 to T6.3; see `weights`.
    """
    of_osi, of_tii, of_hci = weights(edition)
    return of_osi * osi + of_tii * tii + of_hci * hci


def ranks(scores: pd.Series, edition: int) -> pd.Series:
    """Return the ranks, from 1, of the scores of one edition; equal scores share the better rank.

    Equal means equal in the decimals to which the edition is known. Four published ranks of 2020 tell such
    scores apart, by decimals that the export does not carry.

    Parameters
    ----------
    scores
        n scores of assessed economies, from 0 to 1.

    Raises
    ------
    UnknownEdition
        For a year without a survey; with the editions that there are.
    """
    units = (scores * 10 ** decimals(edition) + 0.5 + HALF_UP) // 1
    return units.rank(method="min", ascending=False).astype("int64")


def group(score: float) -> str:
    """Return the group of a score: `very high`, `high`, `middle` or `low`.

    Raises
    ------
    ComponentOutOfRange
        For a score outside 0 to 1, or none at all.

    Source
    ------
    siapspbe2022, T6.9: very high above 0.75, high from 0.50, middle from 0.25, low below. These are the lines
    of 2022; this course draws them in all editions.
    """
    _on_the_scale("the score", score)
    if score > BOUNDS["very high"]:
        return "very high"
    return next(name for name in ("high", "middle", "low") if score >= BOUNDS[name])


def z_scores(values: pd.Series) -> pd.Series:
    """Return how far n values lie from their mean, in standard deviations of the n.

    Parameters
    ----------
    values
        One indicator in its own unit, one number an economy; not all equal.

    Source
    ------
    un2016annex, T6.2: raw value less the mean, over the standard deviation.
    """
    return (values - values.mean()) / values.std(ddof=0)


def components(egdi: pd.DataFrame, economy: str, edition: int) -> dict[str, float]:
    """Return the published `osi`, `tii` and `hci` of an economy in an edition.

    Parameters
    ----------
    egdi
        Table `egdi`.

    Raises
    ------
    UnknownEconomy, UnknownEdition
        With the nearest known names or editions; also for an edition that did not assess it.
    """
    row = _row(egdi, economy, edition)
    return {name: float(row[name]) for name in COMPONENTS}


def counterfactual_score(egdi: pd.DataFrame, economy: str, edition: int, **components: float) -> float:
    """Return the score an economy would have had with other component scores.

    The published score moves by the weighted change of the components, so that with nothing changed it is the
    published one, whatever the rounding of the export; rounded to the decimals of the edition, at most 1.

    Parameters
    ----------
    egdi
        Table `egdi`.
    components
        Any of `osi`, `tii`, `hci`, each from 0 to 1; a published one outside (2003) is allowed unchanged.

    Raises
    ------
    UnknownEconomy, UnknownEdition
        With the nearest known names or editions; also for an edition that did not assess it.
    UnknownComponent, ComponentOutOfRange
        For a name other than the three, or a value that is no number from 0 to 1.

    Source
    ------
    un2016annex, T6.2, T6.11.
    """
    return _score(_row(egdi, economy, edition), edition, components)


def counterfactual_rank(egdi: pd.DataFrame, economy: str, edition: int, **components: float) -> int:
    """Return the rank an economy would have had with other component scores.

    All others stay as published; ties share the better rank, as in the survey. At its published score an
    economy keeps its published rank.

    Parameters
    ----------
    egdi
        Table `egdi`.
    components
        Any of `osi`, `tii`, `hci`, each from 0 to 1; a published one outside (2003) is allowed unchanged.

    Raises
    ------
    UnknownEconomy, UnknownEdition
        With the nearest known names or editions; also for an edition that did not assess it.
    UnknownComponent, ComponentOutOfRange
        For a name other than the three, or a value that is no number from 0 to 1.

    Source
    ------
    un2016annex, T6.2, T6.11: a thought experiment, for the scores of an edition are relative to one another.
    """
    row = _row(egdi, economy, edition)
    score = _score(row, edition, components)
    if score == row["egdi"]:
        return int(row["egdi_rank"])
    others = (egdi["year"] == edition) & ~egdi["zero_filled"] & (egdi["iso3"] != economy)
    return 1 + int((others & (egdi["egdi"] > score)).sum())


def passed(
    egdi: pd.DataFrame, economy: str, edition: int, **components: float
) -> tuple[list[str], list[str]]:
    """Return whom an economy overtakes with other component scores, and who overtakes it, the best first.

    Overtaken is who stood ahead as published and no longer does; drawing level is enough, as a tie shares the
    better rank.

    Parameters
    ----------
    egdi
        Table `egdi`.
    components
        Any of `osi`, `tii`, `hci`, each from 0 to 1; a published one outside (2003) is allowed unchanged.

    Returns
    -------
        Two lists of ISO 3166 codes; the rank rises by the length of the first or falls by that of the second.

    Raises
    ------
    UnknownEconomy, UnknownEdition
        With the nearest known names or editions; also for an edition that did not assess it.
    UnknownComponent, ComponentOutOfRange
        For a name other than the three, or a value that is no number from 0 to 1.
    """
    row = _row(egdi, economy, edition)
    score = _score(row, edition, components)
    others = egdi[(egdi["year"] == edition) & ~egdi["zero_filled"] & (egdi["iso3"] != economy)]
    others = others.sort_values(["egdi_rank", "iso3"])
    before = others["egdi_rank"] < row["egdi_rank"]
    after = before if score == row["egdi"] else others["egdi"] > score
    return list(others["iso3"][before & ~after]), list(others["iso3"][after & ~before])


def _score(row: pd.Series, edition: int, changed: dict[str, float]) -> float:
    for name, value in changed.items():
        if name not in COMPONENTS:
            known = ", ".join(COMPONENTS)
            raise UnknownComponent(f"the index has no component {name!r}; choose from: {known}")
        if value != row[name]:
            _on_the_scale(name, value)
    shares = zip(COMPONENTS, weights(edition), strict=True)
    shift = sum(share * (changed.get(name, row[name]) - row[name]) for name, share in shares)
    unit = 10 ** decimals(edition)
    return float(min(unit, math.floor((row["egdi"] + shift) * unit + 0.5 + HALF_UP)) / unit)


def _on_the_scale(name: str, value: object) -> None:
    if not isinstance(value, Real):
        raise ComponentOutOfRange(
            f"{name} is {value!r}, which is no number; choose one from 0 to 1, such as 0.75"
        )
    if not 0 <= float(value) <= 1:
        raise ComponentOutOfRange(
            f"{name} is {value}; choose a number from 0 to 1, as every score of the index is"
        )


def _row(egdi: pd.DataFrame, economy: str, edition: int) -> pd.Series:
    found = (egdi["iso3"] == economy) & (egdi["year"] == edition) & ~egdi["zero_filled"]
    if found.any() and edition in EDITIONS:
        return egdi.iloc[int(found.to_numpy().argmax())]
    of_economy = egdi[egdi["iso3"] == economy]
    if of_economy.empty:
        raise UnknownEconomy(f"the index has no economy {economy!r}; nearest: {_nearest(economy, egdi)}")
    _known_edition(edition)
    years = _listed(of_economy["year"][~of_economy["zero_filled"]])
    raise UnknownEdition(f"the edition of {edition} did not assess {economy}; those that did: {years}")


def _known_edition(edition: int) -> None:
    if edition not in EDITIONS:
        asked = edition if isinstance(edition, Real) else repr(edition)
        raise UnknownEdition(f"there is no edition of {asked}; choose one of: {_listed(EDITIONS)}")


def _nearest(economy: str, egdi: pd.DataFrame) -> str:
    names = {code.lower(): code for code in egdi["iso3"]}
    names |= {name.lower(): code for name, code in zip(egdi["country"], egdi["iso3"], strict=True)}
    found = difflib.get_close_matches(str(economy).lower(), names, n=5, cutoff=0.0)
    return ", ".join(dict.fromkeys(names[name] for name in found))


def _listed(years: Iterable[int]) -> str:
    return ", ".join(map(str, years))
