"""Who does not see a picture or a chart is told what it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from timbang.checks.finding import Course, Finding, Page
from timbang.notebooks import markdown

CHART = "application/vnd.vegalite.v5+json"

_CAPTION = re.compile(r"""<div\b[^>]*class=["'][^"']*\btimbang-caption\b[^>]*>""")
_WORDS = re.compile(r"<table\b.*?</table>|<[^>]+>|\s+", re.DOTALL)


def findings(course: Course) -> Iterator[Finding]:
    """Yield images and charts that say nothing to those who cannot see them."""
    for page in course.pages.values():
        for cell in page.cells("markdown"):
            for image in markdown.images(cell["source"]):
                yield from _image(page, cell["id"], image)
        for cell in page.cells("code"):
            yield from _charts(page, cell)


def _image(page: Page, place: str, image: markdown.Image) -> Iterator[Finding]:
    mend = "say in a sentence what it shows"
    name = PurePosixPath(image.target)
    if not image.alternative:
        yield page.finding(place, f"image {image.target} has no alternative text", mend)
    elif image.alternative in (name.name, name.stem) or re.fullmatch(r"\S+\.\w{2,4}", image.alternative):
        yield page.finding(place, f"the alternative text of {image.target} is a file name", mend)


def _charts(page: Page, cell: dict[str, Any]) -> Iterator[Finding]:
    bundles = [output["data"] for output in cell["outputs"] if "data" in output]
    captions = [bundle["text/html"] for bundle in bundles if _CAPTION.search(bundle.get("text/html", ""))]
    for bundle in bundles:
        if CHART not in bundle:
            continue
        chart = bundle[CHART]
        own = chart.get("usermeta", {}).get("timbang", {})
        name = own.get("name", "without a name")
        if not str(chart.get("description", "")).strip():
            yield page.finding(cell["id"], f"chart {name} has no description", "say in charts what it shows")
        if not own.get("narrow"):
            yield page.finding(
                cell["id"], f"chart {name} has no narrow drawing", "publish it as a Figure of charts"
            )
        caption = next((one for one in captions if f'data-chart="{own.get("name")}"' in one), None)
        if caption is None:
            yield page.finding(cell["id"], f"chart {name} has no caption", "publish it as a Figure of charts")
            continue
        if "<table" not in caption:
            yield page.finding(
                cell["id"], f"chart {name} has no table of its numbers", "add the table to its Figure"
            )
        if not _WORDS.sub("", caption.partition("<details")[0]):
            yield page.finding(
                cell["id"], f"chart {name} has no source line", "add the source line to its Figure"
            )
