"""The what-if on the UN index in a real browser: by keyboard, by typing, and counted as Python counts it."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from widget_host import Open

from timbang import data, language, widgets
from timbang.models import egdi as model
from timbang.widgets import assets

COUNTED = """async ([file, editions, cases]) => {
  const { counted, unpacked } = await import(`./${file}`);
  const indexes = editions.map(unpacked).map(counted);
  return cases.map(([edition, place, parts]) => {
    const { score, rank, overtaken, overtaking } = indexes[edition].whatIf(place, parts);
    return [score, rank, overtaken, overtaking];
  });
}"""

MOVED_AND_PRESSED = """button => {
  document.querySelector(".tmb-part:last-child input").dispatchEvent(
    new KeyboardEvent("keydown", { key: "End", bubbles: true, cancelable: true }));
  const buttons = [...document.querySelectorAll(".tmb-actions button")];
  buttons.find((one) => one.textContent.includes(button)).click();
}"""
REST = 600
"""Milliseconds after which a move has been kept and read out."""


@pytest.fixture
def page(show: Open) -> Page:
    return show(widgets.egdi_whatif("01-move-the-index"))


def slider(page: Page, name: str) -> Page:
    return page.get_by_role("slider", name=name)  # type: ignore[return-value]


def shown(page: Page) -> list[str]:
    return page.locator(".tmb-outcome .tmb-value").all_inner_texts()


def answer(page: Page) -> Any:
    page.wait_for_function("models.w0.get('answer').whatif")
    return page.evaluate("models.w0.get('answer').whatif")


def test_it_opens_with_the_published_score_group_and_rank(page: Page) -> None:
    assert shown(page) == ["0.79911", "very high", "64"]
    expect(page.locator(".tmb-passed")).to_have_text(
        "As published: nobody overtakes and nobody is overtaken."
    )
    assert page.evaluate("models.w0.get('answer')") == {}


def test_arrow_keys_move_a_component_and_all_that_follows(page: Page) -> None:
    slider(page, "Human capital").focus()
    for _ in range(3):
        page.keyboard.press("PageUp")
    assert shown(page) == ["0.88933", "very high", "28"]
    page.keyboard.press("ArrowLeft")
    assert page.get_by_role("textbox", name="Human capital").input_value() == "0.99000"
    expect(page.locator(".tmb-status")).to_have_text(
        "Score 0.88600, group very high, rank 29 of 193. 35 places up."
    )
    assert answer(page)["hci"] == 0.99
    expect(page.locator(".tmb-passed")).to_contain_text("Overtakes 35:")
    page.keyboard.press("Home")
    assert slider(page, "Human capital").get_attribute("aria-valuetext") == "0.00000"
    expect(page.locator(".tmb-passed")).to_contain_text("Is overtaken by")


def test_the_countries_passed_are_named_and_all_of_them_on_demand(page: Page) -> None:
    page.get_by_role("textbox", name="Human capital").fill("1")
    page.keyboard.press("Enter")
    overtaken, _ = model.passed(data.table("egdi"), "IDN", 2024, hci=1.0)
    names = dict(widgets.egdi_whatif("01-move-the-index").economies)
    line = page.locator(".tmb-passed p").first
    expect(line).to_have_text(
        f"Overtakes {len(overtaken)}: {', '.join(names[code] for code in overtaken[::-1][:8])} …"
    )
    page.get_by_text(f"Show all {len(overtaken)}").press("Enter")
    expect(page.locator(".tmb-passed details p")).to_contain_text(names[overtaken[0]])


def test_what_is_no_component_is_told_and_the_last_value_stays(page: Page) -> None:
    field = page.get_by_role("textbox", name="Online services")
    field.fill("0.9")
    field.press("Enter")
    for typed in ("1.2", "-0.1", "abc", "", "0.5.1", "1e-3"):
        field.fill(typed)
        field.press("Enter")
        expect(page.get_by_role("alert").filter(has_text="Type a number")).to_have_text(
            "Type a number from 0 to 1, such as 0.7500. The last value stays."
        )
        assert field.get_attribute("aria-invalid") == "true"
        assert answer(page)["osi"] == 0.9
        field.fill("0.9")
        field.press("Enter")
        assert field.get_attribute("aria-invalid") is None
    slider(page, "Online services").press("ArrowRight")
    assert field.input_value() == "0.91000"


def test_a_decimal_comma_is_read_and_written_on_an_indonesian_page(show: Open) -> None:
    language.use("id")
    page = show(widgets.egdi_whatif("01-move-the-index"))
    page.get_by_role("textbox", name="Layanan daring").fill("0,9")
    page.keyboard.press("Enter")
    assert shown(page)[0] == "0,83129"
    assert shown(page)[1] == "sangat tinggi"
    assert "undefined" not in page.inner_text("main")


def test_another_country_and_edition_start_as_published(page: Page) -> None:
    slider(page, "Online services").press("End")
    page.get_by_label("Country").select_option("South Korea")
    page.get_by_label("Edition").select_option("2016")
    assert shown(page) == ["0.89149", "very high", "3"]
    assert answer(page) == {"economy": "KOR", "edition": 2016, "osi": 0.94203, "tii": 0.85296, "hci": 0.87947}


def test_an_edition_that_did_not_assess_the_country_is_told_and_passed_over(page: Page) -> None:
    page.get_by_label("Edition").select_option("2012")
    page.get_by_label("Country").select_option("Libya")
    expect(page.locator(".tmb-status")).to_contain_text(
        "The edition of 2012 did not assess this country. Shown: 2010."
    )
    expect(page.locator("option", has_text="2012 (not assessed)")).to_be_disabled()
    assert answer(page)["edition"] == 2010


def test_the_published_values_come_back(page: Page) -> None:
    slider(page, "Online services").press("End")
    page.get_by_role("button", name="Back to the published values").click()
    assert shown(page) == ["0.79911", "very high", "64"]
    expect(page.locator(".tmb-status")).to_have_text("The published values are back.")


def test_settings_are_there_after_a_reload_even_when_left_at_once(page: Page, show: Open) -> None:
    page.get_by_label("Country").select_option("Hungary")
    page.get_by_label("Edition").select_option("2020")
    slider(page, "Online services").press("ArrowRight")
    page.reload()
    page.wait_for_selector("html[data-ready]", state="attached")
    assert page.get_by_label("Country").locator("option:checked").inner_text() == "Hungary"
    assert page.get_by_role("textbox", name="Online services").input_value() == "0.7571"
    page.get_by_role("button", name="Start again").click()
    assert shown(page) == ["0.79911", "very high", "64"]


def test_work_of_an_older_version_is_kept_and_not_filled_in(context: BrowserContext, show: Open) -> None:
    page = show(widgets.egdi_whatif("01-move-the-index"))
    kept = {
        "kind": "egdi_whatif",
        "title": "",
        "at": "",
        "parts": {"whatif": {"made": "old", "answer": {"economy": "XXX"}}},
    }
    page.evaluate(
        "entries => localStorage.setItem('timbang.work', JSON.stringify({ version: 1, entries }))",
        {"01-move-the-index": kept},
    )
    page.reload()
    page.wait_for_selector("html[data-ready]", state="attached")
    expect(page.locator(".tmb-notice")).to_contain_text("are kept, not filled in")
    assert shown(page)[2] == "64"
    slider(page, "Online services").press("End")
    answer(page)
    stored = page.evaluate("JSON.parse(localStorage.getItem('timbang.work')).entries['01-move-the-index']")
    assert stored["older"]["whatif"]["answer"] == {"economy": "XXX"}


def test_python_sets_what_is_shown(page: Page) -> None:
    page.evaluate(
        "settings => models.w0.set('answer', { whatif: settings })",
        {"economy": "KOR", "edition": 2016, "osi": 0.97637, "tii": 0.85296, "hci": 0.9273},
    )
    assert shown(page) == ["0.91888", "very high", "2"]
    expect(page.locator(".tmb-passed")).to_have_text("Overtakes 1: Australia")


def test_a_mouse_drags_a_slider_to_thousandths(page: Page) -> None:
    box = slider(page, "Online services").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    value = page.get_by_role("textbox", name="Online services").input_value()
    assert value.endswith("00") and 0.48 < float(value) < 0.52


def test_the_table_is_taken_home(page: Page, tmp_path: Path) -> None:
    slider(page, "Human capital").press("End")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    lines = Path(download.value.path()).read_text("utf-8-sig").splitlines()
    assert lines[0] == '"Indonesia, 2024",published,your what-if'
    assert lines[3] == "Human capital (HCI),0.72934,1"
    assert lines[-1] == "Rank,64,28"


def test_a_refused_download_is_told_and_loses_nothing(page: Page) -> None:
    slider(page, "Human capital").press("End")
    page.evaluate("void (URL.createObjectURL = () => { throw new Error('no'); })")
    page.get_by_role("button", name="Download").click()
    expect(page.locator(".tmb-status")).to_contain_text("refused the download")
    assert shown(page)[2] == "28"


@pytest.mark.parametrize(
    ("button", "said", "kept"),
    [("Download", "Saved as", {"hci": 1}), ("Start again", "back at its start", {})],
)
def test_the_move_before_a_button_does_not_talk_over_it(
    page: Page, button: str, said: str, kept: dict[str, float]
) -> None:
    page.evaluate(MOVED_AND_PRESSED, button)
    page.wait_for_timeout(REST)
    expect(page.locator(".tmb-status")).to_contain_text(said)
    assert shown(page)[2] == ("28" if kept else "64")
    stored = page.evaluate("models.w0.get('answer').whatif ?? {}")
    assert {name: stored[name] for name in stored.keys() & {"hci"}} == kept


def test_javascript_counts_as_python_does_for_every_country(page: Page) -> None:
    """Score, rank and countries passed agree in every edition, at values that a learner may set.

    Each edition tries a third of the countries; over three editions in turn each country is tried.
    """
    table = data.table("egdi")
    widget = widgets.egdi_whatif("01-move-the-index")
    codes = [code for code, _ in widget.economies]
    chance = random.Random(1)
    cases, expected = [], []
    for edition, one in enumerate(widget.editions):
        # Selecting once an edition keeps the Python side of some 700 cases to seconds.
        rows = table[table["year"] == one["year"]]
        for place, written in enumerate(one["rows"].split("|")):
            row = [int(value) for value in written.split()]
            if not row or place % 3 != edition % 3:
                continue
            at = chance.randrange(3)
            value = chance.choice(
                [0, 100_000, chance.randrange(100_001), row[at + 1], min(100_000, row[at + 1] + 15)]
            )
            parts = [*row[1:]]
            parts[at] = value
            changed = {model.COMPONENTS[at]: value / 100_000}
            overtaken, overtaking = model.passed(rows, codes[place], one["year"], **changed)
            cases.append([edition, place, parts])
            expected.append(
                [
                    round(model.counterfactual_score(rows, codes[place], one["year"], **changed) * 100_000),
                    model.counterfactual_rank(rows, codes[place], one["year"], **changed),
                    sorted(overtaken),
                    sorted(overtaking),
                ]
            )
    file = next(name for name in assets.site_files() if name.startswith("egdi-"))
    found = page.evaluate(COUNTED, [file, json.loads(json.dumps(widget.editions)), cases])
    named = [
        [score, rank, *(sorted(codes[at] for at in some) for some in passed)]
        for score, rank, *passed in found
    ]
    assert len(cases) > 700
    assert named == expected
