"""A sentence is marked against the fact that it comes nearest to."""

from __future__ import annotations

import pytest

from timbang.models.sentences import FITS, SLOTS, nearest_fact, sentence_points, slot_marks

OF_2014 = dict(source="operator", hedge="unchecked", figure="63", measure="value", year="2014")
OF_2010 = {**OF_2014, "figure": "73", "year": "2010"}
FACTS = [OF_2014, OF_2010]


@pytest.mark.parametrize("fact", FACTS)
def test_each_fact_is_a_sentence_that_holds(fact: dict[str, str]) -> None:
    assert nearest_fact(FACTS, fact) == fact
    assert slot_marks(FACTS, fact) == dict.fromkeys(SLOTS, True)
    assert sentence_points(FACTS, fact) == 1


def test_a_figure_beside_the_year_of_another_does_not_hold() -> None:
    mixed = {**OF_2014, "year": "2010"}
    assert slot_marks(FACTS, mixed)["figure"] != slot_marks(FACTS, mixed)["year"]
    assert sentence_points(FACTS, mixed) == 0.8


def test_each_part_that_holds_earns_its_share() -> None:
    chosen = dict.fromkeys(SLOTS, "none")
    assert sentence_points(FACTS, chosen) == 0
    for count, slot in enumerate(SLOTS, start=1):
        chosen[slot] = OF_2014[slot]
        assert sentence_points(FACTS, chosen) == pytest.approx(count / 5)


def test_of_facts_equally_near_the_first_counts() -> None:
    neither = {**OF_2014, "figure": "99", "year": "1999"}
    assert nearest_fact(FACTS, neither) is OF_2014


def test_a_measure_that_fits_in_part_earns_half() -> None:
    assert FITS == {"well": 1, "partly": 0.5, "not": 0}
