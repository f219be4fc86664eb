"""What a translation leaves out or adds besides words is found."""

import pytest

from timbang.checks import parity


def test_a_course_without_a_fault_has_no_finding(found):
    assert found(parity.findings) == []


def test_a_difference_is_told_with_cell_and_file(sketch, found):
    sketch.cell("id", "text")["source"] = "Pada 2014 indeks itu bernilai 0,9426 {cite:p}`smith2001`."
    findings = found(parity.findings)
    assert all(one.startswith("book/id/01-first.ipynb · text · numbers ") for one in findings)
    assert "missing: 0.9462" in findings[0]
    assert "not in the original: 0,9426" in findings[1]


@pytest.mark.parametrize(
    ("english", "indonesian", "fault"),
    [
        ("{ref}`here <a>`", "sini", "roles missing: ref a"),
        ("{ref}`here <a>`", "{ref}`sini <b>`", "roles not in the original: ref b"),
        ("{cite:p}`a`", "{cite:t}`a`", "roles missing: cite:p (1 sources)"),
        ("{cite:p}`a,b`", "{cite:p}`a`", "citations missing: b"),
        (":::{note}\nx\n:::", "x", "directives missing: note"),
        ("[here](http://a.org)", "[sini](http://b.org)", "links missing: http://a.org"),
        ("(a)=\n# A", "# A", "targets missing: a"),
        ("x[^1]\n\n[^1]: y", "x", "footnotes missing: 1"),
        ("![A map](a.png)", "![Peta](b.png)", "images missing: a.png"),
        ("## A", "# A", "headings are #, in the original ##"),
        ("2.44 systems", "2.44 sistem", "2.44 is no number in the format of Bahasa Indonesia"),
        ("24,400 systems", "24,400 sistem", "numbers not in the original: 24,400"),
        ("24,400 systems", "2.440 sistem", "numbers missing: 24,400"),
        ("the 13th", "ke-14", "numbers missing: 13"),
        ("in 1997", "pada 1998", "numbers not in the original: 1998"),
    ],
)
def test_a_difference_is_found(english, indonesian, fault):
    assert any(fault in one for one in parity.differences(english, indonesian, "id"))


@pytest.mark.parametrize(
    ("english", "indonesian"),
    [
        ("24,400 and 1.5", "24.400 dan 1,5"),
        ("the 13th of 193", "ke-13 dari 193"),
        ("in 1997, and 1997 again", "pada 1997"),
        ("three of 5", "tiga dari 5"),
        ("the 1990s", "tahun 1990-an"),
        ("3 December 1997", "3 Desember 1997"),
        ("[here](../en/a.html)", "[sini](../id/a.html)"),
        ("{ref}`the crisis <a>`", "{ref}`krisis <a>`"),
        ("{cite:p}`a` then {cite:p}`b`", "{cite:p}`b` lalu {cite:p}`a`"),
        (":::{admonition} Weighing\nx\n:::", ":::{admonition} Menimbang\nx\n:::"),
        ("under CC BY 4.0", "dengan CC BY 4.0"),
    ],
)
def test_the_same_in_other_words_is_no_difference(english, indonesian):
    assert list(parity.differences(english, indonesian, "id")) == []
