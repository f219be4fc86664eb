"""A number in an exercise that is not bound, or not what its source gives, is found."""

import pytest

from timbang.checks import exercise_numbers, report
from timbang.errors import BadExercise


@pytest.fixture
def exercise(sketch, monkeypatch):
    """Return a function that writes an exercise and lists what is found in it, without the file's name."""

    def run(content: str) -> list[str]:
        file = sketch.root / "exercises" / "orderings" / "01-sample.yml"
        file.write_text(content)
        found = map(str, exercise_numbers.findings(sketch.write()))
        return [one.partition("exercises/orderings/01-sample.yml · ")[2] for one in found]

    return run


def asks(prompt: str, *lines: str) -> str:
    return "\n".join(["id: 01-sample", f"prompt: {{{prompt}}}", *lines])


BOTH = "en: It stood at 0.9462., id: 'Nilainya 0,9462.'"


def test_a_number_that_is_not_bound_is_told_in_each_language(exercise):
    english, indonesian = exercise(asks(BOTH))
    assert english.startswith("line 2, prompt · en: 0.9462 is not bound · bind it here or further out")
    assert indonesian.startswith("line 2, prompt · id: 0,9462 is not bound")
    assert 'numbers: {"0.9462":' in indonesian


@pytest.mark.parametrize(
    "lines",
    [
        """numbers: {"0.9462": "egdi('KOR', 2014)"}""",
        """unbound: {"0.9462": "made up"}""",
    ],
)
def test_one_binding_serves_both_languages_and_all_that_lies_beneath(exercise, lines):
    assert exercise(asks(BOTH, lines)) == []
    assert exercise(asks(BOTH, lines, f"items: [{{id: one, why: {{{BOTH}}}}}]")) == []


def test_a_text_may_bind_its_own_numbers(exercise):
    assert exercise(asks(BOTH + """, numbers: {"0.9462": "egdi('KOR', 2014)"}""")) == []


def test_a_number_that_the_data_deny_is_told_where_it_stands(exercise):
    wrong = BOTH.replace("0,9462", "0,9461")
    bound = """numbers: {"0.9462": "egdi('KOR', 2014)", "0.9461": "egdi('KOR', 2014)"}"""
    (found,) = exercise(asks(wrong, bound))
    assert "line 2, prompt · id: 0,9461 should be 0,9462 (egdi('KOR', 2014))" in found


def test_the_nearer_word_counts(exercise):
    outer, inner = (
        """numbers: {"0.9462": "rank('KOR', 2014)"}""",
        """numbers: {"0.9462": "egdi('KOR', 2014)"}""",
    )
    plain = "en: A prompt, id: Perintah"
    (found,) = exercise(
        asks(plain, outer, f"items: [{{id: one, why: {{{BOTH}}}}}, {{why: {{{BOTH}}}, {inner}}}]")
    )[:1]
    assert found.startswith("line 4, item one why · en: 0.9462 should be 1.0000")
    inner = """unbound: {"0.9462": "made up"}"""
    assert exercise(asks(plain, outer, f"items: [{{why: {{{BOTH}}}, {inner}}}]")) == []


def test_a_minus_is_part_of_a_number_where_it_is_bound_so(exercise):
    fell = "en: It grew by −5.1 percent., id: 'Tumbuh −5,1 persen.'"
    assert exercise(asks(fell, """numbers: {"−5.1": "growth('KOR', 1998)"}""")) == []
    (found, _) = exercise(asks(fell, """numbers: {"5.1": "growth('KOR', 1998)"}"""))
    assert "5.1 should be -5.1" in found


def test_a_binding_of_a_number_that_is_not_there(exercise):
    (found,) = exercise(asks("en: None, id: Tidak ada", """numbers: {"13": "rank('KOR', 2003)"}"""))
    assert found.startswith("line 1 · 13 is bound but in no text here")


def test_an_excuse_needs_a_reason(exercise):
    (found,) = exercise(asks(BOTH, 'unbound: {"0.9462": " "}'))
    assert found.startswith("line 1 · 0.9462 is excused without a reason")


def test_a_binding_that_is_no_text_is_refused_in_one_line(exercise, sketch):
    with pytest.raises(
        BadExercise, match="line 1: 'numbers' must give a text for each number; put it in quotes"
    ):
        exercise(asks(BOTH, """numbers: {"0.9462": 3}"""))
    told = [one for one in report.run(sketch.write()).findings if "01-sample.yml" in one.file]
    assert "must give a text for each number" in told[0].fault


def test_what_is_no_number_about_the_world_needs_no_binding(exercise):
    assert exercise(asks("en: 'Task 1: since 2014, 10 minutes', id: 'Tugas 1: sejak 2014, 10 menit'")) == []
