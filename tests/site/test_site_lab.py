"""Live notebooks: workshop copies that read well, and JupyterLab with the network off."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Page, expect
from site_host import CHAPTER, write_page

from timbang import language
from timbang.errors import ForeignFolder
from timbang.notebooks import book
from timbang.site import lab, workshop

KNOWN = {
    "sen1999": workshop.Source("Sen 1999", "Development as Freedom", "https://example.org/sen"),
    "kim2001": workshop.Source("Kim 2001", "A talk", None),
}
RAW = re.compile(r"\{[a-z:]+\}`|```\{|:::\{|^\([a-z-]+\)=", re.MULTILINE)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x {cite:p}`sen1999`.", "x ([Sen 1999](https://example.org/sen))."),
        ("{cite:p}`sen1999, kim2001`", "([Sen 1999](https://example.org/sen); Kim 2001)"),
        ("{cite:t}`kim2001` says", "Kim 2001 says"),
        ("{cite:p}`nobody`", "(nobody)"),
        ("{ref}`the crisis <the-crisis>`", "[the crisis](#the-crisis)"),
        (
            "```{bibliography}\n:all:\n```",
            "- Kim 2001. A talk\n- [Sen 1999. Development as Freedom](https://example.org/sen)",
        ),
        (":::{admonition} Weighing\ntext\n:::", ":::{admonition} Weighing\ntext\n:::"),
    ],
)
def test_citations_become_links_and_the_rest_stays(source: str, expected: str) -> None:
    assert workshop.readable(source, KNOWN) == expected


def test_a_copy_that_was_worked_on_is_kept_and_the_others_follow_the_book(small_course: Path) -> None:
    folder = small_course / "build" / "lab"
    assert lab.prepare(small_course, folder) == []
    write_page(folder / "book/en/index.ipynb", "my notes")
    write_page(small_course / "book/en/index.ipynb", "(top)=\n# Start\n\nNewer.")
    write_page(small_course / "book/en/second.ipynb", "(top)=\n# Second\n\nNewer.")
    for _ in range(2):
        assert lab.prepare(small_course, folder) == ["book/en/index.ipynb"]
        assert "my notes" in (folder / "book/en/index.ipynb").read_text()
        assert "Newer." in (folder / "book/en/second.ipynb").read_text()


def test_a_folder_of_someone_else_is_refused(small_course: Path) -> None:
    folder = small_course / "build" / "lab"
    folder.mkdir(parents=True)
    (folder / "mine.txt").write_text("mine")
    with pytest.raises(ForeignFolder):
        lab.prepare(small_course, folder)
    assert [path.name for path in folder.iterdir()] == ["mine.txt"]


STDERR = ".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']"
"""What was written to stderr, and the error that ended a cell: JupyterLab shows both as one."""
SCRATCH = "scratch.ipynb"
MISTAKE = (
    "from timbang import data, widgets\nfrom timbang.models import egdi",
    'mine = widgets.restore("06-korea-2016")\nmine',
    'widgets.egdi_whatif("01-move-the-index")',
    'egdi.counterfactual_rank(data.table("egdi"), "IDN", 2024, osi="0,9")',
)
"""Cells of a learner's own: an exercise in a variable, another, and a slip below them."""


def write_cells(path: Path, sources: tuple[str, ...]) -> None:
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)


def new_user(folder: Path) -> dict[str, str]:
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    return {name: str(folder / name.lower()) for name in names}


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What JupyterLab and its kernels tell where they were started."""
    return tmp_path_factory.mktemp("said") / "said.txt"


@pytest.fixture(scope="module")
def jupyter(tmp_path_factory: pytest.TempPathFactory, said: Path) -> Iterator[str]:
    """JupyterLab on copies of the real book, for a user new to it; the network is a dead end."""
    base = tmp_path_factory.mktemp("jupyter")
    folder = base / "lab"
    lab.prepare(book.root(), folder)
    write_cells(folder / SCRATCH, MISTAKE)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = lab.command(folder, "--no-browser", f"--port={port}", "--IdentityProvider.token=")
    dead_end = dict.fromkeys(("http_proxy", "https_proxy"), "http://127.0.0.1:9") | {"no_proxy": "127.0.0.1"}
    with said.open("w") as stream:
        process = subprocess.Popen(
            command,
            env={**os.environ, **dead_end, **new_user(base)},
            stdout=stream,
            stderr=subprocess.STDOUT,
        )
    address = f"http://127.0.0.1:{port}"
    _wait_for(f"{address}/api/status")
    yield address
    process.terminate()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:  # a thread of AnyIO may outlive its loop
        process.kill()
        process.wait()


def _wait_for(address: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(address)
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.3)


START = """
import pathlib, signal, sys
from timbang.site import lab
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job would ignore it
sys.exit(lab.lab("--no-browser", root=pathlib.Path(sys.argv[1])))
"""


def test_what_to_open_is_told_once_for_each_language_and_one_ctrl_c_ends_it(
    small_course: Path, tmp_path: Path
) -> None:
    said = tmp_path / "said.txt"
    with said.open("w") as stream:
        process = subprocess.Popen(
            [sys.executable, "-c", START, str(small_course)],
            env={**os.environ, **new_user(tmp_path)},
            stdout=stream,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        end = time.monotonic() + 60
        while "Ctrl-C" not in said.read_text() and time.monotonic() < end:
            time.sleep(0.1)
        addresses = re.findall(r"http://\S+", said.read_text())
        assert [address.split("/book/")[1][:2] for address in addresses] == list(language.LANGUAGES)
        for address in addresses:
            assert urllib.request.urlopen(address).status == 200
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does it
        assert process.wait(timeout=30) == 0
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)


@pytest.mark.parametrize("deaf", [["SIGINT"], ["SIGINT", "SIGTERM"]])
def test_a_jupyterlab_that_overhears_ctrl_c_is_ended_all_the_same(
    deaf: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lab, "PATIENCE", 0.2)
    ignored = "; ".join(f"signal.signal(signal.{name}, signal.SIG_IGN)" for name in deaf)
    process = subprocess.Popen(
        [sys.executable, "-c", f"import signal, time; {ignored}; print(flush=True); time.sleep(60)"],
        stdout=subprocess.PIPE,
    )
    assert process.stdout and process.stdout.readline()
    process.send_signal(signal.SIGINT)
    lab._end(process)
    assert process.returncode == -(signal.SIGKILL if "SIGTERM" in deaf else signal.SIGTERM)


def run_all_cells(page: Page) -> None:
    # before there is a kernel, JupyterLab runs nothing and takes the stored outputs away
    page.locator("#jp-main-statusbar").get_by_text("| Idle").wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()


def test_the_chapter_runs_in_jupyterlab_and_its_text_reads_well(jupyter: str, chromium: Browser) -> None:
    page = chromium.new_page(viewport={"width": 1300, "height": 1000}, reduced_motion="reduce")
    page.set_default_timeout(90_000)
    hosts: set[str] = set()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]) if "://" in request.url else None)
    page.goto(f"{jupyter}/lab/tree/book/en/{CHAPTER}.ipynb")
    page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) h1").first.wait_for()
    page.get_by_role("link", name="Muttaqin 2017").first.wait_for()
    run_all_cells(page)
    events = page.locator(".tmb-events-list").first
    for _ in range(360):  # three minutes: a busy machine starts a kernel slowly
        page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-WindowedPanel-outer").evaluate(
            "panel => { panel.scrollTop = panel.scrollTop > 2000 ? 0 : panel.scrollTop + 400; }"
        )
        if events.locator("li").count() > 3:
            break
        page.wait_for_timeout(500)
    assert events.locator("li").count() > 3
    table = page.locator(".timbang-caption summary").first
    assert table.evaluate("summary => getComputedStyle(summary).listStyleType") == "disclosure-closed"
    assert page.locator(".jp-RenderedVegaCommon5 svg, .vega-embed svg, .vega-embed canvas").count() > 0
    seen = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)").inner_text()
    assert RAW.findall(seen) == []
    assert page.locator(STDERR).count() == 0
    assert hosts == {jupyter.split("/")[2]}
    assert errors == []
    page.close()


def test_every_copy_is_a_valid_notebook_without_raw_marks(tmp_path: Path) -> None:
    lab.prepare(book.root(), tmp_path / "lab")
    copies = sorted((tmp_path / "lab").rglob("*.ipynb"))
    assert len(copies) == len(list((book.root() / "book").rglob("*.ipynb")))
    for copy in copies:
        for cell in json.loads(copy.read_text("utf-8"))["cells"]:
            assert "{cite" not in "".join(cell["source"])
            assert "{bibliography}" not in "".join(cell["source"])


def test_the_lecturers_menu_is_not_in_the_learners_way(jupyter: str, chromium: Browser) -> None:
    page = chromium.new_page(reduced_motion="reduce")
    try:
        page.goto(f"{jupyter}/lab")
        page.wait_for_selector(".lm-MenuBar-item:has-text('Help')", timeout=60_000)
        menus = page.locator(".lm-MenuBar-item").all_inner_texts()
        assert "File" in menus and not [menu for menu in menus if "grader" in menu.casefold()]
    finally:
        page.close()


@pytest.fixture(scope="module")
def scratch(jupyter: str, chromium: Browser) -> Iterator[Page]:
    """The learner's own cells, run."""
    page = chromium.new_page(viewport={"width": 1300, "height": 2400}, reduced_motion="reduce")
    page.set_default_timeout(90_000)
    page.goto(f"{jupyter}/lab/tree/{SCRATCH}?reset")
    run_all_cells(page)
    page.locator(STDERR).wait_for()
    yield page
    page.close()


def test_notebooks_that_run_tell_nothing_where_the_course_was_started(scratch: Page, said: Path) -> None:
    assert said.read_text() == ""


def test_enter_begins_a_new_line_in_a_text_of_the_learner(scratch: Page) -> None:
    text = scratch.get_by_label("Your conclusion, in two or three sentences")
    text.click()
    scratch.keyboard.type("The score fell.\nThe rank followed.")
    expect(text).to_have_value("The score fell.\nThe rank followed.")


def test_enter_takes_a_number_that_a_learner_types(scratch: Page) -> None:
    field = scratch.get_by_label("Online services (OSI), typed")
    field.fill("0.9")
    field.press("Enter")
    expect(field).to_have_value("0.90000")


def test_a_slip_is_told_in_one_line_and_the_exercise_above_it_keeps_its_work(scratch: Page) -> None:
    text = scratch.get_by_label("Your conclusion, in two or three sentences")
    text.fill("What I wrote before the slip.")
    scratch.locator(".jp-Cell").last.click(position={"x": 200, "y": 20})
    scratch.keyboard.press("Shift+Enter")
    expect(scratch.locator(STDERR)).to_have_text(
        "ComponentOutOfRange: osi is '0,9', which is no number; choose one from 0 to 1, such as 0.75"
    )
    expect(text).to_have_value("What I wrote before the slip.")
