"""The static site: a Sphinx extension split by what a reader gets, and the commands around it.

Jupyter Book loads it as `timbang.site`; `builder`, `serve`, `lab` and `browser` are the commands' halves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, Any]:
    """Add everything that makes a Sphinx site the course's site."""
    from timbang.site import (
        anchors,
        assets,
        bibliography,
        charts,
        folds,
        formulas,
        glossary,
        languages,
        pages,
        search,
        unbroken,
        widgets,
    )

    own = (anchors, bibliography, charts, widgets, folds, formulas, glossary, unbroken)
    for part in (assets, languages, search, *own, pages):
        part.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
