"""The test before the course and the test after it: read from YAML, checked, and named by their forms.

`exercises/tests/CHAPTER.yml` holds the questions on one chapter. Each is a pair: the same objectives and the
same kind, before the course with one case and after it with another, both languages side by side:

    chapter: "03"
    page: 03-the-korean-timeline            # where a learner reads it
    title: {en: ..., id: ...}
    questions:
      - id: 03-what-came-before
        objectives: [order, correct]        # ids of objectives of the chapter
        kind: choose-several                # or choose-one
        before:                             # widgets.assessment("pre-test")
          prompt: {en: ..., id: ...}
          sources: [archives_nbis]          # keys of book/references.bib; left out for an invented case
          options:                          # no feedback: the answers are not told before the course
            - {right: true, text: {en: ..., id: ...}}
        after:                              # widgets.assessment("post-test")
          prompt: {en: ..., id: ...}
          options:                          # as many as before, as many of them right
            - {right: true, text: {en: ..., id: ...}, feedback: {en: ..., id: ...}}

Files are taken in the order of their names. Ids are unique over all of them. Texts are plain text.
"""

from __future__ import annotations

from dataclasses import dataclass

from timbang import language
from timbang.exercises.files import Entry, fault, file_name
from timbang.exercises.parts import Words, each_file, named, once, sources, words
from timbang.exercises.questions import Option, right_ones

KINDS = ("choose-one", "choose-several")
FORMS = {"pre-test": "before", "post-test": "after"}
"""The two forms of the test by name, and the side of each pair that they ask."""

text = language.catalogue("widgets")


@dataclass(frozen=True)
class Side:
    """One question of a pair."""

    prompt: Words
    sources: tuple[str, ...]
    options: tuple[Option, ...]
    """Before the course without feedback."""


@dataclass(frozen=True)
class Pair:
    """Two questions on the same objectives."""

    id: str
    objectives: tuple[str, ...]
    kind: str
    """One of `KINDS`."""
    before: Side
    after: Side


@dataclass(frozen=True)
class Tested:
    """A chapter and the pairs of questions on it."""

    chapter: str
    page: str
    title: Words
    pairs: tuple[Pair, ...]
    file: str


@dataclass(frozen=True)
class Form:
    """One form of the test."""

    id: str
    file: str


def form(name: str) -> Form:
    """Return a form of the test by its name.

    Raises
    ------
    UnknownExercise
        With the known names, the nearest first.
    """
    return named(name, forms(), "tests")


def forms() -> dict[str, Form]:
    """Return the forms of the test by name; none where there are no questions.

    Raises
    ------
    BadExercise
        For the first fault found in the questions.
    """
    return {name: Form(name, "exercises/tests") for name in FORMS if chapters()}


def chapters() -> list[Tested]:
    """Return the chapters in their order, with the questions on each.

    Raises
    ------
    BadExercise
        For the first fault found; with file, line and mend.
    """
    found: dict[str, Tested] = {}
    pairs: dict[str, str] = {}
    for tested in each_file("tests", _tested):
        once(tested.chapter, found, tested.file)
        found[tested.chapter] = tested
        for pair in tested.pairs:
            once(pair.id, pairs, tested.file)
            pairs[pair.id] = tested.chapter
    return list(found.values())


def _tested(whole: Entry) -> Tested:
    whole.only("chapter", "page", "title", "questions")
    return Tested(
        chapter=whole.string("chapter"),
        page=whole.string("page"),
        title=words(whole, "title"),
        pairs=tuple(_pair(one) for one in whole.entries("questions", least=1)),
        file=file_name(whole.file),
    )


def _pair(entry: Entry) -> Pair:
    entry.only("id", "objectives", "kind", "before", "after")
    kind = entry.string("kind")
    if kind not in KINDS:
        raise fault(
            entry, text("kind {kind!r} is unknown; write one of {kinds}", kind=kind, kinds=", ".join(KINDS))
        )
    before, after = (_side(entry.entry(side), kind, told=side == "after") for side in FORMS.values())
    if len(before.options) != len(after.options) or _right(before) != _right(after):
        raise fault(
            entry,
            text("before and after must have as many options and as many right ones: make both as hard"),
        )
    for code in language.LANGUAGES:
        if getattr(before.prompt, code) == getattr(after.prompt, code):
            what = text("before and after ask the same in {code!r}; take another case", code=code)
            raise fault(entry, what)
    return Pair(entry.name(), tuple(entry.strings("objectives")), kind, before, after)


def _right(side: Side) -> int:
    return sum(option.right for option in side.options)


def _side(entry: Entry, kind: str, *, told: bool) -> Side:
    entry.only("prompt", "sources", "options")
    options = tuple(_choice(one, told=told) for one in entry.entries("options", least=2))
    right_ones(entry, kind, options)
    return Side(
        prompt=words(entry, "prompt"),
        sources=sources(entry) if entry.has("sources") else (),
        options=options,
    )


def _choice(entry: Entry, *, told: bool) -> Option:
    entry.only("right", "text", *(["feedback"] if told else []))
    feedback = words(entry, "feedback") if told else Words("", "")
    return Option(entry.truth("right"), words(entry, "text"), feedback)
