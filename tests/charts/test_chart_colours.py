"""Every mark is seen on a light page and on a dark one, also by readers who see colours otherwise."""

from __future__ import annotations

import itertools

import pytest

from timbang.charts import theme
from timbang.charts.timeline_drawing import CATEGORIES


def channels(colour: str) -> list[float]:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def luminance(colour: str) -> float:
    red, green, blue = channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def over(colour: str, opacity: float, ground: str) -> str:
    """Return a translucent colour as it looks on a ground."""
    mixed = (
        round(
            opacity * int(colour[place : place + 2], 16) + (1 - opacity) * int(ground[place : place + 2], 16)
        )
        for place in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in mixed)


@pytest.mark.parametrize("colour", [*theme.SERIES, theme.SHADE])
@pytest.mark.parametrize("ground", theme.BACKGROUNDS.values(), ids=theme.BACKGROUNDS)
def test_marks_have_a_contrast_of_3_to_1(colour: str, ground: str) -> None:
    assert contrast(colour, ground) >= 3


@pytest.mark.parametrize(("ground", "words"), [("#ffffff", "#222832"), ("#121212", "#ced6dd")])
@pytest.mark.parametrize(
    ("colour", "opacity"),
    [(theme.SHADE, 0.35), (theme.SHADE, 0.13), (theme.VERMILION, 0.22), (theme.BLUE, 0.25)],
)
def test_the_themes_text_on_a_band_has_a_contrast_of_4_5_to_1(
    ground: str, words: str, colour: str, opacity: float
) -> None:
    assert contrast(words, over(colour, opacity, ground)) >= 4.5


def test_colours_stay_apart_for_readers_without_red_or_green() -> None:
    """Vienot, Brettel and Mollon 1999; blue and vermilion are the pair of Korea and Indonesia."""
    protanopia = [[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]]
    deuteranopia = [[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]]
    for matrix in (protanopia, deuteranopia):
        seen = [
            [sum(weight * part for weight, part in zip(row, channels(colour), strict=True)) for row in matrix]
            for colour in theme.SERIES[:2]
        ]
        assert sum(abs(one - other) for one, other in zip(*seen, strict=True)) > 0.3


def test_series_differ_in_shape_and_dash_as_well_as_in_colour() -> None:
    for looks in (theme.SERIES, theme.SHAPES, [tuple(dash) for dash in theme.DASHES]):
        assert len(set(looks)) == len(looks) == len(theme.SERIES)
    assert len(CATEGORIES) <= len(theme.SERIES)
    assert all(one != other for one, other in itertools.pairwise(theme.SERIES))
