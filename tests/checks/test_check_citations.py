"""Citations of nothing and statements without a source are found."""

import pytest

from timbang.checks import citations


def faults(findings):
    return [one.split(" · ")[2] for one in findings if "book/en" in one]


def test_a_course_without_a_fault_has_no_finding(found):
    assert found(citations.findings) == []


def test_a_key_that_no_reference_has(sketch, found):
    sketch.both("text", "So it is {cite:p}`smith2001,nobody2000`, and {cite:t}`nobody2000`.")
    findings = found(citations.findings)
    assert findings[0] == ("book/en/01-first.ipynb · text · cites nobody2000 · add it to book/references.bib")
    assert len(findings) == 2


@pytest.mark.parametrize(
    "source",
    [
        "In 1997 it began.",
        "Cited {cite:p}`smith2001`.\n\nIn 1997 it began.",
        "- In 1996 a plan {cite:p}`smith2001`.\n- In 1997 a law.",
        ":::{admonition} Weighing\nIn 1997 it began.\n:::",
        "In the 1990s three things happened:\n\nand nothing is cited.",
    ],
)
def test_a_year_without_a_source_in_its_paragraph(sketch, found, source):
    sketch.both("text", source)
    (fault,) = faults(found(citations.findings))
    assert "without a source" in fault


@pytest.mark.parametrize(
    "source",
    [
        "In 1997 it began {cite:p}`smith2001`.",
        "It began early.",
        "(a)=\n## Since 1997\n\nIt began early.",
        "In the 1990s three things happened:\n\n- a law {cite:p}`smith2001`.",
        "```\nyear = 1997\n```",
    ],
)
def test_what_states_no_date_or_is_cited_is_no_finding(sketch, found, source):
    sketch.both("text", source)
    assert found(citations.findings) == []


def test_a_bound_number_without_a_source(sketch, found):
    sketch.both("text", "It stood at rank 13.", numbers={"13": "rank('KOR', 2003)"})
    (fault,) = faults(found(citations.findings))
    assert fault == "“It stood at rank 13. …” states 13 without a source"


def test_a_count_of_the_courses_own_rows_needs_no_source(sketch, found):
    sketch.both("text", "Here are 41 claims.", numbers={"41": "count('claims')"})
    assert found(citations.findings) == []


def test_a_cell_may_say_why_it_cites_nothing(sketch, found):
    sketch.both("text", "In 1997 it began.", uncited="sums up")
    assert found(citations.findings) == []
    sketch.both("text", "In 1997 it began.", uncited=" ")
    assert faults(found(citations.findings)) == ["is uncited without a reason"]


def test_a_number_of_a_fact_is_cited_by_the_facts_source(sketch, found):
    bib = sketch.root / "book" / "references.bib"
    bib.write_text(bib.read_text() + "@misc{hankyung1996, title={T}}\n@misc{hankook1996, title={T}}\n")
    sketch.both("text", "Worth 1.5 trillion {cite:p}`smith2001`.", numbers={"1.5": "K18"})
    (fault,) = faults(found(citations.findings))
    assert fault == "1.5 is from K18 but not cited so"
    sketch.both("text", "Worth 1.5 trillion {cite:p}`hankook1996`.", numbers={"1.5": "K18"})
    assert found(citations.findings) == []


def test_a_row_that_was_cited_from_memory_gives_no_number(sketch, found):
    from timbang import data

    rows = data.table("korea_timeline")
    row = rows[rows["status"] == "cited-from-memory"].iloc[0]
    sketch.both("text", "In 1997 {cite:p}`smith2001`.", numbers={"1997": row["id"]}, uncited="a test")
    assert faults(found(citations.findings)) == [f"1997 is bound to {row['id']}, which is cited from memory"]


def test_pages_that_are_no_chapters_may_state_without_a_source(sketch):
    sketch.both("text", "In 1997 it began.")
    sketch.write()
    for code in ("en", "id"):
        sketch.path(code).rename(sketch.path(code).with_name("index.ipynb"))
    from timbang.checks.finding import Course

    assert list(citations.findings(Course(sketch.root))) == []
