"""Headings that the language switch could not find again are found."""

import pytest

from timbang.checks import anchors


def test_a_course_without_a_fault_has_no_finding(found):
    assert found(anchors.findings) == []


@pytest.mark.parametrize("before", ["", "(a)=\n\ntext\n\n", "(a)=\n## One\n\n"])
def test_a_heading_without_a_target(sketch, found, before):
    sketch.both("text", f"{before}## Since 1997")
    findings = found(anchors.findings)
    assert len(findings) == 2
    assert findings[0].startswith("book/en/01-first.ipynb · text · “## Since 1997” has no target before it")


@pytest.mark.parametrize("source", ["(a)=\n## One", "(a)=\n\n## One", "```\n# a comment\n```"])
def test_a_heading_with_a_target(sketch, found, source):
    sketch.both("text", source)
    assert found(anchors.findings) == []


def test_a_target_that_is_given_twice(sketch, found):
    sketch.both("text", "(top)=\n## Again")
    findings = found(anchors.findings)
    assert findings[0].endswith("text · the target (top)= is given twice · rename one")
