"""Components that an economy lost, to be given back.

`exercises/restorations/NAME.yml` holds one exercise:

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
"""

from __future__ import annotations

from dataclasses import dataclass

from timbang import data, language
from timbang.errors import TimbangError
from timbang.exercises.files import Entry, fault
from timbang.exercises.parts import Exercise, Folder, Words, head, sources, words
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
class Restoration(Exercise):
    """Components of an earlier edition to give back, and the conclusion to draw."""

    economy: str
    start: int
    end: int
    question: Words
    answers: tuple[ModelAnswer, ...]
    """In the order of `STRENGTHS`."""


def _restoration(whole: Entry) -> Restoration:
    fields = head(whole, "economy", "editions", "question", "answers")
    economy = whole.string("economy")
    start, end = _editions(whole, economy)
    return Restoration(
        **fields,
        economy=economy,
        start=start,
        end=end,
        question=words(whole, "question"),
        answers=_answers(whole),
    )


_folder = Folder("restorations", _restoration)
restoration, restorations = _folder.one, _folder.all


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
    return ModelAnswer(strength, words(entry, "text"), words(entry, "why"), sources(entry))
