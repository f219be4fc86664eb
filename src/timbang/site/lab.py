"""`timbang lab`: JupyterLab on workshop copies of the notebooks, with nothing that asks the network."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from timbang import data, language
from timbang.errors import ForeignFolder
from timbang.notebooks import book, files
from timbang.site import workshop

MARKER = ".timbang-lab"
"""The file that tells which copies are as the course made them: file name to hash."""

UNWANTED = (
    "nbgrader.server_extensions.formgrader",
    "nbgrader.server_extensions.validate_assignment",
    "nbgrader.server_extensions.assignment_list",
    "nbgrader.server_extensions.course_list",
)
"""Of nbgrader in the server: what it misses in a learner's folder it tells as an error where it starts."""

PAUSE = 0.1
"""Seconds between two looks whether JupyterLab listens."""

SETTINGS: dict[str, Any] = {
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
        "doNotDisturbMode": True,
    },
    "@jupyterlab/extensionmanager-extension:plugin": {"enabled": False},
}
"""JupyterLab's own settings, of which a user's go before."""

PATIENCE = 8.0
"""Seconds that JupyterLab has to end its kernels and itself."""

HIDDEN = {"@jupyter/nbgrader": True, "@jupyterlab/cell-toolbar-extension:plugin": True}
"""Extensions that JupyterLab starts without.

nbgrader's menu, which a lecturer's environment brings, is of no use to learners. The buttons on the cell in
use lie over the text, and their code (`_markdownOverlapsToolbar`) fails on Markdown that jupyterlab-myst is
still drawing: "Cannot read properties of undefined (reading 'node')". Their setting `showToolbar` would not
do: it reaches only the first notebook.
"""

STYLES = """\
/* jupyterlab-myst takes the marker from every summary: nothing would tell that a table opens. */
.jp-OutputArea-output.jp-RenderedHTMLCommon details > summary,
.tmb details > summary {
  list-style: revert;
  cursor: pointer;
}
.jp-OutputArea-output.jp-RenderedHTMLCommon summary::-webkit-details-marker,
.tmb-my_work summary::-webkit-details-marker,
.tmb-fold summary::-webkit-details-marker {
  display: revert;
}
"""
"""What JupyterLab's own look and its extensions' take from the course's outputs."""


def lab(*arguments: str, root: Path | None = None) -> int:
    """Open JupyterLab on the notebooks and return its exit status when it ends.

    It opens copies in `build/lab`. One that was worked on is kept; the others follow the book.

    Parameters
    ----------
    arguments
        More for `jupyter lab`, such as `--no-browser`.
    root
        The course's folder; this checkout without it.

    Raises
    ------
    ForeignFolder
        When `build/lab` holds something that the course did not make.
    BadNotebook
        When a notebook of the book is not valid.
    """
    root = (root or book.root()).resolve()
    folder = root / "build" / "lab"
    kept = prepare(root, folder)
    if kept:
        print(f"{', '.join(kept)}: worked on, so kept; delete a copy to get the book's again", flush=True)
    # a token that is given is not told by JupyterLab: where to go is told once, below
    token = os.environ.get("JUPYTER_TOKEN") or secrets.token_hex(16)
    process = subprocess.Popen(command(folder, *arguments), env={**os.environ, "JUPYTER_TOKEN": token})
    try:
        if found := _address(process):
            print(_told(*found), flush=True)
        return process.wait()
    except KeyboardInterrupt:
        _end(process)
        return 0


def _end(process: subprocess.Popen[bytes]) -> None:
    """Wait for JupyterLab, which the same Ctrl-C has reached; where it overheard that, ask it, then end it.

    It overhears a Ctrl-C that comes while it is still setting itself up.
    """
    for ask in (process.terminate, process.kill):
        try:
            process.wait(PATIENCE)
            return
        except subprocess.TimeoutExpired:
            ask()
    process.wait()


def _address(process: subprocess.Popen[bytes]) -> tuple[str, str] | None:
    """Return where JupyterLab listens and the token that it asks for, or None when it ended before that."""
    from jupyter_core.paths import jupyter_runtime_dir

    file = Path(jupyter_runtime_dir()) / f"jpserver-{process.pid}.json"
    while process.poll() is None:
        try:
            server = json.loads(file.read_text("utf-8"))
        except (OSError, ValueError):  # not there yet, or not yet whole
            time.sleep(PAUSE)
            continue
        return server["url"], server["token"]
    return None


def _told(url: str, token: str) -> str:
    """Return what to open, in which language, and what to do there."""
    asked = f"?{urlencode({'token': token})}" if token else ""
    width = max(map(len, language.LANGUAGES.values()))
    pages = [
        f"  {name:<{width}}  {url}lab/tree/book/{code}/index.ipynb{asked}"
        for code, name in language.LANGUAGES.items()
    ]
    return "\n".join(
        [
            "",
            "The course opens in the browser. If it does not, or for the other language, open:",
            "",
            *pages,
            "",
            "In a notebook, wait until the line at the bottom says Idle, then choose Run > Run All Cells:",
            "its charts and exercises come alive. Ctrl-C here ends.",
        ]
    )


def prepare(root: Path, folder: Path) -> list[str]:
    """Copy the book's notebooks into `folder`; return the copies that were worked on and so kept."""
    made = _made(folder)
    folder.mkdir(parents=True, exist_ok=True)
    known = workshop.sources()
    kept, hashes = [], {}
    for code in language.LANGUAGES:
        for path in book.pages(code, root / "book"):
            name = f"book/{code}/{path.name}"
            copy = folder / name
            content = files.serialised(workshop.workshop_copy(files.read(path), known))
            if copy.is_file() and made.get(name) != _hash(copy.read_bytes()):
                kept.append(name)
                hashes[name] = made.get(name, "")
                continue
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(content)
            hashes[name] = _hash(content)
            _trust(copy)
    _write_settings(folder)
    (folder / MARKER).write_text(json.dumps(hashes, indent=1, sort_keys=True), "utf-8")
    return kept


def command(folder: Path, *arguments: str) -> list[str]:
    """Return the command that starts JupyterLab on `folder` for this machine alone."""
    import zmq

    root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    # else any user of the machine could listen, and each kernel warns of it where the course was started
    encrypted = ["--KernelManager.transport_encryption=auto"] if zmq.has("curve") else []
    return [
        *(sys.executable, "-m", "jupyterlab", "--ip=127.0.0.1"),
        f"--ServerApp.root_dir={folder}",
        f"--LabApp.app_settings_dir={folder / '.settings'}",
        "--LabApp.default_url=/lab/tree/book/en/index.ipynb",
        "--LabApp.news_url=None",
        "--LabApp.extension_manager=readonly",
        "--LabApp.custom_css=True",
        f"--ServerApp.tornado_settings={{'static_custom_path': [{str(folder / '.settings')!r}]}}",
        # faults alone: what to open is told by `lab`; and one Ctrl-C ends it, unasked
        "--Application.log_level=ERROR",
        "--ServerApp.answer_yes=True",
        f"--ServerApp.jpserver_extensions={dict.fromkeys(UNWANTED, False)}",
        *encrypted,
        *root,
        *arguments,
    ]


def _made(folder: Path) -> dict[str, str]:
    marker = folder / MARKER
    if marker.is_file():
        found: dict[str, str] = json.loads(marker.read_text("utf-8"))
        return found
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ForeignFolder(f"{folder} holds files that the course did not make; move them elsewhere")
    return {}


def _write_settings(folder: Path) -> None:
    settings = folder / ".settings"
    settings.mkdir(exist_ok=True)
    (settings / "overrides.json").write_text(json.dumps(SETTINGS, indent=1), "utf-8")
    (settings / "custom.css").write_text(STYLES, "utf-8")
    page = {"disabledExtensions": HIDDEN}
    (settings / "page_config.json").write_text(json.dumps(page, indent=1), "utf-8")
    # what the page on data links to
    (folder / "data").mkdir(exist_ok=True)
    shutil.copy2(data.folder() / "datapackage.json", folder / "data")


def _trust(copy: Path) -> None:
    # JupyterLab shows stored tables and charts in full only in notebooks that were made on this machine
    import nbformat
    from nbformat.sign import NotebookNotary

    NotebookNotary().sign(nbformat.read(copy, as_version=4))


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
