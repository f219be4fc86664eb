"""Claims to weigh.

`exercises/scales/NAME.yml` holds one exercise; the claims themselves stand in `data/facts/claims.csv`:

    id: 02-claims                           # widgets.scales("02-claims")
    objective: weigh
    title: {en: ..., id: ...}
    prompt: {en: ..., id: ...}
    first: [A6, A8]                         # the claims that the exercise asks for; the others are open too
    reasons:                                # in place of notes that are missing or speak to editors
      - {claim: A4, reason: {en: ..., id: ...}}
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from timbang import data, language
from timbang.exercises.files import Entry, fault
from timbang.exercises.parts import Exercise, Folder, Words, head, words

text = language.catalogue("widgets")


@dataclass(frozen=True)
class Scales(Exercise):
    """Claims to weigh; `first` are those that the exercise asks for."""

    first: tuple[str, ...]
    reasons: dict[str, Words]
    """Why the sources say what they say, for the claims whose note does not tell it."""


def _scales(whole: Entry) -> Scales:
    fields = head(whole, "first", "reasons")
    notes = data.table("claims").set_index("id")["note_en"]
    reasons: dict[str, Words] = {}
    for entry in whole.entries("reasons", least=1):
        entry.only("claim", "reason")
        reasons[_claim(entry, entry.string("claim"), notes.index)] = words(entry, "reason")
    for claim, note in notes.items():
        if not note and claim not in reasons:
            raise fault(whole, text("claim {claim} has no note; give it a reason", claim=claim))
    first = tuple(_claim(whole, claim, notes.index) for claim in whole.strings("first"))
    return Scales(**fields, first=first, reasons=reasons)


_folder = Folder("scales", _scales)
scales, all_scales = _folder.one, _folder.all


def _claim(entry: Entry, claim: str, known: Iterable[str]) -> str:
    if claim not in known:
        raise fault(entry, text("claim {claim!r} is not in data/facts/claims.csv; correct it", claim=claim))
    return claim
