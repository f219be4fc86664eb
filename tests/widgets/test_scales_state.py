"""What Python reads from the scales and writes into them, with no front end."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from timbang import data, exercises, language, widgets
from timbang.errors import BadAnswer, BadExercise, BadForecast, UnknownExercise

WEIGHED: dict[str, Any] = {
    "A21": {"verdict": "nuanced", "confidence": 80},
    "A8": {"verdict": "supported", "confidence": 60},
    "A1": {"verdict": "supported", "confidence": 60},
}


@pytest.fixture
def folder(sample: Path) -> Path:
    return sample / "scales" / "02-claims.yml"


def test_all_claims_of_the_article_are_on_the_scales() -> None:
    scales = widgets.scales("02-claims")
    table = data.table("claims")
    assert [claim[0] for claim in scales.claims] == list(table["id"])
    assert len(scales.claims) == 41
    assert {claim[0]: claim[5] for claim in scales.claims} == dict(
        zip(table["id"], table["verdict"], strict=True)
    )
    assert {f"kind-{kind}" for kind in table["kind"]} | set(scales.verdicts) <= set(scales.texts)
    assert len(json.dumps(scales.page_state())) < 36_000


@pytest.mark.parametrize("code", ["en", "id"])
def test_every_claim_has_a_reason_that_speaks_to_learners_and_a_source(code: str) -> None:
    language.use(code)
    for claim in widgets.scales("02-claims").claims:
        reason = claim[7]
        assert len(reason) > 30
        assert claim[8]
        assert all(key not in reason for key in data.table("references")["key"])
        for remark in ("Teach", "Ajarkan", "from memory", "ingatan", ".md", "K-row", "baris K", "Tulis"):
            assert remark not in reason


def test_the_ten_of_the_exercise_hold_every_verdict() -> None:
    scales = widgets.scales("02-claims")
    verdict = {claim[0]: claim[5] for claim in scales.claims}
    assert len(set(scales.first)) == 10
    assert {verdict[claim] for claim in scales.first} == set(scales.verdicts)


def test_the_score_counts_the_verdicts_of_the_sources() -> None:
    scales = widgets.scales("02-claims")
    assert scales.score == {"points": 0, "max": 41}
    scales.answer = WEIGHED
    assert scales.score == {"points": 2, "max": 41}
    results = scales.results()
    assert list(results["claim"]) == ["A1", "A8", "A21"]
    assert list(results["hit"]) == [True, True, False]
    assert list(results["sources_verdict"]) == ["supported", "supported", "contradicted"]
    assert scales.brier_score() == pytest.approx((0.16 + 0.16 + 0.64) / 3)
    curve = scales.calibration()
    assert curve.to_dict("records") == [
        {"said": 0.6, "share": 1.0, "count": 2},
        {"said": 0.8, "share": 0.0, "count": 1},
    ]


def test_nothing_weighed_has_results_but_no_score() -> None:
    scales = widgets.scales("02-claims")
    assert scales.results().empty and "hit" in scales.results()
    with pytest.raises(BadForecast, match="no forecast to score"):
        scales.brier_score()


@pytest.mark.parametrize(
    ("part", "answer", "said"),
    [
        ("A42", {"verdict": "opinion", "confidence": 20}, "there is no such part"),
        ("A1", "supported", "give"),
        ("A1", {"verdict": "supported"}, "give"),
        ("A1", {"verdict": "true", "confidence": 20}, "the verdict is one of: supported, nuanced"),
        ("A1", {"verdict": "supported", "confidence": 50}, "one of: 20, 40, 60, 80, 100"),
        ("A1", {"verdict": "supported", "confidence": 0.8}, "one of: 20"),
        ("A1", {"verdict": "supported", "confidence": True}, "one of: 20"),
    ],
)
def test_an_answer_of_a_wrong_form_is_refused_and_the_last_one_kept(
    part: str, answer: Any, said: str
) -> None:
    scales = widgets.scales("02-claims")
    scales.answer = WEIGHED
    with pytest.raises(BadAnswer, match=f"02-claims, {part}: .*{said}"):
        scales.answer = {part: answer}
    assert scales.answer == WEIGHED


@pytest.mark.parametrize("code", ["en", "id"])
def test_the_same_scales_twice_have_the_same_state(code: str) -> None:
    language.use(code)
    one, other = widgets.scales("02-claims"), widgets.scales("02-claims")
    assert one.page_state() == other.page_state()
    assert json.loads(json.dumps(one.page_state())) == one.page_state()
    assert repr(one) == repr(other)


def test_a_change_of_language_keeps_what_answers_mean() -> None:
    english = widgets.scales("02-claims")
    language.use("id")
    indonesian = widgets.scales("02-claims")
    assert english.fingerprints == indonesian.fingerprints
    assert english.claims[0][3] != indonesian.claims[0][3]
    assert indonesian.texts["not-attested"] == "belum terverifikasi"


def test_an_unknown_exercise_gets_the_nearest_names() -> None:
    with pytest.raises(UnknownExercise, match="the nearest are: 02-claims"):
        widgets.scales("02-claim")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("first: [A23,", "first: [A230,", "'A230' is not in data/facts/claims.csv"),
        ("claim: A4\n", "claim: B4\n", "reason 2: claim 'B4' is not in"),
        ("claim: A34\n", "claim: A33\n", "claim A34 has no note; give it a reason"),
        ("prompt:", "promt:", "'promt' is unknown here"),
    ],
)
def test_a_fault_in_the_file_names_its_place_and_the_mend(
    folder: Path, old: str, new: str, said: str
) -> None:
    before = folder.read_text("utf-8")
    assert old in before
    folder.write_text(before.replace(old, new, 1), "utf-8")
    with pytest.raises(BadExercise, match=r"^exercises/scales/02-claims\.yml, line \d+") as caught:
        exercises.scales("02-claims")
    assert said in str(caught.value)


def test_an_id_may_not_stand_in_two_files(folder: Path) -> None:
    shutil.copy(folder, folder.with_name("second.yml"))
    with pytest.raises(BadExercise, match=r"second\.yml, 02-claims: this id is used before"):
        exercises.scales("02-claims")
