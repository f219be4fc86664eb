"""What a reader is told about the tables: where each comes from, on what terms, and what its columns mean."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from timbang import data, language

text = language.catalogue("catalogue")


class Catalogue:
    """The tables of `datapackage.json` as a page, in the language in use."""

    def __init__(self, names: list[str]) -> None:
        self._entries = [_entry(data.descriptor(name)) for name in names]
        self._names = names

    def __repr__(self) -> str:
        """Name the tables."""
        return f"Catalogue({', '.join(self._names)})"

    def _repr_html_(self) -> str:
        return "\n".join(self._entries)


def tables(*names: str) -> Catalogue:
    """Return the catalogue of these tables, of all without any.

    Raises
    ------
    UnknownTable
        With the known names, the nearest first.
    """
    return Catalogue(list(names) or data.names())


def _entry(resource: data.Resource) -> str:
    facts = "".join(f"<dt>{escape(term)}</dt><dd>{meaning}</dd>" for term, meaning in _facts(resource))
    return (
        f'<div class="timbang-table" id="table-{resource.name.replace("_", "-")}">'
        f'<p class="timbang-table-title"><strong>{escape(resource.title)}</strong>'
        f" <code>{resource.name}</code></p>"
        f"<p>{escape(resource.description)}</p><dl>{facts}</dl>{_columns(resource)}</div>"
    )


def _facts(resource: data.Resource) -> Iterator[tuple[str, str]]:
    yield text("Publisher"), escape(resource.publisher)
    yield text("Edition"), escape(resource.edition)
    yield text("Terms of use"), escape(resource.licence)
    yield text("Published in"), "; ".join(_link(title, path) for title, path in resource.sources)
    if resource.retrieved:
        copies = (f"{one.repository}, {one.path}, {one.commit[:12]}" for one in resource.retrieved)
        yield text("Taken from"), escape("; ".join(copies))
    if resource.cut:
        yield text("Left out"), escape(resource.cut)
    size = text("{rows} rows, {columns} columns")
    rows = language.number(len(data.table(resource.name)))
    yield text("Size"), size.format(rows=rows, columns=len(resource.columns))
    yield "SHA-256", f"<code>{resource.sha256}</code>"


def _link(title: str, path: str) -> str:
    if not path.startswith("http"):
        return escape(title)
    return f'<a href="{escape(path)}" rel="external noreferrer">{escape(title)}</a>'


def _columns(resource: data.Resource) -> str:
    heads = "".join(
        f'<th scope="col">{escape(head)}</th>' for head in (text("Column"), text("Unit"), text("Meaning"))
    )
    rows = "".join(
        f'<tr><th scope="row"><code>{column.name}</code></th>'
        f"<td>{escape(column.unit)}</td><td>{escape(column.meaning)}</td></tr>"
        for column in resource.columns
    )
    return (
        f"<details><summary>{escape(text('Columns of {table}').format(table=resource.name))}</summary>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></details>"
    )
