"""A small course without a fault, which a test then spoils in one place."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from timbang import data
from timbang.checks.claims import LEFT_OUT
from timbang.checks.finding import Course, Finding
from timbang.notebooks import files, normalise, pairing

VEGA = "application/vnd.vegalite.v5+json"
PAGE = "01-first"


class Sketch:
    """The course of a test: its cells can be changed, then it is written and checked."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.cells: dict[str, list[dict[str, Any]]] = {code: cells(code) for code in ("en", "id")}
        self.objectives = ["order"]
        self.tie = True
        self.contents = f"root: book/en/{PAGE}\n"
        (root / "book" / "references.bib").parent.mkdir(parents=True)
        (root / "book" / "references.bib").write_text(
            "@misc{smith2001,\n title={T}, year={2001}\n}\n@book{lee1999, title={U}, year={1999}}\n"
        )
        (root / "src" / "timbang" / "locale" / "id" / "LC_MESSAGES").mkdir(parents=True)

    def cell(self, code: str, name: str) -> dict[str, Any]:
        """Return a cell, to be changed."""
        return next(cell for cell in self.cells[code] if cell["id"] == name)

    def both(self, name: str, source: str, **settings: Any) -> None:
        """Give a Markdown cell of both languages a source and settings."""
        for code in self.cells:
            cell = self.cell(code, name)
            cell["source"] = source
            cell["metadata"] = {"timbang": settings} if settings else {}

    def path(self, code: str) -> Path:
        """Return the file of the page."""
        return self.root / "book" / code / f"{PAGE}.ipynb"

    def write(self) -> Course:
        """Store the pages in their normal form, the translation tied to its English text."""
        (self.root / "_toc.yml").write_text(f"format: jb-book\n{self.contents}")
        english = {cell["id"]: cell["source"] for cell in self.cells["en"]}
        for code, cells in self.cells.items():
            for cell in cells:
                if self.tie and code == "id" and cell["cell_type"] == "markdown" and cell["id"] in english:
                    own = cell["metadata"].setdefault("timbang", {})
                    own.setdefault("translates", pairing.digest(english[cell["id"]]))
            metadata = {"timbang": {"objectives": self.objectives}} if code == "en" else {}
            notebook = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
            self.path(code).parent.mkdir(exist_ok=True)
            files.write(self.path(code), normalise(notebook))
        return Course(self.root)


def cells(code: str) -> list[dict[str, Any]]:
    """Return the cells of the page in one language."""
    english = code == "en"
    return [
        markdown("title", "(top)=\n# The start" if english else "(top)=\n# Awal mula"),
        code_cell("setup", f'from timbang import charts, language, widgets\n\nlanguage.use("{code}")', []),
        markdown(
            "text",
            "In 2014 the index stood at 0.9462 {cite:p}`smith2001`."
            if english
            else "Pada 2014 indeks itu bernilai 0,9462 {cite:p}`smith2001`.",
            numbers={"0.9462" if english else "0,9462": "egdi('KOR', 2014)"},
        ),
        markdown("weighing", weighing(english)),
        code_cell("chart", "charts.sample()", chart(), tags=["hide-input"]),
        code_cell("check", 'widgets.quiz("01-sample")', [shown("Quiz('01-sample')")]),
    ]


def weighing(english: bool) -> str:
    """Return a text that weighs each claim that a chapter must weigh."""
    claims = ", ".join(claim for claim in data.table("claims")["id"] if claim not in LEFT_OUT)
    title = f"Weighing claims {claims}" if english else f"Menimbang klaim {claims}"
    body = "They are all weighed here." if english else "Semuanya ditimbang di sini."
    return f":::{{admonition}} {title}\n:class: weighing\n\n{body}\n:::"


def markdown(name: str, source: str, **settings: Any) -> dict[str, Any]:
    """Return a Markdown cell."""
    metadata = {"timbang": settings} if settings else {}
    return {"cell_type": "markdown", "id": name, "source": source, "metadata": metadata}


def code_cell(name: str, source: str, outputs: list[dict[str, Any]], **metadata: Any) -> dict[str, Any]:
    """Return a code cell that has run."""
    return {
        "cell_type": "code",
        "id": name,
        "source": source,
        "metadata": metadata,
        "outputs": outputs,
        "execution_count": 1,
    }


def shown(text: str, **data: Any) -> dict[str, Any]:
    """Return an output."""
    return {"output_type": "display_data", "metadata": {}, "data": {"text/plain": text, **data}}


def chart() -> list[dict[str, Any]]:
    """Return the outputs of a chart."""
    spec = {
        "description": "A line that rises.",
        "usermeta": {"timbang": {"name": "sample", "narrow": {"mark": "line"}}},
    }
    caption = (
        '<div class="timbang-caption" data-chart="sample">Source: S<details><table></table></details></div>'
    )
    return [shown("A line that rises.", **{VEGA: spec}), shown("Source: S", **{"text/html": caption})]


@pytest.fixture
def sketch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sketch:
    """Return a course without a fault."""
    exercises = tmp_path / "exercises"
    (exercises / "orderings").mkdir(parents=True)
    (exercises / "quizzes").mkdir()
    shutil.copy(Path(__file__).with_name("01-sample.yml"), exercises / "quizzes")
    monkeypatch.setattr(data, "exercises", lambda: exercises)
    return Sketch(tmp_path)


@pytest.fixture
def found(sketch: Sketch) -> Callable[..., list[str]]:
    """Return a function that writes the course and lists what a check finds in it."""

    def run(check: Callable[[Course], Any]) -> list[str]:
        findings: list[Finding] = list(check(sketch.write()))
        return [str(finding) for finding in findings]

    return run
