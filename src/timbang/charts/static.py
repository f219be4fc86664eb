"""A stored chart as inline SVG: small, with the colour of the text around it, seen without JavaScript."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from timbang import language
from timbang.charts import theme

VEGA_LITE = "v5.20"
"""The version whose `$schema` Altair 5.5 writes and JupyterLab 4 bundles."""

SVG = "http://www.w3.org/2000/svg"

UNUSED = {"aria-hidden", "class", "font-family", "pointer-events", "{http://www.w3.org/1999/xlink}href"}
REDUNDANT = {
    "font-size": f"{theme.FONT_SIZE}px",
    "font-weight": "normal",
    "opacity": "1",
    "stroke-width": "1",
    "transform": "translate(0,0)",
}
"""What a browser takes anyway, or inherits from the root."""

FRAMES = ("background", "foreground")
"""Empty paths around each group of marks."""

ROUNDED = {"d", "transform", "x2", "y2"}
FURNITURE = ("axis", "group mark container", "legend", "title", "subtitle")
"""What Vega names besides marks."""


def narrow_of(spec: dict[str, Any]) -> dict[str, Any]:
    """Return the narrow drawing that a stored wide one carries, with the data that both share."""
    narrow = spec["usermeta"]["timbang"]["narrow"]
    return {**narrow, "datasets": spec["datasets"]} if "datasets" in spec else narrow


def svg(spec: dict[str, Any], language_code: str, prefix: str) -> str:
    """Draw a Vega-Lite spec as an inline SVG.

    It is one image to a screen reader, with the spec's description as its name: its numbers stand in the
    table beside it. Marks that name an event keep their names, by which a page finds them.

    Parameters
    ----------
    spec
        A Vega-Lite specification, version 5.
    language_code
        The language in which numbers are written.
    prefix
        Goes before each id in the drawing, so that ids stay unique on a page.

    Raises
    ------
    UnknownLanguage
        When the course is not written in it.
    """
    import vl_convert

    code = language.known(language_code)
    drawn = vl_convert.vegalite_to_svg(
        {key: value for key, value in spec.items() if key not in ("description", "usermeta")},
        vl_version=VEGA_LITE,
        format_locale=theme.number_locale(code),
        time_format_locale=theme.time_locale(code),
    )
    return _lean(drawn, spec.get("description", ""), prefix)


def _lean(drawn: str, description: str, prefix: str) -> str:
    """Return the drawing without what a browser draws anyway, as one named image."""
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(drawn)
    _strip(root, prefix)
    size = {key: root.get(key, "") for key in ("width", "height", "viewBox")}
    style = f"max-width:100%;height:auto;font:{theme.FONT_SIZE}px {theme.FONT}"
    root.attrib.clear()
    root.attrib.update({**size, "role": "img", "aria-label": description, "style": style})
    return ElementTree.tostring(root, encoding="unicode")


def _strip(element: ElementTree.Element, prefix: str) -> None:
    kept: list[ElementTree.Element] = []
    for child in element:
        if child.get("class") in FRAMES or child.get("display") == "none" or child.get("opacity") == "0":
            continue
        _strip(child, prefix)
        if child.tag == f"{{{SVG}}}g" and not (child.attrib and len(child)):
            kept.extend(child)
        else:
            kept.append(child)
    element[:] = kept
    for name, value in list(element.items()):
        if value == REDUNDANT.get(name) or name in UNUSED or (name == "aria-label" and not _is_mark(element)):
            del element.attrib[name]
        elif name == "id":
            element.set(name, prefix + value)
        elif "url(#" in value:
            element.set(name, value.replace("url(#", f"url(#{prefix}"))
        elif name in ROUNDED:
            element.set(name, _rounded(value))
    for name in ("aria-roledescription", "role"):
        if "aria-label" not in element.attrib or name != "role":
            element.attrib.pop(name, None)


def _is_mark(element: ElementTree.Element) -> bool:
    return element.get("aria-roledescription") not in (None, *FURNITURE)


def _rounded(value: str) -> str:
    return re.sub(r"-?\d+\.\d+", lambda found: f"{float(found[0]):.1f}".removesuffix(".0"), value)
