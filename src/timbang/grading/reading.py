"""A submitted file read as a notebook, however old or bent; what is none is rejected with the reason."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from timbang import language
from timbang.errors import Unreadable

text = language.catalogue("grading")

WORK = "timbang-work"
"""What a file of the page "My work" says of itself; `widgets/shared/work_file.js` writes it."""
KINDS = ("code", "markdown", "raw")
_BEGINNINGS = {
    b"%PDF": "PDF",
    b"PK\x03\x04": "zip, Word or Excel",
    b"\xd0\xcf\x11\xe0": "Word or Excel",
    b"Rar!": "RAR",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"<!DOCTYPE": "HTML",
    b"<html": "HTML",
}


def is_work(content: bytes) -> bool:
    """Return whether a file is one that students save on the page "My work"."""
    return content.lstrip()[:1] == b"{" and f'"{WORK}"'.encode() in content[:2000]


@dataclass(frozen=True)
class SentCell:
    """A cell as it was sent, without its outputs."""

    kind: str
    source: str
    grade_id: str
    """nbgrader's name of the cell; empty where it has none."""
    id: str
    """The notebook's name of the cell; empty before format 4.5."""
    attachments: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class SentNotebook:
    """A submission as far as it is read: cells, kernel and notes on what was odd."""

    cells: list[SentCell]
    kernel: str
    notes: list[str]


def read(content: bytes) -> SentNotebook:
    """Read what a student sent.

    Outputs are not looked at, whatever their size. Formats 3 and 4 are read, also where they are not valid.

    Raises
    ------
    Unreadable
        When it is empty, cut off, of another kind, or has no cells; the message is the reason.
    """
    found = _parsed(content)
    if not isinstance(found, dict):
        raise Unreadable(text("it is no notebook"))
    major = found.get("nbformat")
    notes: list[str] = []
    cells = found.get("cells")
    if cells is None and isinstance(found.get("worksheets"), list):
        cells = [cell for sheet in found["worksheets"] if isinstance(sheet, dict) for cell in _list(sheet)]
    if not isinstance(cells, list):
        raise Unreadable(text("it is no notebook"))
    if major != 4 or found.get("nbformat_minor", 5) not in (4, 5):
        written = f"{major}.{found.get('nbformat_minor', 0)}"
        notes.append(text("it is in the notebook format {version}", version=written[:20]))
    read_cells = [_cell(cell) for cell in cells if isinstance(cell, dict)]
    if len(read_cells) < len(cells):
        notes.append(text("something in it is no cell and was left out"))
    if not read_cells:
        raise Unreadable(text("it is a notebook without cells"))
    metadata = found.get("metadata")
    kernelspec = metadata.get("kernelspec") if isinstance(metadata, dict) else None
    kernel = kernelspec.get("name") if isinstance(kernelspec, dict) else None
    return SentNotebook(read_cells, kernel if isinstance(kernel, str) else "", notes)


def _parsed(content: bytes) -> Any:
    if not content.strip(b"\x00 \t\r\n"):
        raise Unreadable(text("it is empty"))
    for beginning, kind in _BEGINNINGS.items():
        if content.lstrip()[: len(beginning)].lower() == beginning.lower():
            raise Unreadable(text("it is no notebook but {kind}", kind=kind))
    try:
        return json.loads(_decoded(content))
    except json.JSONDecodeError as error:
        if error.pos >= len(error.doc.rstrip()) - 10 or "Unterminated" in error.msg:
            raise Unreadable(text("it is cut off in line {line}", line=error.lineno)) from None
        raise Unreadable(text("it is no notebook ({reason})", reason=error)) from None
    except (ValueError, RecursionError) as error:
        reason = str(error).partition("\n")[0][:80]
        raise Unreadable(text("it is no notebook ({reason})", reason=reason)) from None


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16")
    # a lone surrogate could be written to no file
    return content.decode("utf-8-sig").replace("\x00", "")


def _list(sheet: dict[str, Any]) -> list[Any]:
    cells = sheet.get("cells")
    return cells if isinstance(cells, list) else []


def _cell(cell: dict[str, Any]) -> SentCell:
    kind = cell.get("cell_type")
    source = cell.get("source", cell.get("input", ""))
    if kind == "heading":
        level = cell.get("level")
        depth = level if isinstance(level, int) and 1 <= level <= 6 else 1
        source = f"{'#' * depth} {_joined(source)}"
    mark = _dict(_dict(cell.get("metadata")).get("nbgrader"))
    return SentCell(
        kind if kind in KINDS else "markdown" if kind == "heading" else "code",
        _joined(source),
        _name(mark.get("grade_id")),
        _name(cell.get("id")),
        {name: one for name, one in _dict(cell.get("attachments")).items() if isinstance(one, dict)},
    )


def _joined(source: Any) -> str:
    parts = source if isinstance(source, list) else [source]
    whole = "".join(part for part in parts if isinstance(part, str))
    # half of a pair of surrogates can stand in JSON but in no file
    return re.sub("[\ud800-\udfff]", "\ufffd", whole.replace("\r\n", "\n"))


def _name(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
