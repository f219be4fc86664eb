"""Files of restorations are read whole, and their faults told in one line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from spoiling import fault_of

from timbang import exercises
from timbang.errors import BadExercise, UnknownExercise

NAME = "06-korea-2016"


@pytest.fixture
def file(folder: Path) -> Path:
    return folder / "restorations" / f"{NAME}.yml"


def test_the_answers_stand_from_weak_to_strong(file: Path) -> None:
    exercise = exercises.restoration(NAME)
    assert [one.strength for one in exercise.answers] == ["weak", "middling", "strong"]
    assert (exercise.economy, exercise.start, exercise.end) == ("KOR", 2014, 2016)
    for one in exercise.answers:
        assert one.text.en != one.text.id and one.why.en != one.why.id and one.sources


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('["2014", "2016"]', '["2016", "2014"]', "two years in quotes, the earlier first"),
        ('["2014", "2016"]', '["2014", "2015"]', "no edition of 2015"),
        ('["2014", "2016"]', '["2010", "2012"]', "weigh the components differently"),
        ("economy: KOR", "economy: KRO", "no economy 'KRO'; nearest: "),
        (
            "strength: weak",
            "strength: poor",
            "strength 'poor' is unknown; write one of weak, middling, strong",
        ),
        ("strength: weak", "strength: strong", "one of each strength"),
        ("economy: KOR", "country: KOR", "key 'country' is unknown here"),
        ("[newsis2016, sedaily2016", "[newsis2061, sedaily2016", "the nearest are: newsis2016"),
        ("question:\n  en: >-\n", "question:\n  fr: >-\n", "key 'fr' is unknown here"),
        ("objective: counterfactual\n", "", "'objective' is missing"),
    ],
)
def test_a_fault_is_told_with_file_and_line(file: Path, old: str, new: str, said: str) -> None:
    message = fault_of(file, old, new, exercises.restorations)
    assert said in message
    assert f"restorations/{NAME}.yml, line " in message


def test_two_files_with_one_id_are_refused(file: Path) -> None:
    shutil.copy(file, file.with_name("07-other.yml"))
    with pytest.raises(BadExercise, match="this id is used before"):
        exercises.restorations()


def test_an_unknown_name_is_told_with_the_nearest(file: Path) -> None:
    with pytest.raises(UnknownExercise, match=f"the nearest are: {NAME}"):
        exercises.restoration("06-korea")
