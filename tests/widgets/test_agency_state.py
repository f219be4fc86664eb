"""The search for an agency on Python's side: what it holds, refuses and tells."""

from __future__ import annotations

import gzip
import json

import pytest

from timbang import widgets
from timbang.errors import BadAnswer, UnknownExercise

NAME = "07-find-your-agency"


def test_all_agencies_of_2024_cross_to_the_browser_in_little() -> None:
    widget = widgets.agency(NAME)
    assert len(widget.names.split("|")) == len(widget.rows.split("|")) == 615
    assert len(gzip.compress(json.dumps(widget.page_state()).encode())) < 13_000


def test_the_answer_is_read_as_a_table() -> None:
    widget = widgets.agency(NAME)
    assert widget.results().empty
    widget.answer = {"agency": {"agency": "Pemerintah Kab. Bone", "raised": ["services"]}}
    table = widget.results().set_index("measure")
    assert list(table.index) == ["policy", "governance", "management", "services", "index"]
    assert (table["peers"] == 391).all()
    gain = table.loc["index", "after"] - table.loc["index", "score"]
    assert gain == pytest.approx(0.455 * (table.loc["services", "after"] - table.loc["services", "score"]))


def test_a_lost_score_stays_empty() -> None:
    widget = widgets.agency(NAME)
    widget.answer = {"agency": {"agency": "Kementerian Pertanian", "raised": []}}
    assert widget.results().set_index("measure").isna()["score"].to_dict()["policy"]


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        ({"agency": "Pemerintah Kab. Bonne", "raised": []}, "no agency 'Pemerintah Kab. Bonne'; nearest: "),
        ({"agency": "Pemerintah Kab. Bone", "raised": ["service"]}, "no domain 'service'"),
        ({"agency": "Pemerintah Kab. Bone", "raised": ["policy", "policy"]}, "each once"),
        ({"agency": "Pemerintah Kab. Bone", "raised": "policy"}, "each once"),
        ({"agency": "Pemerintah Kab. Bone"}, "give these and nothing else: agency, raised"),
        ("Bone", "give these and nothing else"),
    ],
)
def test_what_cannot_be_shown_is_refused_in_one_line(answer: object, fault: str) -> None:
    with pytest.raises(BadAnswer, match=fault) as caught:
        widgets.agency(NAME).answer = {"agency": answer}
    assert "\n" not in str(caught.value)


def test_an_unknown_exercise_is_told_with_the_known_ones() -> None:
    with pytest.raises(UnknownExercise, match=NAME):
        widgets.agency("07-find")


def test_the_same_widget_twice_has_the_same_state() -> None:
    assert widgets.agency(NAME).page_state() == widgets.agency(NAME).page_state()
