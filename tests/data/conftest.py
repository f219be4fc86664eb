import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from timbang import data, language


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    language.use("en")
    yield
    language.use("en")


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of `data/` that a test may spoil, read in the place of the real one."""
    folder = tmp_path / "data"
    shutil.copytree(data.folder(), folder)
    monkeypatch.setattr(data, "folder", lambda: folder)
    return folder
