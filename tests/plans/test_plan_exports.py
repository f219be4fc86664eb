"""The workbook, the document and the CSV of a plan, read back."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from timbang import language, plans
from timbang.errors import BadPlan

Plan = dict[str, Any]
EVIL = ['=HYPERLINK("http://example.org")', "+1+1", "-1", "@SUM(A1)", "\t=1"]


def texts(paper: Any) -> str:
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


def test_the_workbook_has_its_sheets_with_real_numbers_and_dates(plan: Plan, tmp_path: Path) -> None:
    plans.workbook(plan, tmp_path / "plan.xlsx")
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    assert book.sheetnames == ["Design-reality gap", "Risk register", "Roadmap", "Checks"]
    sheet = book["Roadmap"]
    heads = [cell.value for cell in sheet[1]]
    row = dict(zip(heads, [cell.value for cell in sheet[2]], strict=True))
    assert sheet.max_row == 12 and sheet.freeze_panes == "B2"
    assert row["Budget (rupiah)"] == 60_000_000
    assert row["Starts"] == datetime(2027, 1, 1) and row["Ends"] == datetime(2027, 4, 1)
    assert (row["Months of slack"], row["On the critical path"]) == (0, "yes")
    assert sheet.cell(5, heads.index("Needs first") + 1).value.startswith("Regulation on who decides; Inv")
    assert book["Design-reality gap"]["B2"].value == 6
    assert [cell.value for cell in book["Risk register"][2]][3:6] == [0.2, 0.4, 0.6]
    assert book["Checks"]["B2"].value.startswith("The checks find nothing")
    widths = [column.width for column in sheet.column_dimensions.values()]
    assert len(widths) == 15 and all(8 <= width <= 30 for width in widths)


@pytest.mark.parametrize("evil", EVIL)
def test_no_text_becomes_a_formula(plan: Plan, tmp_path: Path, evil: str) -> None:
    plan["roadmap"]["actions"][0]["owner"] = evil
    plans.workbook(plan, tmp_path / "plan.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "plan.xlsx")["Roadmap"]["C2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (evil, "s", True)
    plans.actions_csv(plan, tmp_path / "plan.csv")
    with (tmp_path / "plan.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert list(csv.reader(stream))[1][2] == f"'{evil}"


def test_the_csv_is_that_of_the_plans_language(tmp_path: Path) -> None:
    language.use("id")
    plans.actions_csv(plans.example("09-roadmap"), tmp_path / "plan.csv")
    language.use("en")
    with (tmp_path / "plan.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream, delimiter=";"))
    assert rows[0][:3] == ["Kegiatan", "Benang merah", "Penanggung jawab"]
    assert rows[1][7:10] == ["2027-01", "2027-04", "4"] and len(rows) == 12


def test_the_document_holds_headings_tables_and_checks(plan: Plan, tmp_path: Path) -> None:
    plan["roadmap"]["actions"][0]["owner"] = ""
    plans.document(plan, tmp_path / "plan.docx")
    paper = docx.Document(str(tmp_path / "plan.docx"))
    heads = [one.text for one in paper.paragraphs if one.style and one.style.name.startswith("Heading 1")]
    assert heads == [
        "Roadmap",
        "Dates and the critical path",
        "Design-reality gap",
        "Risk register",
        "Checks",
    ]
    told = texts(paper)
    assert "11 actions, Jan 2027 – Jun 2028, planned over 18 months. Budget: Rp2,360,000,000." in told
    assert "Regulation on who decides: no owner. Name the office that answers for it." in told
    assert "missing" in told and paper.core_properties.language == "en-GB"
    assert len(paper.tables) == 11 + 3
    section = paper.sections[0]
    assert (section.page_width.cm, section.page_height.cm) == pytest.approx((21, 29.7), abs=0.01)


def test_closing_actions_and_shares_in_percent_stand_in_document_and_workbook(
    plan: Plan, tmp_path: Path
) -> None:
    closing = {
        "id": "a1",
        "dimension": "processes",
        "way": "design",
        "text": "Redraw the form",
        "after": 3,
    }
    plan["gap"]["actions"] = [closing]
    plan["gap"]["notes"]["processes"] = "Seen at the counter"
    plan["register"]["risks"][0]["likelihood"] = [0.125, 0.25, 0.5]
    plan["agency"] = "Trade & industry"
    plans.document(plan, tmp_path / "plan.docx")
    paper = docx.Document(str(tmp_path / "plan.docx"))
    rows = [[cell.text for cell in row.cells] for table in paper.tables for row in table.rows]
    assert ["Redraw the form", "Processes", "Change the design", "3"] in rows
    assert ["Processes", "7", "Seen at the counter"] in rows
    assert next(row for row in rows if row[0].startswith("The regulation is copied"))[2] == "25%\n(12.5–50%)"
    plans.workbook(plan, tmp_path / "plan.xlsx")
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    assert book["Risk register"]["D2"].number_format == "0.0#%"
    assert book["Roadmap"].oddHeader.left.text == f"Trade && industry · {plan['roadmap']['title']}"
    assert (book["Roadmap"].page_setup.fitToWidth, book["Checks"].page_setup.fitToWidth) == (2, 1)


def test_the_document_speaks_the_language_of_the_plan(tmp_path: Path) -> None:
    language.use("id")
    plan = plans.example("09-roadmap")
    language.use("en")
    plans.document(plan, tmp_path / "plan.docx")
    assert "Tahap pertama: tiga layanan dalam satu pintu" in texts(docx.Document(str(tmp_path / "plan.docx")))
    assert "Rp2.360.000.000" in texts(docx.Document(str(tmp_path / "plan.docx")))
    assert language.current() == "en"


@pytest.mark.parametrize("write", [plans.workbook, plans.document, plans.actions_csv])
def test_an_empty_plan_and_a_loop_can_be_exported(plan: Plan, tmp_path: Path, write: Any) -> None:
    write(plans.assemble(), tmp_path / "empty")
    plan["roadmap"]["actions"][0]["needs"] = ["t11"]
    write(plan, tmp_path / "loop")
    assert (tmp_path / "empty").stat().st_size and (tmp_path / "loop").stat().st_size


def test_ids_of_risks_are_not_told_where_no_register_names_them(plan: Plan) -> None:
    assert next(plans.Overview({**plan, "register": None}).rows()).reduces == ""
    assert next(plans.Overview(plan).rows()).reduces.endswith("The team ends when the head changes")


@pytest.mark.parametrize("write", [plans.workbook, plans.document, plans.actions_csv])
def test_what_is_no_plan_is_refused_before_a_file_is_made(tmp_path: Path, write: Any) -> None:
    with pytest.raises(BadPlan, match="language: must be one of"):
        write({"language": "fr"}, tmp_path / "plan")
    assert not (tmp_path / "plan").exists()


def test_checks_name_actions_risks_and_loops_in_words(plan: Plan) -> None:
    actions = plan["roadmap"]["actions"]
    actions[0] |= {"owner": "", "needs": ["t4"], "reduces": []}
    actions[2]["reduces"] = []
    actions[4]["dimension"] = None
    told = plans.Overview(plan).checks()
    assert told == [
        "Regulation on who decides: no owner. Name the office that answers for it.",
        "Regulation on who decides: starts before what it needs has ended (Architecture and plan map). "
        "Move one of them.",
        "These wait for each other: Regulation on who decides → Architecture and plan map → "
        "Regulation on who decides. Take one need away.",
        "Large gap in Processes, and no action closes it.",
        "Nothing reduces the risk “The regulation is copied and lets nobody decide”.",
        "Nothing reduces the risk “The team ends when the head changes”.",
    ]
