"""Names are those of the language in use."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from timbang import language


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    language.use("en")


@pytest.mark.parametrize(
    ("code", "iso3", "name"),
    [
        ("en", "GBR", "United Kingdom"),
        ("id", "GBR", "Britania Raya"),
        ("id", "KOR", "Korea Selatan"),
        ("id", "XYZ", "Nowhere"),
    ],
)
def test_an_economy_has_the_name_that_the_language_in_use_gives_it(code: str, iso3: str, name: str) -> None:
    language.use(code)
    assert language.economy(iso3, "Nowhere") == name
