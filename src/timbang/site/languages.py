"""The language of the site: its words, those of theme and Sphinx, and the way to the same page in another."""

from __future__ import annotations

import io
import json
from gettext import GNUTranslations
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import sphinx.locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from docutils.utils.smartquotes import smartchars
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config

from timbang import language

text = language.catalogue("site")

THEME_TEXTS = Path(__file__).parent / "locale"
"""What Sphinx and the theme say and have not, or not well, in a language of ours: `LANG/theme.po`."""

THEME_CATALOGUES = ("sphinx", "booktheme")

QUOTES = {"id": "“”‘’"}
"""Quotation marks of languages for which docutils has none, outer and inner ones."""

SCRIPT_TEXTS = (
    "Hide Search Matches",
    "Search Results",
    "Searching",
    "Preparing search...",
    ", in ",
    "Search finished, found ${resultCount} page(s) matching the search query.",
    "Your search did not match any documents. Please make sure that all words are spelled correctly and that "
    "you've selected enough categories.",
)
"""What Sphinx's scripts say; they look it up while they run."""


class Edition(NamedTuple):
    """A page as it stands in one of the languages."""

    code: str
    name: str
    href: str
    current: bool


def _use(app: Sphinx, config: Config) -> None:
    config.language = language.known(config.language or "en")
    smartchars.quotes.update(QUOTES)
    language.use(config.language)
    # the builder writes one language a process, and only it knows which languages lie beside each other
    config.html_theme_options = {**config.html_theme_options, "toc_title": text("On this page")}


def _install_theme_texts(app: Sphinx) -> None:
    """Put our words before those that Sphinx and the theme have found for themselves."""
    file = THEME_TEXTS / language.current() / "theme.po"
    if not file.is_file():
        return
    with file.open("rb") as stream:
        catalogue = read_po(stream, locale=language.current(), abort_invalid=True)
    for name in THEME_CATALOGUES:
        compiled = io.BytesIO()
        write_mo(compiled, catalogue)
        compiled.seek(0)
        ours = GNUTranslations(compiled)
        theirs = sphinx.locale.translators.get(("general", name))
        if theirs is not None:
            ours.add_fallback(theirs)
        sphinx.locale.translators["general", name] = ours
        if name == "sphinx" and isinstance(app.builder, StandaloneHTMLBuilder):
            # the templates were given theirs before
            app.builder.templates.environment.install_gettext_translations(ours)


def script_texts() -> str:
    """Return the script that tells Sphinx's scripts their words; empty for English, which they speak."""
    if language.current() == "en":
        return ""
    known = {message: sphinx.locale._(message) for message in SCRIPT_TEXTS}
    entry = {"locale": language.current(), "messages": known, "plural_expr": "0"}
    return f"Documentation.addTranslations({json.dumps(entry, ensure_ascii=False, sort_keys=True)});\n"


def _add_editions(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    root = context.get("content_root", "./")
    editions = [
        Edition(code, language.LANGUAGES[code], f"{root}../{code}/{page}.html", code == language.current())
        for code in app.config.timbang_languages
    ]
    context["editions"] = editions if len(editions) > 1 else []
    if context["editions"] and doctree is not None:
        links = [(edition.code, edition.href) for edition in editions]
        links.append(("x-default", f"{root}../en/{page}.html"))
        context["metatags"] = context.get("metatags", "") + "".join(
            f'<link rel="alternate" hreflang="{code}" href="{escape(href)}" />\n' for code, href in links
        )


def setup(app: Sphinx) -> None:
    """Word the site in the language that Sphinx is given, beside those of `timbang_languages`."""
    app.add_config_value("timbang_languages", [], "html", list)
    app.connect("config-inited", _use, priority=100)
    app.connect("builder-inited", _install_theme_texts, priority=100)
    app.connect("html-page-context", _add_editions, priority=110)
