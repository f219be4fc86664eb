"""Search: each language finds its own words."""

from __future__ import annotations

import pytest
from site_host import Open

from timbang.site.search import SearchIndonesian


@pytest.mark.parametrize(
    ("code", "word", "said"),
    [("en", "broadband", "matching the search query"), ("id", "kepresidenan", "Pencarian selesai")],
)
def test_a_word_is_found(code: str, word: str, said: str, open_page: Open) -> None:
    page = open_page(f"{code}/index.html")
    page.locator("button.search-button-field").click()
    page.locator("#pst-search-dialog input").fill(word)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    page.locator("ul.search a").first.wait_for()
    page.get_by_text(said).wait_for()
    page.locator("ul.search a[href*='03-the-korean-timeline']").first.click()
    page.wait_for_url(f"**/{code}/03-the-korean-timeline.html*")
    assert page.locator("span.highlighted").count() > 0


def test_what_is_not_there_is_said_in_the_language_of_the_page(open_page: Open) -> None:
    page = open_page("id/search.html?q=zzzz")
    page.get_by_text("Tidak ada halaman yang memuat kata itu.").wait_for()


def test_indonesian_words_keep_the_endings_that_english_would_cut() -> None:
    search = SearchIndonesian({})
    assert search.stem("Sistem") == "sistem"
    assert search.stem("akses") == "akses"
    assert not search.word_filter("yang")
    assert search.word_filter("kementerian")
