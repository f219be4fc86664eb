"""One look for all charts, on a light page and on a dark one.

A chart is drawn once: text and axes take the colour of the page's text, marks take mid-tones that have a
contrast of at least 3 to 1 against white and against the dark theme.
"""

from __future__ import annotations

from typing import Any

TEXT = "currentColor"
BACKGROUNDS = {"light": "#ffffff", "dark": "#121212"}

BLUE, VERMILION, GREEN = "#0072b2", "#d55e00", "#009e73"
PURPLE, OCHRE, SLATE, WINE = "#b5619a", "#a87400", "#6b7f95", "#c2456b"
"""Blue, vermilion and green are Okabe and Ito's; the others are theirs made darker to show on white."""

SERIES = [BLUE, VERMILION, GREEN, PURPLE, OCHRE, SLATE, WINE]
SHAPES = ["circle", "square", "triangle-up", "diamond", "triangle-down", "cross", "triangle-right"]
DASHES = [[1, 0], [6, 3], [2, 2], [8, 2, 2, 2], [10, 4], [4, 2], [1, 3]]

SHADE = "#808080"
"""For bands behind the marks, with an opacity of at most 0.25: text on them stays readable."""

FONT = "Arial,Liberation Sans,Helvetica,sans-serif"
FONT_SIZE = 11
TITLE_SIZE = 13

WIDE, NARROW = 680, 320
"""Widths of the two drawings in pixels, for a page's column and for a phone."""

TITLE_WIDE, TITLE_NARROW = 84, 42
"""Characters of a title that fit in a line of them."""


def config() -> dict[str, Any]:
    """Return the Vega-Lite configuration of every chart."""
    words = {"labelColor": TEXT, "titleColor": TEXT, "labelFontSize": FONT_SIZE, "titleFontSize": FONT_SIZE}
    return {
        "background": "transparent",
        "font": FONT,
        "axis": {
            **words,
            "domainColor": SHADE,
            "tickColor": SHADE,
            "tickSize": 4,
            "gridColor": SHADE,
            "gridOpacity": 0.25,
            "titleFontWeight": "normal",
        },
        "title": {
            "color": TEXT,
            "subtitleColor": TEXT,
            "fontSize": TITLE_SIZE,
            "subtitleFontSize": FONT_SIZE,
            "anchor": "start",
            "frame": "bounds",
            "offset": 10,
            "subtitlePadding": 4,
        },
        "line": {"strokeJoin": "round"},
        "text": {"color": TEXT, "fontSize": FONT_SIZE},
        "view": {"stroke": None},
    }


def number_locale(code: str) -> dict[str, Any]:
    """Return how Vega writes numbers in a language, as d3-format wants it."""
    separators = {"en": {"decimal": ".", "thousands": ","}, "id": {"decimal": ",", "thousands": "."}}
    currency = {"en": ["$", ""], "id": ["Rp", ""]}
    return {**separators[code], "grouping": [3], "currency": currency[code]}


def time_locale(code: str) -> dict[str, Any]:
    """Return how Vega writes dates in a language, as d3-time-format wants it."""
    from babel import Locale

    names = Locale(code)
    # Babel counts weekdays from Monday, d3 from Sunday.
    weekdays = [6, 0, 1, 2, 3, 4, 5]
    stand_alone = {
        kind: (names.days["stand-alone"][kind], names.months["stand-alone"][kind])
        for kind in ("wide", "abbreviated")
    }
    return {
        "dateTime": "%A, %e %B %Y %H:%M:%S",
        "date": "%-d/%-m/%Y",
        "time": "%H:%M:%S",
        "periods": ["AM", "PM"],
        "days": [stand_alone["wide"][0][day] for day in weekdays],
        "shortDays": [stand_alone["abbreviated"][0][day] for day in weekdays],
        "months": [stand_alone["wide"][1][month] for month in range(1, 13)],
        "shortMonths": [stand_alone["abbreviated"][1][month] for month in range(1, 13)],
    }
