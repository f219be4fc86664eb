"""The tests' own look for faults finds them: in rules, in colours, and in the second text of another look."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from accessibility import broken, broken_but_for_colours, hard_to_read

PAGE = """<!doctype html><html lang="en"><head><title>A page</title></head>
<body style="background: #fff"><main>
<h1>A page</h1><p>Good.</p><p>Good as well.</p>{more}
</main></body></html>"""


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def test_a_good_page_is_good(page: Page) -> None:
    page.set_content(PAGE.format(more=""))
    assert broken(page) == broken_but_for_colours(page) == hard_to_read(page) == []


def test_a_field_without_a_name_is_found(page: Page) -> None:
    page.set_content(PAGE.format(more="<input>"))
    assert any(one.startswith("label: <input") for one in broken_but_for_colours(page))
    assert any(one.startswith("label: <input") for one in broken(page))


@pytest.mark.parametrize(
    "more",
    [
        '<p style="color: #999">pale</p>',
        '<div style="background: #333"><p>pale</p></div>',
        '<div style="opacity: 0.4"><p>pale</p></div>',
        '<p style="color: #949494; font-size: 40px">large</p><p style="color: #949494">pale</p>',
        '<p><input aria-label="A field" value="pale" style="color: #bbb"></p>',
    ],
    ids=["text", "behind it", "seen through", "too small", "in a field"],
)
def test_text_that_is_hard_to_read_is_found_in_each_look(page: Page, more: str) -> None:
    page.set_content(PAGE.format(more=more))
    (found,) = hard_to_read(page)
    assert "pale" in found
    assert any(one.startswith("color-contrast") for one in broken(page))
    assert broken_but_for_colours(page) == []


def test_a_link_that_looks_like_the_text_around_it_is_found_among_others(page: Page) -> None:
    link = '<p style="color: {around}">Words and <a href="/" style="color: #222; {more}">a link</a>.</p>'
    around = [("#999", ""), ("#000", "text-decoration: underline"), ("#000", "text-decoration: none")]
    links = "".join(link.format(around=colour, more=more) for colour, more in around)
    page.set_content(PAGE.format(more=links))
    found = [one for one in hard_to_read(page) if one.startswith("link-in-text-block")]
    (told,) = found
    assert "text-decoration: none" in told
    assert told in broken(page)
    assert broken_but_for_colours(page) == []
