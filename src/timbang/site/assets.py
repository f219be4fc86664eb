"""Files that a page loads: only what it uses, from this site alone, named by their content."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

STATIC = Path(__file__).parent / "static"
FOLDER = "_static/timbang"

LEFT_OUT = (
    "scripts",
    "vendor",
    "locales",
    "styles",
    "sphinx-thebe*",
    "sphinx-design*",
    "design-tabs.js",
    "sbt-webpack-macros.html",
    "webpack-macros.html",
    "copybutton*",
    "clipboard.min.js",
    "copy-button.svg",
    "check-solid.svg",
    "togglebutton*",
    "mystnb*.css",
    "basic.css",
    "pygments.css",
    "translations.js",
    "doctools.js",
    "sphinx_highlight.js",
    "images",
    "play-solid.svg",
    "file.png",
    "plus.png",
    "minus.png",
)
"""Files of themes and extensions that no page of ours asks for."""


def publish(app: Sphinx, name: str, content: bytes) -> str:
    """Put a file into the site under a name that holds its hash; return its path from the site's root.

    Parameters
    ----------
    name
        `charts.js` becomes `_static/timbang/charts-4be0c1d2a3f5.js`.
    """
    stem, dot, suffix = name.rpartition(".")
    return place(app, f"{stem}-{hashlib.sha256(content).hexdigest()[:12]}{dot}{suffix}", content)


def place(app: Sphinx, name: str, content: bytes) -> str:
    """Put a file into the site under a name that is hashed already; return its path from the site's root."""
    path = Path(app.outdir) / FOLDER / name
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    _kept(app).add(name)
    return f"{FOLDER}/{name}"


def _kept(app: Sphinx) -> set[str]:
    kept: set[str] = app.builder.__dict__.setdefault("timbang_files", set())
    return kept


def _version(app: Sphinx, config: Config) -> None:
    # the doctrees that Sphinx keeps hold our drawings and hashed names, so they go stale with our code
    digest = hashlib.sha256()
    for path in sorted(STATIC.parents[1].rglob("*")):
        if path.suffix in {".py", ".js", ".css", ".svg", ".html", ".po"}:
            digest.update(path.read_bytes())
    config.timbang_version = digest.hexdigest()


def _settle(app: Sphinx, config: Config) -> None:
    config.html_use_index = False
    config.html_domain_indices = False
    config.html_show_sphinx = False
    config.html_title = config.html_title or config.project


def _drop_foreign(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Forget what extensions add to every page: `pages` names our one script and our one stylesheet."""
    context["script_files"] = []
    context["css_files"] = []
    _written(app).add(page)


def _written(app: Sphinx) -> set[str]:
    written: set[str] = app.builder.__dict__.setdefault("timbang_written", set())
    return written


def _sweep(app: Sphinx, error: Exception | None) -> None:
    if error or app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    for pattern in LEFT_OUT:
        for path in list(static.glob(pattern)):
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    if not app.env.found_docs <= _written(app):
        return  # a page that was left alone names files that this build did not place
    for path in (Path(app.outdir) / FOLDER).glob("*"):
        if path.name not in _kept(app):
            path.unlink()


def setup(app: Sphinx) -> None:
    """Cut what pages load to what they use."""
    app.add_config_value("timbang_version", "", "env", str)
    app.connect("config-inited", _version)
    app.connect("config-inited", _settle)
    app.connect("html-page-context", _drop_foreign, priority=900)
    app.connect("build-finished", _sweep, priority=900)
