"""Every number that a learner reads in an exercise is bound, as those of the pages are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from timbang import data, numbers
from timbang.checks import prose_numbers
from timbang.checks.finding import Course, Finding
from timbang.checks.numbers import disagreement
from timbang.errors import BadExercise
from timbang.exercises import files
from timbang.exercises.files import Entry


@dataclass(frozen=True)
class Known:
    """What numbers are bound to, and why others are bound to nothing; as English writes them."""

    bound: Mapping[str, str]
    excused: Mapping[str, str]

    def __or__(self, other: Known) -> Known:
        """Return both, the nearer one's word before the farther one's."""
        bound = {key: one for key, one in self.bound.items() if key not in other.excused}
        excused = {key: one for key, one in self.excused.items() if key not in other.bound}
        return Known(bound | {**other.bound}, excused | {**other.excused})

    def __contains__(self, typed: str) -> bool:
        """Tell whether something is said of a number."""
        return typed in self.bound or typed in self.excused


def findings(course: Course) -> Iterator[Finding]:
    """Yield numbers that are not bound, bindings without a number, and numbers that the data deny."""
    for file in sorted(data.exercises().glob("*/*.yml")):
        yield from _Look().entry(files.read(file), Known({}, {}))


def bindings() -> int:
    """Return how many numbers the exercises bind; a file that cannot be read has none."""
    bound = 0
    for file in data.exercises().glob("*/*.yml"):
        with suppress(BadExercise):  # which the findings tell
            bound += _bound(files.read(file))
    return bound


def _bound(entry: Entry) -> int:
    return len(entry.bindings("numbers")) + sum(map(_bound, entry.beneath()))


class _Look:
    """A look through a file, which keeps the numbers that it has seen."""

    def __init__(self) -> None:
        self.seen: set[str] = set()

    def entry(self, entry: Entry, known: Known) -> Iterator[Finding]:
        own = Known(entry.bindings("numbers"), entry.bindings("unbound"))
        known = known | own
        beneath = _Look()
        for code, words in entry.texts().items():
            yield from beneath.text(entry, words, code, known)
        for one in entry.beneath():
            yield from beneath.entry(one, known)
        for key in (*own.bound, *own.excused):
            if key not in beneath.seen:
                yield _finding(
                    entry, f"{key} is bound but in no text here", "take it out, or write it as English does"
                )
        for key, reason in own.excused.items():
            if not reason.strip():
                yield _finding(
                    entry, f"{key} is excused without a reason", "write the reason under 'unbound'"
                )
        self.seen |= beneath.seen

    def text(self, entry: Entry, words: str, code: str, known: Known) -> Iterator[Finding]:
        for number in prose_numbers.numbers(words, code):
            typed = number.signed if number.signed and english(number.signed, code) in known else number.typed
            key = english(typed, code)
            self.seen.add(key)
            if key in known.bound:
                if fault := disagreement(typed, known.bound[key], code):
                    yield _finding(entry, f"{code}: {fault}", "correct the number or what it is bound to")
            elif key not in known.excused and not number.exempt:
                yield _finding(
                    entry,
                    f"{code}: {typed} is not bound",
                    f'bind it here or further out, numbers: {{"{key}": "expression or fact id"}}, '
                    "or say under 'unbound' why not",
                )


def english(typed: str, code: str) -> str:
    """Return a typed number of a language as English writes it."""
    return typed.translate(str.maketrans("".join(numbers.MARKS[code]), "".join(numbers.MARKS["en"])))


def _finding(entry: Entry, fault: str, mend: str) -> Finding:
    return Finding(
        files.file_name(entry.file), f"line {entry.line}, {entry.place}".removesuffix(", "), fault, mend
    )
