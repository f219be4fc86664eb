"""The learner's work in the browser: seen, taken home, brought back, erased."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from test_work_page import NOTHING_IS_STORED, STORE_IS_FULL, answer_one, stored
from widget_host import Open

from timbang import language, widgets

ENTRY = {
    "kind": "quiz",
    "title": "Before the crisis",
    "at": "2026-01-05T08:00:00.000Z",
    "points": 1,
    "max": 2,
}
KEPT = {"made": "1", "draft": [0], "answer": [0], "tries": 1, "first": True}
WORDS = "All three components fell, and half of it is infrastructure."


def work(**entries: dict) -> dict:
    """Work on an exercise of a chapter, with own words in it, and other entries."""
    written = {"made": "2", "draft": {"text": WORDS, "closest": None}}
    mine = {**ENTRY, "parts": {"a": KEPT, "b": written}}
    return {"version": 1, "entries": {"03-before-1998": mine, **entries}}


@pytest.fixture
def page(show: Open) -> Page:
    page = show(widgets.my_work())
    page.evaluate("work => localStorage.setItem('timbang.work', work)", json.dumps(work()))
    again(page)
    return page


def again(page: Page) -> None:
    page.reload()
    page.wait_for_selector("html[data-ready]", state="attached")


def said(page: Page) -> str:
    status = page.locator(".tmb-status")
    expect(status).not_to_be_empty()
    return status.inner_text()


def bring(page: Page, file: Path) -> str:
    page.evaluate("document.querySelector('.tmb-status').textContent = ''")
    page.locator("input[type=file]").set_input_files(file)
    return said(page)


def save(page: Page, folder: Path) -> Path:
    with page.expect_download() as caught:
        page.get_by_role("button", name="Save all as a file").click()
    file = folder / caught.value.suggested_filename
    caught.value.save_as(file)
    return file


def test_work_is_seen_by_chapter_with_points_date_and_own_words(page: Page) -> None:
    expect(page.locator(".tmb-summary")).to_contain_text("1 exercises with work of yours, ")
    chapter = page.locator(".tmb-chapter").nth(2)
    expect(chapter.locator("summary").first).to_have_text("Chapter 03 · The Korean timeline1 of 5")
    row = chapter.locator("tbody tr").first
    expect(row).to_contain_text("1 of 2 points")
    expect(row).to_contain_text("Jan 5, 2026")
    assert row.get_by_role("link").get_attribute("href") == "03-the-korean-timeline.html#03-before-1998"
    row.locator("summary").click()
    expect(row.locator("blockquote")).to_have_text(WORDS)
    expect(row.locator("pre")).to_contain_text('"made": "2"')
    expect(page.locator(".tmb-chapter").first.locator("tbody tr").first).to_be_hidden()
    page.get_by_text("Chapter 01 · ").click()
    expect(page.locator(".tmb-chapter").first.locator("tbody tr").first).to_contain_text("not begun")


def test_what_was_saved_is_brought_back_after_all_was_erased(page: Page, tmp_path: Path) -> None:
    before = stored(page)
    file = save(page, tmp_path)
    assert (
        file.name.startswith("timbang-") and json.loads(file.read_text("utf-8"))["format"] == "timbang-work"
    )
    page.get_by_role("button", name="Erase all").click()
    expect(page.get_by_role("button", name="Keep my work")).to_be_focused()
    expect(page.locator(".tmb-sure")).to_contain_text("your work on 1 exercises")
    assert stored(page) == before
    page.get_by_role("button", name="Erase now").click()
    assert said(page).startswith("Your work is erased.")
    expect(page.get_by_text("Nothing yet.")).to_be_visible()
    expect(page.get_by_role("button", name="Erase all")).to_be_focused()
    assert stored(page)["entries"] == {}
    assert bring(page, file) == "1 exercises taken over from the file; 0 stayed, being newer here."
    back = stored(page)["entries"]["03-before-1998"]
    assert back["parts"]["b"]["draft"]["text"] == WORDS
    assert back["at"] == ENTRY["at"]


def test_erasing_can_be_called_off(page: Page) -> None:
    before = stored(page)
    page.get_by_role("button", name="Erase all").press("Enter")
    page.keyboard.press("Enter")
    assert said(page) == "Nothing was erased."
    expect(page.locator(".tmb-sure")).to_be_hidden()
    assert stored(page) == before


def test_of_each_exercise_the_later_work_stays(page: Page, tmp_path: Path) -> None:
    later = {**ENTRY, "at": "2026-02-01T00:00:00.000Z", "parts": {}}
    other = {**ENTRY, "title": "Another", "parts": {"x": KEPT}}
    file = tmp_path / "file.json"
    file.write_text(json.dumps(work(**{"04-factor-1": other})))
    page.evaluate(
        "work => localStorage.setItem('timbang.work', work)", json.dumps(work(**{"03-before-1998": later}))
    )
    assert bring(page, file) == "1 exercises taken over from the file; 1 stayed, being newer here."
    assert stored(page)["entries"]["03-before-1998"]["at"] == later["at"]
    assert stored(page)["entries"]["04-factor-1"]["title"] == "Another"


FOREIGN = "This file holds no work of this course."
DAMAGED = "This file is damaged and was not taken over."


def refused() -> dict[str, tuple[str, str]]:
    good = {"format": "timbang-work", **work(), "sum": "00000000"}
    entry = {**ENTRY, "parts": {"a": KEPT}}
    return {
        "a picture": ("\x89PNG\x00\x00", FOREIGN),
        "an empty file": ("", FOREIGN),
        "another json": ('{"type": "FeatureCollection", "version": 1}', FOREIGN),
        "a plan": ('{"format": "timbang-plan", "version": 1, "gap": null}', "This file is a plan. Open it"),
        "a list": ("[1, 2]", FOREIGN),
        "a number": ("7", FOREIGN),
        "a cut file": (json.dumps(good)[:-30], DAMAGED),
        "a wrong sum": (json.dumps(good), DAMAGED),
        "no entries": ('{"format": "timbang-work", "version": 1}', DAMAGED),
        "no version": ('{"format": "timbang-work", "entries": {}}', DAMAGED),
        "a bad entry": (json.dumps(work(**{"04-x": {"kind": "quiz"}})), DAMAGED),
        "a bad date": (json.dumps(work(**{"04-x": {**entry, "at": "soon"}})), DAMAGED),
        "a bad part": (json.dumps(work(**{"04-x": {**entry, "parts": {"a": {"tries": -1}}}})), DAMAGED),
        "a bad name": (json.dumps(work(**{"__proto__": entry})), DAMAGED),
        "a newer one": ('{"format": "timbang-work", "version": 2}', "This file comes from a newer version"),
        "a huge one": ('{"format": "timbang-work"' + " " * 2_000_001, "This file is too large"),
        "many": (json.dumps(work(**{f"04-{n}": entry for n in range(1001)})), "This file is too large"),
    }


def test_a_file_that_cannot_be_taken_gets_one_line_and_changes_nothing(page: Page, tmp_path: Path) -> None:
    before = page.evaluate("localStorage.getItem('timbang.work')")
    file = tmp_path / "file.json"
    for what, (content, told) in refused().items():
        file.write_text(content, "utf-8")
        line = bring(page, file)
        assert line.startswith(told) and "\n" not in line, what
        assert page.evaluate("localStorage.getItem('timbang.work')") == before, what


def test_a_file_of_the_first_version_is_taken(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "old.json"
    file.write_text(json.dumps(work(**{"04-factor-1": {**ENTRY, "parts": {"x": KEPT}}})), "utf-8")
    assert bring(page, file).startswith("1 exercises taken over")


def test_what_is_brought_back_is_filled_in_by_the_exercise(sample: Path, show: Open, tmp_path: Path) -> None:
    page = show(widgets.quiz("sample-check"))
    answer_one(page)
    page = show(widgets.my_work(), tab=page)
    file = save(page, tmp_path)
    page.evaluate("localStorage.clear()")
    bring(page, file)
    page = show(widgets.quiz("sample-check"), tab=page)
    expect(page.locator(".tmb-question").first.get_by_role("status")).to_have_text("Right.")


def test_nothing_to_save_or_erase_is_told(show: Open) -> None:
    page = show(widgets.my_work())
    page.get_by_role("button", name="Save all as a file").click()
    assert said(page) == "There is nothing to save yet."
    page.get_by_role("button", name="Erase all").click()
    expect(page.locator(".tmb-status")).to_have_text("There is nothing to erase.")
    expect(page.locator(".tmb-sure")).to_be_hidden()


def test_where_nothing_is_stored_it_is_told(show: Open, context: BrowserContext) -> None:
    context.add_init_script(NOTHING_IS_STORED)
    page = show(widgets.my_work(), widgets.record())
    expect(page.locator(".tmb-notice").first).to_contain_text("does not let the page store anything")
    page.get_by_role("textbox").fill("A")
    expect(page.locator(".tmb-notice").last).to_contain_text("does not let the page store anything")


def test_a_full_store_is_told_and_the_work_is_as_it_was(page: Page, tmp_path: Path) -> None:
    file = save(page, tmp_path)
    older = work(**{"03-before-1998": {**ENTRY, "at": "2020-01-01T00:00:00.000Z", "parts": {}}})
    page.evaluate("work => localStorage.setItem('timbang.work', work)", json.dumps(older))
    page.evaluate(f"() => {{ {STORE_IS_FULL} }}")
    assert bring(page, file).startswith("The browser's store is full")
    assert stored(page) == older


def test_work_of_a_newer_course_is_neither_overwritten_nor_erased(page: Page, tmp_path: Path) -> None:
    file = save(page, tmp_path)
    newer = '{"version":2,"entries":{}}'
    page.evaluate("work => localStorage.setItem('timbang.work', work)", newer)
    again(page)
    expect(page.locator(".tmb-notice")).to_contain_text("stored by a newer version of the course")
    assert bring(page, file).startswith("Your work was stored by a newer version")
    assert page.evaluate("localStorage.getItem('timbang.work')") == newer


def test_work_done_in_another_tab_is_shown(page: Page, show: Open) -> None:
    other = page.context.new_page()
    other.goto(page.url)
    other.evaluate("localStorage.setItem('timbang.work', '{\"version\":1,\"entries\":{}}')")
    expect(page.get_by_text("Nothing yet.")).to_be_visible()


def test_it_speaks_indonesian(show: Open) -> None:
    language.use("id")
    page = show(widgets.my_work())
    page.evaluate("work => localStorage.setItem('timbang.work', work)", json.dumps(work()))
    page.reload()
    expect(page.get_by_text("1 dari 2 poin")).to_be_visible()
    expect(page.get_by_text("5 Jan 2026")).to_be_visible()
    assert "undefined" not in page.inner_text("main")


def test_the_file_carries_the_day_of_the_reader(page: Page, tmp_path: Path) -> None:
    """At three in the morning in Jakarta, where it is still the day before by universal time."""
    zone = page.context.new_cdp_session(page)
    zone.send("Emulation.setTimezoneOverride", {"timezoneId": "Asia/Jakarta"})
    page.clock.set_fixed_time("2026-03-01T20:00:00Z")
    assert save(page, tmp_path).name == "timbang-2026-03-02.json"
