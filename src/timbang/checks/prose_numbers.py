"""Numbers in prose: where they stand, what they are worth, and which of them need no source in the data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from timbang.notebooks import markdown

_MONTHS = {
    "en": "January|February|March|April|May|June|July|August|September|October|November|December",
    "id": "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember",
}

# Digits that do not continue a word (A11, COVID-19, v2) but may follow "ke-" (ke-13) or "Rp".
_NUMBER = re.compile(r"(?:(?<![^\W_])|(?<=\bRp))(?<![.,])(?<![A-Za-z][-–])\d+(?:[.,]\d+)*(?![^\W_])")
_ORDINAL = re.compile(
    r"(?<![\w.,])\d+(?:[.,]\d+)*(?=(?:st|nd|rd|th)\b)|(?<=\bke-)\d+(?:[.,]\d+)*(?!\w)", re.IGNORECASE
)
_DECADE = re.compile(r"(?<![\w.,])(?:19|20)\d0(?=s\b)")

_LABELS = re.compile(
    # Names and not quantities: parts of this course, laws by number.
    r"\b(?:chapters?|steps?|tasks?|bab|langkah|tugas|(?-i:Soal))\s+\d+"
    r"(?:(?:\s*[-–]\s*|,\s+|\s+(?:and|to|dan|sampai)\s+)\d+)*"
    r"|\b(?:No\.|Nos\.|Nomor|Number)\s*\d+"
    r"|\b(?:Regulation|Law|Act|Perpres|UU|Peraturan Presiden|Undang-Undang)\s+\d+/(?:19|20)\d\d",
    re.IGNORECASE,
)
_LICENCE = re.compile(r"\bCC BY(?:-[A-Z]{2})*\s+\d\.\d")
_MINUTES = re.compile(r"\d+(?:\s*[-–]\s*\d+|\s+(?:to|sampai|hingga)\s+\d+)?[\s-]*(?:minutes?|mins?|menit)\b")
_SHORT_YEAR = re.compile(r"\b(?:19|20)\d\d[-–/]\d\d(?!\d)")


@dataclass(frozen=True)
class Number:
    """A number as it is typed in a cell."""

    typed: str
    exempt: bool
    """Whether it is a year, a day, a length in minutes or part of a name."""
    signed: str = ""
    """The same with the minus before it, if there is one."""


def numbers(source: str, code: str) -> list[Number]:
    """Return the numbers in the prose of a cell, headings included, in order.

    Parameters
    ----------
    code
        Language of the page.
    """
    body, whole = _prose(source), _prose(source, headings=True)
    in_body = list(_found(body, code))
    # What only a heading or a title holds may be bound, but need not be.
    titles = [Number(number.typed, True, number.signed) for number in _found(whole, code)]
    return in_body + [number for number in titles if number.typed not in {one.typed for one in in_body}]


def years(block: str, code: str) -> list[str]:
    """Return the years that a paragraph names."""
    return [found.typed for found in _found(_prose(block), code) if _is_year(found.typed)]


def _prose(source: str, headings: bool = False) -> str:
    return _LICENCE.sub(lambda found: " " * len(found[0]), markdown.prose(source, headings))


def _is_year(typed: str) -> bool:
    return len(typed) == 4 and typed.isdigit() and 1900 <= int(typed) <= 2100


def _found(prose: str, code: str) -> Iterator[Number]:
    names = [span for pattern in _exempting(code) for span in _spans(pattern, prose)]
    spans = {span for pattern in (_NUMBER, _ORDINAL, _DECADE) for span in _spans(pattern, prose)}
    for start, end in sorted(spans):
        typed = prose[start:end]
        sign = (
            prose[start - 1 : start]
            if re.fullmatch(r"(?:|[\s(~])[-−]", prose[max(start - 2, 0) : start])
            else ""
        )
        exempt = _is_year(typed) or any(first <= start and end <= last for first, last in names)
        yield Number(typed, exempt, sign + typed if sign else "")


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [found.span() for found in pattern.finditer(text)]


def _exempting(code: str) -> tuple[re.Pattern[str], ...]:
    months = _MONTHS[code]
    day = r"\d{1,2}(?:\s*[-–]\s*\d{1,2}|\s+(?:and|to|dan|sampai|hingga)\s+\d{1,2})?"
    after = "" if code == "id" else rf"|\b(?:{months})\s+{day}(?!\d)"
    return (re.compile(rf"\b{day}\s+(?:{months})\b{after}"), _LABELS, _MINUTES, _SHORT_YEAR)
