"""Notebooks as JupyterLab shows them well: without the marks that only the site's builder understands.

jupyterlab-myst draws admonitions and hides targets, but it knows no bibliography: it marks each citation as
a fault. So the copies that `timbang lab` opens have links in the place of citations.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

_CITATION = re.compile(r"\{cite:([a-z]+)\}`([^`]+)`")
_REFERENCE = re.compile(r"\{(?:ref|doc)\}`(?:([^`<]+?)\s*<([^`>]+)>|([^`]+))`")
_TERM = re.compile(r"(?<=\]\()#g\d+(?=\))")
_LIST = re.compile(r"^(`{3,}|:{3,})\{bibliography\}.*?^\1\s*$", re.MULTILINE | re.DOTALL)


class Source(NamedTuple):
    """A source as the table `references` gives it."""

    label: str
    title: str
    url: str | None


def sources() -> dict[str, Source]:
    """Return every source of the fact base by its key."""
    from timbang import data

    rows = data.table("references").astype(object).where(lambda frame: frame.notna(), None).to_dict("records")
    return {row["key"]: Source(row["label"], row["title"], row["url"]) for row in rows}


def workshop_copy(notebook: Mapping[str, Any], known: Mapping[str, Source]) -> dict[str, Any]:
    """Return a notebook whose text reads well in JupyterLab; the one given stays as it is."""
    return {
        **notebook,
        "cells": [
            {**cell, "source": readable(cell["source"], known)}
            if cell["cell_type"] == "markdown"
            else dict(cell)
            for cell in notebook["cells"]
        ],
    }


def readable(source: str, known: Mapping[str, Source]) -> str:
    """Return Markdown with links for citations, terms and cross-references, and the sources written out.

    Parameters
    ----------
    known
        The sources that citations name, by key. One that is not there keeps its key.
    """
    source = _LIST.sub(lambda _: "\n".join(_listed(known)), source)
    source = _TERM.sub("glossary.ipynb", source)
    source = _CITATION.sub(lambda found: _cited(found[1], found[2].split(","), known), source)
    return _REFERENCE.sub(
        lambda found: f"[{found[1]}](#{found[2]})" if found[1] else f"[{found[3]}](#{found[3]})", source
    )


def _cited(role: str, keys: list[str], known: Mapping[str, Source]) -> str:
    links = "; ".join(_link(known.get(key.strip()), key) for key in keys)
    return links if role.startswith("t") else f"({links})"


def _link(source: Source | None, words: str) -> str:
    if source is None:
        return words
    return f"[{source.label}]({source.url})" if source.url else source.label


def _listed(known: Mapping[str, Source]) -> list[str]:
    entries = sorted(known.values(), key=lambda source: source.label.casefold())
    return [f"- {_link(entry._replace(label=f'{entry.label}. {entry.title}'), '')}" for entry in entries]
