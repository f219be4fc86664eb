"""Pictures and charts that say nothing to those who cannot see them are found."""

import pytest

from timbang.checks import alternatives


def faults(findings):
    return [one.split(" · ")[2] for one in findings if "book/en" in one]


def test_a_course_without_a_fault_has_no_finding(found):
    assert found(alternatives.findings) == []


@pytest.mark.parametrize(
    ("image", "fault"),
    [
        ("![](map.png)", "image map.png has no alternative text"),
        ("![map.png](figures/map.png)", "the alternative text of figures/map.png is a file name"),
        ("![map](figures/map.png)", "the alternative text of figures/map.png is a file name"),
        ("![old.svg](map.png)", "the alternative text of map.png is a file name"),
        (":::{figure} map.png\nCaption\n:::", "image map.png has no alternative text"),
        ('<img src="map.png">', "image map.png has no alternative text"),
    ],
)
def test_an_image_without_words(sketch, found, image, fault):
    sketch.both("text", image)
    assert faults(found(alternatives.findings)) == [fault]


@pytest.mark.parametrize("image", ["![A map of Korea](map.png)", ":::{image} m.png\n:alt: A map\n:::"])
def test_an_image_with_words(sketch, found, image):
    sketch.both("text", image)
    assert found(alternatives.findings) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda spec: spec.pop("description"), "chart sample has no description"),
        (lambda spec: spec["usermeta"]["timbang"].pop("narrow"), "chart sample has no narrow drawing"),
    ],
)
def test_a_chart_without_its_parts(sketch, found, change, fault):
    change(sketch.cell("en", "chart")["outputs"][0]["data"][alternatives.CHART])
    assert faults(found(alternatives.findings)) == [fault]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('data-chart="sample"', 'data-chart="other"', "chart sample has no caption"),
        ("timbang-caption", "figure", "chart sample has no caption"),
        ("<table></table>", "", "chart sample has no table of its numbers"),
        ("Source: S", "", "chart sample has no source line"),
    ],
)
def test_a_chart_without_its_caption(sketch, found, old, new, fault):
    bundle = sketch.cell("en", "chart")["outputs"][1]["data"]
    bundle["text/html"] = bundle["text/html"].replace(old, new)
    assert faults(found(alternatives.findings)) == [fault]
