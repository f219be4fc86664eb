"""A plan as a Word document to hand in, in the plan's language."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timbang import language
from timbang.models import roadmap as model
from timbang.plans import wording
from timbang.plans.files import Plan, checked
from timbang.plans.form import DIMENSIONS
from timbang.plans.overview import Overview, Row

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell

text = language.catalogue("plans")

_LANGUAGES = {"en": "en-GB", "id": "id-ID"}


def document(plan: Plan, path: str | Path) -> None:
    """Write a plan as a Word document: in short, gap, risks, roadmap by thread, dates, checks.

    Raises
    ------
    BadPlan
        When it is no plan.
    """
    import docx

    plan = checked(plan)
    with wording.in_language(plan["language"]):
        overview = Overview(plan)
        paper = docx.Document()
        _set_up(paper, overview)
        _in_short(paper, overview)
        _actions(paper, overview)
        _dates(paper, overview)
        _gap(paper, overview)
        _risks(paper, overview)
        _checks(paper, overview)
    paper.save(str(path))


def _set_up(paper: Document, overview: Overview) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    page = paper.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2)
    page.top_margin = page.bottom_margin = Cm(2)
    normal: Any = paper.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    marks = normal.element.get_or_add_rPr()
    tongue = marks.makeelement(qn("w:lang"), {qn("w:val"): _LANGUAGES[overview.plan["language"]]})
    marks.append(tongue)
    _number_pages(paper)
    paper.core_properties.title = overview.roadmap["title"] or overview.words["roadmap"]
    paper.core_properties.author = overview.plan["agency"]
    paper.core_properties.language = _LANGUAGES[overview.plan["language"]]


def _number_pages(paper: Document) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    foot = paper.sections[0].footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field: Any = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    foot._p.append(field)


def _in_short(paper: Document, overview: Overview) -> None:
    paper.add_heading(overview.roadmap["title"] or overview.words["roadmap"], 0)
    if overview.plan["agency"]:
        paper.add_paragraph(overview.plan["agency"], "Subtitle")
    if not overview.actions:
        paper.add_paragraph(text("The roadmap has no actions yet."))
        return
    number = language.number
    paper.add_paragraph(
        text(
            "{count} actions, {span}, planned over {planned} months. Budget: Rp{budget}.",
            count=len(overview.actions),
            span=overview.span(),
            planned=model.planned(overview.actions),
            budget=number(overview.budget()),
        )
    )
    path = overview.critical_path()
    if path:
        paper.add_paragraph(
            text(
                "The shortest possible time is {shortest} months. The critical path: {path}.",
                shortest=model.shortest(overview.actions),
                path=" → ".join(path),
            )
        )
    found = len(overview.checks())
    if found:
        paper.add_paragraph(
            text("Points to mend that the checks find: {count}. They stand at the end.", count=found)
        )
    else:
        paper.add_paragraph(text("The checks find nothing to mend."))


def _actions(paper: Document, overview: Overview) -> None:
    if not overview.actions:
        return
    paper.add_heading(overview.words["roadmap"], 1)
    rows = list(overview.rows())
    for thread in model.THREADS:
        own = [row for row in rows if row.thread == overview.words[thread]]
        if own:
            paper.add_heading(overview.words[thread], 2)
        for row in own:
            _action(paper, overview, row)


def _action(paper: Document, overview: Overview, row: Row) -> None:
    paper.add_heading(row.name or text("Action without a name"), 3)
    missing = text("missing")
    money = missing
    if row.budget is not None:
        money = f"Rp{language.number(row.budget)}" + (f" ({row.money})" if row.money else "")
    start, end = (wording.month_name(f"{one:%Y-%m}", 0) for one in (row.start, row.end))
    lines = [
        (overview.words["owner"], row.owner or missing),
        (overview.words["legal"], row.legal or missing),
        (text("Budget"), money),
        (overview.words["measure"], row.measure or missing),
        (text("Time"), text("{start} to {end} ({length} months)", start=start, end=end, length=row.length)),
        (overview.words["needs"], row.needs),
        (overview.words["reduces"], row.reduces),
        (overview.words["dimension"], row.dimension),
    ]
    _table(paper, None, [list(line) for line in lines if line[1]], (4.2, 12.8), together=True)


def _dates(paper: Document, overview: Overview) -> None:
    if not overview.actions:
        return
    words = overview.words
    paper.add_heading(text("Dates and the critical path"), 1)
    if overview.slots is None:
        paper.add_paragraph(text("Some actions wait for each other, so there is no critical path yet."))
    heads = [words["action"], words["start"], words["end"], words["slack"], words["critical"]]
    rows = [
        [
            row.name,
            wording.month_name(f"{row.start:%Y-%m}", 0),
            wording.month_name(f"{row.end:%Y-%m}", 0),
            "" if row.slack is None else str(row.slack),
            row.critical,
        ]
        for row in overview.rows()
    ]
    _table(paper, heads, rows, (6.9, 2.3, 2.3, 2.9, 2.6))


def _gap(paper: Document, overview: Overview) -> None:
    gap = overview.plan["gap"]
    paper.add_heading(overview.words["gap"], 1)
    if gap is None:
        paper.add_paragraph(text("This plan holds no gap."))
        return
    rated = [(name, gap["ratings"][name]) for name in DIMENSIONS if gap["ratings"][name] is not None]
    rows = [
        [overview.words[name], language.number(rating), gap["notes"][name]]
        for name, rating in sorted(rated, key=lambda one: -one[1])
    ]
    heads = [text("Dimension"), text("Gap (0 to 10)"), text("Note")]
    wide = 3 if any(note for _, _, note in rows) else 2
    _table(paper, heads[:wide], [row[:wide] for row in rows], (5, 3, 9)[:wide], together=True)
    if gap["actions"]:
        heads = [text("What closes it"), text("Dimension"), text("Way"), text("Gap after")]
        closing = [
            [one["text"], overview.words[one["dimension"]], overview.words[one["way"]], _left(one["after"])]
            for one in gap["actions"]
        ]
        _table(paper, heads, closing, (6.4, 3.6, 3.4, 3.6), together=len(closing) < 9)


def _left(rating: float | None) -> str:
    return "" if rating is None else language.number(rating)


def _risks(paper: Document, overview: Overview) -> None:
    paper.add_heading(overview.words["register"], 1)
    if not overview.risks:
        paper.add_paragraph(text("This plan holds no risks."))
        return
    heads = [
        text("Risk"),
        overview.words["thread"],
        text("Likelihood"),
        text("Impact"),
        overview.words["owner"],
    ]
    rows = [
        [
            risk["name"],
            overview.words[risk["thread"]],
            _range(risk["likelihood"]),
            _range(risk["impact"]),
            risk["owner"],
        ]
        for risk in overview.risks
    ]
    told = text("Likelihood and impact: the most likely value, and in brackets the lowest and the highest.")
    paper.add_paragraph(told).paragraph_format.keep_with_next = True
    _table(
        paper,
        [*heads, text("Response")],
        rows=[[*row, risk["response"]] for row, risk in zip(rows, overview.risks, strict=True)],
        widths=(3.5, 2.1, 2.9, 2.2, 3.1, 3.2),
    )


def _range(three: Sequence[float] | None) -> str:
    if three is None:
        return ""
    low, mode, high = (language.number(round(100 * one, 2)) for one in three)
    return f"{mode}%\n({low}–{high}%)"


def _checks(paper: Document, overview: Overview) -> None:
    paper.add_heading(overview.words["checks"], 1)
    found = overview.checks()
    for one in found:
        paper.add_paragraph(one, "List Number")
    if not found:
        paper.add_paragraph(text("The checks find nothing. Whether the plan is wise, they cannot say."))


def _table(
    paper: Document,
    heads: Sequence[str] | None,
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    together: bool = False,
) -> None:
    """Add a table; one that is kept together is never parted by the end of a page."""
    from docx.oxml import OxmlElement
    from docx.shared import Cm

    table = paper.add_table(0, len(widths), "Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    lines = [*([heads] if heads else []), *rows]
    for number, row in enumerate(lines):
        line = table.add_row()
        line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        if heads and number == 0:
            line._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        # the head stays with the first row
        on = number + 1 < len(lines) if together else bool(heads) and number == 0
        for place, (cell, value, width) in enumerate(zip(line.cells, row, widths, strict=True)):
            cell.width = Cm(width)
            head = bool(heads) and number == 0
            _write(cell, value, bold=head if heads else place == 0, size=8.5 if head else 9.5)
            cell.paragraphs[0].paragraph_format.keep_with_next = on
    paper.add_paragraph()


def _write(cell: _Cell, value: str, bold: bool, size: float) -> None:
    from docx.shared import Pt

    run = cell.paragraphs[0].add_run(value)
    run.bold = bold
    run.font.size = Pt(size)
    cell.paragraphs[0].paragraph_format.space_before = Pt(2)
    cell.paragraphs[0].paragraph_format.space_after = Pt(2)
