"""Numbers, lists and sentences as charts write them in the language in use."""

from __future__ import annotations

from collections.abc import Iterable

from timbang import language


def number(value: float, decimals: int | None = None) -> str:
    """Return a number in the language in use, with the minus sign that Vega writes too."""
    return language.number(value, decimals).replace("-", "−")


def listed(items: Iterable[object]) -> str:
    """Return items as a list in words: `2010, 2012 and 2014`."""
    from babel.lists import format_list

    # Unicode's short list of each language; the British comma, not the American one before "and".
    locale = {"en": "en_GB"}.get(language.current(), language.current())
    return str(format_list([str(item) for item in items], locale=locale))
