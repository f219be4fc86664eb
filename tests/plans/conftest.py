from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from timbang import language, plans


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    language.use("en")
    yield
    language.use("en")


@pytest.fixture
def plan() -> dict[str, Any]:
    """The worked example of chapter 09, in English."""
    return plans.example("09-roadmap")
