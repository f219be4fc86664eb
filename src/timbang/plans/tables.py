"""A plan as tables: the actions as CSV, the whole as an Excel workbook."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timbang import language
from timbang.plans import wording
from timbang.plans.files import Plan, checked
from timbang.plans.form import DIMENSIONS
from timbang.plans.overview import COLUMNS, Overview

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

text = language.catalogue("plans")

Value = str | int | float | date | None

_FORMULA = re.compile(r"^[=+\-@\t\r]")
_NARROWEST, _WIDEST, _PAGE = 8, 30, 230
"""Widths of columns, and of a page with all of them, in characters."""
_LINE = 15
"""Height of a line in points."""
_MONTH, _WHOLE = "mmm yyyy", "#,##0"
_SHARE, _FINE_SHARE = "0%", "0.0#%"


def actions_csv(plan: Plan, path: str | Path) -> None:
    """Write the actions as CSV for a spreadsheet of the plan's language (Indonesian: semicolons).

    A text that begins like a formula gets an apostrophe before it.

    Raises
    ------
    BadPlan
        When it is no plan.
    """
    plan = checked(plan)
    with wording.in_language(plan["language"]):
        overview = Overview(plan)
        stream = io.StringIO()
        writer = csv.writer(stream, delimiter=";" if plan["language"] == "id" else ",")
        writer.writerow([overview.words[column] for column in COLUMNS])
        for row in overview.rows():
            writer.writerow([_plain(getattr(row, column)) for column in COLUMNS])
    Path(path).write_text(stream.getvalue(), "utf-8-sig", newline="")


def _plain(value: Value) -> str | int | float:
    if isinstance(value, date):
        return value.strftime("%Y-%m")
    return _FORMULA.sub(r"'\g<0>", value) if isinstance(value, str) else "" if value is None else value


def workbook(plan: Plan, path: str | Path) -> None:
    """Write a plan as an Excel workbook in the plan's language: gap, register, roadmap and checks.

    Numbers are numbers and months are dates; no text is ever run as a formula.

    Raises
    ------
    BadPlan
        When it is no plan.
    """
    from openpyxl import Workbook

    plan = checked(plan)
    with wording.in_language(plan["language"]):
        overview = Overview(plan)
        book = Workbook()
        book.properties.title = overview.roadmap["title"] or overview.words["roadmap"]
        book.properties.creator = plan["agency"] or "Timbang"
        _gap(_sheet(book, "gap", overview), overview)
        _register(_sheet(book, "register", overview), overview)
        _roadmap(_sheet(book, "roadmap", overview), overview)
        _checks(_sheet(book, "checks", overview), overview)
        del book[book.sheetnames[0]]
        book.active = 2
    book.save(path)


def _sheet(book: Workbook, name: str, overview: Overview) -> Worksheet:
    sheet: Worksheet = book.create_sheet(overview.words[name])
    named = [one for one in (overview.plan["agency"], overview.roadmap["title"]) if one]
    # an ampersand begins a command here, and a header holds at most 255 characters
    head: Any = sheet.oddHeader
    head.left.text = " · ".join(named)[:90].replace("&", "&&") or None
    head.right.text = overview.words[name]
    foot: Any = sheet.oddFooter
    foot.center.text = "&P / &N"
    sheet.sheet_view.tabSelected = name == "roadmap"
    return sheet


def _gap(sheet: Worksheet, overview: Overview) -> None:
    heads = [text("Dimension"), text("Gap (0 to 10)"), text("Note"), text("What closes it"), text("Way")]
    gap = overview.plan["gap"]
    rows = [_dimension(gap, name, overview.words) for name in DIMENSIONS] if gap else []
    _fill(sheet, [*heads, text("Gap after")], rows)


def _dimension(gap: dict[str, Any], name: str, words: dict[str, str]) -> list[Value]:
    closing = [one for one in gap["actions"] if one["dimension"] == name]
    told = "; ".join(one["text"] for one in closing)
    ways = "; ".join(dict.fromkeys(words[one["way"]] for one in closing))
    after = min((one["after"] for one in closing if one["after"] is not None), default=None)
    return [words[name], gap["ratings"][name], gap["notes"][name], told, ways, after]


def _register(sheet: Worksheet, overview: Overview) -> None:
    reducing = {
        risk["id"]: "; ".join(
            overview.names[one["id"]] for one in overview.actions if risk["id"] in one["reduces"]
        )
        for risk in overview.risks
    }
    likelihood, impact = text("Likelihood"), text("Impact")
    ends = (text("low"), text("most likely"), text("high"))
    heads = [text("Risk"), overview.words["thread"], text("Kind of failure")]
    heads += [f"{word}, {end}" for word in (likelihood, impact) for end in ends]
    heads += [overview.words["owner"], text("Response"), text("Reduced by")]
    rows = [
        [
            *(risk["name"], overview.words[risk["thread"]], overview.words[risk["kind"]]),
            *(risk["likelihood"] or [None] * 3),
            *(risk["impact"] or [None] * 3),
            *(risk["owner"], risk["response"], reducing[risk["id"]]),
        ]
        for risk in overview.risks
    ]
    shares = [share for row in rows for share in row[3:9] if share is not None]
    fine = any(round(100 * share, 6) % 1 for share in shares)
    _fill(sheet, heads, rows, formats=dict.fromkeys(range(4, 10), _FINE_SHARE if fine else _SHARE))


def _roadmap(sheet: Worksheet, overview: Overview) -> None:
    heads = [overview.words[column] for column in COLUMNS]
    rows = [[getattr(row, column) for column in COLUMNS] for row in overview.rows()]
    places = {column: number for number, column in enumerate(COLUMNS, 1)}
    formats = {places["budget"]: _WHOLE, places["start"]: _MONTH, places["end"]: _MONTH}
    _fill(sheet, heads, rows, formats)
    sheet.freeze_panes = "B2"


def _checks(sheet: Worksheet, overview: Overview) -> None:
    found = overview.checks() or [text("The checks find nothing. Whether the plan is wise, they cannot say.")]
    _fill(
        sheet, [text("No."), overview.words["checks"]], [[number, one] for number, one in enumerate(found, 1)]
    )


def _fill(
    sheet: Worksheet,
    heads: Sequence[str],
    rows: Sequence[Sequence[Value]],
    formats: dict[int, str] | None = None,
) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    widest = max(_WIDEST, 180 // len(heads))
    widths = [_width(head, [row[place] for row in rows], widest) for place, head in enumerate(heads)]
    line = Border(bottom=Side("thin", color="C9D2D7"))
    for number, row in enumerate([heads, *rows], 1):
        for place, value in enumerate(row, 1):
            cell = sheet.cell(number, place)
            _put(cell, value)
            # a text keeps off the number before it
            off: dict[str, Any] = {"horizontal": "left", "indent": 1}
            beside = place > 1 and isinstance(value, str)
            cell.alignment = Alignment(wrap_text=True, vertical="top", **(off if beside else {}))
            cell.border = line
            if number == 1:
                cell.font = Font(name="Calibri", size=11, bold=True, color="FFFFFF")
                cell.fill = PatternFill("solid", fgColor="1F4E5F")
            elif formats and place in formats:
                cell.number_format = formats[place]
        lines = max(_lines(value, width) for value, width in zip(row, widths, strict=True))
        sheet.row_dimensions[number].height = min(_LINE * lines + 3, 400)
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.page_setup.fitToWidth = -(-sum(widths) // _PAGE)
    # what is too broad for one page has its first column on each
    sheet.print_title_cols = "A:A"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _width(head: str, values: Sequence[Value], widest: int) -> int:
    """Return the width of a column in characters: room for its words, and for its longest line if short."""
    words = max(len(word) for word in head.split())
    longest = max((len(line) for value in values for line in _shown(value).split("\n")), default=0)
    return min(max(words + 4, longest + 3, _NARROWEST), widest)


def _lines(value: Value, width: int) -> int:
    return sum(1 + len(line) // max(width - 3, 1) for line in _shown(value).split("\n"))


def _shown(value: Value) -> str:
    return "Aaa 2027" if isinstance(value, date) else "" if value is None else str(value)


def _put(cell: Cell | MergedCell, value: Value) -> None:
    cell.value = value
    if isinstance(value, str):
        # openpyxl takes a text that begins with "=" for a formula; Excel would when the cell is edited.
        cell.data_type = "s"
        cell.quotePrefix = bool(_FORMULA.match(value))
