"""`timbang serve`: the site on this machine, rebuilt and reloaded while an author writes."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import timbang
from timbang import data
from timbang.errors import TimbangError
from timbang.notebooks import book
from timbang.site import builder
from timbang.site.server import Changes, SiteServer, listen

PORT = 8000
SETTLE = 100
"""Milliseconds without a further change before the pages are rebuilt: editors write in several steps."""

WRITTEN = {".ipynb", ".md", ".bib", ".yml", ".csv", ".json", ".py", ".js", ".css", ".html", ".svg", ".po"}


def serve(port: int = PORT, *, root: Path | None = None, stop: threading.Event | None = None) -> None:
    """Build what changed, serve it on this machine, and do both again on every change until Ctrl-C.

    A fault in a page is printed and shown in the open page; the last good site stays up.

    Parameters
    ----------
    port
        The first port to try; a busy one gives way to the next.
    root
        The course's folder; this checkout without it.
    stop
        Ends the serving, for a caller that has no keyboard.

    Raises
    ------
    ForeignFolder
        When `build/site` holds something that the course did not make.
    """
    root = (root or book.root()).resolve()
    site = root / "build" / "site"
    builder.refuse_foreign(site)
    stop = stop or threading.Event()
    changes = Changes()
    with _ended_by_keyboard(stop):
        _rebuild(root, changes)
        if stop.is_set():
            return
        server = listen(port, site, changes)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        _say(f"\n  {server.address}\n\nChanges are built and shown as you save them. Ctrl-C ends.")
        try:
            _watch(root, changes, stop)
        finally:
            _close(server)


@contextmanager
def _ended_by_keyboard(stop: threading.Event) -> Iterator[None]:
    """Let the first Ctrl-C end the serving between two builds, and a second one at once.

    An exception in the midst of a build could leave its processes waiting for each other for ever.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGINT)

    def end(number: int, frame: FrameType | None) -> None:
        stop.set()
        signal.signal(signal.SIGINT, before)
        _say("")

    signal.signal(signal.SIGINT, end)
    try:
        yield
    except KeyboardInterrupt:
        stop.set()
    finally:
        signal.signal(signal.SIGINT, before)


def _watch(root: Path, changes: Changes, stop: threading.Event) -> None:
    from watchfiles import watch

    for found in watch(*_watched(root), watch_filter=_is_written, step=SETTLE, stop_event=stop):
        names = sorted({Path(path).name for _, path in found})
        _say(f"{', '.join(names[:3])}{' and more' if len(names) > 3 else ''} changed")
        _rebuild(root, changes)


def _watched(root: Path) -> Iterable[Path]:
    folders = {root / "book", data.folder(), data.exercises(), Path(timbang.__file__).parent}
    files = {root / "_config.yml", root / "_toc.yml"}
    return sorted(path for path in folders | files if path.exists())


def _is_written(change: object, path: str) -> bool:
    file = Path(path)
    hidden = any(part.startswith(".") or part == "__pycache__" for part in file.parts[-3:])
    return file.suffix in WRITTEN and not hidden


def _rebuild(root: Path, changes: Changes) -> None:
    began = time.monotonic()
    try:
        builder.build(root=root, incremental=True, say=lambda said: None)
    except TimbangError as error:
        _say(f"\n{'─' * 72}\n{error}\n{'─' * 72}")
        changes.tell(str(error))
    else:
        _say(f"built in {time.monotonic() - began:.1f} s")
        changes.tell()


def _close(server: SiteServer) -> None:
    server.shutdown()
    server.server_close()


def _say(said: str) -> None:
    print(said, flush=True)
