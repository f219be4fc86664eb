"""All that a learner did in the course, to see, take home, bring back and erase; it stays in the browser."""

from __future__ import annotations

from typing import Any

import traitlets

from timbang import course, language
from timbang.errors import UnknownExercise
from timbang.widgets.agency import titles as titles_on_agencies
from timbang.widgets.base import CourseWidget
from timbang.widgets.egdi_whatif import titles as titles_of_what_ifs

text = language.catalogue("widgets")

NAME = "my-work"


def my_work(name: str = NAME) -> MyWork:
    """Return the view of all work, in the language in use.

    Raises
    ------
    UnknownExercise
        For another name than `my-work`.
    BadExercise
        When a file of exercises has a fault.
    """
    if name != NAME:
        raise UnknownExercise(text("there is no view {name!r}; write {known!r}", name=name, known=NAME))
    return MyWork(name=NAME, title=text("What this browser keeps of your work"), chapters=chapters())


def chapters() -> list[dict[str, Any]]:
    """Return number, title, page and exercises of each chapter, in the language in use."""
    from_tables = titles_of_what_ifs() | titles_on_agencies()
    return [
        {
            "number": chapter.number,
            "title": str(chapter.title),
            "page": chapter.page,
            "exercises": [
                *([name, str(title)] for name, title in chapter.exercises),
                *(
                    [name, title]
                    for name, title in from_tables.items()
                    if name.startswith(f"{chapter.number}-")
                ),
            ],
        }
        for chapter in course.chapters()
    ]


class MyWork(CourseWidget):
    """A view of the browser's store; Python has no part in it and reads nothing."""

    kind = traitlets.Unicode("my_work").tag(sync=True)
    chapters: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    """Number, title, page and exercises (id and title) of each chapter."""

    @staticmethod
    def own_texts() -> dict[str, str]:
        """Return the words that only this kind of widget uses."""
        return _seen() | _moved()


def _seen() -> dict[str, str]:
    return {
        "kicker": text("Your work"),
        "summary": text("{count} exercises with work of yours, {size} KB of this browser's store."),
        "empty": text("Nothing yet. What you answer in the chapters appears here."),
        "chapter": text("Chapter {number} · {title}"),
        "of": text("{count} of {all}"),
        "tests": text("Tests and others"),
        "pre-test": text("Test before the course"),
        "post-test": text("Test after the course"),
        "record": text("Name on your record"),
        "exercise": text("Exercise"),
        "where": text("Where it stands"),
        "last": text("Last worked on"),
        "points": text("{points} of {max} points"),
        "begun": text("begun"),
        "done": text("answered"),
        "not-begun": text("not begun"),
        "see": text("See what is stored"),
        "own-words": text("In your own words"),
        "as-stored": text("As stored"),
    }


def _moved() -> dict[str, str]:
    return {
        "export": text("Save all as a file"),
        "import": text("Bring work back from a file"),
        "erase": text("Erase all"),
        "export-empty": text("There is nothing to save yet."),
        "imported": text("{taken} exercises taken over from the file; {kept} stayed, being newer here."),
        "foreign": text("This file holds no work of this course. Your work here is as it was."),
        "plan": text("This file is a plan. Open it in chapter 09. Your work here is as it was."),
        "damaged-file": text(
            "This file is damaged and was not taken over. Your work here is as it was; "
            "try the file once more from where you saved it."
        ),
        "newer-file": text(
            "This file comes from a newer version of the course. Your work here is as it was; "
            "reload the page and try again."
        ),
        "large": text("This file is too large to be work of this course. Your work here is as it was."),
        "unreadable": text("The browser could not read this file. Your work here is as it was."),
        "erase-empty": text("There is nothing to erase."),
        "erase-sure": text(
            "This erases your work on {count} exercises in this browser, and nobody else has a copy. "
            "Save it as a file first: with that file you can bring it back here."
        ),
        "erase-now": text("Erase now"),
        "keep": text("Keep my work"),
        "kept": text("Nothing was erased."),
        "erased": text("Your work is erased. With a file that you saved you can bring it back."),
    }
