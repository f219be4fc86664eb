"""formgrader shows what students wrote, and nothing of it acts in the lecturer's browser."""

from __future__ import annotations

import os
from pathlib import Path

import nbformat
import pytest
from nbgrader.server_extensions import formgrader
from nbgrader.server_extensions.formgrader.formgrader import FormgradeExtension
from playwright.sync_api import Browser

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
ACTS = "<script>window.taken = 1</script><img src=x onerror='window.taken = 2'>"
ANSWER = f"""**Verdict:** half right, <b>bold</b>.

- K4 (1978)

| id | year |
|---|---|
| K33 | 2001 |

{ACTS}<svg onload="window.taken = 3"></svg><iframe srcdoc="<script>parent.taken = 4</script>"></iframe>
![of elsewhere](http://127.0.0.1:9/spy.png) <a href="javascript:window.taken=5">press</a>
<img alt=">" src="http://127.0.0.1:9/spy2.png">
![of mine](attachment:mine.png)
"""


def marked(text: str, kind: str, **more: object) -> nbformat.NotebookNode:
    cell = nbformat.v4.new_markdown_cell(text) if kind == "markdown" else nbformat.v4.new_code_cell(text)
    cell.metadata["nbgrader"] = {
        **{"grade_id": f"{kind}-answer", "schema_version": 3, "locked": False, "task": False},
        **{"solution": True, "grade": kind == "markdown", "points": 4},
    }
    cell.update(more)
    return cell


@pytest.fixture
def shown(course, tmp_path, monkeypatch) -> Path:
    """Return the page by which formgrader, started in the course directory, shows a notebook."""
    outputs = [
        nbformat.v4.new_output("display_data", {"text/html": f"<table><tr><td>7</td></tr></table>{ACTS}"}),
        nbformat.v4.new_output("display_data", {"application/javascript": "window.taken = 6"}),
        nbformat.v4.new_output(
            "display_data",
            {"image/png": PIXEL},
            metadata={"width": "1 onload=window.taken=7", "image/png": {"alt": "x"}},
        ),
        nbformat.v4.new_output("display_data", {"text/markdown": ACTS, "text/plain": "plain"}),
        nbformat.v4.new_output("stream", name="stdout", text=f"printed {ACTS}"),
    ]
    cells = [
        marked(ANSWER, "markdown", attachments={"mine.png": {"image/png": PIXEL}}),
        marked(f"1 # {ACTS}", "code", outputs=outputs),
    ]
    path = tmp_path / "answer.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    monkeypatch.chdir(course.root)
    app = FormgradeExtension()
    app.root_dir = os.fspath(course.root)
    app.initialize([])

    class Web:
        settings: dict[str, object] = {}

    app.init_tornado_settings(Web)
    known = {"assignment_id": "a", "notebook_id": "n", "submission_id": "s", "index": 0, "total": 1}
    known |= {"base_url": "", "student": "A", "notebook_path": "x"}
    page, _ = Web.settings["nbgrader_exporter"].from_filename(os.fspath(path), resources=known)  # type: ignore[attr-defined]
    made = tmp_path / "page.html"
    made.write_text(page, "utf-8")
    assert Path(formgrader.__file__).exists()
    return made


def test_nothing_that_a_student_wrote_acts_or_loads_in_formgrader(shown, chromium: Browser):
    context = chromium.new_context()
    try:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.route("https://**", lambda route: route.abort())
        page.goto(shown.as_uri())
        for link in page.get_by_text("press").all():
            link.click()
        page.wait_for_timeout(300)
        assert page.evaluate("window.taken") is None
        assert [one for one in asked if "spy" in one] == []
        assert page.locator("iframe, svg, [onload], [onerror]").count() == 0
    finally:
        context.close()


def test_formgrader_still_shows_the_answer_and_where_to_mark_it(shown, chromium: Browser):
    context = chromium.new_context()
    try:
        page = context.new_page()
        page.route("https://**", lambda route: route.abort())
        page.goto(shown.as_uri())
        assert page.locator("strong", has_text="Verdict:").count() == 1
        assert page.locator("td", has_text="K33").count() == 1
        assert page.locator("td", has_text="7").count() == 1
        assert page.get_by_text("plain", exact=True).count() == 1
        assert page.get_by_text("printed").count() == 1
        assert page.locator(f"img[src='data:image/png;base64,{PIXEL}']").count() == 2
        assert page.locator("input.score#markdown-answer").count() == 1
        assert page.locator("textarea#markdown-answer-comment").count() == 1
    finally:
        context.close()
