"""What students wrote, as others may see it: nothing in it acts, loads or hides.

nbgrader's formgrader shows answers as they are: a script in one would run with the rights of whoever marks
it. The course's configuration puts `words` and `Outputs` into nbconvert, by which formgrader shows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import bleach
import jinja2
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbconvert.preprocessors import Preprocessor

TAGS = frozenset(
    [
        *("a", "abbr", "b", "blockquote", "br", "caption", "code", "dd", "del", "div", "dl", "dt", "em"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "li", "ol", "p", "pre", "s", "span"),
        *("strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul"),
    ]
)


def _of_picture(tag: str, name: str, value: str) -> bool:
    """Return whether a picture may keep an attribute: it shows what lies in the page, and fetches nothing."""
    return name == "alt" or (name == "src" and value.startswith("data:image/"))


ATTRIBUTES = {
    "a": ["href", "title"],
    "img": _of_picture,
    "td": ["colspan", "rowspan"],
    "th": ["colspan", "rowspan", "scope"],
}
PICTURES = ("image/png", "image/jpeg")
_UNSEEN = re.compile(r"<(style|script)\b.*?</\1\s*>|<a class=.anchor-link.*?</a>", re.DOTALL | re.IGNORECASE)


def safe(html: str) -> str:
    """Return HTML without anything that acts, loads or hides: what a student wrote is shown to others."""
    return str(
        bleach.clean(
            _UNSEEN.sub("", html), tags=TAGS, attributes=ATTRIBUTES, protocols=["https", "data"], strip=True
        )
    )


@jinja2.pass_context
def words(context: Any, source: str) -> str:
    """Return Markdown as safe HTML; pictures are shown that lie in the notebook itself.

    Takes the place of nbconvert's filter `markdown2html`.
    """
    attached = context.get("cell", {}).get("attachments", {})
    renderer = IPythonRenderer(escape=False, attachments=attached, exclude_anchor_links=True)
    return safe(MarkdownWithMath(renderer=renderer).render(source))


class Outputs(Preprocessor):
    """Leaves of each output what shows and does nothing: text, pictures, and HTML made safe."""

    def preprocess_cell(self, cell: Any, resources: Any, index: int) -> tuple[Any, Any]:
        """Clean the outputs of a cell."""
        for output in cell.get("outputs", []):
            if "data" in output:
                output["data"] = type(output["data"])(_kept(output["data"].items()))
                output["metadata"] = type(output["data"])()
        return cell, resources


def _kept(data: Iterable[tuple[str, Any]]) -> Iterable[tuple[str, str]]:
    for kind, content in data:
        whole = "".join(content) if isinstance(content, str | list) else ""
        if kind == "text/plain" or kind in PICTURES:
            yield kind, whole
        elif kind == "text/html":
            yield kind, safe(whole)
