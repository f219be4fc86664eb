"""A record of what a learner did, on one sheet to print; no certificate."""

from __future__ import annotations

from typing import Any

import traitlets

from timbang import language
from timbang.errors import UnknownExercise
from timbang.widgets.base import CourseWidget
from timbang.widgets.my_work import chapters

text = language.catalogue("widgets")

NAME = "record"


def record(name: str = NAME) -> Record:
    """Return the record of the learner's own work, in the language in use.

    Raises
    ------
    UnknownExercise
        For another name than `record`.
    BadExercise
        When a file of exercises has a fault.
    """
    if name != NAME:
        raise UnknownExercise(text("there is no view {name!r}; write {known!r}", name=name, known=NAME))
    return Record(name=NAME, title=text("Your record"), chapters=chapters())


class Record(CourseWidget):
    """A sheet made from the browser's store; Python has no part in it and reads nothing."""

    kind = traitlets.Unicode("record").tag(sync=True)
    chapters: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    """Number, title, page and exercises (id and title) of each chapter."""

    @staticmethod
    def own_texts() -> dict[str, str]:
        """Return the words that only this kind of widget uses."""
        return {
            "kicker": text("To print"),
            "name": text("Your name, as it should stand on the sheet"),
            "name-hint": text("It stays in this browser. Left empty, the sheet has a line to write on."),
            "print": text("Print the sheet"),
            "printing": text("The sheet has been handed to the browser's printing."),
            "course": text("Timbang: weighing e-government"),
            "heading": text("Record of own work"),
            "of": text("Name"),
            "between": text("Worked on between {first} and {last}"),
            "one-day": text("Work of {day}"),
            "nothing": text("No exercise has been answered in this browser yet."),
            "chapter": text("Chapter"),
            "exercises": text("Exercises answered"),
            "points": text("Points"),
            "row": text("{number} · {title}"),
            "share": text("{done} of {all}"),
            "all": text("All chapters"),
            "test-line": text("{test}: {points} of {max} points, on {day}"),
            "pre-test": text("Test before the course"),
            "post-test": text("Test after the course"),
            "printed": text("Printed on {day}"),
            "plainly": text(
                "This sheet was made by the reader's own browser from what it had stored. Nobody checked the "
                "answers or the name. It is no official certificate and confers no right."
            ),
            "dash": text("–"),
        }
