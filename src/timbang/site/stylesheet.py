"""One stylesheet: the theme's rules that can apply to our pages, then our own."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pydata_sphinx_theme  # type: ignore[import-untyped]
import sphinx_book_theme  # type: ignore[import-untyped]

from timbang.site.assets import STATIC

PYDATA = Path(pydata_sphinx_theme.__file__).parent / "theme/pydata_sphinx_theme/static"
BOOK = sphinx_book_theme.get_html_theme_path() / "static"

SOURCES = (
    PYDATA / "styles/pydata-sphinx-theme.css",
    BOOK / "styles/sphinx-book-theme.css",
)

OWN = ("layout.css", "text.css", "icons.css", "charts.css", "glossary.css")

# Components of Bootstrap and of extensions that neither our templates nor our notebooks use. Where a class of
# these turns up on a page, `tests/site/test_assets.py` fails: take its family out of the list.
_FAMILIES = """
    fa[srlbdt]? fa- sd- ablog ethical offcanvas modal accordion carousel toast popover bs-
    list-group pagination page-item page-link progress spinner placeholder alert dropdown dropup
    dropstart dropend version-switcher badge card tooltip breadcrumb bd-breadcrumbs input-group
    form-(?!control\\b) btn-(?!sm\\b) tab- ratio thebe nav-tabs nav-pills nav-fill nav-justified
    row-cols col- offset- order- object-fit- focus-ring icon-link vstack hstack was-validated
    is-invalid is-valid invalid- valid- leaflet- xr- jp- bk- plotly- nbinput nboutput graphviz
    toggle- tb- cell_code- autosummary longtable option-list versionmodified deprecated versionadded
    versionchanged versionremoved sidenote marginnote sig bd-header-announcement copybtn
    theme-version [a-z-]+-(?:sm|md|lg|xl|xxl)(?=-) [mp][xytbse]?-(?:sm|md|lg|xl|xxl)
"""

UNUSED = re.compile(rf"\.(?:{'|'.join(_FAMILIES.split())})[\w-]*")


@functools.cache
def stylesheet() -> str:
    """Return the site's one stylesheet."""
    theirs = "".join(trimmed(path.read_text("utf-8")) for path in SOURCES)
    ours = "".join(squeezed((STATIC / name).read_text("utf-8")) for name in OWN)
    return theirs + ours


def trimmed(css: str) -> str:
    """Return `css` without comments, fonts to load, and rules whose every selector names an unused class."""
    return "".join(_kept(squeezed(css)))


def squeezed(css: str) -> str:
    """Return `css` without comments and the spaces that carry no meaning."""
    bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\s*([{};])\s*", r"\1", re.sub(r"\s+", " ", bare)).strip()


def _kept(css: str) -> Iterator[str]:
    for head, body in _blocks(css):
        if body is None:
            yield "" if head.startswith(("@import", "@charset")) else f"{head};"
        elif head.startswith(("@media", "@supports", "@layer")):
            inner = "".join(_kept(body))
            yield f"{head}{{{inner}}}" if inner else ""
        elif head.startswith("@font-face"):
            yield ""
        elif head.startswith("@"):
            yield f"{head}{{{body}}}"
        else:
            selectors = [part.strip() for part in _selectors(head) if not UNUSED.search(part)]
            yield f"{','.join(selectors)}{{{body}}}" if selectors and body else ""


def _blocks(css: str) -> Iterator[tuple[str, str | None]]:
    """Split into (head, body) of each block and (statement, None) of each lone statement."""
    start = depth = 0
    head, opened, quote = "", 0, ""
    for position, sign in enumerate(css):
        if quote:
            quote = "" if sign == quote and css[position - 1] != "\\" else quote
        elif sign in "\"'":
            quote = sign
        elif sign == "{":
            if depth == 0:
                head, opened = css[start:position].strip(), position + 1
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield head, css[opened:position].strip().removesuffix(";")
                start = position + 1
        elif sign == ";" and depth == 0:
            yield css[start:position].strip(), None
            start = position + 1


def _selectors(head: str) -> list[str]:
    # commas inside :is(), :not() and :where() belong to one selector
    parts, depth, start = [], 0, 0
    for position, sign in enumerate(head):
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            parts.append(head[start:position])
            start = position + 1
    return [*parts, head[start:]]
