"""Widgets without a kernel: each stored state becomes an element that its JavaScript brings to life."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from myst_nb.core.render import MimeData, MimeRenderPlugin, NbElementRenderer
from sphinx.application import Sphinx

from timbang import data, widgets
from timbang.site import assets
from timbang.widgets import assets as widget_files
from timbang.widgets.base import CourseWidget

VIEW = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"


class WidgetRenderer(MimeRenderPlugin):
    """Draws the notebooks' widgets on the page; myst-nb finds it by its entry point."""

    mime_priority_overrides = [("html", VIEW, 0)]

    @staticmethod
    def handle_mime(renderer: NbElementRenderer, data: MimeData, inline: bool) -> list[nodes.Element] | None:
        """Return the element of one widget, or None for an output that is not one of ours."""
        if inline or data.mime_type != VIEW:
            return None
        view = json.loads(data.content) if isinstance(data.content, str | bytes) else data.content
        stored = renderer.renderer.nb_client.nb_metadata.get("widgets", {}).get(STATE, {}).get("state", {})
        state = stored.get(view["model_id"], {}).get("state", {})
        kind = widget_files.name_in_stub(state.get("_esm", ""))
        if kind is None:
            return None
        env = renderer.renderer.sphinx_env
        for path in sources():
            env.note_dependency(str(path))
        return [
            nodes.raw("", element(kind, current(kind, state), "../" * env.docname.count("/")), format="html")
        ]


def sources() -> list[Path]:
    """Return the files that widgets take their content from."""
    return [*sorted(data.exercises().rglob("*.yml")), *sorted(data.folder().rglob("*.csv"))]


def current(kind: str, stored: dict[str, Any]) -> dict[str, Any]:
    """Return the state of a widget as its sources now give it; the stored one only says which widget it is.

    Raises
    ------
    BadExercise, UnknownExercise
        When its source has a fault or is gone.
    """
    make: Callable[[str], CourseWidget] = getattr(widgets, kind)
    return make(stored["name"]).page_state()


def element(kind: str, state: dict[str, Any], root: str = "") -> str:
    """Return the HTML of a widget of `kind` with its state.

    Parameters
    ----------
    root
        The way from the page to the site's root, such as `../`.
    """
    script, _ = widget_files.entry(kind)
    source = f"{root}{assets.FOLDER}/{script}"
    behind = json.dumps(state, sort_keys=True, ensure_ascii=False, separators=(",", ":")).replace(
        "</", "<\\/"
    )
    name = str(state.get("name", kind))
    return (
        f'<div class="timbang-widget" data-widget="{escape(kind)}" id="{escape(name)}"'
        f' data-src="{escape(source)}">'
        f'<script type="application/json">{behind}</script>'
        f"<noscript><p>{escape(state['texts']['noscript'])}</p></noscript></div>"
    )


def _publish(app: Sphinx) -> None:
    if app.builder.format == "html":
        for name, content in widget_files.site_files().items():
            assets.place(app, name, content)


def _add_script(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    kinds = sorted(
        set(re.findall(r'class="timbang-widget" data-widget="([\w-]+)"', context.get("body") or ""))
    )
    if not kinds:
        return
    entries = [widget_files.entry(kind) for kind in kinds]
    styles = sorted({style for _, style in entries if style})
    modules = {module for kind in kinds for module in widget_files.preloads(kind)} | {
        name for name, _ in entries
    }
    context["live_styles"] += [f"{assets.FOLDER}/{name}" for name in styles]
    context["live_scripts"].append(
        {
            "src": assets.publish(app, "widgets.js", (assets.STATIC / "widgets.js").read_bytes()),
            "modules": [f"{assets.FOLDER}/{name}" for name in sorted(modules)],
        }
    )


def setup(app: Sphinx) -> None:
    """Put the widgets' files into the site and load the script that starts them where a page has some."""
    app.connect("builder-inited", _publish)
    app.connect("html-page-context", _add_script, priority=920)
