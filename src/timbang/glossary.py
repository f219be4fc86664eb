"""The terms of the course: what each means, its word in the other language, and where that was read."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from html import escape

from timbang import data, language

text = language.catalogue("catalogue")

LEFT_OUT = "cited-from-memory"
"""Status of the rows that are no entries: no source of theirs was read."""


@dataclass(frozen=True)
class Source:
    """Where a meaning was read."""

    label: str
    url: str | None


@dataclass(frozen=True)
class Entry:
    """A term in the language in use."""

    anchor: str
    """Its address on the page, `g36`: the id of the row in small letters."""
    term: str
    abbreviation: str | None
    elsewhere: tuple[tuple[str, str], ...]
    """Code of each other language, and the term in it."""
    meaning: str
    sources: tuple[Source, ...]


class Glossary:
    """Entries as a page, under the letters that they begin with."""

    def __init__(self, listed: list[Entry]) -> None:
        grouped = itertools.groupby(listed, key=lambda entry: entry.term[0].upper())
        self._letters = {letter: list(group) for letter, group in grouped}

    def __repr__(self) -> str:
        """Say how many terms there are."""
        return f"Glossary({sum(map(len, self._letters.values()))} terms)"

    def _repr_html_(self) -> str:
        links = "\n".join(f'<a href="#{_place(letter)}">{escape(letter)}</a>' for letter in self._letters)
        groups = "\n".join(_group(letter, group) for letter, group in self._letters.items())
        nav = f'<nav class="timbang-letters" aria-label="{escape(text("Letters"))}">\n{links}\n</nav>'
        return f'<div class="timbang-glossary">\n{nav}\n{groups}\n</div>'


def terms() -> Glossary:
    """Return all entries as a page shows them, in the language in use."""
    return Glossary(entries())


def entries() -> list[Entry]:
    """Return the terms whose meaning was read in a source, in the order of the language in use.

    A source that the table of references does not know keeps its key.
    """
    rows = data.table("glossary")
    references = data.reference_links()
    found = [
        Entry(
            anchor=row["id"].lower(),
            term=row[f"term_{language.current()}"],
            abbreviation=row["abbreviation"],
            elsewhere=tuple(
                (code, row[f"term_{code}"]) for code in language.LANGUAGES if code != language.current()
            ),
            meaning=row[f"meaning_{language.current()}"],
            sources=tuple(Source(*references.get(key, (key, None))) for key in row["source_keys"].split(";")),
        )
        for row in rows[rows["status"] != LEFT_OUT].to_dict("records")
    ]
    return sorted(found, key=lambda entry: entry.term.casefold())


def _place(letter: str) -> str:
    return f"letter-{letter.lower()}"


def _group(letter: str, group: list[Entry]) -> str:
    listed = "\n".join(map(_entry, group))
    return f'<h2 id="{_place(letter)}">{escape(letter)}</h2>\n<dl>\n{listed}\n</dl>'


def _entry(entry: Entry) -> str:
    short = f" ({escape(entry.abbreviation)})" if entry.abbreviation else ""
    lines = [
        f'<div id="{entry.anchor}">',
        f"<dt><dfn>{escape(entry.term)}</dfn>{short}</dt>",
        f"<dd>{escape(entry.meaning)}</dd>",
        *(
            f'<dd lang="{code}">{escape(language.LANGUAGES[code])}: {escape(term)}</dd>'
            for code, term in entry.elsewhere
        ),
        f"<dd>{escape(text('Sources'))}: {'; '.join(map(_link, entry.sources))}</dd>",
        "</div>",
    ]
    # lines, since the index of the search drops the tags and would join the words beside them
    return "\n".join(lines)


def _link(source: Source) -> str:
    if not source.url:
        return escape(source.label)
    return f'<a href="{escape(source.url)}" rel="external noreferrer">{escape(source.label)}</a>'
