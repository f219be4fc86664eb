from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from spoiling import fault_of

from timbang import data, exercises
from timbang.errors import BadExercise, UnknownExercise
from timbang.exercises import FACTORS, SIDES


@pytest.mark.parametrize(
    ("old", "new", "place", "said"),
    [
        (
            "evidence: S2.4",
            "evidence: S2.44",
            "piece 1",
            "'S2.44' is no verified row for or against a factor; the nearest are: S2.4",
        ),
        ("evidence: S2.4", "evidence: S2.7", "piece 1", "'S2.7' is no verified row"),
        ("evidence: S2.4", "evidence: S4.9", "piece 1", "'S4.9' is no verified row"),
        ("evidence: S2.4", "evidence: S1.3", "line 2", "S1.3 is given twice; leave one out"),
        ("factor: S4", "factor: S5", "piece 1 near", "'S5' is unknown; write one of S1, S2, S3, S4"),
        ("factor: S4", "factor: S2", "piece 1 near", "S2.4 belongs to S2 itself"),
        ("    hint:\n", "    hnt:\n", "piece 1", "'hnt' is unknown here"),
        ("objective: place\n", "", "line 2", "'objective' is missing"),
        ("id: 04-evidence", "id: Evidence 4", "line 2", "small letters, digits and hyphens"),
        ("pieces:", "pieces: []\nothers:", "line 2", "'others' is unknown here"),
    ],
)
def test_a_fault_in_a_matching_names_its_place_and_the_mend(
    folder: Path, old: str, new: str, place: str, said: str
) -> None:
    message = fault_of(folder / "matchings" / "04-evidence.yml", old, new, exercises.matchings)
    assert place in message
    assert said in message


@pytest.mark.parametrize(
    ("old", "new", "place", "said"),
    [
        ("weight: 2\n", "weight: 4\n", "factor 1, weight 1", "'weight' must be a whole number from 0 to 3"),
        ("weight: 2\n", "weight: much\n", "factor 1, weight 1", "must be a whole number"),
        ("weight: 2\n", "weight: true\n", "factor 1, weight 1", "must be a whole number"),
        ("        weight: 2\n", "", "factor 1, weight 1", "'weight' is missing; add it"),
        ("evidence: S1.2", "evidence: S1.1", "factor 1", "S1.1 is given twice"),
        ("evidence: S1.2", "evidence: S2.2", "factor 1", "S2.2 does not bear on S1; move it"),
        ("evidence: S1.2", "evidence: S1.8", "factor 1, weight 2", "'S1.8' is no verified row"),
        ("factor: S2", "factor: S1", "factor 2", "S2.1 does not bear on S1"),
        ("claims: [A24]", "claims: [A99]", "factor 1", "claim 'A99' is not in data/facts/claims.csv"),
    ],
)
def test_a_fault_in_a_balance_names_its_place_and_the_mend(
    folder: Path, old: str, new: str, place: str, said: str
) -> None:
    message = fault_of(folder / "balances" / "04-balance.yml", old, new, exercises.balances)
    assert place in message
    assert said in message


def test_a_piece_left_out_of_a_balance_is_a_fault(folder: Path) -> None:
    file = folder / "balances" / "04-balance.yml"
    start, piece, rest = file.read_text("utf-8").partition("      - evidence: S1.7\n")
    file.write_text(start + "  - factor" + rest.partition("  - factor")[2], "utf-8")
    assert piece
    with pytest.raises(BadExercise, match=r"factor 1: no weight for S1\.7; add it, 0 if need be"):
        exercises.balances()


def test_an_id_may_not_stand_in_two_files(folder: Path) -> None:
    shutil.copy(folder / "balances" / "04-balance.yml", folder / "balances" / "05.yml")
    with pytest.raises(BadExercise, match=r"05\.yml, 04-balance: this id is used before"):
        exercises.balances()


def test_an_unknown_exercise_gets_the_nearest_names(folder: Path) -> None:
    with pytest.raises(UnknownExercise, match="the nearest are: 04-balance"):
        exercises.balance("04-balances")
    with pytest.raises(UnknownExercise, match="the nearest are: 04-evidence"):
        exercises.matching("04-evidance")


def test_every_piece_for_and_against_a_factor_has_a_weight_and_its_reason() -> None:
    table = data.table("evidence")
    wanted = table[table["factor"].isin(FACTORS) & table["side"].isin(SIDES)]
    balance = exercises.balance("04-balance")
    weighed = [weight for factor in balance.factors for weight in factor.weights]
    assert [weight.evidence.id for weight in weighed] == list(wanted["id"])
    assert all(weight.why.en and weight.why.id for weight in weighed)


def test_the_pieces_to_place_are_not_told_in_the_words_of_their_factor() -> None:
    for piece in exercises.matching("04-evidence").pieces:
        assert "factor" not in piece.text.en.lower() and "faktor" not in piece.text.id.lower()
