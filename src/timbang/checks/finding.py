"""A finding: where something is wrong, what, and what to do; and the course in which it was found."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from timbang import language
from timbang.errors import BadNotebook
from timbang.notebooks import book, files
from timbang.notebooks.files import Cell, Notebook

WHOLE = "whole file"
"""What stands in the place of a cell's id where a finding is about a file."""


@dataclass(frozen=True)
class Finding:
    """One thing to mend."""

    file: str
    place: str
    """Id of a cell, or of what the file is made of."""
    fault: str
    mend: str

    def __str__(self) -> str:
        """Return `file · cell id · what is wrong · what to do` on one line."""
        return " · ".join(" ".join(part.split()) for part in (self.file, self.place, self.fault, self.mend))


@dataclass(frozen=True)
class Page:
    """A notebook of the book in one language."""

    name: str
    code: str
    file: str
    notebook: Notebook

    @property
    def is_chapter(self) -> bool:
        """Whether the page is a chapter: its name starts with the chapter's two digits."""
        return self.name[:2].isdigit()

    def cells(self, kind: str) -> Iterator[Cell]:
        """Yield the cells of one type: `markdown` or `code`."""
        return (cell for cell in self.notebook["cells"] if cell["cell_type"] == kind)

    def finding(self, place: str, fault: str, mend: str) -> Finding:
        """Return a finding in this page."""
        return Finding(self.file, place, fault, mend)


@dataclass(frozen=True)
class Course:
    """The checkout that is checked: its pages, and where the rest lies."""

    root: Path = field(default_factory=book.root)

    @functools.cached_property
    def _read(self) -> tuple[dict[tuple[str, str], Page], list[Finding]]:
        found, faults = {}, []
        for code in language.LANGUAGES:
            for path in book.pages(code, self.root / "book"):
                file = str(path.relative_to(self.root))
                try:
                    found[path.stem, code] = Page(path.stem, code, file, files.read(path))
                except BadNotebook as error:
                    _, _, fault = str(error).partition(": ")
                    what, _, mend = fault.rpartition("; ")
                    faults.append(Finding(file, WHOLE, what or fault, mend or "restore the file from git"))
        return found, faults

    @property
    def pages(self) -> dict[tuple[str, str], Page]:
        """Pages by name and language; files that are no notebooks are among the `unreadable`."""
        return self._read[0]

    @property
    def unreadable(self) -> list[Finding]:
        """A finding for each file that is not a valid notebook."""
        return self._read[1]

    def pages_in(self, code: str) -> Iterator[Page]:
        """Yield the pages of one language by name."""
        return (page for (_, there), page in self.pages.items() if there == code)


def settings(cell: Cell) -> dict[str, Any]:
    """Return what an author said of a cell: `numbers`, `uncited`, `unbound`, `translates`."""
    found = cell["metadata"].get("timbang", {})
    return found if isinstance(found, dict) else {}
