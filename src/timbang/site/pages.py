"""The page around the text: what its head says, its buttons and labels, and the scripts at its end."""

from __future__ import annotations

import functools
import re
from html import escape
from pathlib import Path
from typing import Any

import sphinx
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from timbang import data, language
from timbang.site import assets, languages
from timbang.site.stylesheet import BOOK, PYDATA, stylesheet

text = language.catalogue("site")

TEMPLATES = Path(__file__).parent / "templates"
DESCRIPTION = 155
"""Signs of a page's description that search engines show."""


def _use_templates(app: Sphinx, config: Config) -> None:
    # the theme names its components both by `components/` and beside it
    config.templates_path[:0] = [str(TEMPLATES), str(TEMPLATES / "components")]


def words() -> dict[str, str]:
    """Return what the templates say, by the name that they call it."""
    return {
        "language": text("Language"),
        "pages": text("Pages of the course"),
        "open_pages": text("Pages"),
        "open_contents": text("On this page"),
        "search": text("Search the course"),
        "colours": text("Light or dark"),
        "notebook": text("Download this page as a notebook"),
        "home": text("Timbang: to the first page"),
        "search_needs_script": text("The search needs JavaScript."),
        "written_by": text("By {author}", author=text("Timbang contributors")),
        "licence": text("Text: CC BY 4.0. Code: MIT. Data: as their owners say."),
    }


@functools.cache
def script() -> str:
    """Return the site's one script: a store that is never refused, Sphinx's, the theme's, ours."""
    sphinxs = Path(sphinx.__file__).parent / "themes/basic/static"
    return ";\n".join(
        [
            (assets.STATIC / "store.js").read_text("utf-8"),
            (sphinxs / "doctools.js").read_text("utf-8"),
            languages.script_texts(),
            (sphinxs / "sphinx_highlight.js").read_text("utf-8"),
            _unmapped((PYDATA / "scripts/pydata-sphinx-theme.js").read_text("utf-8")),
            _unmapped((BOOK / "scripts/sphinx-book-theme.js").read_text("utf-8")),
            f"(() => {{\n{(assets.STATIC / 'page.js').read_text('utf-8')}}})();\n",
        ]
    )


def _unmapped(code: str) -> str:
    return re.sub(r"//# sourceMappingURL=\S+\s*", "", code)


def description(doctree: nodes.document) -> str:
    """Return the first words of a page, whole ones, for search engines and link previews."""
    said = next((node.astext() for node in doctree.findall(nodes.paragraph)), "")
    said = re.sub(r"\s+", " ", said).strip()
    if len(said) <= DESCRIPTION:
        return said
    return said[:DESCRIPTION].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def assignment(page: str) -> str:
    """Return the closing sentence of a chapter that has a graded assignment, as HTML; "" for other pages.

    It leads to no file: the sources hold the solutions, so a lecturer hands the assignment out.
    """
    name = page.rpartition("/")[2]
    if not (data.exercises() / "graded" / language.current() / name).is_dir():
        return ""
    said = text("A graded assignment goes with this chapter; in a class, your lecturer hands it out.")
    return f'<p class="timbang-assignment">{escape(said)}</p>\n'


def _add_page(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    context["words"] = words()
    context["live_scripts"], context["live_styles"] = [], []
    context["theme_search_bar_text"] = context["words"]["search"]
    context["site_style"] = assets.publish(app, "site.css", stylesheet().encode("utf-8"))
    context["site_script"] = assets.publish(app, "site.js", script().encode("utf-8"))
    context["site_icon"] = assets.publish(app, "scale.svg", (assets.STATIC / "scale.svg").read_bytes())
    source = context.get("sourcename") or ""
    context["notebook"] = f"_sources/{source}" if source.endswith(".ipynb") else ""
    if doctree is not None:
        context["body"] = context.get("body", "") + assignment(page)
        said = escape(description(doctree))
        context["metatags"] = f'<meta name="description" content="{said}" />\n' + context.get("metatags", "")


def setup(app: Sphinx) -> None:
    """Use the site's templates and tell them what they show."""
    app.connect("config-inited", _use_templates)
    app.connect("html-page-context", _add_page, priority=100)
