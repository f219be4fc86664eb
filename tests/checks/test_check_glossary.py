"""Links to terms lead to entries, once in a page, and the same in both languages."""

import pytest

from timbang.checks import glossary, parity

TERM = "An [interoperable](#g36) system of many offices."


def test_a_course_without_a_fault_has_no_finding(found):
    assert found(glossary.findings) == []


def test_a_term_is_linked_once_in_a_page(sketch, found):
    sketch.both("text", TERM)
    assert found(glossary.findings) == []


@pytest.mark.parametrize("address", ["#g999", "#G36", "#g3"])
def test_a_link_to_no_entry(sketch, found, address):
    """`g3` is a row that was only remembered, so the page does not show it."""
    sketch.both("text", TERM.replace("#g36", address))
    findings = found(glossary.findings)
    assert len(findings) == 2
    assert findings[0].startswith(
        f"book/en/01-first.ipynb · text · links {address}, which is no entry of the glossary · take the id"
    )


def test_a_term_that_is_linked_twice(sketch, found):
    sketch.cell("en", "title")["source"] += f"\n\n{TERM}"
    sketch.cell("en", "text")["source"] += f" {TERM}"
    assert found(glossary.findings) == [
        "book/en/01-first.ipynb · text · links #g36 again · link a term only where it is first used"
    ]


def test_what_is_shown_as_code_is_no_link(sketch, found):
    sketch.both("text", f"Write `{TERM}`; or `[x](#g999)`.")
    assert found(glossary.findings) == []


def test_a_term_that_one_language_links_and_the_other_does_not(sketch, found):
    sketch.cell("en", "title")["source"] += f"\n\n{TERM}"
    sketch.cell("id", "title")["source"] += "\n\nSistem [terpadu](#g37) untuk banyak kantor."
    said = [finding.split(" · ")[2] for finding in found(parity.findings)]
    assert said == ["links missing: #g36", "links not in the original: #g37"]
