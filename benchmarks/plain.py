"""The yardstick: the same notebooks as a plain Jupyter Book with Altair's default renderer."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import altair as alt

ROOT = Path(__file__).parents[1]
CHART = "application/vnd.vegalite.v5+json"

CONFIG = """\
title: Timbang
only_build_toc_files: true
execute:
  execute_notebooks: "off"
bibtex_bibfiles: [references.bib]
"""
TOC = """\
format: jb-book
root: index
chapters:
  - file: 03-the-korean-timeline
  - file: references
  - file: data-and-sources
"""


def prepare(folder: Path) -> None:
    """Lay out the English book as an author without this project's extension would have it."""
    folder.mkdir(parents=True)
    (folder / "_config.yml").write_text(CONFIG, "utf-8")
    (folder / "_toc.yml").write_text(TOC, "utf-8")
    shutil.copy(ROOT / "book/references.bib", folder)
    for notebook in sorted((ROOT / "book/en").glob("*.ipynb")):
        cells = json.loads(notebook.read_text("utf-8"))
        for cell in cells["cells"]:
            cell["source"] = "".join(cell["source"]).replace("../../data/", "")
            for output in cell.get("outputs", []):
                _default_renderer(output)
        (folder / notebook.name).write_text(json.dumps(cells), "utf-8")
    shutil.copy(ROOT / "data/datapackage.json", folder)


def _default_renderer(output: dict) -> None:
    """Replace a chart by what Altair stores by default: a page fragment that loads from a CDN."""
    spec = output.get("data", {}).pop(CHART, None)
    if spec is None:
        return
    spec.pop("usermeta", None)
    output["data"]["text/html"] = alt.Chart.from_dict(spec)._repr_mimebundle_()["text/html"]


def build(folder: Path) -> Path:
    """Build it from nothing and return the folder of its pages."""
    shutil.rmtree(folder / "_build", ignore_errors=True)
    command = [Path(sys.executable).with_name("jupyter-book"), "build", "--quiet", folder]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    pages = folder / "_build/html"
    if not (pages / "index.html").is_file():
        raise FileNotFoundError(f"{pages}: the plain book was not built, so there is nothing to compare with")
    return pages
