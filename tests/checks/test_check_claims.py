"""Every claim of the article is weighed in both languages, or it is said why not."""

import functools

import pytest

from timbang.checks import claims


def spoil(sketch, old, new, codes=("en", "id")):
    for code in codes:
        cell = sketch.cell(code, "weighing")
        assert old in cell["source"]
        cell["source"] = cell["source"].replace(old, new)


def leaving_out(**left_out):
    return functools.partial(claims.findings, left_out={**claims.LEFT_OUT, **left_out})


def test_a_course_that_weighs_every_claim_has_no_finding(found):
    assert found(claims.findings) == []


def test_a_claim_that_no_chapter_weighs(sketch, found):
    spoil(sketch, "A17, ", "")
    missing, _ = found(claims.findings)
    assert missing == (
        "data/facts/claims.csv · A17 · no chapter in 'en' weighs it · "
        "name it in the title of a weighing, or give a reason in src/timbang/checks/claims.py"
    )


def test_a_claim_that_one_language_weighs_and_the_other_does_not(sketch, found):
    spoil(sketch, "A17, ", "", codes=["id"])
    (missing,) = found(claims.findings)
    assert "A17 · no chapter in 'id' weighs it" in missing


@pytest.mark.parametrize("others", ["A16 to A18", "A16 sampai A18", "A16–A18"])
def test_a_title_may_name_the_first_and_the_last(sketch, found, others):
    spoil(sketch, "A16, A17, A18", others)
    assert found(claims.findings) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [(":class: weighing", ":class: note"), (":::{admonition} ", ""), ("{admonition}", "{note}")],
)
def test_a_mention_is_no_weighing(sketch, found, old, new):
    spoil(sketch, old, new)
    assert any("A17 · no chapter" in one for one in found(claims.findings))


def test_a_page_that_is_no_chapter_does_not_count(sketch, found, monkeypatch):
    monkeypatch.setattr("timbang.checks.finding.Page.is_chapter", False)
    assert any("A17 · no chapter" in one for one in found(claims.findings))


def test_a_claim_may_be_left_out_with_a_reason(sketch, found):
    spoil(sketch, "A17, ", "")
    assert found(leaving_out(A17="told in a lecture")) == []
    assert found(leaving_out(A17=" ")) == [
        "src/timbang/checks/claims.py · A17 · is left out without a reason · say why no chapter weighs it"
    ]


def test_a_claim_that_is_left_out_and_weighed_all_the_same(sketch, found):
    finding, _ = found(leaving_out(A17="told in a lecture"))
    assert finding == (
        "book/en/01-first.ipynb · weighing · weighs A17, which is listed as left out · "
        "delete its line in src/timbang/checks/claims.py"
    )


def test_an_id_of_no_claim(sketch, found):
    spoil(sketch, "A17, ", "A17, A71, ")
    finding, _ = found(claims.findings)
    assert finding.startswith("book/en/01-first.ipynb · weighing · weighs A71, which is no claim · take")
    (finding, *_) = found(leaving_out(A99="none"))[2:]
    assert "claims.py · A99 · is left out, and is no claim" in finding
