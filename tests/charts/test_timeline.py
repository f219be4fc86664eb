"""The timeline shows what the fact base holds, each event once, where and how sure its date is."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from timbang import charts, data, language
from timbang.charts import timeline_drawing as drawn
from timbang.charts.figure import Figure

PLACES = ("wide", "narrow")


@pytest.fixture(scope="module")
def figure() -> Figure:
    language.use("en")
    return charts.timeline()


@pytest.fixture(scope="module")
def events(figure: Figure) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in figure.wide["datasets"]["events"]}


def sourced() -> Any:
    table = data.table("korea_timeline")
    return table[table["status"] == "verified-in-stored-source"]


@pytest.mark.parametrize(("code", "place"), [("en", "narrow"), ("id", "wide")])
def test_each_event_with_a_source_is_drawn_once_and_named(code: str, place: str) -> None:
    language.use(code)
    spec = getattr(charts.timeline(), place)
    labels = re.findall(r'aria-label="(K\d+ [^"]+)"', charts.svg(spec, code, "t-"))
    assert Counter(label.split()[0] for label in labels) == Counter(sourced()["id"])
    assert len(labels) == 88
    said = {
        "en": "K24 25 February 1998: Kim Dae-jung takes",
        "id": "K24 25 Februari 1998: Kim Dae-jung mulai",
    }
    assert any(label.startswith(said[code]) for label in labels)


def test_events_from_memory_are_left_out(events: dict[str, dict[str, Any]]) -> None:
    from_memory = data.table("korea_timeline").query("status == 'cited-from-memory'")["id"]
    assert len(from_memory) == 2 and not set(from_memory) & set(events)


def test_the_table_lists_date_category_actor_and_event(figure: Figure) -> None:
    assert list(figure.table.columns) == ["Date", "Category", "Who", "Event"]
    assert sorted(figure.table["Event"]) == sorted(sourced()["statement_en"])
    assert figure.table["Date"].iloc[0] == "1961" and figure.table["Date"].iloc[-1] == "26 September 2025"


def test_a_mark_is_as_wide_as_its_date_is_uncertain(events: dict[str, dict[str, Any]]) -> None:
    for row in sourced().itertuples():
        mark = events[row.id]
        if row.date_precision in ("day", "month"):
            assert mark["kind"] == row.date_precision and "u" not in mark
        else:
            assert mark["kind"] == "span"
    assert (events["K1"]["t"], events["K1"]["u"]) == (1961, 1962)
    assert (events["K9"]["t"], events["K9"]["u"]) == (1987, 1992)
    assert (events["K26"]["t"], events["K26"]["u"]) == pytest.approx((1998.5, 1999), abs=0.01)
    assert events["K24"]["t"] == pytest.approx(1998 + 55.5 / 365, abs=0.001)
    assert events["K34"]["t"] == pytest.approx(2001 + 15.5 / 365, abs=0.001)


def test_no_bar_crosses_the_break_in_the_scale(events: dict[str, dict[str, Any]]) -> None:
    border = drawn.PANELS[-1].first
    assert all(not row["t"] < border < row.get("u", row["t"]) for row in events.values())


@pytest.mark.parametrize("place", PLACES)
def test_no_mark_hides_another(events: dict[str, dict[str, Any]], place: str) -> None:
    layout = drawn.LAYOUTS[place]
    marks = list(events.values())

    def reach(row: dict[str, Any]) -> tuple[float, float]:
        panel = next(panel for panel in drawn.PANELS if panel.holds(row["t"]))
        offset = panel.first * 1000.0
        pixels = layout.year * panel.stretch
        start, end = (
            (moment - panel.first) * pixels + offset for moment in (row["t"], row.get("u", row["t"]))
        )
        half = 0 if "u" in row else layout.size / 2
        return start - half, end + half

    for number, one in enumerate(marks):
        for other in marks[number + 1 :]:
            if abs(one[place] - other[place]) < layout.size - 1:
                (start, end), (start_other, end_other) = reach(one), reach(other)
                assert end <= start_other + 0.1 or end_other <= start + 0.1, (one["id"], other["id"])


def test_the_ranks_written_are_those_of_the_survey(events: dict[str, dict[str, Any]]) -> None:
    egdi = data.table("egdi").query("iso3 == 'KOR'")
    ranks = dict(zip(egdi["year"], egdi["egdi_rank"], strict=True))
    written = {int(row["t"]): row["rank"] for row in events.values() if "rank" in row}
    assert written == ranks
    for row in events.values():
        if "rank" in row:
            assert row["statement"].startswith(f"Rank {row['rank']}")


def test_kim_dae_jungs_years_are_split_when_the_committee_was_set_up(figure: Figure, events: Any) -> None:
    terms = [row for row in figure.wide["datasets"]["terms"] if row.get("lines", [""])[0] == "Kim Dae-jung"]
    assert [row["words"] for row in terms] == [
        "Kim Dae-jung to January 2001",
        "Kim Dae-jung from January 2001",
    ]
    assert terms[0]["u"] == terms[1]["t"] == events["K34"]["t"]
    assert terms[0]["shaded"] != terms[1]["shaded"]


def test_every_president_is_named_once_and_no_day_in_office_is_invented(figure: Figure) -> None:
    rows = figure.wide["datasets"]["terms"]
    named = [row["lines"][0] for row in rows if "lines" in row]
    presidents = data.table("presidents")
    assert Counter(named) == Counter(presidents["president"]) + Counter(["Kim Dae-jung"])
    park, choi = (
        next(row for row in rows if row.get("words") == name) for name in ("Park Chung-hee", "Choi Kyu-hah")
    )
    assert park["u"] < choi["t"]


def test_the_crisis_begins_with_the_request_to_the_imf(figure: Figure, events: Any) -> None:
    crisis = next(row for row in figure.wide["datasets"]["moments"] if row["kind"] == "crisis")
    assert crisis["t"] == events["K21"]["t"] and crisis["u"] == 1999
    assert "21 November 1997" in figure.explanation and "5.1 percent" in figure.explanation


def test_the_alternative_counts_what_is_drawn(figure: Figure, events: dict[str, dict[str, Any]]) -> None:
    counts = Counter(row["category"] for row in events.values())
    told = figure.alternative
    assert told.startswith("Timeline of 88 events from 1961 to 2025")
    assert f"Plans {counts['plan']}," in told and f"Rankings {counts['ranking']}." in told
    crowded = sum(1995 <= row["t"] < 2006 for row in events.values())
    assert f"{crowded} of them fall in 1995 to 2005" in told
    split, out = events["K34"]["t"], events["K48"]["t"]
    before = sum(events["K24"]["t"] <= row["t"] < split for row in events.values())
    after = sum(split <= row["t"] < out for row in events.values())
    assert f"there are {before} events before" in told and f"and {after} from then on" in told
    assert "13 (2003)" in told and "4 (2024)" in told


def test_an_event_names_its_sources(events: dict[str, dict[str, Any]]) -> None:
    labels = dict(data.table("references")[["key", "label"]].itertuples(index=False, name=None))
    for row in sourced().itertuples():
        assert all(labels[key] in events[row.id]["sources"] for key in row.source_keys.split(";"))


def test_the_lanes_are_the_categories_of_the_fact_base(figure: Figure) -> None:
    lanes = figure.wide["datasets"]["lanes"]
    assert [row["category"] for row in lanes] == list(drawn.CATEGORIES)
    assert set(drawn.CATEGORIES) == set(data.table("korea_timeline")["category"])


def test_naming_a_lane_filters_by_it_live(figure: Figure) -> None:
    for spec in (figure.wide, figure.narrow):
        (parameter,) = spec["params"]
        assert parameter["select"]["fields"] == ["category"] and parameter["views"] == ["lanes_1961"]
