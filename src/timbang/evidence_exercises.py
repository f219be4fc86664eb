"""The exercises on evidence: read from YAML, checked against the fact base, and named by their ids.

`exercises/matchings/NAME.yml` holds pieces of evidence to place under a factor and on a side:

    id: 04-evidence                         # widgets.matching("04-evidence")
    objective: place                        # id of an objective of the chapter
    title: {en: ..., id: ...}
    prompt: {en: ..., id: ...}
    pieces:                                 # factor, side and sources come from the row of the fact base
      - evidence: S1.3
        text: {en: ..., id: ...}            # the piece, without a word that gives its place away
        why: {en: ..., id: ...}             # told when it is placed
        hint: {en: ..., id: ...}            # told while it is not
        near:                               # a second factor that it touches; may be left out
          factor: S2
          why: {en: ..., id: ...}

`exercises/balances/NAME.yml` holds the evidence on each factor with our weights:

    id: 04-balance                          # widgets.balance("04-balance")
    objective: weigh
    title: {en: ..., id: ...}
    prompt: {en: ..., id: ...}
    factors:
      - factor: S1
        claims: [A24]                       # what the article says of it
        reading: {en: ..., id: ...}         # what our weights come to, and what they leave open
        weights:                            # each row for and against the factor, none left out
          - evidence: S1.1
            weight: 2                       # a judgement of ours, from 0 to 3 ...
            why: {en: ..., id: ...}         # ... and its reason

Ids are unique over all files of a folder. Texts are plain text.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from timbang import data, language
from timbang.errors import BadExercise, UnknownExercise
from timbang.exercise_files import Entry, fault, file_name, read
from timbang.exercises import Words
from timbang.models.evidence import MOST

SIDES = ("for", "against")
FACTORS = ("S1", "S2", "S3", "S4")
"""The factors that the article names; the table holds three more headings."""
VERIFIED = "verified-in-stored-source"

text = language.catalogue("widgets")


@dataclass(frozen=True)
class Evidence:
    """A row of the fact base that speaks for or against a factor."""

    id: str
    factor: str
    side: str
    """One of `SIDES`."""
    statement: Words
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Near:
    """A second factor that a piece touches."""

    factor: str
    why: Words


@dataclass(frozen=True)
class Piece:
    """A piece of evidence to place."""

    evidence: Evidence
    text: Words
    why: Words
    hint: Words
    near: Near | None


@dataclass(frozen=True)
class Matching:
    """Pieces of evidence to place under a factor and on a side."""

    id: str
    objective: str
    title: Words
    prompt: Words
    pieces: tuple[Piece, ...]
    file: str


@dataclass(frozen=True)
class Weight:
    """Our weight for a piece of evidence, a judgement, with its reason."""

    evidence: Evidence
    weight: int
    """From 0 to `MOST`."""
    why: Words


@dataclass(frozen=True)
class Factor:
    """A factor with all evidence for and against it, weighed."""

    id: str
    claims: tuple[str, ...]
    reading: Words
    weights: tuple[Weight, ...]


@dataclass(frozen=True)
class Balance:
    """The evidence on each factor, to be weighed by the learner and compared with our weights."""

    id: str
    objective: str
    title: Words
    prompt: Words
    factors: tuple[Factor, ...]
    file: str


Exercise = TypeVar("Exercise", Matching, Balance)


def matching(name: str) -> Matching:
    """Return a matching exercise by its id.

    Raises
    ------
    UnknownExercise
        With the known ids, the nearest first.
    BadExercise
        When a file of matchings has a fault; with file, line and mend.
    """
    return _named(name, matchings(), "exercises/matchings")


def balance(name: str) -> Balance:
    """Return a balance by its id.

    Raises
    ------
    UnknownExercise, BadExercise
        As `matching`.
    """
    return _named(name, balances(), "exercises/balances")


def matchings() -> dict[str, Matching]:
    """Return all matching exercises by id.

    Raises
    ------
    BadExercise
        For the first fault found.
    """
    return _all("matchings", _matching_file)


def balances() -> dict[str, Balance]:
    """Return all balances by id.

    Raises
    ------
    BadExercise
        For the first fault found.
    """
    return _all("balances", _balance_file)


def _all(folder: str, reader: Callable[[Path, int, int], Exercise]) -> dict[str, Exercise]:
    found: dict[str, Exercise] = {}
    for file in sorted((data.exercises() / folder).glob("*.yml")):
        stat = file.stat()
        exercise = reader(file, stat.st_mtime_ns, stat.st_size)
        if exercise.id in found:
            raise BadExercise(
                text(
                    "{file}, {name}: this id is used before; give one of the two another",
                    file=file_name(file),
                    name=exercise.id,
                )
            )
        found[exercise.id] = exercise
    return found


def _named(name: str, known: dict[str, Exercise], folder: str) -> Exercise:
    if name not in known:
        nearest = ", ".join(data.nearest_first(name, known)[:5]) or text("none yet")
        raise UnknownExercise(
            text(
                "{folder}: no exercise {name!r}; the nearest are: {nearest}",
                folder=folder,
                name=name,
                nearest=nearest,
            )
        )
    return known[name]


@functools.lru_cache(maxsize=16)
def _matching_file(file: Path, _changed: int, _size: int) -> Matching:
    whole = read(file)
    whole.only("id", "objective", "title", "prompt", "pieces")
    pieces = tuple(_piece(one) for one in whole.entries("pieces", least=2))
    _once(whole, [piece.evidence.id for piece in pieces])
    return Matching(**_head(whole), pieces=pieces, file=file_name(file))


def _piece(entry: Entry) -> Piece:
    entry.only("evidence", "text", "why", "hint", "near")
    evidence = _evidence(entry)
    near = None
    if entry.has("near"):
        under = entry.entry("near")
        under.only("factor", "why")
        near = Near(_factor_id(under), _words(under, "why"))
        if near.factor == evidence.factor:
            raise fault(
                under,
                text(
                    "{evidence} belongs to {factor} itself; name another factor or leave near out",
                    evidence=evidence.id,
                    factor=near.factor,
                ),
            )
    return Piece(evidence, _words(entry, "text"), _words(entry, "why"), _words(entry, "hint"), near)


@functools.lru_cache(maxsize=16)
def _balance_file(file: Path, _changed: int, _size: int) -> Balance:
    whole = read(file)
    whole.only("id", "objective", "title", "prompt", "factors")
    factors = tuple(_factor(one) for one in whole.entries("factors", least=1))
    _once(whole, [factor.id for factor in factors])
    return Balance(**_head(whole), factors=factors, file=file_name(file))


def _factor(entry: Entry) -> Factor:
    entry.only("factor", "claims", "reading", "weights")
    name = _factor_id(entry)
    weights = tuple(_weight(one) for one in entry.entries("weights", least=2))
    given = [weight.evidence.id for weight in weights]
    _once(entry, given)
    for weight in weights:
        if weight.evidence.factor != name:
            raise fault(
                entry,
                text(
                    "{evidence} does not bear on {factor}; move it", evidence=weight.evidence.id, factor=name
                ),
            )
    missing = [one for one in _rows() if one.partition(".")[0] == name and one not in given]
    if missing:
        # Leaving a piece out is a weight too, and one without a reason.
        raise fault(
            entry, text("no weight for {evidence}; add it, 0 if need be", evidence=", ".join(missing))
        )
    return Factor(name, _claims(entry), _words(entry, "reading"), weights)


def _weight(entry: Entry) -> Weight:
    entry.only("evidence", "weight", "why")
    return Weight(_evidence(entry), entry.whole("weight", 0, MOST), _words(entry, "why"))


def _head(whole: Entry) -> dict[str, Any]:
    return {
        "id": whole.name(),
        "objective": whole.string("objective"),
        "title": _words(whole, "title"),
        "prompt": _words(whole, "prompt"),
    }


def _factor_id(entry: Entry) -> str:
    factor = entry.string("factor")
    if factor not in FACTORS:
        raise fault(
            entry,
            text(
                "factor {factor!r} is unknown; write one of {known}", factor=factor, known=", ".join(FACTORS)
            ),
        )
    return factor


def _claims(entry: Entry) -> tuple[str, ...]:
    known = set(data.table("claims")["id"])
    claims = tuple(entry.strings("claims"))
    for claim in claims:
        if claim not in known:
            raise fault(
                entry, text("claim {claim!r} is not in data/facts/claims.csv; correct the id", claim=claim)
            )
    return claims


def _evidence(entry: Entry) -> Evidence:
    name = entry.string("evidence")
    rows = _rows()
    if name not in rows:
        nearest = ", ".join(data.nearest_first(name, rows)[:3])
        raise fault(
            entry,
            text(
                "evidence {name!r} is no verified row for or against a factor; the nearest are: {nearest}",
                name=name,
                nearest=nearest,
            ),
        )
    return rows[name]


def _rows() -> dict[str, Evidence]:
    """Return the rows that may be weighed: for or against one of the four factors, with a verified source."""
    table = data.table("evidence")
    fit = table["factor"].isin(FACTORS) & table["side"].isin(SIDES) & (table["status"] == VERIFIED)
    return {
        row["id"]: Evidence(
            id=row["id"],
            factor=row["factor"],
            side=row["side"],
            statement=Words(en=row["statement_en"], id=row["statement_id"]),
            sources=tuple(row["source_keys"].split(";")),
        )
        for row in table[fit & table["source_keys"].notna()].to_dict("records")
    }


def _words(entry: Entry, key: str) -> Words:
    both = entry.entry(key)
    both.only(*language.LANGUAGES)
    return Words(**{code: both.string(code) for code in language.LANGUAGES})


def _once(entry: Entry, names: list[str]) -> None:
    for place, name in enumerate(names):
        if name in names[:place]:
            raise fault(entry, text("{name} is given twice; leave one out", name=name))
