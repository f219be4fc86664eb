"""The browser's half of the widgets: one string when live, hashed files on the site, a stub in notebooks.

A widget is `NAME.js` with `NAME.css`; it imports modules of `shared/` by relative paths, and so may they.
Imports stand on lines of their own, as `import { x } from "./y.js";`.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath

FOLDER = Path(__file__).parent
NAMES = (
    "agency",
    "assessment",
    "balance",
    "egdi_whatif",
    "events",
    "gap",
    "matching",
    "my_work",
    "ordering",
    "quiz",
    "record",
    "register",
    "restore",
    "roadmap",
    "scales",
    "sentence",
)
"""Every widget, by the name of its files."""

_IMPORT = re.compile(r'(?m)^(import [^;]*?from )"(\.{1,2}/[^"]+)";')
_MARKER = re.compile(r"/\* timbang-widget: ([a-z_-]+) \*/")


def live(name: str) -> str:
    """Return a widget as one ES module: its imports are `data:` URLs, so that it needs no server.

    Modules that several widgets share have equal URLs and are loaded once a page.
    """

    def url(path: str) -> str:
        packed = base64.b64encode(_rewritten(path, url).encode()).decode()
        return f"data:text/javascript;base64,{packed}"

    return f"{_marker(name)}\n{_rewritten(f'{name}.js', url)}"


def css(name: str) -> str:
    """Return the styles of one widget, those of the frame included."""
    return _source("shared/frame.css") + _source(f"{name}.css")


def stub(name: str) -> str:
    """Return the module that stored notebooks keep in place of a widget's own.

    It depends on nothing but the name: an edit of a widget changes no notebook.
    """
    return (
        f"{_marker(name)}\n"
        'export default { render({ model, el }) { el.textContent = model.get("texts").run; } };\n'
    )


def name_in_stub(esm: str) -> str | None:
    """Return the name of the widget whose module, stub or live, this is; None if it is none of ours."""
    found = _MARKER.match(esm)
    return found[1] if found else None


@functools.cache
def site_files() -> dict[str, bytes]:
    """Return all that the widgets load on the site: file names with a hash of the content, and contents.

    Modules name each other by their hashed names; the styles of all widgets are one file.
    """
    paths = _closure(*(f"{name}.js" for name in NAMES))
    modules = {_hashed_name(path): _hashed(path).encode() for path in paths}
    return modules | {_styles_name(): _styles().encode()}


def entry(name: str) -> tuple[str, str | None]:
    """Return the names of a widget's module and styles among `site_files()`."""
    return _hashed_name(f"{name}.js"), _styles_name()


def preloads(name: str) -> list[str]:
    """Return the names of all modules that a widget imports, for `<link rel="modulepreload">`."""
    return [_hashed_name(path) for path in _closure(f"{name}.js") if path != f"{name}.js"]


def _marker(name: str) -> str:
    return f"/* timbang-widget: {name} */"


@functools.cache
def _source(path: str) -> str:
    return (FOLDER / path).read_text("utf-8")


def _beside(path: str, target: str) -> str:
    parts: list[str] = []
    for part in (*PurePosixPath(path).parent.parts, *PurePosixPath(target).parts):
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def _rewritten(path: str, address: Callable[[str], str]) -> str:
    return _IMPORT.sub(
        lambda found: f"{found[1]}{json.dumps(address(_beside(path, found[2])))};", _source(path)
    )


@functools.cache
def _hashed(path: str) -> str:
    return _rewritten(path, lambda other: f"./{_hashed_name(other)}")


def _hashed_name(path: str) -> str:
    return _name(path, _hashed(path))


def _styles() -> str:
    return _source("shared/frame.css") + "".join(_source(f"{name}.css") for name in NAMES)


def _styles_name() -> str:
    return _name("widgets.css", _styles())


def _name(path: str, content: str) -> str:
    stem, suffix = PurePosixPath(path).stem, PurePosixPath(path).suffix
    return f"{stem}-{hashlib.sha256(content.encode()).hexdigest()[:10]}{suffix}"


def _closure(*paths: str) -> list[str]:
    found: list[str] = []
    waiting = list(paths)
    while waiting:
        path = waiting.pop(0)
        if path not in found:
            found.append(path)
            waiting += [_beside(path, target) for _, target in _IMPORT.findall(_source(path))]
    return found
