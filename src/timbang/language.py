"""The language of the page: its texts, numbers and dates.

One setting a process, made by the second line of every notebook and by the site's builder.
Texts are gettext catalogues in `locale/LANG/LC_MESSAGES/ROOM.po`; English is the message itself.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from importlib import resources

from timbang.errors import UnknownLanguage

LANGUAGES = {"en": "English", "id": "Bahasa Indonesia"}
"""The languages of the course, each with its own name for itself."""

_current = "en"


def use(code: str) -> None:
    """Write everything that follows in the language `code` (`"en"` or `"id"`).

    Raises
    ------
    UnknownLanguage
        When the course is not written in it.
    """
    global _current
    _current = known(code)


def known(code: str) -> str:
    """Return `code` if the course is written in it.

    Raises
    ------
    UnknownLanguage
        Otherwise, with the languages that there are.
    """
    if code not in LANGUAGES:
        raise UnknownLanguage(
            f"language {code!r}: the course has {' and '.join(LANGUAGES)}; choose one of them"
        )
    return code


def current() -> str:
    """Return the code of the language in use."""
    return _current


@functools.cache
def _messages(room: str, code: str) -> dict[str, str]:
    file = resources.files("timbang") / "locale" / code / "LC_MESSAGES" / f"{room}.po"
    if code == "en" or not file.is_file():
        return {}
    from babel.messages.pofile import read_po  # 60 ms, paid only in a language other than English

    with file.open("rb") as stream:
        catalogue = read_po(stream, locale=code, abort_invalid=True)
    return {str(message.id): str(message.string) for message in catalogue if message.id and message.string}


def catalogue(room: str) -> Callable[..., str]:
    """Return the function that words the messages of a room in the language in use.

    Each module binds it as `text`, the keyword by which `timbang check` finds the messages:
    `text("rank {rank} of {count}", rank=3, count=193)`.
    """

    def text(message: str, /, **values: object) -> str:
        wording = _messages(room, _current).get(message, message)
        return wording.format(**values) if values else wording

    return text


def number(value: float, decimals: int | None = None) -> str:
    """Return a number as the language in use writes it.

    Parameters
    ----------
    value
        A finite number.
    decimals
        How many to print; without it as many as the number has, at most six.
    """
    from babel.numbers import format_decimal

    pattern = "#,##0." + ("######" if decimals is None else "0" * decimals)
    return str(format_decimal(value, pattern.rstrip("."), locale=_current))


def date(iso: str, precision: str = "day") -> str:
    """Return a date of the fact base in words, no more precise than it is known.

    Parameters
    ----------
    iso
        `1997`, `1997-11`, `1997-11-21`, or two of them joined by `/` for a period.
    precision
        `year`, `month`, `day`, `half-year` or `period`, as in the column `date_precision`.
    """
    if "/" in iso:
        start, end = iso.split("/")
        return f"{date(start)}–{date(end)}"
    from datetime import date as day

    from babel.dates import format_date

    parts = [int(part) for part in iso.split("-")]
    pattern = {1: "y", 2: "MMMM y", 3: "d MMMM y"}[len(parts)]
    return str(format_date(day(*[*parts, 1, 1][:3]), pattern, locale=_current))


OWN_NAMES = {"id": {"GB": "Britania Raya"}}
"""Names of economies that the course writes otherwise than Unicode's list, by language."""


def economy(iso3: str, otherwise: str) -> str:
    """Return the name of an economy in the language in use, `otherwise` where Unicode's list has none.

    Parameters
    ----------
    iso3
        ISO 3166 code of three letters.
    """
    from babel import Locale
    from babel.core import get_global

    territory = get_global("territory_aliases").get(iso3, [iso3])[0]
    own = OWN_NAMES.get(_current, {})
    return str(own.get(territory) or Locale(_current).territories.get(territory, otherwise))
