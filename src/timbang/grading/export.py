"""Grades as files: CSV, Moodle's grading worksheet, an Excel workbook; what is not final is said."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from timbang import language
from timbang.errors import UnknownFormat
from timbang.grading import outcomes
from timbang.grading.collect import results
from timbang.grading.course import Course
from timbang.grading.outcomes import Outcome, Results

text = language.catalogue("grading")

Value = str | float | None

REMARK = 64
"""Breadth of the column of remarks, in signs."""
LINE = 15.0
"""Height of a line in the workbook, in points."""

_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r|%]")
"""How a text begins that some spreadsheet takes for a formula or a command, in full width too."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def export(course: Course, assignment: str, form: str = "csv", path: Path | None = None) -> tuple[Path, int]:
    """Write the grades of an assignment, and return the file and how many in it have no final grade.

    Who has none has an empty field and the reason beside it, never a zero.

    Parameters
    ----------
    form
        `csv`, `moodle` or `xlsx`.
    path
        The file to write; `results/ASSIGNMENT/grades-export.csv` and the like without it.

    Raises
    ------
    UnknownFormat
        For another form.
    UnknownAssignment
        When the course has no such assignment, or nobody handed anything in.
    """
    if form not in FORMS:
        raise UnknownFormat(
            text("format {form!r} is unknown; write one of: {forms}", form=form, forms=", ".join(FORMS))
        )
    name, write = FORMS[form]
    found = outcomes.read(course, assignment)
    target = path or results(course, assignment) / name
    target.parent.mkdir(parents=True, exist_ok=True)
    waiting = target.with_name(f".{target.name}.waiting")
    write(found, waiting)
    waiting.replace(target)
    return target, sum(one.grade is None for one in found.outcomes)


def plain(value: Value) -> Value:
    """Return a text that no spreadsheet takes for a formula; a number stays a number.

    A text that begins like one gets an apostrophe, which spreadsheets take as "text follows".
    """
    if not isinstance(value, str):
        return value
    clean = clean_text(value)
    return f"'{clean}" if _FORMULA.match(value) else clean


def clean_text(value: str) -> str:
    """Return a text without the signs that no spreadsheet can hold."""
    return _CONTROL.sub("", value)


def _whole(found: Results) -> list[list[Value]]:
    """Return the heads and a row for each student: points of each task, and in words what they do not say."""
    heads: list[Value] = [
        *("student", "full name", "e-mail"),
        *(task.name for task in found.tasks),
        *("points so far", "penalty", "grade", "max", "state", "remark"),
    ]
    rows: list[list[Value]] = [heads]
    for one in found.outcomes:
        rows.append(
            [
                *(one.student, one.full_name, one.email),
                *(one.points.get(task.name) for task in found.tasks),
                *(one.so_far, one.penalty or None, one.grade, found.most, _state(one)),
                outcomes.remark(one, found.most),
            ]
        )
    return rows


def _state(one: Outcome) -> str:
    """Return the states of a student as words that a program can look for."""
    pending = ["manual"] if one.pending and one.so_far is not None else []
    return " ".join([one.state, *pending, *(["late"] if one.late else [])])


def _moodle(found: Results) -> list[list[Value]]:
    """Return what Moodle asks of a grading worksheet: these heads, and its own names for the submissions.

    Source
    ------
    moodle, mod/assign/feedback/offline/importgradeslib.php: the columns without which it takes no worksheet.
    """
    rows: list[list[Value]] = [
        [
            *("Identifier", "Full name", "Email address", "Status", "Grade", "Maximum grade"),
            *("Last modified (grade)", "Feedback comments"),
        ]
    ]
    for one in found.outcomes:
        rows.append(
            [
                *(f"Participant {one.number}" if one.number else "", one.full_name, one.email, _state(one)),
                *(one.grade, found.most, "", outcomes.remark(one, found.most)),
            ]
        )
    return rows


def _write_csv(rows: Callable[[Results], list[list[Value]]]) -> Callable[[Results, Path], None]:
    def write(found: Results, path: Path) -> None:
        # with a mark of UTF-8, without which Excel spoils names
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows([_cell(value) for value in row] for row in rows(found))

    return write


def _cell(value: Value) -> str:
    if isinstance(value, float):
        return f"{round(value, 4):g}" if abs(value) < 1e5 else str(value)
    return str(plain(value) or "")


def _write_xlsx(found: Results, path: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    book: Any = Workbook()
    sheet = book.active
    sheet.title = text("Grades")
    rows = _whole(found)
    words = _heads()
    rows[0] = [words.get(str(head), head) for head in rows[0]]
    remarks = len(rows[0])
    for place, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(place, column)
            cell.value = clean_text(value) if isinstance(value, str) else value
            if isinstance(value, str):
                cell.data_type = "s"  # openpyxl would make a formula of what begins with =
                cell.quotePrefix = bool(_FORMULA.match(value))  # and a spreadsheet one, when it is edited
            wraps = column == remarks or place == 1
            aside = 1 if column in (remarks - 1, remarks) else 0  # off the number on its left
            side = "left" if aside else None
            cell.alignment = Alignment(side, wrap_text=wraps, vertical="top", indent=aside)
        lines = 2 if place == 1 else -(-len(str(row[-1] or "")) // (REMARK - 8))
        # said, since not every program makes room for wrapped text by itself
        sheet.row_dimensions[place].height = LINE * max(1, lines)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    open_ones = PatternFill("solid", fgColor="FFF2CC")
    for row, one in zip(sheet.iter_rows(min_row=2), found.outcomes, strict=True):
        if one.grade is None:
            for cell in row:
                cell.fill = open_ones
    for column, head in enumerate(rows[0], 1):
        longest = max(len(str(row[column - 1] or "")) for row in rows[1:]) if rows[1:] else 0
        width = REMARK if column == remarks else min(32, max(longest, len(str(head)) // 2 + 2, 9) + 2)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    book.save(path)


def _heads() -> dict[str, str]:
    return {
        "student": text("student"),
        "full name": text("full name"),
        "e-mail": text("e-mail"),
        "points so far": text("points so far"),
        "penalty": text("penalty"),
        "grade": text("grade"),
        "max": text("most"),
        "state": text("state"),
        "remark": text("remark"),
    }


FORMS: dict[str, tuple[str, Callable[[Results, Path], None]]] = {
    "csv": ("grades-export.csv", _write_csv(_whole)),
    "moodle": ("grades-moodle.csv", _write_csv(_moodle)),
    "xlsx": ("grades-export.xlsx", _write_xlsx),
}
"""The forms of an export: what its file is called, and what writes it."""
