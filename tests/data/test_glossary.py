"""The glossary in both languages: what stands in it, in which order, and what is left out."""

from __future__ import annotations

import re

import pytest

from timbang import data, glossary, language


@pytest.fixture(params=list(language.LANGUAGES))
def code(request: pytest.FixtureRequest) -> str:
    language.use(request.param)
    return str(request.param)


@pytest.fixture(autouse=True)
def _back_to_english():
    yield
    language.use("en")


def anchors() -> set[str]:
    return {entry.anchor for entry in glossary.entries()}


def test_what_is_only_remembered_is_left_out(code: str) -> None:
    rows = data.table("glossary").set_index("id").status
    remembered = set(rows[rows == "cited-from-memory"].index.str.lower())
    assert len(remembered) == 7
    assert anchors() == set(rows.index.str.lower()) - remembered


def test_every_entry_names_a_source_with_its_address(code: str) -> None:
    for entry in glossary.entries():
        assert entry.sources
        assert all(source.url for source in entry.sources), entry.anchor


def test_terms_follow_the_alphabet_of_the_language(code: str) -> None:
    terms = [entry.term.casefold() for entry in glossary.entries()]
    assert terms == sorted(terms)
    assert len(terms) == len(set(terms))


def test_an_entry_is_told_in_the_language_in_use_with_the_term_in_the_other() -> None:
    said = {}
    for code in language.LANGUAGES:
        language.use(code)
        entry = next(entry for entry in glossary.entries() if entry.anchor == "g55")
        said[code] = (entry.term, entry.elsewhere, entry.abbreviation)
    english, indonesian = "E-Government Development Index", "Indeks Pengembangan E-Government"
    assert said == {
        "en": (english, (("id", indonesian),), "EGDI"),
        "id": (indonesian, (("en", english),), "EGDI"),
    }


def test_the_page_has_an_address_for_each_entry_and_leads_to_each_letter(code: str) -> None:
    page = glossary.terms()._repr_html_()
    places = re.findall(r'\bid="([^"]+)"', page)
    assert len(places) == len(set(places))
    assert anchors() <= set(places)
    assert set(re.findall(r'href="#([^"]+)"', page)) == set(places) - anchors()


def test_the_other_language_is_marked_as_such(code: str) -> None:
    page = glossary.terms()._repr_html_()
    other = next(one for one in language.LANGUAGES if one != code)
    marked = re.findall(r'<dd lang="(\w+)">', page)
    assert marked == [other] * len(anchors())


def test_notes_for_editors_are_not_shown(code: str) -> None:
    page = glossary.terms()._repr_html_()
    for note in data.table("glossary")[f"note_{code}"].dropna():
        assert note not in page


def test_terms_are_shown_as_text() -> None:
    row = glossary.Entry("g1", "a <b>", "x&y", (("id", '"c"'),), "<i>", (glossary.Source("s", None),))
    page = glossary.Glossary([row])._repr_html_()
    assert "<b>" not in page and "<i>" not in page
    assert "a &lt;b&gt;" in page and "x&amp;y" in page
