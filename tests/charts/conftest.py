from __future__ import annotations

from collections.abc import Iterator

import pytest

from timbang import language


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    language.use("en")
    yield
    language.use("en")
