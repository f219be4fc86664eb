"""Who sent a file and when: read from its name, as each system writes it, or from a lecturer's list."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from timbang import language
from timbang.errors import BadStudents

text = language.catalogue("grading")

_MOODLE = re.compile(r"(?P<name>[^/]+)_(?P<number>\d+)_assignsubmission_(?:file|onlinetext)_?")
_EXCHANGE = re.compile(r"(?P<student>.+)\+(?P<assignment>[^+]+)\+(?P<time>\d{4}-\d\d-\d\d.*)$")
# Four digits, two, two: a student's number often begins with a year too, but has no dashes in it.
_TIME = re.compile(
    r"(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?:[T _-]+(\d\d)[-:.h]?(\d\d)(?:[-:.]?(\d\d)(?:\.\d+)?)?)?"
    r"(?: ?(?:UTC|Z)\b)?(?!\d)"
)
_COPY = re.compile(r"[ _-]*(?:\(\d+\)|-?Copy\d*|[_ -]attempt)$", re.IGNORECASE)
_EDGES = " _+.-"
_ANONYMOUS = {"participant", "peserta"}


@dataclass(frozen=True)
class Sender:
    """Whose a file is, and when it was sent if that is told."""

    student: str
    """Empty where it cannot be told."""
    time: datetime | None = None
    """In UTC."""
    number: str = ""
    """Moodle's number for the submission, which tells two students of one name apart."""
    assignment: str = ""
    """Where the name tells it."""


def sender(name: str, assignment: str, notebooks: Iterable[str]) -> Sender:
    """Return who sent what is called `name`: a file or a folder at the top of a source.

    Understood are Moodle (`Name_123_assignsubmission_file_`), nbgrader's exchange
    (`student+assignment+time`), and names that hold the student, and perhaps the assignment and a time.
    """
    moodle = _MOODLE.match(name)
    if moodle:
        student = moodle["name"]
        if student.casefold() in _ANONYMOUS:
            student = f"{student}_{moodle['number']}"
        return Sender(identifier(student), None, moodle["number"])
    exchanged = _EXCHANGE.match(name)
    if exchanged:
        when = moment(exchanged["time"])
        return Sender(identifier(exchanged["student"]), when, assignment=exchanged["assignment"])
    stem = re.sub(r"\.(ipynb|zip)$", "", name, flags=re.IGNORECASE)
    found = _TIME.search(stem)
    left = stem[: found.start()] + " " + stem[found.end() :] if found else stem
    left = _COPY.sub("", left.strip(_EDGES))
    for known in sorted({assignment, *notebooks}, key=len, reverse=True):
        left = re.sub(rf"(?:^|[{_EDGES}]+){re.escape(known)}(?=$|[{_EDGES}])", "", left, flags=re.IGNORECASE)
    left = _COPY.sub("", left.strip(_EDGES)).strip(_EDGES)
    return Sender(identifier(left), moment(stem))


def owner_part(name: str) -> str:
    """Return the part of a name that tells whose it is: Moodle puts the student's own file name behind it."""
    moodle = _MOODLE.match(name)
    return moodle[0] if moodle else name


def moodle_number(name: str) -> str:
    """Return the number of a submission in a name that Moodle gave; empty where it gave none."""
    moodle = _MOODLE.match(name)
    return moodle["number"] if moodle else ""


def identifier(name: str) -> str:
    """Return a name as nbgrader and every disk can keep it: composed, on one line, no sign of a pattern."""
    composed = unicodedata.normalize("NFC", name)
    kept = (sign for sign in composed if unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    joined = " ".join("".join(kept).split())
    return re.sub(r"[\[\]*?/\\{}:]", "_", joined).strip(" .")[:100]


def moment(written: str) -> datetime | None:
    """Return the time that a text holds, in UTC; one without a zone is in the machine's own."""
    found = _TIME.search(written)
    if not found:
        return None
    parts = [int(part) for part in found.groups() if part]
    try:
        naive = datetime(*parts)  # type: ignore[arg-type]
    except ValueError:
        return None
    return naive.replace(tzinfo=UTC) if re.search(r"UTC|Z$", found[0]) else naive.astimezone(UTC)


class Roll:
    """A lecturer's list: which name in a source is which student, and when he sent it if that is told."""

    def __init__(self, rows: Mapping[str, tuple[str, datetime | None]]) -> None:
        self._rows = rows

    @classmethod
    def read(cls, path: Path) -> Roll:
        """Read a CSV with the columns `name` (or `file`), `student` and, if wanted, `time`.

        Raises
        ------
        BadStudents
            When it cannot be read, lacks a column, or a row has no student or no readable time.
        """
        try:
            written = path.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise BadStudents(
                text("{path}: cannot be read ({reason}); save it as CSV in UTF-8", path=path, reason=error)
            ) from None
        first = written.partition("\n")[0]
        separator = max(",;\t", key=first.count)
        rows: dict[str, tuple[str, datetime | None]] = {}
        reader = csv.DictReader(written.splitlines(), delimiter=separator)
        fields = {name.strip().casefold(): name for name in reader.fieldnames or [] if name}
        column = fields.get("name") or fields.get("file")
        if column is None or "student" not in fields:
            raise BadStudents(text("{path}: needs the columns name and student; add them", path=path))
        for row in reader:
            name, student = (row.get(column) or "").strip(), (row.get(fields["student"]) or "").strip()
            told = (row.get(fields.get("time", "")) or "").strip()
            when = moment(told)
            if not name and not student:
                continue
            if not name or not identifier(student) or (told and when is None):
                raise BadStudents(
                    text(
                        "{path}: line {line}: needs a name and a student, a time is like 2026-11-24 10:30",
                        path=path,
                        line=reader.line_num,
                    )
                )
            rows[_key(name)] = identifier(student), when
        return cls(rows)

    def find(self, *names: str) -> tuple[str, datetime | None] | None:
        """Return student and time of the first of these names that is on the list."""
        return next((self._rows[_key(name)] for name in names if name and _key(name) in self._rows), None)


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().strip("/").casefold()
