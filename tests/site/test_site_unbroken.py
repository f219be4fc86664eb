"""A line does not end within a word such as e-government, and the word is the same to search and to copy."""

from __future__ import annotations

from pathlib import Path

import pytest
from site_host import LANGUAGES, Open

from timbang.site.unbroken import unbroken

WORDS = """() => {
  const words = /\\b(?:[A-Za-z]-[A-Za-z]\\w*|\\w+-[a-z]\\b(?!-))/g;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = { whole: 0, broken: [] };
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (text.parentElement.closest("script, style, svg, code")) continue;
    for (const { index, 0: word } of text.data.matchAll(words)) {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      if (lines.size > 1) found.broken.push(text.data.slice(Math.max(0, index - 30), index + 30));
      else found.whole += lines.size;
    }
  }
  return found;
}"""


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p>E-government here.</p>", ["E-government"]),
        ("a z-score, satu skor-z", ["z-score", "skor-z"]),
        ("negara-negara, well-known, 2014-2016, A-", []),
        ('<a href="#e-gov" title="1 > e-gov">e-katalog</a>', ["e-katalog"]),
        ("<svg><text>e-gov</text></svg><code>e-gov</code><!-- e-gov -->", []),
        ("<script>'<p>e-gov</p>'</script> e-bidding", ["e-bidding"]),
        ("pra-e-government-nya", ["e-government"]),
    ],
)
def test_only_such_words_of_a_running_text_are_kept_together(html: str, kept: list[str]) -> None:
    span = '<span class="timbang-unbroken">{}</span>'
    found = unbroken(html)
    assert found.count("<span") == len(kept)
    assert all(span.format(word) in found for word in kept)
    assert found.replace('<span class="timbang-unbroken">', "").replace("</span>", "") == html


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_line_ends_within_such_a_word(code: str, open_page: Open) -> None:
    page = open_page(f"{code}/01-what-is-e-government.html", width=360)
    page.wait_for_load_state("networkidle")
    assert page.locator(".timbang-widget:not([data-ready])").count() == 0
    found = page.evaluate(WORDS)
    assert found["whole"] > 30
    assert found["broken"] == []
    page.add_style_tag(content=".timbang-unbroken, .tmb-unbroken { white-space: normal !important; }")
    assert page.evaluate(WORDS)["broken"] != []


def test_the_search_finds_the_word_as_it_is_typed(site: Path) -> None:
    page = (site / "en" / "01-what-is-e-government.html").read_text("utf-8")
    assert "E-Government Development Index" in page.replace('<span class="timbang-unbroken">', "").replace(
        "</span>", ""
    )
    assert "\u2011" not in page and "\u2060" not in page
    assert "unbroken" not in (site / "en" / "searchindex.js").read_text("utf-8")
