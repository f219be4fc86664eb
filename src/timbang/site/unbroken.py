"""Words such as "e-government" stay on one line.

A browser may end a line after any hyphen. A hyphen that forbids it would be another sign, which a search for
"e-government" does not find and a copy carries along; so the word is kept together by style.
"""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

_WORD = re.compile(r"\b(?:[A-Za-z]-[A-Za-z]\w*|\w+-[a-z]\b(?!-))")
"""A letter and a word, or a word and a letter: e-government, z-score; skor-z."""
_MARKUP = re.compile(
    r"(<(script|style|svg|math|pre|code|textarea|select)\b.*?</\2\s*>|<!--.*?-->"
    r"""|<(?:"[^"]*"|'[^']*'|[^>"'])*>)""",
    re.DOTALL,
)
"""A tag, or an element whose text is no running text."""


def unbroken(html: str) -> str:
    """Return HTML in which words with a letter before or after a hyphen do not end a line within."""
    parts = _MARKUP.split(html)
    # three parts a match: the text before it, the markup, the name of the element if it is a whole one
    parts[0::3] = [_WORD.sub(r'<span class="timbang-unbroken">\g<0></span>', words) for words in parts[0::3]]
    parts[2::3] = [""] * len(parts[2::3])
    return "".join(parts)


def _keep_words(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if context.get("body"):
        context["body"] = unbroken(context["body"])


def _offer_filter(app: Sphinx) -> None:
    if isinstance(app.builder, StandaloneHTMLBuilder):
        app.builder.templates.environment.filters["unbroken"] = unbroken


def setup(app: Sphinx) -> None:
    """Keep such words together in the text of a page, and give templates a filter for the rest of it."""
    app.connect("builder-inited", _offer_filter)
    app.connect("html-page-context", _keep_words, priority=900)
