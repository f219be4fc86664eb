"""What an author waits for: a clean build, a build with nothing to do, and a page that was edited."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import plain
from figures import ROUNDS, Figure, ratio, seconds, side_by_side

from timbang.site import builder


def figures(plain_book: Path) -> list[Figure]:
    """Measure on a copy of the course, so that the site of this checkout stays as it is."""
    with tempfile.TemporaryDirectory() as temporary:
        root = copy_course(Path(temporary) / "course")
        clean, yardstick = side_by_side(
            [lambda: _clean_build(root), lambda: seconds(lambda: plain.build(plain_book))], rounds=ROUNDS
        )
        idle, again = side_by_side([lambda: _build(root), lambda: _clean_build(root)], rounds=ROUNDS)
    return [
        ratio(
            "clean build of both languages against plain Jupyter Book, one language",
            clean,
            yardstick,
            at_most=3,
        ),
        ratio("build with nothing to do against a clean one", idle, again, at_most=0.5),
    ]


def copy_course(to: Path) -> Path:
    """Copy what a build reads."""
    to.mkdir(parents=True)
    for name in ("_config.yml", "_toc.yml"):
        shutil.copy(plain.ROOT / name, to)
    for name in ("book", "data", "exercises", "src"):
        shutil.copytree(plain.ROOT / name, to / name, ignore=shutil.ignore_patterns("__pycache__"))
    return to


def _clean_build(root: Path) -> float:
    shutil.rmtree(root / "build", ignore_errors=True)
    return _build(root)


def _build(root: Path) -> float:
    return seconds(lambda: builder.build(root=root, say=lambda _: None))
