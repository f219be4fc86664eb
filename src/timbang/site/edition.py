"""One language of the site, made by Sphinx as Jupyter Book sets it up."""

from __future__ import annotations

import io
import os
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from timbang.errors import BuildFailed, TimbangError

STAMP = "made-from"


class Order(NamedTuple):
    """What to make, and where."""

    root: Path
    code: str
    languages: tuple[str, ...]
    """All languages that will lie beside each other on the site."""
    folder: Path
    stamp: str
    incremental: bool
    """Keep what the last build left of unchanged pages; their warnings are not seen again."""


def pages(order: Order) -> Path:
    """Return the folder of the finished pages."""
    return order.folder / "html"


def is_made(order: Order) -> bool:
    """Return whether the edition is there already, from the same sources and beside the same languages."""
    stamp = order.folder / STAMP
    return stamp.is_file() and stamp.read_text("utf-8") == _stamp(order)


def _stamp(order: Order) -> str:
    return f"{order.stamp} {' '.join(order.languages)}"


def make(order: Order) -> Exception | None:
    """Make one edition; return what went wrong, if anything did.

    It runs in a process of its own: Sphinx keeps the language and much else in globals.
    """
    (order.folder / STAMP).unlink(missing_ok=True)
    if not order.incremental:
        shutil.rmtree(order.folder, ignore_errors=True)
    order.folder.mkdir(parents=True, exist_ok=True)
    try:
        _check_notebooks(order)
        _run_sphinx(order)
    except Exception as error:
        # what a failed build remembers would hide its warnings from the next one
        shutil.rmtree(order.folder, ignore_errors=True)
        if (told := _for_the_author(order, error)) is None:
            raise
        return told
    (order.folder / STAMP).write_text(_stamp(order), "utf-8")
    return None


def _for_the_author(order: Order, error: BaseException) -> Exception | None:
    """Return what an author can mend, dug out of what Sphinx wraps it in; None for a fault of ours."""
    from sphinx.errors import SphinxError

    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, TimbangError):
            return cause
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, SphinxError):
        return BuildFailed(f"book/{order.code}: {' '.join(str(error).split())}")
    return None


def _check_notebooks(order: Order) -> None:
    from timbang.notebooks import files

    for path in sorted((order.root / "book" / order.code).glob("*.ipynb")):
        files.read(path)


def _run_sphinx(order: Order) -> None:
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    source = order.root / "book" / order.code
    warnings = io.StringIO()
    with patch_docutils(str(source)), docutils_namespace():
        app = Sphinx(
            srcdir=source,
            confdir=None,
            outdir=pages(order),
            doctreedir=order.folder / "doctrees",
            buildername="html",
            confoverrides=settings(order),
            status=None,
            warning=warnings,
            warningiserror=True,
            keep_going=True,
        )
        app.build()
    if app.statuscode or warnings.getvalue().strip():
        raise BuildFailed("\n".join(["the site has faults:", *_readable(order, warnings.getvalue())]))


def settings(order: Order) -> dict[str, Any]:
    """Return Sphinx's settings for one language, from the `_config.yml` that Jupyter Book reads too."""
    from jupyter_book.config import get_final_config

    source = order.root / "book" / order.code
    found, _ = get_final_config(
        user_yaml=order.root / "_config.yml",
        cli_config={
            "language": order.code,
            "nitpicky": True,
            "external_toc_path": str(_contents(order)),
            "timbang_languages": list(order.languages),
            "timbang_drawings": str(order.root / "build" / "cache" / "drawings"),
            "latex_individualpages": False,
        },
        sourcedir=source,
    )
    found["bibtex_bibfiles"] = [
        os.path.relpath(order.root / name, source) for name in found["bibtex_bibfiles"]
    ]
    return dict(found)


def _contents(order: Order) -> Path:
    """Return a table of contents that names the pages as they lie in this language's folder."""
    contents = (order.root / "_toc.yml").read_text("utf-8")
    path = order.folder / "_toc.yml"
    path.write_text(re.sub(r"\bbook/en/", "", contents), "utf-8")
    return path


def _readable(order: Order, warnings: str) -> Sequence[str]:
    lines = [re.sub(r"\x1b\[[\d;]*m", "", line).strip() for line in warnings.splitlines()]
    return [_placed(order, line) for line in dict.fromkeys(lines) if line]


def _placed(order: Order, line: str) -> str:
    """Name the cell of a warning: myst-nb counts line 3 of the second cell as line 20003."""
    found = re.match(r"(.+?\.ipynb):(\d+): (?:WARNING: |ERROR: )?(.*)", line)
    if not found:
        return line
    from timbang.notebooks import files

    path, number, said = Path(found[1]), int(found[2]), found[3]
    cells = files.read(path)["cells"]
    place = min(max(number // 10_000, 1), len(cells)) - 1
    shown = path.relative_to(order.root) if path.is_relative_to(order.root) else path
    return f"{shown}: cell {cells[place]['id']}: {said}"
