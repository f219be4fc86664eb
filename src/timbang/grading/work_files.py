"""The tests before and after the course, from the files that students saved on the page "My work"."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from timbang import language
from timbang.errors import BadSource
from timbang.grading import entries
from timbang.grading.course import Course
from timbang.grading.reading import WORK, is_work
from timbang.grading.senders import owner_part, sender
from timbang.grading.submissions import submitted
from timbang.models.assessment import Gain, class_gains, gains
from timbang.models.scoring import choice_points

text = language.catalogue("grading")

FORMS = ("pre-test", "post-test")
MOST_BYTES = 8_000_000
"""Of a file that is still read: the page "My work" reads no larger ones either."""


@dataclass
class ClassGain:
    """What a class gained, over the questions that each student answered both times."""

    students: int = 0
    """With both tests."""
    only_one: int = 0
    """With one of them alone: not counted."""
    chapters: list[Gain] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """Files that could not be used, and why."""


def class_gain(course: Course, assignments: list[str], work: Path | None = None) -> ClassGain:
    """Return the gain of a class.

    Read are the files that came with submissions and those of `work`. Of each student and test the latest
    work counts.

    Parameters
    ----------
    work
        A folder or a zip of such files, told apart by their names as submissions are.

    Raises
    ------
    BadSource
        When `work` cannot be read.
    """
    told = ClassGain()
    tests: dict[str, dict[str, dict[str, Any]]] = {}
    for student, name, content in _files(course, assignments, work, told):
        try:
            found = tests_in(content)
        except ValueError as error:
            told.notes.append(f"{name}: {error}")
            continue
        mine = tests.setdefault(student, {})
        for form, entry in found.items():
            if form not in mine or str(entry.get("at", "")) > str(mine[form].get("at", "")):
                mine[form] = entry
    each = []
    for mine in tests.values():
        if set(mine) == set(FORMS):
            each.append(_gains(mine))
        elif mine:
            told.only_one += 1
    told.students = sum(bool(one) for one in each)
    told.only_one += sum(not one for one in each)
    told.chapters = class_gains(each)
    return told


def tests_in(content: bytes) -> dict[str, dict[str, Any]]:
    """Return the work on the tests in a saved file, by the test's name.

    Raises
    ------
    ValueError
        When it is no such file, from a later version, or changed since it was saved; the message says which.
    """
    try:
        saved = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise ValueError(text("it is damaged: save it once more on the page My work")) from None
    if not isinstance(saved, dict) or saved.get("format") != WORK:
        raise ValueError(text("it is no file of the page My work"))
    if saved.get("version") != 1 or not isinstance(saved.get("entries"), dict):
        raise ValueError(text("it is of a version that is not known here"))
    if saved.get("sum") != checksum(saved["entries"]):
        raise ValueError(text("it was changed after it was saved"))
    return {name: saved["entries"][name] for name in FORMS if isinstance(saved["entries"].get(name), dict)}


def checksum(written: Mapping[str, Any]) -> str:
    """Return the sum that `widgets/shared/work_file.js` writes: FNV-1a over the signs of the JSON.

    It finds accidents, no forgery.
    """
    value = 0x811C9DC5
    for sign in json.dumps(written, ensure_ascii=False, separators=(",", ":")):
        value = ((value ^ ord(sign)) * 0x01000193) & 0xFFFFFFFF
    return f"{value:08x}"


def _files(
    course: Course, assignments: list[str], work: Path | None, told: ClassGain
) -> Iterator[tuple[str, str, bytes]]:
    for assignment in assignments:
        for student, folder in submitted(course, assignment):
            for path in sorted(folder.rglob("*.json")):
                if path.is_symlink() or not path.is_file() or path.stat().st_size > MOST_BYTES:
                    continue
                content = path.read_bytes()
                if is_work(content):
                    yield student, f"{student}/{path.name}", content
    if work is None:
        return
    with entries.opened(work) as source:
        told.notes += [f"{one.path}: {one.reason}" for one in source.refusals]
        for entry in source.entries:
            if not entry.path.casefold().endswith(".json"):
                continue
            top = owner_part(entry.path.partition("/")[0])
            whose = sender(top.removesuffix(".json"), "", []).student
            try:
                yield whose or entry.path, entry.path, entry.read()
            except (BadSource, OSError) as error:
                told.notes.append(f"{entry.path}: {error}")


def _gains(tests: dict[str, dict[str, Any]]) -> list[Gain]:
    before, after = (_points(form, tests[form]) for form in FORMS)
    chapters = {one["id"]: one["chapter"] for one in _form(FORMS[1]).questions}
    ids = list(chapters)
    return gains(
        [chapters[one] for one in ids], [before.get(one) for one in ids], [after.get(one) for one in ids]
    )


@functools.cache
def _form(name: str) -> Any:
    from timbang.widgets.assessment import assessment

    return assessment(name)


def _points(name: str, entry: dict[str, Any]) -> dict[str, float]:
    """Return the points for each question that was answered as the course asks it now."""
    form = _form(name)
    parts = entry.get("parts")
    found = {}
    for question in form.questions:
        kept = parts.get(question["id"]) if isinstance(parts, dict) else None
        answer = kept.get("answer") if isinstance(kept, dict) else None
        if answer is None or kept is None or kept.get("made") != form.fingerprints[question["id"]]:
            continue
        if form.refuse(question["id"], answer) is None:
            found[question["id"]] = choice_points([one["right"] for one in question["options"]], answer)
    return found
