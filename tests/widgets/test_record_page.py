"""The record of own work, on the screen and on paper."""

from __future__ import annotations

import json
import re

from playwright.sync_api import Page, expect
from widget_host import Open

from timbang import language, widgets

PRINTS = "() => { window.print = () => { window.printed = true; }; }"


def entry(at: str, points: float | None = None, most: int | None = None) -> dict:
    marks = {} if points is None else {"points": points, "max": most}
    return {"kind": "quiz", "title": "x", "at": at, **marks, "parts": {"a": {"made": "1", "answer": [0]}}}


def worked(page: Page) -> Page:
    entries = {
        "03-before-1998": entry("2026-01-05T08:00:00.000Z", 2.5, 3),
        "06-korea-2016": entry("2026-03-07T08:00:00.000Z"),
        "post-test": entry("2026-03-08T08:00:00.000Z", 12, 15),
        "04-factor-1": {
            **entry("2026-03-09T08:00:00.000Z", 0, 4),
            "parts": {"a": {"made": "1", "draft": [0]}},
        },
    }
    packed = json.dumps({"version": 1, "entries": entries})
    page.evaluate("work => localStorage.setItem('timbang.work', work)", packed)
    page.reload()
    return page


def test_the_sheet_says_what_was_answered_and_that_it_is_no_certificate(show: Open) -> None:
    page = worked(show(widgets.record()))
    sheet = page.get_by_role("region", name="Record of own work")
    expect(sheet).to_contain_text("Worked on between January 5, 2026 and March 8, 2026")
    rows = [row.split("\t") for row in sheet.locator("tbody tr").all_inner_texts()]
    assert rows[2] == ["03 · The Korean timeline", "1 of 5", "2.5 of 3"]
    assert rows[3][1:] == ["0 of 7", "–"]
    assert rows[5][1:] == ["1 of 5", "–"]
    assert rows[-1][0] == "All chapters" and rows[-1][2] == "2.5 of 3"
    expect(sheet).to_contain_text("Test after the course: 12 of 15 points, on March 8, 2026")
    expect(sheet).not_to_contain_text("Test before the course")
    expect(sheet).to_contain_text("It is no official certificate")
    expect(sheet.locator(".tmb-rule")).to_be_visible()


def test_the_name_is_written_on_the_sheet_and_kept(show: Open) -> None:
    page = worked(show(widgets.record()))
    page.get_by_role("textbox").fill("<b>A & B</b>")
    expect(page.locator(".tmb-sheet-name strong")).to_have_text("<b>A & B</b>")
    page.reload()
    expect(page.get_by_role("textbox")).to_have_value("<b>A & B</b>")
    expect(page.locator(".tmb-sheet-name strong")).to_have_text("<b>A & B</b>")
    assert "03-before-1998" in json.loads(page.evaluate("localStorage.getItem('timbang.work')"))["entries"]


def test_it_prints_on_one_sheet_of_a4_and_nothing_else(show: Open) -> None:
    for code in ("en", "id"):
        language.use(code)
        page = worked(show(widgets.assessment("post-test"), widgets.record()))
        page.get_by_role("textbox").fill("A" * 80)
        page.evaluate(PRINTS)
        page.locator(".tmb-record .tmb-main").click()
        assert page.evaluate("window.printed")
        paper = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
        assert re.search(rb"/MediaBox\s*\[\s*0 0 59[45]\.\d+ 84[12]\.\d+", paper)
        # the browser tells of the end of printing by itself
        expect(page.locator(".tmb-printed")).to_have_count(0)
        expect(page.locator("main")).to_be_visible()
        page.close()


def test_a_test_handed_in_on_the_same_page_is_on_the_sheet_at_once(show: Open) -> None:
    page = show(widgets.assessment("post-test"), widgets.record())
    page.locator(".tmb-question input").first.check()
    for _ in range(2):
        page.get_by_role("button", name="Hand in").click()
    sheet = page.get_by_role("region", name="Record of own work")
    expect(sheet).to_contain_text("Test after the course: ")
    expect(sheet).to_contain_text(re.compile(r"Work of \w+ \d+, \d{4}"))


def test_before_anything_is_answered_the_sheet_says_so(show: Open) -> None:
    language.use("id")
    page = show(widgets.record())
    expect(page.get_by_text("Belum ada latihan yang dijawab")).to_be_visible()
    assert "undefined" not in page.inner_text("main")


def test_no_number_on_the_sheet_breaks_on_a_phone(show: Open) -> None:
    page = worked(show(widgets.record()))
    page.set_viewport_size({"width": 320, "height": 800})
    heights = page.locator(".tmb-sheet td").evaluate_all("cells => cells.map((cell) => cell.offsetHeight)")
    assert max(heights) < 2 * min(heights)
    assert page.evaluate("document.querySelector('.tmb-sheet').scrollWidth <= innerWidth")
