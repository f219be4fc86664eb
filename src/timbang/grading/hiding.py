"""Test cells as a student may see them: no hidden test, no traceback of one, nothing that tells of them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_BEGIN, _END = "BEGIN HIDDEN TESTS", "END HIDDEN TESTS"
_ARROW = re.compile(r"^-+> ?\d+ (.*)$|^  File .*\n    (.*)$", re.MULTILINE)
STOPS = ("GraderStop", "CellTimeoutError")
"""Errors by which a run says that it stopped a cell."""
TELLING = 9
"""From this length on, in signs, a line gives something away; `)` or `else:` does not."""
LONGEST = 400
"""Signs of a message that are shown."""


@dataclass(frozen=True)
class TestCell:
    """The source of a test cell, taken apart."""

    shown: str
    """What students were given."""
    hidden: tuple[str, ...]
    """The lines between the marks, without those that stand in what was given too."""


def take_apart(source: str) -> TestCell:
    """Return the shown and the hidden part of a test cell of the source notebook."""
    shown: list[str] = []
    hidden: list[str] = []
    inside = False
    for line in source.splitlines():
        if _BEGIN in line:
            inside = True
        elif _END in line:
            inside = False
        else:
            (hidden if inside else shown).append(line)
    given = {line.strip() for line in shown}
    return TestCell(
        "\n".join(shown).rstrip(), tuple(line.strip() for line in hidden if line.strip() not in given)
    )


def complaint(cell: TestCell, outputs: Iterable[Any]) -> str | None:
    """Return what the visible tests said, or None where they said nothing: then a hidden one may have.

    A message counts as a visible test's only if it can be traced to a line that students were given: to the
    words of an `assert`, or to the line on which the error arose. In doubt it counts as hidden.
    """
    for output in outputs:
        if output.get("output_type") != "error":
            continue
        kind, said = str(output.get("ename", "")), _ANSI.sub("", str(output.get("evalue", ""))).strip()
        if gives_away([cell], said):
            return None
        visible = any(pattern.fullmatch(said) for pattern in _messages(cell.shown))
        hidden = any(pattern.fullmatch(said) for pattern in _messages("\n".join(cell.hidden)))
        line = _raised_in(output.get("traceback") or [])
        arose = (
            bool(line)
            and line in {one.strip() for one in cell.shown.splitlines()}
            and line not in cell.hidden
        )
        missing = kind == "NameError" and _asked_for(said, cell.shown)
        if (visible and not hidden) or arose or missing:
            short = said if len(said) <= LONGEST else said[:LONGEST] + "…"
            return short if kind == "AssertionError" and short else f"{kind}: {short}".strip(": ")
        return None
    return None


def stopped(outputs: Iterable[Any]) -> bool:
    """Return whether a cell was stopped, or not run as an earlier one was: no verdict on an answer.

    What such an error says is for the notes: a student can raise one of the same name with any words.
    """
    return any(output.get("ename") in STOPS for output in outputs)


def gives_away(cells: Iterable[TestCell], said: str) -> bool:
    """Return whether a text holds a line of a hidden test."""
    plain = " ".join(_ANSI.sub("", said).split())
    return any(
        len(line) >= TELLING and " ".join(line.split()) in plain for cell in cells for line in cell.hidden
    )


def _asked_for(said: str, shown: str) -> bool:
    """Return whether what is not defined is a variable that the visible tests ask for."""
    found = re.fullmatch(r"name '(\w+)' is not defined", said)
    return found is not None and re.search(rf"\b{found[1]}\b", shown) is not None


def _messages(source: str) -> Iterator[re.Pattern[str]]:
    """Yield a pattern for the message of each `assert` in a source, whatever its placeholders hold."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert) and node.msg is not None:
            parts = node.msg.values if isinstance(node.msg, ast.JoinedStr) else [node.msg]
            words = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".*" for part in parts]
            if any(word != ".*" for word in words):
                yield re.compile("".join(words), re.DOTALL)


def _raised_in(traceback: list[str]) -> str:
    """Return the line of the cell on which an error arose, the outermost of the traceback."""
    found = _ARROW.search(_ANSI.sub("", "\n".join(traceback)))
    return (found[1] or found[2] or "").strip() if found else ""
