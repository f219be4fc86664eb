"""The tables are those that the descriptor describes, and what is made from other files is fresh."""

from __future__ import annotations

from collections.abc import Iterator

from timbang import data, upkeep
from timbang.checks.finding import WHOLE, Course, Finding
from timbang.errors import TimbangError


def findings(course: Course) -> Iterator[Finding]:
    """Yield altered tables, files that no one describes, and references older than their bibliography."""
    described = set()
    for name in data.names():
        described.add(data.descriptor(name).path)
        try:
            data.table(name)
        except TimbangError as error:
            fault, _, mend = str(error).rpartition("; ")
            yield Finding(f"data/{data.descriptor(name).path}", WHOLE, fault, mend)
    for file in sorted(data.folder().rglob("*.csv")):
        if file.relative_to(data.folder()).as_posix() not in described:
            yield Finding(
                str(file.relative_to(data.folder().parent)),
                WHOLE,
                "is not in data/datapackage.json",
                "describe it there",
            )
    made = upkeep.references(course.root / "book" / "references.bib")
    if (data.folder() / upkeep.REFERENCES).read_text("utf-8") != made:
        yield Finding(
            f"data/{upkeep.REFERENCES}",
            WHOLE,
            "is older than book/references.bib",
            "run: python -m timbang.data references",
        )
