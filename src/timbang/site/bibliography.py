"""Citations and the list of references, by author and year, worded in the language of the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pybtex.backends.plaintext import Backend as PlainText  # type: ignore[import-untyped]
from pybtex.plugin import register_plugin as register_pybtex  # type: ignore[import-untyped]
from pybtex.richtext import HRef, Tag, Text  # type: ignore[import-untyped]
from pybtex.style import FormattedEntry  # type: ignore[import-untyped]
from pybtex.style.formatting import BaseStyle  # type: ignore[import-untyped]
from pybtex.style.template import (  # type: ignore[import-untyped]
    Node,
    first_of,
    optional_field,
)
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinxcontrib.bibtex.plugin import register_plugin as register_bibtex
from sphinxcontrib.bibtex.style.referencing import BracketStyle, PersonStyle
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle

from timbang import language

text = language.catalogue("site")


class ReferenceList(BaseStyle):
    """One form for every kind of source: who, when, what, where it came out, where it can be read."""

    default_name_style = "plain"
    default_label_style = "alpha"
    default_sorting_style = "author_year_title"

    def format_entry(self, label: str, entry: Any, bib_data: Any = None) -> FormattedEntry:
        """Return one line of the list."""
        sentences = [
            Text(_names(entry), f" ({_when(entry)}). "),
            Text(Tag("em", _field(entry, "title")), "." if _ends_open(entry) else ""),
            *([Text(" ", where, ".")] if (where := _where(entry)) else []),
            *_links(entry),
        ]
        return FormattedEntry(entry.key, Text(*sentences), label)


def _field(entry: Any, name: str) -> Text:
    return Text.from_latex(entry.fields.get(name, ""))


def _ends_open(entry: Any) -> bool:
    return not str(_field(entry, "title")).endswith((".", "?", "!"))


def _names(entry: Any) -> str:
    editors = "author" not in entry.persons
    people = entry.persons.get("author") or entry.persons.get("editor") or []
    names = [str(Text.from_latex(_inverted(person))) for person in people]
    line = f" {text('and')} ".join(filter(None, ["; ".join(names[:-1]), *names[-1:]]))
    return f"{line} ({text('ed.')})" if editors else line


def _inverted(person: Any) -> str:
    # the list is sorted by last names, so these lead; an institution is one last name
    last = " ".join(person.prelast_names + person.last_names)
    first = " ".join(person.first_names + person.middle_names)
    return f"{last}, {first}" if first else last


def _when(entry: Any) -> str:
    written = entry.fields.get("date", "")
    if written.count("-") == 2:
        return language.date(written)
    return str(entry.fields.get("year", text("no date")))


def _where(entry: Any) -> Text:
    fields = entry.fields
    if "journal" in fields:
        volume = fields.get("volume", "") + (f"({fields['number']})" if "number" in fields else "")
        numbers = ", ".join(part for part in (volume, fields.get("pages", "").replace("--", "–")) if part)
        return Text(_field(entry, "journal"), f" {numbers}" if numbers else "")
    names = [
        _field(entry, name)
        for name in (
            "booktitle",
            "series",
            "type",
            "number",
            "institution",
            "publisher",
            "address",
            "howpublished",
        )
        if name in fields
    ]
    kinds = {"News item": text("News item"), "Web page": text("Web page"), "Regulation": text("Regulation")}
    return Text(", ").join([Text(kinds.get(str(name), name)) for name in names])


def _links(entry: Any) -> list[Text]:
    address = f"https://doi.org/{entry.fields['doi']}" if "doi" in entry.fields else entry.fields.get("url")
    return [Text(" ", HRef(address, address))] if address else []


def _brackets() -> BracketStyle:
    return BracketStyle(left="(", right=")", sep="; ")


class ShortNames(PersonStyle):
    """Who wrote a source, by the short name of a long one where the references give it."""

    def author_or_editor_or_title(self, full: bool) -> Node:
        """Return the template of the names in a citation."""
        return first_of[optional_field("shortauthor"), super().author_or_editor_or_title(full)]


def _people() -> PersonStyle:
    joined = f" {text('and')} "
    return ShortNames(sep2=joined, last_sep=f",{joined}", other=Text(f" {text('et al.')}"))


@dataclass
class AuthorYear(AuthorYearReferenceStyle):
    """Citations such as (Turner, Kim and Kwon, 2022; Chung and Kim, 2019)."""

    bracket_textual: BracketStyle = field(default_factory=_brackets)
    bracket_parenthetical: BracketStyle = field(default_factory=_brackets)
    bracket_author: BracketStyle = field(default_factory=_brackets)
    bracket_label: BracketStyle = field(default_factory=_brackets)
    bracket_year: BracketStyle = field(default_factory=_brackets)
    person: PersonStyle = field(default_factory=_people)


def _word_undated(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    # "n.d." stands in the references as a year
    for entry in env.get_domain("cite").bibdata.data.entries.values():  # type: ignore[attr-defined]
        if entry.fields.get("year") == "n.d.":
            entry.fields["year"] = text("n.d.")


def _list_items(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    # docutils gives entries a role that ARIA has withdrawn
    if "body" in context:
        context["body"] = context["body"].replace('role="doc-biblioentry"', 'role="listitem"')


def setup(app: Sphinx) -> None:
    """Make both styles known by the name `timbang`, which `_config.yml` gives."""
    register_pybtex("pybtex.style.formatting", "timbang", ReferenceList)
    # else pybtex looks through every installed package for it, at each citation
    register_pybtex("pybtex.backends", "plaintext", PlainText, force=True)
    app.connect("env-before-read-docs", _word_undated)
    app.connect("html-page-context", _list_items)
    register_bibtex("sphinxcontrib.bibtex.style.referencing", "timbang", AuthorYear)
