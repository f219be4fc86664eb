"""Every page of both languages has run, stores what it shows, and gives the same bytes when it runs again."""

import json

import pytest

from timbang import language, widgets
from timbang.checks import outputs
from timbang.checks.finding import Course
from timbang.notebooks import execution, files, pages, read
from timbang.notebooks.normal_form import STATES, VIEW

PAGES = [page for code in language.LANGUAGES for page in pages(code)]


def name(path):
    return f"{path.parent.name}/{path.stem}"


def test_there_are_pages_in_every_language_and_chapters_with_code():
    for code in language.LANGUAGES:
        chapters = [page for page in pages(code) if page.stem[:2].isdigit()]
        assert chapters
        for chapter in chapters:
            assert sum(cell["cell_type"] == "code" for cell in read(chapter)["cells"]) > 1


def test_every_code_cell_has_run_and_stored_what_it_shows():
    assert [str(finding) for finding in outputs.findings(Course())] == []


def test_no_code_cell_is_passed_over_by_the_strict_comparison():
    """nbval takes each code cell once: none has a mark by which it would be passed over or not compared."""
    from nbval.plugin import find_comment_markers, find_metadata_tags

    for page in PAGES:
        for cell in read(page)["cells"]:
            marks = [*find_comment_markers(cell["source"]), *find_metadata_tags(cell["metadata"])]
            assert marks == [], f"{page}: {cell['id']}"


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_every_exercise_is_stored_as_it_is_made(code):
    """nbval sees that there is an exercise, not what is in it: what readers without a kernel get."""
    language.use(code)
    seen = 0
    for page in pages(code):
        notebook = read(page)
        states = notebook["metadata"].get("widgets", {}).get(STATES, {}).get("state", {})
        for cell in notebook["cells"]:
            for output in cell.get("outputs", []):
                if view := output.get("data", {}).get(VIEW):
                    made = eval(cell["source"], {"widgets": widgets}).page_state()
                    stored = states[view["model_id"]]["state"]
                    again = json.loads(json.dumps(made))
                    assert {key: stored[key] for key in again} == again, (
                        f"{name(page)}: {cell['source']} differs; run: timbang run {page.stem}"
                    )
                    seen += 1
    assert seen > 40


@pytest.fixture(autouse=True)
def english():
    yield
    language.use("en")


def test_running_again_gives_the_same_bytes():
    """Covers the rest that nbval skips: counts of execution, metadata. One language: the cells are alike.

    Chapters run again on another machine, in the test of the wheel.
    """
    others = [page for page in pages("id") if not page.stem[:2].isdigit()]
    for page, outcome in zip(others, execution.executed(others), strict=True):
        if isinstance(outcome, Exception):
            raise outcome
        stored, made = page.read_text("utf-8"), files.serialised(outcome).decode("utf-8")
        assert made == stored, f"{name(page)} differs; run: timbang run {page.stem}"
