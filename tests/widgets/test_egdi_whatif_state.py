"""What Python knows of the what-if: its state, its refusals, its results."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

from timbang import data, language, widgets
from timbang.errors import BadAnswer, UnknownExercise
from timbang.models import egdi as model

START: dict[str, Any] = {"economy": "IDN", "edition": 2024, "osi": 0.80346, "tii": 0.86448, "hci": 0.72934}


def test_it_starts_from_the_published_values() -> None:
    widget = widgets.egdi_whatif("01-move-the-index")
    assert widget.start == START
    results = widget.results().set_index("measure")
    assert (results["published"] == results["what_if"]).all()
    assert results.at["rank", "published"] == 64


def test_results_follow_the_answer() -> None:
    widget = widgets.egdi_whatif("01-move-the-index")
    widget.answer = {"whatif": {**START, "hci": 1}}
    results = widget.results().set_index("measure")
    assert list(results["what_if"][["hci", "rank"]]) == [1, 28]
    assert results.at["egdi", "what_if"] == model.counterfactual_score(
        data.table("egdi"), "IDN", 2024, hci=1.0
    )
    assert widget.score == {"points": 0, "max": 0}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"economy": "Indonesi"}, "no economy 'Indonesi'; nearest: IDN"),
        ({"edition": 2015}, "no edition 2015; those with this economy: 2003, .*2024"),
        ({"economy": "LBY", "edition": 2012}, "no edition 2012; those with this economy: .*2010, 2014"),
        ({"osi": 1.2}, "osi is 1.2; give a number from 0 to 1"),
        ({"osi": -0.1}, "osi is -0.1"),
        ({"osi": float("nan")}, "osi is nan"),
        ({"osi": "0.5"}, "osi is '0.5'"),
        ({"edition": "2016"}, "no edition '2016'; those with this economy: .*2016"),
        ({"edition": [2016]}, r"no edition \[2016\]"),
        ({"epi": 0.5}, "give these and nothing else: economy, edition, osi, tii, hci"),
    ],
)
def test_settings_that_cannot_be_shown_are_refused_and_the_last_ones_kept(
    change: dict[str, Any], said: str
) -> None:
    widget = widgets.egdi_whatif("01-move-the-index")
    widget.answer = {"whatif": START}
    with pytest.raises(BadAnswer, match=f"01-move-the-index, whatif: {said}"):
        widget.answer = {"whatif": {**START, **change}}
    assert widget.answer == {"whatif": START}


def test_numbers_out_of_a_table_may_be_given() -> None:
    widget = widgets.egdi_whatif("01-move-the-index")
    published = widget.results().set_index("measure")["published"]
    latest = data.table("egdi")["year"].max()
    widget.answer = {"whatif": {**START, "edition": latest, "osi": published["osi"]}}
    assert widget.results().set_index("measure").at["osi", "what_if"] == published["osi"]


def test_a_published_value_above_the_scale_may_stand() -> None:
    widget = widgets.egdi_whatif("01-move-the-index")
    start = {"economy": "FSM", "edition": 2003, **model.components(data.table("egdi"), "FSM", 2003)}
    assert start["hci"] > 1
    widget.answer = {"whatif": {**start, "osi": 0.5}}
    assert widget.results().set_index("measure").at["hci", "what_if"] == start["hci"]
    with pytest.raises(BadAnswer, match=r"hci is 1\.5"):
        widget.answer = {"whatif": {**start, "hci": 1.5}}


def test_an_unknown_what_if_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UnknownExercise, match="no what-if '02-move'; choose one of: 01-move-the-index"):
        widgets.egdi_whatif("02-move")


def test_the_state_holds_every_country_and_edition_and_stays_lean() -> None:
    widget = widgets.egdi_whatif("01-move-the-index")
    table = data.table("egdi")
    assert len(widget.economies) == 193
    rows = sum(row != "" for edition in widget.editions for row in edition["rows"].split("|"))
    assert rows == (~table["zero_filled"]).sum()
    assert len(gzip.compress(json.dumps(widget.page_state()).encode())) < 35_000


def test_countries_are_named_in_the_language_in_use_in_its_order() -> None:
    english = dict(widgets.egdi_whatif("01-move-the-index").economies)
    language.use("id")
    indonesian = dict(widgets.egdi_whatif("01-move-the-index").economies)
    assert (english["KOR"], indonesian["KOR"], indonesian["DEU"]) == (
        "South Korea",
        "Korea Selatan",
        "Jerman",
    )
    assert next(iter(indonesian)) == "AFG"


def test_the_same_what_if_twice_has_the_same_state_and_no_address() -> None:
    one, other = widgets.egdi_whatif("01-move-the-index"), widgets.egdi_whatif("01-move-the-index")
    assert one.page_state() == other.page_state() == json.loads(json.dumps(one.page_state()))
    assert repr(one) == "EgdiWhatif('01-move-the-index', answered 0 of 1)"
