"""Whether anything that the site is made from has changed since it was made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

import timbang
from timbang import data

TOOLS = ("jupyter-book", "myst-nb", "sphinx", "sphinx-book-theme", "pydata-sphinx-theme", "vl-convert-python")
"""Packages whose version shows in the pages."""

CODE = {".py", ".js", ".css", ".svg", ".html", ".po", ".yml", ".json"}


def recipe(root: Path) -> str:
    """Return a hash of what every page is made with: settings, contents, references, code, tools."""
    versions = [f"{tool} {metadata.version(tool)}" for tool in TOOLS]
    files = [
        root / "_config.yml",
        root / "_toc.yml",
        *sorted((root / "book").glob("*.bib")),
        *_below(Path(timbang.__file__).parent, CODE),
    ]
    return _hash(files, versions)


def edition(root: Path, code: str) -> str:
    """Return a hash of all that one language of the site is made from."""
    pages = sorted(
        path for path in (root / "book" / code).rglob("*") if path.is_file() and ".ipynb_" not in str(path)
    )
    content = [*_below(data.folder(), {".csv", ".json"}), *_below(data.exercises(), {".yml", ".ipynb"})]
    return _hash([*pages, *content], [recipe(root), code])


def _below(folder: Path, suffixes: set[str]) -> Iterator[Path]:
    return iter(sorted(path for path in folder.rglob("*") if path.suffix in suffixes))


def _hash(files: Iterable[Path], words: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for word in words:
        digest.update(f"{word}\n".encode())
    for path in files:
        if path.is_file():
            digest.update(f"{path.name}\n{path.stat().st_size}\n".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
