"""Sentences that the evidence bears.

`exercises/sentences/NAME.yml` holds one exercise: questions for which a measure is chosen, and sentences
that are built from parts.

    id: 05-what-the-evidence-bears            # widgets.sentence("05-what-the-evidence-bears")
    objective: sentence
    title: {en: ..., id: ...}
    prompt: {en: ..., id: ...}
    questions:
      - id: 05-which-notices
        prompt: {en: a question that someone asks, id: ...}
        sources: [seo2015]
        options:                              # measures; at least one fits
          - {fits: well, text: {en: ..., id: ...}, feedback: {en: ..., id: ...}}     # well, partly or not
    sentences:
      - id: 05-say-the-share
        task: {en: ..., id: ...}
        sources: [seo2015]
        template: {en: "{source} {hedge} {figure} {measure} {year}.", id: ...}      # each slot once
        parts:                                # for each of the five slots at least two parts
          source:
            - id: operator
              text: {en: ..., id: ...}
              note: {en: what there is to know about it, id: ...}
            - id: audit
              claims: too-much                # or too-little: it says more, or less, than anything bears out
              text: ...
              note: ...
          hedge: ...
        facts:                                # the sentences that hold; each names a part for every slot
          - {source: operator, hedge: own-count, figure: p63, measure: value, year: y2014}
        beside:                               # true, but no answer to the task; may be left out
          - {source: operator, hedge: own-count, figure: p100, measure: notices, year: y2014}
"""

from __future__ import annotations

import string
from dataclasses import dataclass

from timbang import data, language
from timbang.exercises.files import Entry, fault
from timbang.exercises.parts import Exercise, Folder, Words, head, sources, words
from timbang.models.sentences import FITS, SLOTS

CLAIMS = ("too-much", "too-little")

text = language.catalogue("widgets")


@dataclass(frozen=True)
class Measure:
    """A measure offered for a question."""

    fits: str
    """One of `FITS`."""
    text: Words
    feedback: Words


@dataclass(frozen=True)
class Asked:
    """A question for which a measure is to be chosen."""

    id: str
    prompt: Words
    sources: tuple[str, ...]
    options: tuple[Measure, ...]


@dataclass(frozen=True)
class Part:
    """Words that may stand in a slot of a sentence."""

    id: str
    text: Words
    note: Words
    claims: str | None
    """`too-much` or `too-little` where nothing bears it out, whatever stands beside it."""


@dataclass(frozen=True)
class Task:
    """A sentence to build."""

    id: str
    task: Words
    sources: tuple[str, ...]
    template: Words
    parts: dict[str, tuple[Part, ...]]
    """Parts by slot."""
    facts: tuple[dict[str, str], ...]
    """Sentences that hold and answer the task: slot to the id of its part."""
    beside: tuple[dict[str, str], ...]
    """Sentences that hold and answer another question."""


@dataclass(frozen=True)
class SentenceExercise(Exercise):
    """Questions for which a measure is chosen, then sentences to build."""

    questions: tuple[Asked, ...]
    tasks: tuple[Task, ...]


def _exercise(whole: Entry) -> SentenceExercise:
    return SentenceExercise(
        **head(whole, "questions", "sentences"),
        questions=tuple(_asked(one) for one in whole.entries("questions", least=1)),
        tasks=tuple(_task(one) for one in whole.entries("sentences", least=1)),
    )


def _ids(exercise: SentenceExercise) -> list[str]:
    return [*(asked.id for asked in exercise.questions), *(task.id for task in exercise.tasks)]


_folder = Folder("sentences", _exercise, _ids)
sentence, sentences = _folder.one, _folder.all


def _asked(entry: Entry) -> Asked:
    entry.only("id", "prompt", "sources", "options")
    options = tuple(_measure(one) for one in entry.entries("options", least=2))
    if all(option.fits != "well" for option in options):
        raise fault(entry, text("no option fits; set fits: well on one"))
    return Asked(entry.name(), words(entry, "prompt"), sources(entry), options)


def _measure(entry: Entry) -> Measure:
    entry.only("fits", "text", "feedback")
    fits = entry.string("fits")
    if fits not in FITS:
        raise fault(
            entry, text("fits {fits!r} is unknown; write one of {known}", fits=fits, known=", ".join(FITS))
        )
    return Measure(fits, words(entry, "text"), words(entry, "feedback"))


def _task(entry: Entry) -> Task:
    entry.only("id", "task", "sources", "template", "parts", "facts", "beside")
    name = entry.name()
    by_slot = entry.entry("parts")
    by_slot.only(*SLOTS)
    parts = {slot: _parts(by_slot, slot) for slot in SLOTS}
    return Task(
        id=name,
        task=words(entry, "task"),
        sources=sources(entry),
        template=_template(entry),
        parts=parts,
        facts=tuple(_fact(one, parts) for one in entry.entries("facts", least=1)),
        beside=tuple(_fact(one, parts) for one in entry.entries("beside", least=1))
        if entry.has("beside")
        else (),
    )


def _template(entry: Entry) -> Words:
    template = words(entry, "template")
    for code in language.LANGUAGES:
        try:
            slots = [name for _, name, _, _ in string.Formatter().parse(getattr(template, code)) if name]
        except ValueError:
            slots = []
        if sorted(slots) != sorted(SLOTS):
            raise fault(
                entry,
                text(
                    "the template in {code!r} must name each of these once in braces: {slots}",
                    code=code,
                    slots=", ".join(SLOTS),
                ),
            )
    return template


def _parts(entry: Entry, slot: str) -> tuple[Part, ...]:
    parts = tuple(_part(one) for one in entry.entries(slot, least=2))
    names = [part.id for part in parts]
    for name in names:
        if names.count(name) > 1:
            raise fault(
                entry, text("part {name!r} is given twice; give one of the two another id", name=name)
            )
    return parts


def _part(entry: Entry) -> Part:
    entry.only("id", "text", "note", "claims")
    claims = entry.string("claims") if entry.has("claims") else None
    if claims is not None and claims not in CLAIMS:
        raise fault(
            entry,
            text(
                "claims {claims!r} is unknown; write one of {known}", claims=claims, known=", ".join(CLAIMS)
            ),
        )
    return Part(entry.name(), words(entry, "text"), words(entry, "note"), claims)


def _fact(entry: Entry, parts: dict[str, tuple[Part, ...]]) -> dict[str, str]:
    entry.only(*SLOTS)
    fact = {slot: entry.string(slot) for slot in SLOTS}
    for slot, name in fact.items():
        known = {part.id: part for part in parts[slot]}
        if name not in known:
            nearest = ", ".join(data.nearest_first(name, known))
            raise fault(
                entry,
                text(
                    "{slot} has no part {name!r}; there are: {nearest}", slot=slot, name=name, nearest=nearest
                ),
            )
        if known[name].claims:
            raise fault(
                entry,
                text("part {name!r} claims too much or too little, so no fact can hold it", name=name),
            )
    return fact
