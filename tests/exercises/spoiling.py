"""What is said about a file in which one thing was changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from timbang.errors import BadExercise


def fault_of(file: Path, old: str, new: str, *readers: Callable[[], object]) -> str:
    """Change a file at one place, read it, and return what is said: one line that begins with its name."""
    before = file.read_text("utf-8")
    assert old in before
    file.write_text(before.replace(old, new, 1), "utf-8")
    with pytest.raises(BadExercise) as caught:
        for read in readers:
            read()
    said = str(caught.value)
    assert "\n" not in said
    assert said.startswith(f"exercises/{file.parent.name}/{file.name}")
    return said
