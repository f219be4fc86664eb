"""What every chart of the course promises, in both languages."""

from __future__ import annotations

import functools
import json
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import altair as alt
import jsonschema_rs
import pytest

from timbang import charts, language
from timbang.charts import theme
from timbang.charts.figure import MIME, Figure


class Drawn:
    """How a chart is called here, and which tests suit it."""

    def __init__(
        self, *arguments: Any, years: bool = True, as_tabled: bool = True, decimals: bool = False
    ) -> None:
        self.arguments = arguments
        self.years = years  # an axis names years
        self.as_tabled = as_tabled  # one mark for each number of the table
        self.decimals = decimals  # numbers with decimals are written


DRAWN = {
    "timeline": Drawn(as_tabled=False),
    "rank_over_time": Drawn("KOR", "IDN"),
    "growth": Drawn("KOR", "IDN", decimals=True),
    "internet_users": Drawn("KOR", "IDN", decimals=True),
    "democracy": Drawn("KOR", "IDN", decimals=True),
    "indicators_as_z_scores": Drawn(2022, "IDN", "KOR", years=False),
    "index_components": Drawn(2024, "IDN", "KOR", years=False),
    "ranks_by_score": Drawn(2024, "IDN", "KOR", years=False),
    "drop_by_component": Drawn("KOR", 2014, 2016, years=False, as_tabled=False, decimals=True),
    "change_among_leaders": Drawn("KOR", 2014, 2016, years=False, as_tabled=False, decimals=True),
    "component_ranks": Drawn("KOR"),
    "three_indices": Drawn("KOR"),
    "evidence_counts": Drawn(years=False),
    "evidence_dates": Drawn(as_tabled=False),
    "korean_procurement_shares": Drawn(as_tabled=False),
    "indonesian_procurement_shares": Drawn(as_tabled=False),
    "savings_estimates": Drawn(as_tabled=False),
    "verdicts_by_speaker": Drawn(years=False, as_tabled=False),
    "verdicts_by_paragraph": Drawn(years=False, as_tabled=False),
    "indonesian_timeline": Drawn(as_tabled=False),
    "rank_among_neighbours": Drawn("IDN", "KOR"),
    "component_gaps": Drawn("IDN", "KOR", decimals=True),
    "spbe_over_time": Drawn(decimals=True),
    "spbe_by_kind": Drawn(2024, years=False, as_tabled=False, decimals=True),
    "governance_over_time": Drawn("cc", "KOR", "IDN", decimals=True),
    "governance_at_take_off": Drawn("KOR", 2000, "IDN", 2022, years=False, as_tabled=False, decimals=True),
    "calibration_example": Drawn(years=False, as_tabled=False),
    "gantt": Drawn("09-roadmap", years=False, as_tabled=False),
    "korean_plans": Drawn(as_tabled=False),
    "spbe_room": Drawn(2024, years=False, as_tabled=False, decimals=True),
}
PLACES = {"wide": 680, "narrow": 330}
TEXT = "{http://www.w3.org/2000/svg}text"
each_chart = pytest.mark.parametrize("name", DRAWN)
each_language = pytest.mark.parametrize("code", language.LANGUAGES)
each_place = pytest.mark.parametrize("place", PLACES)


@functools.cache
def figure(name: str, code: str) -> Figure:
    language.use(code)
    drawn: Figure = getattr(charts, name)(*DRAWN[name].arguments)
    return drawn


@functools.cache
def drawing(name: str, code: str, place: str) -> str:
    return charts.svg(getattr(figure(name, code), place), code, f"{name}-{place}-")


def words_in(svg: str) -> list[str]:
    return ["".join(element.itertext()) for element in ElementTree.fromstring(svg).iter(TEXT)]


def numbers(figure: Figure) -> int:
    """Count the values in a table of years and economies."""
    cells = figure.table.iloc[:, 1:].to_numpy().ravel()
    return sum(any(character.isdigit() for character in cell) for cell in cells)


@functools.cache
def vega_lite() -> Any:
    """Return a validator; the schema's own references hold characters that no address may have."""

    def written(schema: dict[str, Any]) -> dict[str, Any]:
        return {key: quote(value, "#/") if key == "$ref" else value for key, value in schema.items()}

    return jsonschema_rs.validator_for(json.loads(json.dumps(alt.load_schema()), object_hook=written))


@each_chart
@each_language
@each_place
def test_it_is_valid_vega_lite_5(name: str, code: str, place: str) -> None:
    spec = getattr(figure(name, code), place)
    assert spec["$schema"] == "https://vega.github.io/schema/vega-lite/v5.20.1.json"
    vega_lite().validate(json.loads(json.dumps(spec)))


def test_what_is_no_vega_lite_is_found() -> None:
    spec = json.loads(json.dumps(figure("growth", "en").wide))
    vega_lite().validate(spec)
    with pytest.raises(jsonschema_rs.ValidationError):
        vega_lite().validate(spec | {"title": {"text": "A title", "wieght": 7}})


@each_chart
@each_language
@each_place
def test_it_fits_its_column_and_writes_no_text_below_11_pixels(name: str, code: str, place: str) -> None:
    svg = drawing(name, code, place)
    width = float(ElementTree.fromstring(svg).get("width", ""))
    assert PLACES[place] - 20 <= width <= PLACES[place]
    assert min(map(float, re.findall(r"font(?:-size=\"|:)(\d+)px", svg))) >= 11


@each_chart
@each_language
def test_it_has_title_axis_titles_alternative_source_and_table(name: str, code: str) -> None:
    drawn = figure(name, code)
    for place in PLACES:
        title = getattr(drawn, place)["title"]
        lines = title["text"] if isinstance(title, dict) else title
        words = words_in(drawing(name, code, place))
        assert lines and all(line in "".join(words) for line in lines)
        assert max(map(len, lines)) <= 84, "JupyterLab's wider letters would be cut off"
        titles = axis_titles(getattr(drawn, place))
        assert titles and all(title in words for title in titles)
    assert drawn.wide["description"] == drawn.narrow["description"] == drawn.alternative
    assert len(drawn.alternative) > 100
    assert drawn.source.startswith({"en": "Source", "id": "Sumber"}[code])
    assert len(drawn.table) and not drawn.table.isna().any(axis=None)


def axis_titles(spec: Any) -> set[str]:
    if isinstance(spec, list):
        return set().union(*map(axis_titles, spec)) if spec else set()
    if not isinstance(spec, dict):
        return set()
    own = (
        {spec["axis"]["title"]} if isinstance(spec.get("axis"), dict) and spec["axis"].get("title") else set()
    )
    return own.union(
        *(axis_titles(value) for key, value in spec.items() if key not in ("datasets", "config"))
    )


@each_chart
def test_two_runs_give_the_same(name: str) -> None:
    first = figure(name, "id")
    language.use("id")
    second = getattr(charts, name)(*DRAWN[name].arguments)
    assert json.dumps(first.outputs()) == json.dumps(second.outputs())
    assert repr(first) == repr(second) and "0x" not in repr(first)
    assert charts.svg(second.wide, "id", f"{name}-wide-") == drawing(name, "id", "wide")


@each_chart
@each_language
def test_a_cell_publishes_the_drawing_and_its_caption(name: str, code: str) -> None:
    drawn = figure(name, code)
    drawing_bundle, caption_bundle = drawn.outputs()
    spec = json.loads(json.dumps(drawing_bundle[MIME]))
    assert drawing_bundle["text/plain"] == spec["description"]
    options = spec["usermeta"]["embedOptions"]
    assert options["actions"] is False and options["renderer"] == "svg"
    assert options["formatLocale"]["decimal"] == {"en": ".", "id": ","}[code]
    assert options["timeFormatLocale"]["days"][0] == {"en": "Sunday", "id": "Minggu"}[code]
    assert spec["usermeta"]["timbang"]["name"] == name
    assert "datasets" not in spec["usermeta"]["timbang"]["narrow"]
    assert charts.narrow_of(spec) == json.loads(json.dumps(drawn.narrow))
    html = caption_bundle["text/html"]
    assert html.startswith(f'<div class="timbang-caption" data-chart="{name}">')
    assert drawn.source in html and drawn.source in caption_bundle["text/plain"]
    caption = ElementTree.fromstring(html)
    assert len(caption.findall(".//tbody/tr")) == len(drawn.table)
    assert [head.text for head in caption.findall(".//thead/tr/th")] == list(drawn.table.columns)


@each_chart
def test_a_figure_is_shown_as_the_last_expression_of_a_cell(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[dict[str, Any]] = []
    monkeypatch.setattr("IPython.display.display", lambda bundle, raw: shown.append(bundle))
    drawn = figure(name, "en")
    drawn._ipython_display_()
    assert shown == drawn.outputs()


@each_chart
@each_place
def test_its_words_are_in_the_language_in_use(name: str, place: str) -> None:
    english, indonesian = (set(words_in(drawing(name, code, place))) for code in ("en", "id"))
    letters = re.compile(r"[A-Za-z]{4,}")
    names = {"Indonesia", "South Korea", "Korea Selatan", "Korea", "Selatan", "OECD (DGI)"}
    shared = {words for words in english & indonesian if letters.search(words)} - names
    assert {words for words in shared if not words.startswith("Indonesia ")} <= presidents()


def presidents() -> set[str]:
    from timbang import data

    return set(data.table("presidents")["president"])


@pytest.mark.parametrize("name", [name for name in DRAWN if DRAWN[name].decimals])
@each_place
def test_indonesian_numbers_have_a_decimal_comma(name: str, place: str) -> None:
    indonesian = " ".join(words_in(drawing(name, "id", place)))
    assert re.search(r"\d,\d", indonesian) and not re.search(r"\d\.\d", indonesian)
    assert re.search(r"\d\.\d", " ".join(words_in(drawing(name, "en", place))))
    assert not re.search(r"\d\.\d", figure(name, "id").alternative)


@pytest.mark.parametrize("name", [name for name in DRAWN if DRAWN[name].years])
@each_place
def test_years_are_whole_numbers_without_a_separator(name: str, place: str) -> None:
    years = [words for words in words_in(drawing(name, "en", place)) if re.fullmatch(r"(19|20)\d\d", words)]
    assert len(years) >= 3
    assert not any(re.search(r"\b[12][,.]\d{3}\b", words) for words in words_in(drawing(name, "en", place)))


@pytest.mark.parametrize("name", [name for name in DRAWN if DRAWN[name].years and DRAWN[name].as_tabled])
@each_place
def test_years_stand_apart(name: str, place: str) -> None:
    """Four figures of Arial are 24 pixels wide in the size of the axis."""
    year = r'transform="translate\(([\d.]+),([\d.]+)\)"[^>]*>(?:19|20)\d\d</text>'
    rows: dict[str, list[float]] = {}
    for across, down in re.findall(year, drawing(name, "en", place)):
        rows.setdefault(down, []).append(float(across))
    for row in rows.values():
        assert all(after - before > 27 for before, after in pairwise(row))


@each_chart
def test_two_drawings_on_a_page_share_no_id_and_no_colour_that_a_dark_page_hides(name: str) -> None:
    svgs = [drawing(name, "en", place) for place in PLACES]
    ids = [found for svg in svgs for found in re.findall(r'\bid="([^"]+)"', svg)]
    assert len(ids) == len(set(ids))
    for svg in svgs:
        assert all(target in ids for target in re.findall(r"url\(#([^)]+)\)", svg))
        assert {element.get("fill") for element in ElementTree.fromstring(svg).iter(TEXT)} == {theme.TEXT}


@each_chart
@each_language
def test_the_drawing_is_one_named_image_and_small(name: str, code: str) -> None:
    import gzip

    both = "".join(drawing(name, code, place) for place in PLACES)
    root = ElementTree.fromstring(drawing(name, code, "wide"))
    assert root.get("role") == "img" and root.get("aria-label") == figure(name, code).alternative
    assert len(gzip.compress(both.encode())) < (
        25_000 if name.endswith("timeline") else 7_000 if name == "spbe_by_kind" else 5_000
    )


@pytest.mark.parametrize("name", [name for name in DRAWN if DRAWN[name].as_tabled])
@each_language
def test_as_many_values_are_drawn_as_stand_in_the_table(name: str, code: str) -> None:
    values = figure(name, code).wide["datasets"]["values"]
    assert sum(row["value"] is not None for row in values) == numbers(figure(name, code)) > 0


def test_an_id_in_a_drawing_gets_the_prefix() -> None:
    clipped = alt.Chart(alt.InlineData([{"x": 1}])).mark_point(clip=True).encode(x="x:Q").to_dict()
    svg = charts.svg(clipped, "en", "one-")
    (clip,) = re.findall(r'\bid="([^"]+)"', svg)
    assert clip.startswith("one-") and f"url(#{clip})" in svg


def test_drawing_a_stored_chart_costs_no_altair() -> None:
    code = "import sys; from timbang import charts; charts.svg; assert 'altair' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_name_of_each_chart_is_no_module_that_an_import_could_put_in_its_place() -> None:
    modules = {file.stem for file in Path(charts.__file__).parent.glob("*.py")}
    assert not modules & set(charts.__all__)
