"""Exercises and pages that do not fit each other are found."""

from timbang.checks import exercises, report
from timbang.errors import BadExercise


def quiz_file(sketch):
    return sketch.root / "exercises" / "quizzes" / "01-sample.yml"


def test_a_course_without_a_fault_has_no_finding(found):
    assert found(exercises.findings) == []


def test_a_page_that_shows_an_exercise_which_no_file_defines(sketch, found):
    for code in ("en", "id"):
        sketch.cell(code, "chart")["source"] = 'widgets.ordering("01-none")'
    (finding,) = found(exercises.findings)
    assert finding.startswith(
        "book/en/01-first.ipynb · chart · ordering 01-none is in no file of exercises/orderings"
    )


def test_an_exercise_that_no_page_shows(sketch, found):
    for code in ("en", "id"):
        sketch.cell(code, "check")["source"] = "x = 1"
    findings = found(exercises.findings)
    assert any("01-sample · no page shows it" in one for one in findings)
    assert any("no question tests the objective order" in one for one in findings)


def test_an_objective_without_a_question(sketch, found):
    sketch.objectives = ["order", "weigh"]
    (finding,) = found(exercises.findings)
    assert finding.startswith("book/en/01-first.ipynb · whole file · no question tests the objective weigh")


def test_a_question_for_an_objective_that_the_chapter_does_not_name(sketch, found):
    sketch.objectives = ["weigh"]
    findings = found(exercises.findings)
    assert any("01-which tests order, which is no objective here" in one for one in findings)


def test_a_chapter_that_names_no_objectives(sketch, found):
    sketch.objectives = []
    assert any("names no objectives" in one for one in found(exercises.findings))


def test_an_option_without_feedback_is_a_finding_and_stops_no_other_check(sketch):
    file = quiz_file(sketch)
    file.write_text(file.read_text().replace(", feedback: {en: No., id: Salah.}", ""))
    course = sketch.write()
    findings = [str(one) for one in report._run("exercises", exercises.findings, course)]
    assert len(findings) == 1
    assert "01-sample.yml" in findings[0]
    assert "feedback" in findings[0]
    try:
        list(exercises.findings(course))
    except BadExercise as error:
        assert "\n" not in str(error)
    else:
        raise AssertionError("a file with a fault was read")
