"""Pages paired across languages: the same cells by id, each translation tied to its English text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from timbang import language
from timbang.errors import BadNotebook
from timbang.notebooks import book
from timbang.notebooks.files import Cell, Notebook, read, write

ORIGINAL = "en"
TRANSLATIONS = tuple(code for code in language.LANGUAGES if code != ORIGINAL)


@dataclass(frozen=True)
class Pair:
    """A page and its translation."""

    page: str
    original: Path
    translation: Path


def pairs(folder: Path | None = None) -> list[Pair]:
    """Return every English page with each of its translations, whether their files exist or not."""
    folder = folder or book.folder()
    names = sorted({path.stem for code in language.LANGUAGES for path in book.pages(code, folder)})
    return [
        Pair(name, folder / ORIGINAL / f"{name}.ipynb", folder / code / f"{name}.ipynb")
        for name in names
        for code in TRANSLATIONS
    ]


def digest(source: str) -> str:
    """Return the hash by which a translated cell names the English text it was made from."""
    return hashlib.sha256(source.rstrip().encode("utf-8")).hexdigest()[:12]


def translates(cell: Cell) -> str | None:
    """Return the hash that a translated cell keeps, or None."""
    kept = cell["metadata"].get("timbang", {}).get("translates")
    return None if kept is None else str(kept)


def matched(original: Notebook, translation: Notebook) -> Iterator[tuple[Cell, Cell]]:
    """Yield the cells that stand in both notebooks, by id, in the order of the original."""
    there = {cell["id"]: cell for cell in translation["cells"]}
    for cell in original["cells"]:
        if cell["id"] in there:
            yield cell, there[cell["id"]]


def accept(page: str, cells: Iterable[str] = (), folder: Path | None = None) -> list[str]:
    """Record that translated cells say what the English ones now say; return the stale ones' ids.

    Parameters
    ----------
    page
        A page's name.
    cells
        Ids of the cells to accept; without any, every Markdown cell of the page.

    Raises
    ------
    BadNotebook
        When the page or a cell does not exist in both languages.
    """
    chosen = list(cells)
    found = [pair for pair in pairs(folder) if pair.page == Path(page).stem]
    if not found:
        there = ", ".join(sorted({pair.page for pair in pairs(folder)})) or "no page yet"
        raise BadNotebook(f"{page}: no such page; the book has {there}")
    return [cell for pair in found for cell in _accept(pair, chosen)]


def _accept(pair: Pair, chosen: list[str]) -> list[str]:
    translation = read(pair.translation)
    texts = {
        english["id"]: (english, translated)
        for english, translated in matched(read(pair.original), translation)
        if english["cell_type"] == translated["cell_type"] == "markdown"
    }
    unknown = [cell for cell in chosen if cell not in texts]
    if unknown:
        raise BadNotebook(
            f"{book.shown(pair.translation)}: cell {unknown[0]}: is no Markdown cell of both languages; "
            f"there are {', '.join(texts)}"
        )
    stale = []
    for cell in chosen or texts:
        english, translated = texts[cell]
        if translates(translated) != digest(english["source"]):
            translated["metadata"].setdefault("timbang", {})["translates"] = digest(english["source"])
            stale.append(cell)
    if stale:
        write(pair.translation, translation)
    return stale
