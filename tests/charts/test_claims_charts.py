"""Every claim is drawn once, with the verdict of the fact base; the invented example is as told."""

from __future__ import annotations

from collections import Counter

import pytest

from timbang import charts, data, language
from timbang.charts.calibration import EXAMPLE
from timbang.models.claims import brier_score, overconfidence

BOTH = pytest.mark.parametrize("name", ["verdicts_by_speaker", "verdicts_by_paragraph"])


@BOTH
def test_every_claim_is_one_mark_with_its_verdict(name: str) -> None:
    figure = getattr(charts, name)()
    rows = figure.wide["datasets"]["values"]
    assert figure.narrow["datasets"]["values"] == rows
    verdicts = data.table("claims").set_index("id")["verdict"].str.replace("-", " ").to_dict()
    assert {row["id"]: row["said"] for row in rows} == verdicts
    assert len(rows) == len(verdicts) == 41
    assert len({(row["row"], row["place"]) for row in rows}) == 41


def test_the_rows_of_speakers_and_kinds_add_up_to_all_claims() -> None:
    figure = charts.verdicts_by_speaker()
    counts = figure.table.iloc[:, 1:].astype(int)
    assert counts.iloc[:, :-1].sum().to_dict() == {
        "supported": 12,
        "nuanced": 13,
        "contradicted": 1,
        "not attested": 7,
        "opinion": 8,
    }
    assert (counts.iloc[:, :-1].sum(axis=1) == counts["all"]).all()
    assert counts["all"].sum() == 41
    assert list(figure.table["Speaker and kind"])[-1] == "others: definition"
    assert figure.wide["title"] == [
        "Of 14 causes 7 hold only with an addition; of 11 judgements 8 are opinion"
    ]


def test_claims_stand_in_their_paragraph_in_the_order_of_the_article() -> None:
    figure = charts.verdicts_by_paragraph()
    rows = figure.wide["datasets"]["values"]
    assert [row["id"] for row in rows] == [f"A{number}" for number in range(1, 42)]
    counts = Counter(row["row"] for row in rows)
    assert counts["paragraph 5"] == 8 and len(counts) == 11
    assert " ".join(figure.wide["title"]).startswith("All 8 opinions stand in paragraphs 6 to 10")
    assert "paragraph 4: 3 supported, 3 nuanced and 1 contradicted." in figure.alternative
    assert list(figure.table["Claim"]) == [row["id"] for row in rows]


def test_the_invented_learners_are_equally_often_right_and_differ_in_how_sure_they_are() -> None:
    first, second = EXAMPLE
    assert sum(first.came) == sum(second.came) == 13 and len(first.came) == len(second.came) == 20
    assert brier_score(first.said, first.came) == pytest.approx(0.14)
    assert brier_score(second.said, second.came) == pytest.approx(0.29)
    assert overconfidence(first.said, first.came) == pytest.approx(0)
    assert overconfidence(second.said, second.came) == pytest.approx(0.25)
    assert [(one.said, one.share) for one in first.curve] == [
        (pytest.approx(said), pytest.approx(said)) for said in (0.2, 0.6, 0.8, 1)
    ]


def test_the_example_says_that_it_is_invented_in_both_languages() -> None:
    assert " ".join(charts.calibration_example().wide["title"]).startswith("Invented example")
    language.use("id")
    figure = charts.calibration_example()
    assert " ".join(figure.wide["title"]).startswith("Contoh rekaan")
    assert "0,14" in figure.alternative and "0.14" not in figure.alternative
