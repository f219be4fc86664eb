"""Charts: drawn when the site is built, seen without a script; Vega comes when a reader touches one."""

from __future__ import annotations

import hashlib
import json
from html import escape
from importlib import metadata
from pathlib import Path
from typing import Any

from docutils import nodes
from myst_nb.core.render import MimeData, MimeRenderPlugin, NbElementRenderer
from sphinx.application import Sphinx

from timbang import charts
from timbang.site import assets

MIME = "application/vnd.vegalite.v5+json"
VEGA_LITE = "6.4"
"""The version that fits vl-convert's Vega and makes a chart live; it reads what is written for 5."""

SNIPPET = "export const embed = vegaEmbed;"

_cache: Path | None = None


class ChartRenderer(MimeRenderPlugin):
    """Draws the notebooks' charts on the page; myst-nb finds it by its entry point."""

    mime_priority_overrides = [("html", MIME, 1)]

    @staticmethod
    def handle_mime(renderer: NbElementRenderer, data: MimeData, inline: bool) -> list[nodes.Element] | None:
        """Return the drawings of one chart, or None for an output that is not one."""
        if inline or data.mime_type != MIME:
            return None
        spec = json.loads(data.content) if isinstance(data.content, str | bytes) else data.content
        code = renderer.renderer.sphinx_env.config.language
        return [nodes.raw("", figure(spec, code), format="html", classes=["timbang-chart-output"])]


def figure(spec: dict[str, Any], code: str) -> str:
    """Return the HTML of a chart: its wide drawing, its narrow one if there is one, and the spec behind them.

    The page shows one of the two by its own width; `charts.js` makes the one that is touched live.
    """
    own = spec.get("usermeta", {}).get("timbang", {})
    name = own.get("name", "chart")
    drawings = [("wide", spec)]
    if "narrow" in own:
        drawings.append(("narrow", charts.narrow_of(spec)))
    else:
        drawings = [("only", spec)]
    shown = "".join(
        f'<div class="timbang-drawing timbang-{width}" data-width="{width}">'
        f"{_drawn({'description': spec.get('description', name), **drawing}, code, f'{name}-{width}-')}</div>"
        for width, drawing in drawings
    )
    behind = json.dumps(spec, sort_keys=True, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return (
        f'<div class="timbang-chart" data-chart="{escape(name)}">{shown}'
        f'<script type="application/json">{behind}</script></div>'
    )


def _drawn(spec: dict[str, Any], code: str, prefix: str) -> str:
    key = json.dumps([_version(), spec, code, prefix], sort_keys=True).encode("utf-8")
    name = f"{hashlib.sha256(key).hexdigest()}.svg"
    return _remembered(name, lambda: charts.svg(spec, code, prefix).encode("utf-8")).decode("utf-8")


def _remembered(name: str, make: Any) -> bytes:
    """Return a file of the cache, made first if it is not there; both languages draw at once and share it."""
    if _cache is None:
        return bytes(make())
    path = _cache / name
    if not path.is_file():
        _cache.mkdir(parents=True, exist_ok=True)
        waiting = path.with_suffix(f".{hashlib.sha256(str(id(make)).encode()).hexdigest()[:8]}")
        waiting.write_bytes(make())
        waiting.replace(path)
    return path.read_bytes()


def _version() -> str:
    return metadata.version("vl-convert-python")


def _use_cache(app: Sphinx) -> None:
    global _cache
    _cache = Path(app.config.timbang_drawings or Path(app.doctreedir).parent / "timbang-drawings")


def _bundle() -> bytes:
    import vl_convert

    bundle: str = vl_convert.javascript_bundle(SNIPPET, vl_version=VEGA_LITE)
    return bundle.encode("utf-8")


def _add_scripts(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    if 'class="timbang-chart"' not in (context.get("body") or ""):
        return
    vega = _remembered(f"vega-{_version()}-{VEGA_LITE}.mjs", _bundle)
    script = (assets.STATIC / "charts.js").read_bytes()
    context["live_scripts"].append(
        {"src": assets.publish(app, "charts.js", script), "modules": [assets.publish(app, "vega.js", vega)]}
    )


def setup(app: Sphinx) -> None:
    """Load the chart script on pages that have a chart."""
    app.add_config_value("timbang_drawings", "", "", str)  # where drawings are kept from build to build
    app.connect("builder-inited", _use_cache)
    app.connect("html-page-context", _add_scripts, priority=920)
