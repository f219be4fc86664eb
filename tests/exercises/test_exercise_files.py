from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from spoiling import fault_of

from timbang import exercises, language
from timbang.errors import BadExercise, UnknownExercise

SAMPLE = Path(__file__).parent / "sample"


@pytest.fixture
def folder(folder: Path) -> Path:
    """With sample quizzes in the place of those of the course."""
    shutil.rmtree(folder / "quizzes")
    shutil.copytree(SAMPLE / "quizzes", folder / "quizzes")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "place", "said"),
    [
        (
            "kind: choose-one",
            "kind: pick",
            "line 6, check sample-check, question sample-one",
            "'pick' is unknown",
        ),
        ("- right: true\n", "- right: false\n", "question sample-one", "no option is right"),
        ("- right: false\n", "- right: true\n", "question sample-one", "2 options are right; leave one"),
        (
            "          id: Mana saja yang sudah ada sebelum krisis 1997?\n",
            "",
            "question sample-several prompt",
            "'id' is missing; add it",
        ),
        (
            "feedback: {en: It opened in September 2002., id: Sistem itu dibuka pada September 2002.}",
            "",
            "question sample-several, option 4",
            "'feedback' is missing; add it",
        ),
        (
            "          true:\n",
            "          True False:\n",
            "question sample-verdict feedback",
            "'true' is missing",
        ),
        ("id: sample-several", "id: sample-one", "sample-one", "this id is used before"),
        ("id: sample-check", "id: Sample Check", "check Sample Check", "small letters, digits and hyphens"),
        ("[yonhap2017]", "[yonhap2071]", "question sample-one", "'yonhap2071' is not in book/references.bib"),
        ("[yonhap2017]", "[]", "question sample-one", "list of texts with at least one"),
        ("        objective: order\n", "", "question sample-one", "'objective' is missing"),
        (
            "        answer: false\n",
            "        answer: no way\n",
            "question sample-verdict",
            "must be true or false",
        ),
        ("prompt:", "promt:", "question sample-one", "'promt' is unknown here"),
        ('chapter: "03"', "chapter: 3", "line 1", "must be a text; put it in quotes"),
        (
            "The Electronic Government Act",
            "An IBM computer at the statistics bureau",
            "sample-one",
            "same text in 'en'",
        ),
        ("        objective: order\n", "        objective: order\n" * 2, "line 8", "key 'objective' twice"),
        ("id: Sebelum krisis}", "id: Sebelum krisis", "line 5", "not valid YAML"),
    ],
)
def test_a_fault_in_a_quiz_names_its_place_and_the_mend(
    folder: Path, old: str, new: str, place: str, said: str
) -> None:
    message = fault_of(folder / "quizzes" / "sample.yml", old, new, exercises.quizzes)
    assert place in message
    assert said in message


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("event: K7\n", "event: K700\n", "item 1: event 'K700' is in no timeline"),
        ("event: K7\n", "event: K35\n", "item 1: event K35 has no verified source"),
        ("event: K7\n", "event: K16\n", "event K16 is given twice"),
        (
            "event: K37\n",
            "event: K33\n",
            "K34 (2001-01) and K33 (2001-01): the dates do not say which came first",
        ),
        (
            "also: [kh2025fire]",
            "also: [kh2052fire]",
            "item 8: source 'kh2052fire' is not in book/references.bib",
        ),
    ],
)
def test_a_fault_in_an_ordering_names_its_place_and_the_mend(
    folder: Path, old: str, new: str, said: str
) -> None:
    file = folder / "orderings" / "03-turning-points.yml"
    assert said in fault_of(file, old, new, exercises.orderings)


def test_events_stand_in_the_order_of_their_dates_wherever_the_file_has_them(folder: Path) -> None:
    file = folder / "orderings" / "03-turning-points.yml"
    file.write_text(file.read_text("utf-8").replace("event: K7\n", "event: K55\n"), "utf-8")
    assert [turn.event for turn in exercises.ordering("03-turning-points").items][-3:] == [
        "K55",
        "K68",
        "K87",
    ]


def test_an_id_may_not_stand_in_two_files(folder: Path) -> None:
    shutil.copy(folder / "quizzes" / "sample.yml", folder / "quizzes" / "second.yml")
    with pytest.raises(BadExercise, match=r"second\.yml, sample-check: this id is used before"):
        exercises.quizzes()


def test_an_empty_file_and_a_file_of_bytes_are_faults(folder: Path) -> None:
    (folder / "quizzes" / "empty.yml").write_text("")
    with pytest.raises(BadExercise, match=r"empty\.yml, line 1: holds no keys"):
        exercises.quizzes()
    (folder / "quizzes" / "empty.yml").write_bytes(b"\xff\xfe")
    with pytest.raises(BadExercise, match=r"empty\.yml, line 1: not valid YAML"):
        exercises.quizzes()


def test_an_unknown_exercise_gets_the_nearest_names(folder: Path) -> None:
    with pytest.raises(UnknownExercise, match="the nearest are: 03-turning-points"):
        exercises.ordering("03-turning-point")


def test_a_changed_file_is_read_anew(folder: Path) -> None:
    assert str(exercises.quiz("sample-check").title) == "Before the crisis"
    file = folder / "quizzes" / "sample.yml"
    file.write_text(file.read_text("utf-8").replace("Before the crisis", "Long before the crisis"), "utf-8")
    assert str(exercises.quiz("sample-check").title) == "Long before the crisis"


def test_words_are_in_the_language_in_use(folder: Path) -> None:
    title = exercises.quiz("sample-check").title
    language.use("id")
    try:
        assert str(title) == "Sebelum krisis"
    finally:
        language.use("en")


def test_the_exercises_of_the_course_have_no_fault() -> None:
    assert exercises.quizzes()
    assert [turn.event for turn in exercises.orderings()["03-turning-points"].items] == [
        "K7", "K16", "K21", "K34", "K37", "K47", "K68", "K87",
    ]  # fmt: skip
