"""The learner's walk over the built site, from one's own agency to a plan in files: nothing gets lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect
from site_host import Open

from timbang import language, plans
from timbang.plans import wording

say = language.catalogue("widgets")

RATINGS = {"information": 8, "processes": 7, "staffing": 4}
RISKS = {"law": "The rule comes late", "partners": "The partner leaves with the code"}


@pytest.fixture(params=[("en", 1280, False), ("id", 360, True)], ids=["en-1280", "id-360-touch"])
def walk(request: Any, open_page: Open) -> Iterator[Page]:
    code, width, touch = request.param
    language.use(code)
    page = open_page(f"{code}/07-indonesia-today.html", width, has_touch=touch)
    page.set_default_timeout(10_000)
    yield page
    language.use("en")


def go(page: Page, name: str) -> None:
    page.goto(re.sub(r"[^/]+\.html$", f"{name}.html", page.url))


def exercise(page: Page, kind: str) -> Locator:
    found = page.locator(f".tmb-{kind}")
    found.scroll_into_view_if_needed()
    return found


def press(inside: Locator, words: str) -> None:
    inside.get_by_role("button", name=say(words), exact=True).click()


def find_the_agency(page: Page) -> str:
    agency = exercise(page, "agency")
    agency.get_by_role("combobox").press_sequentially("kab nias barat")
    agency.get_by_role("combobox").press("Enter")
    return agency.locator(".tmb-name").inner_text()


def rate_the_gap(page: Page, agency: str) -> None:
    gap = exercise(page, "gap")
    press(gap, "Start with an empty one")
    expect(gap.get_by_label(say("Agency, and what it would borrow"))).to_have_value(agency)
    for dimension, rating in RATINGS.items():
        row = gap.locator(f"[data-dimension={dimension}]")
        row.locator("select").select_option(str(rating))
        row.locator("textarea").fill(f"Seen: {dimension}")
    press(gap, "Add a closing action")
    gap.get_by_label(say("Dimension"), exact=True).select_option("information")
    gap.get_by_label(say("What is done")).fill("Redraw the form")
    gap.get_by_label(say("Gap that is left")).select_option("3")
    press(gap, "Keep it")


def write_the_register(page: Page) -> None:
    register = exercise(page, "register")
    press(register, "Start with an empty one")
    for thread, name in RISKS.items():
        press(register, "Add a risk")
        register.get_by_label(say("What may happen")).fill(name)
        register.get_by_label(say("Thread"), exact=True).select_option(thread)
        register.get_by_label(say("Kind of transfer failure")).select_option("incomplete")
        for span in ("likelihood", "impact"):
            for field, value in zip(
                register.locator(f"[data-span={span}] input").all(), ("10", "30%", "50"), strict=True
            ):
                field.fill(value)
        register.get_by_label(say("Owner"), exact=True).fill(f"Office for {thread}")
        press(register, "Keep it")


def draw_the_roadmap(page: Page) -> None:
    roadmap = exercise(page, "roadmap")
    press(roadmap, "Empty the plan")
    expect(roadmap.locator(".tmb-faults li")).to_have_count(0)
    roadmap.locator(".tmb-plan-fields input").first.fill("One counter")
    press(roadmap, "Add an action")
    form = roadmap.locator(".tmb-form")
    form.locator("input").first.fill("A regulation of our own")
    form.locator("select").last.select_option(label=RISKS["law"])


def saved(page: Page, folder: Path) -> Path:
    with page.expect_download() as download:
        press(page.locator(".tmb-roadmap"), "Save the plan")
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def test_a_learners_own_gap_and_risks_reach_the_roadmap_the_file_the_workbook_and_the_document(
    walk: Page, tmp_path: Path
) -> None:
    agency = find_the_agency(walk)
    go(walk, "08-transfer-risks")
    rate_the_gap(walk, agency)
    write_the_register(walk)
    go(walk, "09-a-roadmap")
    draw_the_roadmap(walk)

    roadmap = walk.locator(".tmb-roadmap")
    expect(roadmap.locator(".tmb-plan-fields input").nth(1)).to_have_value(agency)
    expect(roadmap.locator(".tmb-nearby")).to_contain_text(wording.dimensions()["information"])
    faults = roadmap.locator(".tmb-faults")
    expect(faults).to_contain_text("A regulation of our own")
    expect(faults).to_contain_text(wording.dimensions()["processes"])
    expect(faults).to_contain_text(RISKS["partners"])
    expect(faults).not_to_contain_text(RISKS["law"])

    walk.reload()
    expect(roadmap.locator(".tmb-row-title")).to_have_text(["A regulation of our own"])
    plan = plans.read(saved(walk, tmp_path))
    assert (plan["language"], plan["agency"]) == (language.current(), agency)
    assert {name: value for name, value in plan["gap"]["ratings"].items() if value is not None} == RATINGS
    assert [risk["name"] for risk in plan["register"]["risks"]] == list(RISKS.values())
    assert plan["register"]["risks"][0]["likelihood"] == [0.1, 0.3, 0.5]
    named = plan["register"]["risks"][0]["id"]
    assert [(one["name"], one["reduces"]) for one in plan["roadmap"]["actions"]] == [
        ("A regulation of our own", [named])
    ]
    the_files_hold_it(plan, agency, tmp_path)


def the_files_hold_it(plan: plans.files.Plan, agency: str, folder: Path) -> None:
    plans.workbook(plan, folder / "plan.xlsx")
    book = openpyxl.load_workbook(folder / "plan.xlsx")
    cells = {cell.value for sheet in book for row in sheet for cell in row}
    assert {8, 7, "Redraw the form", *RISKS.values(), "A regulation of our own"} <= cells
    plans.document(plan, folder / "plan.docx")
    paper = docx.Document(str(folder / "plan.docx"))
    told = [paragraph.text for paragraph in paper.paragraphs]
    told += [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert {agency, "One counter", "Redraw the form", *RISKS.values(), "Seen: staffing"} <= set(told)
    assert any(RISKS["partners"] in line for line in told if line not in RISKS.values())
