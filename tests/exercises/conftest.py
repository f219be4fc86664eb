from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from timbang import data


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the exercises of the course, read in their place; a test may spoil it."""
    folder = tmp_path / "exercises"
    shutil.copytree(data.exercises(), folder)
    monkeypatch.setattr(data, "exercises", lambda: folder)
    return folder
