"""The words of the report, in the language in use."""

from __future__ import annotations

from timbang import language
from timbang.grading.outcomes import ABSENT, GRADED, PARTIAL, REJECTED, WAITING

text = language.catalogue("grading")


def state_words() -> dict[str, str]:
    """Return what each state of a submission is called."""
    return {
        GRADED: text("graded"),
        PARTIAL: text("graded in part"),
        REJECTED: text("rejected"),
        WAITING: text("not graded yet"),
        ABSENT: text("nothing handed in"),
    }


def page_words() -> dict[str, str]:
    """Return the words of the page."""
    return _heads() | _explanations() | _wrong() | _gain()


def _heads() -> dict[str, str]:
    return {
        "title": text("Report on the class"),
        "privacy": text(
            "This page names no student. In a small class numbers can still point to persons: show it"
            " to those who may see the grades."
        ),
        "contents": text("On this page"),
        "submissions": text("Submissions"),
        "students": text("Students"),
        "waiting": text("with a task still to be marked"),
        "late": text("handed in late"),
        "totals": text("How the points are spread"),
        "tasks": text("Each task"),
        "task": text("Task"),
        "most": text("Points"),
        "facility": text("Reached"),
        "full": text("With all points"),
        "none": text("With no points"),
        "discrimination": text("Discrimination"),
        "interval": text("95 percent interval"),
        "reading": text("What stands out"),
        "numbers": text("Table of numbers"),
        "count": text("Students marked"),
    }


def _explanations() -> dict[str, str]:
    return {
        "about": text(
            "“Reached” is the share of the points that the class earned in a task: high means easy. "
            "“Discrimination” is the correlation between the points in a task and the points in all "
            "other tasks together (the corrected item-total correlation): near 1, who did well "
            "elsewhere did well here; near 0, the task tells nothing about that; below 0, who did "
            "well elsewhere did worse here, which often means a fault in the task or its test. Only "
            "students whose work was graded count."
        ),
        "small": text(
            "Fewer than 30 students: read the discrimination as a hint. The interval says how far "
            "chance alone may have moved it."
        ),
    }


def _wrong() -> dict[str, str]:
    return {
        "wrong": text("Common wrong answers"),
        "wrong-about": text(
            "Counted are students who lost points in the task. Values are told that at least two "
            "students wrote out; what a student computed in another way is not seen. A student may "
            "stand in two lines: with the value, and with what a test said of it."
        ),
        "no-wrong": text("Nothing to tell: nobody lost points in a task that tests mark."),
        "what": text("What happened"),
        "value": text("Value given"),
        "test": text("A test that students had said"),
        "hidden": text("Only tests after handing in failed, in whole or in part"),
        "empty": text("Left empty"),
        "stopped": text("Stopped while it ran, or before"),
    }


def _gain() -> dict[str, str]:
    return {
        "gain": text("From the test before the course to the test after it"),
        "gain-about": text(
            "From the files of the page My work that students handed in, over the questions that each"
            " answered both times. Who hands such a file in chooses to, so these students may not be "
            "like the others; and there is no group without the course to compare with."
        ),
        "gain-none": text("No student handed in a file with both tests, so no gain can be told."),
        "gain-students": text("Students with both tests"),
        "only-one": text("with one test alone, not counted"),
        "chapter": text("Chapter"),
        "before": text("Before"),
        "after": text("After"),
        "answers": text("Pairs of answers"),
        "gain-small": text("Fewer than 30 students: a difference of a few answers may be chance."),
        "share": text("Of what was not known before, this share was gained, in percent"),
    }
