"""Terms: from the chapter to their entry, with the meaning at hand before the link is followed."""

from __future__ import annotations

from pathlib import Path

import pytest
from site_host import CHAPTER, Open, write_page

from timbang.errors import BuildFailed
from timbang.site import builder, workshop


@pytest.mark.parametrize(
    ("code", "words", "meaning"),
    [
        ("en", "blueprint", "Overall design before the steps are set."),
        ("id", "cetak biru", "Rancangan menyeluruh sebelum langkah-langkahnya ditetapkan."),
    ],
)
@pytest.mark.parametrize("width", [1280, 360])
def test_a_term_of_the_chapter_leads_to_its_entry(
    code: str, words: str, meaning: str, width: int, open_page: Open
) -> None:
    page = open_page(f"{code}/{CHAPTER}.html", width=width)
    term = page.locator("article").get_by_role("link", name=words, exact=True)
    assert term.get_attribute("title") == meaning
    term.click()
    page.wait_for_url(f"**/{code}/glossary.html#g14")
    entry = page.locator("#g14:target")
    assert entry.locator("dfn").inner_text() == words
    assert meaning in entry.inner_text()
    page.wait_for_function(
        "() => scrollY > 0 && document.getElementById('g14').getBoundingClientRect().top < 100"
    )
    assert entry.bounding_box()["y"] >= page.locator(".bd-header-article").bounding_box()["height"]  # type: ignore[index]


def test_the_switch_of_languages_stays_at_the_entry(open_page: Open) -> None:
    page = open_page("en/glossary.html#g36")
    page.locator("a[data-language=id]").click()
    page.wait_for_url("**/id/glossary.html#g36")
    assert page.locator(":target dfn").inner_text() == "interoperabilitas"


def test_a_letter_leads_to_its_terms(open_page: Open) -> None:
    page = open_page("id/glossary.html")
    page.get_by_role("navigation", name="Huruf").get_by_role("link", name="K", exact=True).click()
    assert page.locator(":target").inner_text() == "K"


@pytest.mark.parametrize(("code", "word"), [("en", "mimicry"), ("id", "mimikri")])
def test_the_search_finds_a_term(code: str, word: str, open_page: Open) -> None:
    page = open_page(f"{code}/search.html?q={word}")
    page.locator("ul.search a[href*='glossary.html']").wait_for()


def test_a_link_to_no_entry_stops_the_build(small_course: Path, tmp_path: Path) -> None:
    folder = small_course / "book" / "en"
    write_page(folder / "second.ipynb", "(top)=\n# Second\n\nSee [this](#g999).")
    with pytest.raises(BuildFailed, match="g999"):
        builder.build(["en"], out=tmp_path / "site", root=small_course)


def test_in_jupyterlab_a_term_leads_to_the_notebook_of_the_glossary() -> None:
    said = workshop.readable("[interoperability](#g36) and [more](#g-plan), `code`", {})
    assert said == "[interoperability](glossary.ipynb) and [more](#g-plan), `code`"
