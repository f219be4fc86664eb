"""What the self-checks of chapter 01 call right is what the model gives."""

from __future__ import annotations

import pytest

from timbang import data, exercises
from timbang.models import egdi as model


def texts(question: str, *, right: bool) -> str:
    checks = ("01-what-if", "01-rank", "01-composition")
    found = [one for check in checks for one in exercises.quiz(check).questions if one.id == question]
    return " ".join(f"{one.text} {one.feedback}" for one in found[0].options if one.right is right)


def whatif(economy: str, name: str, change: float | None = None) -> int:
    table = data.table("egdi")
    before = model.components(table, economy, 2024)[name]
    value = 1.0 if change is None else round(before + change, 5)
    return model.counterfactual_rank(table, economy, 2024, **{name: value})


def test_a_tenth_more_of_any_component_brings_indonesia_to_the_same_rank() -> None:
    assert {whatif("IDN", name, 0.1) for name in model.COMPONENTS} == {53}
    assert "rank 53" in texts("01-which-component", right=True)


def test_the_full_human_capital_score_moves_indonesia_furthest() -> None:
    assert [whatif("IDN", name) for name in model.COMPONENTS] == [38, 48, 28]
    assert "rank 28" in texts("01-to-the-maximum", right=True)
    assert all(rank in texts("01-to-the-maximum", right=False) for rank in ("rank 38", "rank 48"))


def test_human_capital_alone_would_make_korea_first_and_a_tenth_less_thirteenth() -> None:
    assert [whatif("KOR", name) for name in model.COMPONENTS] == [4, 3, 1]
    assert {whatif("KOR", name, -0.1) for name in model.COMPONENTS} == {13}
    assert "rank 13" in texts("01-korea-first", right=True)
    overtaken, _ = model.passed(data.table("egdi"), "KOR", 2024, tii=1.0)
    assert overtaken == ["SGP"]


def test_the_country_of_the_calculation_gets_the_mean_and_not_the_weights_of_2010() -> None:
    assert model.composite(2016, 0.9, 0.3, 0.6) == pytest.approx(0.6)
    assert model.composite(2010, 0.9, 0.3, 0.6) == pytest.approx(0.603)
    assert texts("01-mean-of-three", right=True).startswith("0.600")
    assert "0.603" in texts("01-mean-of-three", right=False)


def test_a_step_is_worth_what_the_feedback_says() -> None:
    assert "19 places to Indonesia and 3 to Korea" in texts("01-same-step", right=True)
