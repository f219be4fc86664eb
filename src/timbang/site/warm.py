"""What every build needs of others, loaded once: the forkserver holds it ready for each language.

Nothing of the course itself: an author's change of it has to be seen by the next build.
"""

from __future__ import annotations

import sys
from importlib import import_module

# jsonschema would compile grammars for addresses from it for seconds, to check what notebooks do not hold
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

import jupyter_book.config  # noqa: E402
from sphinx.application import builtin_extensions  # noqa: E402

OTHERS = (
    "anywidget",
    "ipywidgets",
    "myst_nb.ext.execution_tables",
    "myst_nb.ext.glue.domain",
    "myst_nb.sphinx_ext",
    "myst_parser.sphinx_ext.main",
    "pandas.core.methods.to_dict",
    "pybtex.backends.plaintext",
    "sphinx.builders.html",
    "sphinx.ext.doctest",
    "sphinx_book_theme",
    "sphinx_design.extension",
    "sphinx_external_toc.api",
    "sphinxcontrib.bibtex.style.referencing.author_year",
    "vl_convert",
)

for name in (*builtin_extensions, *OTHERS):
    import_module(name)

__all__ = ["jupyter_book"]
