"""Where the pages of the book are: `book/LANG/PAGE.ipynb`, the same names in each language."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from timbang import language
from timbang.errors import BadNotebook


def folder() -> Path:
    """Return the book's folder of this checkout.

    Raises
    ------
    BadNotebook
        When the course was installed as a wheel, which carries no book.
    """
    book = root() / "book"
    if not book.is_dir():
        raise BadNotebook(
            f"{book}: no book here; work in a checkout of the course, installed with pip's --editable"
        )
    return book


def root() -> Path:
    """Return the root of this checkout."""
    return Path(__file__).resolve().parents[3]


def pages(code: str, book: Path | None = None) -> list[Path]:
    """Return the notebooks of one language, by name."""
    return sorted(((book or folder()) / language.known(code)).glob("*.ipynb"))


def find(names: Iterable[str], languages: Iterable[str], book: Path | None = None) -> list[Path]:
    """Return the notebooks that `names` mean.

    Parameters
    ----------
    names
        Each a page (`03-the-korean-timeline`, meant in every one of `languages`) or the path of a notebook.
        None at all: every page.

    Raises
    ------
    BadNotebook
        For a name that is neither, with the pages that there are.
    """
    book = book or folder()
    known = {path for code in languages for path in pages(code, book)}
    found = [path for name in names for path in _meant(name, known)]
    return found or sorted(known)


def _meant(name: str, known: set[Path]) -> list[Path]:
    path = Path(name)
    if path.suffix == ".ipynb" and path.is_file():
        return [path.resolve()]
    meant = sorted(page for page in known if page.stem == path.stem)
    if not meant:
        there = ", ".join(sorted({page.stem for page in known})) or "no page yet"
        raise BadNotebook(f"{name}: no such page; the book has {there}")
    return meant


def shown(path: Path) -> str:
    """Return a path as messages show it: from the checkout's root where it lies in there."""
    resolved = path.resolve()
    return str(resolved.relative_to(root()) if resolved.is_relative_to(root()) else path)
