"""What every build needs of others, loaded once: the forkserver holds it ready for each language."""

from __future__ import annotations

import sys

# jsonschema would compile grammars for addresses from it for seconds, to check what notebooks do not hold
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

import jupyter_book.config  # noqa: E402
import myst_nb.sphinx_ext  # noqa: E402
import pandas  # noqa: E402
import sphinx.application  # noqa: E402
import sphinx_book_theme  # type: ignore[import-untyped]  # noqa: E402
import sphinxcontrib.bibtex  # noqa: E402
import vl_convert  # noqa: E402

__all__ = ["jupyter_book", "myst_nb", "pandas", "sphinx", "sphinx_book_theme", "sphinxcontrib", "vl_convert"]
