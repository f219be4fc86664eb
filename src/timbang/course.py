"""What the course holds, chapter by chapter: its page, and the exercises that its files define."""

from __future__ import annotations

from dataclasses import dataclass

from timbang import data
from timbang.exercises import Words, assessments
from timbang.exercises.files import read
from timbang.exercises.parts import words

APART = {"tests", "graded"}
"""Folders of `exercises/` that hold no exercises of a chapter."""


@dataclass(frozen=True)
class Chapter:
    """A chapter and its exercises."""

    number: str
    title: Words
    page: str
    exercises: tuple[tuple[str, Words], ...]
    """Id and title of each, the self-checks first."""


def chapters() -> list[Chapter]:
    """Return the chapters in their order, each with the exercises whose ids begin with its number.

    Raises
    ------
    BadExercise
        For the first fault found in a file.
    """
    found = sorted(_exercises(), key=lambda one: not one[0])
    return [
        Chapter(
            number=tested.chapter,
            title=tested.title,
            page=tested.page,
            exercises=tuple(
                (name, title) for _, name, title in found if name.startswith(f"{tested.chapter}-")
            ),
        )
        for tested in assessments.chapters()
    ]


def _exercises() -> list[tuple[bool, str, Words]]:
    """Return for each exercise whether it is a self-check, its id and its title."""
    folders = sorted(folder for folder in data.exercises().iterdir() if folder.is_dir())
    files = [file for folder in folders if folder.name not in APART for file in sorted(folder.glob("*.yml"))]
    wholes = [read(file) for file in files]
    checks = [(True, one) for whole in wholes if whole.has("checks") for one in whole.entries("checks", 1)]
    others = [(False, whole) for whole in wholes if whole.has("id") and whole.has("title")]
    return [(check, entry.name(), words(entry, "title")) for check, entry in checks + others]
