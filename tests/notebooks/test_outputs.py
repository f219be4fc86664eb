"""Every page of both languages has run, stores what it shows, and gives the same bytes when it runs again."""

import pytest

from timbang import language
from timbang.checks import outputs
from timbang.checks.finding import Course
from timbang.notebooks import execution, files, pages, read

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
def test_running_again_gives_the_same_bytes(code):
    """Covers what nbval skips: the states of widgets, counts of execution, metadata."""
    again = execution.executed(pages(code))
    for page, outcome in zip(pages(code), again, strict=True):
        if isinstance(outcome, Exception):
            raise outcome
        stored, made = page.read_text("utf-8"), files.serialised(outcome).decode("utf-8")
        assert made == stored, f"{name(page)} differs; run: timbang run {page.stem}"
