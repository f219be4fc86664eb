"""The whole site: each language made in its own process, then put in the place of the last at once."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from timbang import language
from timbang.errors import BuildFailed, ForeignFolder
from timbang.notebooks import book
from timbang.site import edition, freshness, landing

MARKER = ".timbang"
"""The file by which the course knows a folder that it made."""


def build(
    languages: Iterable[str] | None = None,
    out: Path | None = None,
    *,
    root: Path | None = None,
    incremental: bool = False,
    say: Callable[[str], None] = print,
) -> Path:
    """Build the site of some languages, or of all, and return its folder.

    What is up to date is left alone. A language that is not asked for stays as it is.

    Parameters
    ----------
    out
        The site's folder; `build/site` without it.
    root
        The course's folder; this checkout without it.
    incremental
        Keep what the last build left of unchanged pages, for an author who waits.

    Raises
    ------
    UnknownLanguage
        For one that the course is not written in.
    ForeignFolder
        When `out` holds something that the course did not make.
    BuildFailed
        When a page has a fault, with all faults; the last site stays as it is.
    BadNotebook, BadExercise
        When a file that the pages are made from cannot be read.
    """
    root = (root or book.root()).resolve()
    asked = [language.known(code) for code in languages or language.LANGUAGES]
    out = (out or root / "build" / "site").resolve()
    refuse_foreign(out)
    with _alone(root / "build" / "cache"):
        return _build(asked, out, root, incremental, say)


def _build(asked: list[str], out: Path, root: Path, incremental: bool, say: Callable[[str], None]) -> Path:
    began = time.monotonic()
    made = refuse_foreign(out)
    beside = tuple(code for code in language.LANGUAGES if code in {*asked, *made.get("languages", [])})
    orders = [_order(root, code, beside, incremental) for code in beside]
    stamps = {order.code: order.stamp for order in orders if order.code in asked}
    stamps = {code: stamps.get(code, made.get("stamps", {}).get(code, "")) for code in beside}
    if made.get("stamps") == stamps and _is_whole(out, made):
        say(f"{_shown(out)} is up to date")
        return out
    _make([order for order in orders if not edition.is_made(order) and _wanted(order, asked, made)])
    _publish(out, orders, made, stamps)
    say(f"{_shown(out)}: {', '.join(asked)} built in {time.monotonic() - began:.1f} s")
    return out


@contextmanager
def _alone(cache: Path) -> Iterator[None]:
    """Wait until no other build, of a server or a test, uses the cache."""
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "lock").open("w") as lock:
        try:
            import fcntl
        except ImportError:  # Windows: builds there are started one at a time
            pass
        else:
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def refuse_foreign(out: Path) -> dict[str, Any]:
    """Return what the course knows of a folder that it made, nothing for one that is empty or not there.

    Raises
    ------
    ForeignFolder
        For anything else.
    """
    mend = "choose another folder with --out, or empty this one"
    if out.exists() and not out.is_dir():
        raise ForeignFolder(f"{out} is a file; {mend}")
    marker = out / MARKER
    if marker.is_file():
        try:
            made = json.loads(marker.read_text("utf-8"))
            return {
                "languages": list(made["languages"]),
                "stamps": dict(made["stamps"]),
                "files": dict(made["files"]),
            }
        except (ValueError, KeyError, TypeError):
            raise ForeignFolder(f"{marker} is not as the course wrote it; {mend}") from None
    if out.is_dir() and any(out.iterdir()):
        raise ForeignFolder(f"{out} holds files that the course did not make; {mend}")
    return {}


def _order(root: Path, code: str, beside: tuple[str, ...], incremental: bool) -> edition.Order:
    folder = root / "build" / "cache" / code
    recipe, kept = freshness.recipe(root), folder / "recipe"
    same = kept.is_file() and kept.read_text("utf-8") == recipe
    return edition.Order(root, code, beside, folder, freshness.edition(root, code), incremental and same)


def _wanted(order: edition.Order, asked: list[str], made: dict[str, Any]) -> bool:
    # a language that was not asked for is made again only where its links must learn of a new neighbour
    return order.code in asked or list(order.languages) != made.get("languages")


def _make(orders: list[edition.Order]) -> None:
    if not orders:
        return
    context = multiprocessing.get_context("forkserver" if os.name == "posix" else "spawn")
    if os.name == "posix":
        context.set_forkserver_preload(["timbang.site.warm"])
    with ProcessPoolExecutor(max_workers=len(orders), mp_context=context) as processes:
        failures = [failure for failure in processes.map(edition.make, orders) if failure]
    if len(failures) > 1 and all(isinstance(failure, BuildFailed) for failure in failures):
        raise BuildFailed("\n".join(map(str, failures)))
    if failures:
        raise failures[0]
    for order in orders:
        (order.folder / "recipe").write_text(freshness.recipe(order.root), "utf-8")


def _is_whole(out: Path, made: dict[str, Any]) -> bool:
    try:
        return all((out / name).stat().st_size == size for name, size in made["files"].items())
    except OSError:
        return False


def _publish(out: Path, orders: list[edition.Order], made: dict[str, Any], stamps: dict[str, str]) -> None:
    """Put the new site in the place of the last in two renames; files that others added move over."""
    new, old = (out.with_name(f".{out.name}.{word}-{os.getpid()}") for word in ("new", "old"))
    try:
        new.mkdir(parents=True)
        for order in orders:
            source = edition.pages(order) if edition.is_made(order) else out / order.code
            shutil.copytree(
                source, new / order.code, ignore=shutil.ignore_patterns(".buildinfo*", "objects.inv")
            )
        for name, page in landing.files(order.code for order in orders).items():
            (new / name).write_text(page, "utf-8")
        files = {
            str(path.relative_to(new)): path.stat().st_size
            for path in sorted(new.rglob("*"))
            if path.is_file()
        }
        marker = {"languages": [order.code for order in orders], "stamps": stamps, "files": files}
        (new / MARKER).write_text(json.dumps(marker, indent=1, sort_keys=True), "utf-8")
        _carry_over(out, new, made)
        if out.exists():
            out.rename(old)
        new.rename(out)
    finally:
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _carry_over(out: Path, new: Path, made: dict[str, Any]) -> None:
    for path in sorted(out.rglob("*")) if made else []:
        name = str(path.relative_to(out))
        if path.is_file() and name != MARKER and name not in made["files"] and not (new / name).exists():
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, new / name)


def _shown(path: Path) -> str:
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)
