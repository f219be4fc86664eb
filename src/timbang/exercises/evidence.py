"""Evidence to place and to weigh; what it says and its sources come from the fact base.

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
"""

from __future__ import annotations

from dataclasses import dataclass

from timbang import data, language
from timbang.exercises.files import Entry, fault
from timbang.exercises.parts import Exercise, Folder, Words, head, words
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
class Matching(Exercise):
    """Pieces of evidence to place under a factor and on a side."""

    pieces: tuple[Piece, ...]


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
class Balance(Exercise):
    """The evidence on each factor, to be weighed by the learner and compared with our weights."""

    factors: tuple[Factor, ...]


def _matching(whole: Entry) -> Matching:
    fields = head(whole, "pieces")
    pieces = tuple(_piece(one) for one in whole.entries("pieces", least=2))
    _no_twice(whole, [piece.evidence.id for piece in pieces])
    return Matching(**fields, pieces=pieces)


def _balance(whole: Entry) -> Balance:
    fields = head(whole, "factors")
    factors = tuple(_factor(one) for one in whole.entries("factors", least=1))
    _no_twice(whole, [factor.id for factor in factors])
    return Balance(**fields, factors=factors)


_matchings, _balances = Folder("matchings", _matching), Folder("balances", _balance)
matching, matchings = _matchings.one, _matchings.all
balance, balances = _balances.one, _balances.all


def _piece(entry: Entry) -> Piece:
    entry.only("evidence", "text", "why", "hint", "near")
    evidence = _evidence(entry)
    near = None
    if entry.has("near"):
        under = entry.entry("near")
        under.only("factor", "why")
        near = Near(_factor_id(under), words(under, "why"))
        if near.factor == evidence.factor:
            raise fault(
                under,
                text(
                    "{evidence} belongs to {factor} itself; name another factor or leave near out",
                    evidence=evidence.id,
                    factor=near.factor,
                ),
            )
    return Piece(evidence, words(entry, "text"), words(entry, "why"), words(entry, "hint"), near)


def _factor(entry: Entry) -> Factor:
    entry.only("factor", "claims", "reading", "weights")
    name = _factor_id(entry)
    weights = tuple(_weight(one) for one in entry.entries("weights", least=2))
    given = [weight.evidence.id for weight in weights]
    _no_twice(entry, given)
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
    return Factor(name, _claims(entry), words(entry, "reading"), weights)


def _weight(entry: Entry) -> Weight:
    entry.only("evidence", "weight", "why")
    return Weight(_evidence(entry), entry.whole("weight", 0, MOST), words(entry, "why"))


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


def _no_twice(entry: Entry, names: list[str]) -> None:
    for place, name in enumerate(names):
        if name in names[:place]:
            raise fault(entry, text("{name} is given twice; leave one out", name=name))
