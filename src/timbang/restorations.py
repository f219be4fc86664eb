"""Exercises in which lost components are given back: read from YAML, checked, and named by their ids.

`exercises/restorations/NAME.yml` holds one, both languages side by side:

    id: 06-korea-2016                         # widgets.restore("06-korea-2016")
    objective: counterfactual
    title: {en: ..., id: ...}
    prompt: {en: ..., id: ...}
    economy: KOR                              # of the table egdi
    editions: ["2014", "2016"]                # whose components are given back, and in which edition
    question: {en: what the learner's own conclusion answers, id: ...}
    answers:                                  # one of each strength: weak, middling, strong
      - strength: weak
        text: {en: a conclusion, id: ...}
        why: {en: why it is as strong as it is, id: ...}
        sources: [undesa_egovkb]              # keys of book/references.bib

Texts are plain text.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

from timbang import data, language
from timbang.errors import BadExercise, TimbangError, UnknownExercise
from timbang.exercise_files import Entry, fault, file_name, read
from timbang.exercises import Words
from timbang.models.decomposition import contributions

STRENGTHS = ("weak", "middling", "strong")
"""Of a conclusion, by how well the evidence bears it, the weakest first."""

text = language.catalogue("widgets")


@dataclass(frozen=True)
class ModelAnswer:
    """A conclusion to compare one's own with."""

    strength: str
    text: Words
    why: Words
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Restoration:
    """Components of an earlier edition to give back, and the conclusion to draw."""

    id: str
    objective: str
    title: Words
    prompt: Words
    economy: str
    start: int
    end: int
    question: Words
    answers: tuple[ModelAnswer, ...]
    """In the order of `STRENGTHS`."""
    file: str


def restoration(name: str) -> Restoration:
    """Return such an exercise by its id.

    Raises
    ------
    UnknownExercise
        With the known ids, the nearest first.
    BadExercise
        When a file has a fault; with file, line and mend.
    """
    known = restorations()
    if name not in known:
        nearest = ", ".join(data.nearest_first(name, known)[:5]) or text("none yet")
        raise UnknownExercise(
            text(
                "{folder}: no exercise {name!r}; the nearest are: {nearest}",
                folder="exercises/restorations",
                name=name,
                nearest=nearest,
            )
        )
    return known[name]


def restorations() -> dict[str, Restoration]:
    """Return all such exercises by id.

    Raises
    ------
    BadExercise
        For the first fault found.
    """
    found: dict[str, Restoration] = {}
    for file in sorted((data.exercises() / "restorations").glob("*.yml")):
        stat = file.stat()
        exercise = _file(file, stat.st_mtime_ns, stat.st_size)
        if exercise.id in found:
            raise BadExercise(
                text(
                    "{file}, {name}: this id is used before; give one of the two another",
                    file=exercise.file,
                    name=exercise.id,
                )
            )
        found[exercise.id] = exercise
    return found


@functools.lru_cache(maxsize=16)
def _file(file: Path, _changed: int, _size: int) -> Restoration:
    whole = read(file)
    whole.only("id", "objective", "title", "prompt", "economy", "editions", "question", "answers")
    economy = whole.string("economy")
    start, end = _editions(whole, economy)
    return Restoration(
        id=whole.name(),
        objective=whole.string("objective"),
        title=_words(whole, "title"),
        prompt=_words(whole, "prompt"),
        economy=economy,
        start=start,
        end=end,
        question=_words(whole, "question"),
        answers=_answers(whole),
        file=file_name(file),
    )


def _editions(whole: Entry, economy: str) -> tuple[int, int]:
    written = whole.strings("editions")
    if len(written) != 2 or not all(year.isdigit() for year in written) or written[0] >= written[1]:
        raise fault(
            whole, text('\'editions\' must be two years in quotes, the earlier first: ["2014", "2016"]')
        )
    start, end = map(int, written)
    try:
        contributions(data.table("egdi"), economy, start, end)
    except TimbangError as error:
        raise fault(whole, str(error)) from error
    return start, end


def _answers(whole: Entry) -> tuple[ModelAnswer, ...]:
    answers = [_answer(one) for one in whole.entries("answers", least=len(STRENGTHS))]
    if sorted(one.strength for one in answers) != sorted(STRENGTHS):
        raise fault(
            whole, text("'answers' must have one of each strength: {known}", known=", ".join(STRENGTHS))
        )
    return tuple(sorted(answers, key=lambda one: STRENGTHS.index(one.strength)))


def _answer(entry: Entry) -> ModelAnswer:
    entry.only("strength", "text", "why", "sources")
    strength = entry.string("strength")
    if strength not in STRENGTHS:
        raise fault(
            entry,
            text(
                "strength {strength!r} is unknown; write one of {known}",
                strength=strength,
                known=", ".join(STRENGTHS),
            ),
        )
    return ModelAnswer(strength, _words(entry, "text"), _words(entry, "why"), _sources(entry))


def _words(entry: Entry, key: str) -> Words:
    both = entry.entry(key)
    both.only(*language.LANGUAGES)
    return Words(**{code: both.string(code) for code in language.LANGUAGES})


def _sources(entry: Entry) -> tuple[str, ...]:
    keys = tuple(entry.strings("sources"))
    known = frozenset(data.table("references")["key"])
    for key in keys:
        if key not in known:
            nearest = ", ".join(data.nearest_first(key, known)[:3])
            raise fault(
                entry,
                text(
                    "source {key!r} is not in book/references.bib; the nearest are: {nearest}",
                    key=key,
                    nearest=nearest,
                ),
            )
    return keys
