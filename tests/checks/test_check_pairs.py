"""Pages that are not the same pages in both languages are found."""

import pytest

from timbang.checks import pairs
from timbang.notebooks import pairing


def test_a_course_without_a_fault_has_no_finding(found):
    assert found(pairs.findings) == []


def test_a_page_without_its_translation(sketch):
    course = sketch.write()
    sketch.path("id").unlink()
    (finding,) = map(str, pairs.findings(course))
    assert finding.startswith("_toc.yml · book/en/01-first · book/id/01-first does not exist · add")


def test_a_page_that_the_contents_do_not_list(sketch, found):
    sketch.contents = "root: book/en/index\n"
    findings = found(pairs.findings)
    assert "book/en/01-first.ipynb · whole file · is not in _toc.yml · add book/en/01-first there" in findings
    assert any(one.startswith("_toc.yml · book/en/index · book/en/index does not exist") for one in findings)


def test_contents_may_have_parts_and_sections(sketch, found):
    part = "parts:\n  - chapters:\n    - file: book/en/a\n      sections:\n      - file: b\n"
    sketch.contents += part
    findings = " ".join(found(pairs.findings))
    assert "book/id/a does not exist" in findings
    assert "_toc.yml · b · is no page of book/en" in findings


@pytest.mark.parametrize("spoil", [lambda toc: toc.unlink(), lambda toc: toc.write_text("root: [")])
def test_contents_that_cannot_be_read(sketch, spoil):
    course = sketch.write()
    spoil(sketch.root / "_toc.yml")
    (finding,) = map(str, pairs.findings(course))
    assert finding.startswith("_toc.yml · whole file · cannot be read")


def test_a_cell_that_one_language_lacks(sketch, found):
    sketch.cells["id"] = [cell for cell in sketch.cells["id"] if cell["id"] != "text"]
    (finding,) = found(pairs.findings)
    assert finding.startswith("book/id/01-first.ipynb · text · is missing · translate")


def test_a_cell_that_only_the_translation_has(sketch, found):
    sketch.cells["en"] = [cell for cell in sketch.cells["en"] if cell["id"] != "text"]
    (finding,) = found(pairs.findings)
    assert "text · is not in book/en/01-first.ipynb" in finding


def test_cells_in_another_order(sketch, found):
    sketch.cells["id"][0], sketch.cells["id"][2] = sketch.cells["id"][2], sketch.cells["id"][0]
    (finding,) = found(pairs.findings)
    assert "title · stands elsewhere in book/en/01-first.ipynb" in finding


def test_code_that_differs_but_for_the_setup(sketch, found):
    sketch.cell("id", "chart")["source"] = "charts.other()"
    (finding,) = found(pairs.findings)
    assert "chart · its code differs" in finding


def test_tags_that_differ(sketch, found):
    sketch.cell("id", "chart")["metadata"]["tags"] = []
    (finding,) = found(pairs.findings)
    assert "chart · its tags differ" in finding


def test_a_cell_of_another_type(sketch, found):
    changed = sketch.cell("id", "chart")
    changed["cell_type"] = "raw"
    for key in ("outputs", "execution_count"):
        del changed[key]
    (finding,) = found(pairs.findings)
    assert "chart · is raw, in book/en/01-first.ipynb code" in finding


def test_a_translation_that_is_older_than_its_english(sketch, found):
    sketch.cell("id", "text")["metadata"]["timbang"]["translates"] = pairing.digest("as it was")
    (finding,) = found(pairs.findings)
    assert "text · the English text has changed since" in finding
    assert finding.endswith("then run: timbang accept 01-first text")


def test_a_translation_that_does_not_say_of_what(sketch, found):
    sketch.tie = False
    findings = found(pairs.findings)
    assert [one.split(" · ")[1] for one in findings] == ["title", "text", "weighing"]
    assert all("does not say which English text it translates" in one for one in findings)
