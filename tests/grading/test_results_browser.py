"""Report and feedback as a lecturer and a student open them: on a desk and on a phone, light and dark."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from graded_class import CUT, FULL, WRONG
from handed_in import NAME
from playwright.sync_api import Browser

from accessibility import broken_but_for_colours, hard_to_read
from timbang.grading.course import open_course
from timbang.grading.report import report


@pytest.fixture(scope="module")
def pages(graded_once, tmp_path_factory) -> dict[str, Path]:
    course = open_course(shutil.copytree(graded_once, tmp_path_factory.mktemp("graded") / "course"))
    given = {
        student: course.folder("feedback", NAME, student) / f"{NAME}.html" for student in (FULL, WRONG, CUT)
    }
    return {"report": report(course, NAME)[0], **given}


@pytest.mark.parametrize("name", ["report", FULL, WRONG, CUT])
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_a_page_breaks_no_rule_of_wcag_and_fits_a_phone(name, width, scheme, pages, chromium: Browser):
    # axe is put into the page, which its own policy would refuse
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    try:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(pages[name].as_uri())
        assert broken_but_for_colours(page) + hard_to_read(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert [one for one in asked if not one.startswith(("file:", "data:"))] == []
    finally:
        context.close()


def test_the_report_changes_its_language_without_a_script(pages, chromium: Browser):
    context = chromium.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(pages["report"].as_uri())
        assert page.get_by_role("heading", name="Report on the class").is_visible()
        page.get_by_text("Bahasa Indonesia").click()
        assert page.get_by_role("heading", name="Laporan tentang kelas").is_visible()
        assert not page.get_by_text("Report on the class").first.is_visible()
    finally:
        context.close()
