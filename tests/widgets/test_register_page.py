"""The register in a real browser: keys alone, read out, kept, undone, and drawn as Python draws."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect
from widget_host import Open

from timbang import language, widgets
from timbang.models import risk as model
from timbang.widgets import assets

NAME = "08-register"
SIMULATE = """async ([file, risks, draws, seed]) => {
  const it = await import(`./${file}`);
  const work = it.simulate(risks, draws, seed);
  let step = work.next();
  while (!step.done) step = work.next();
  return { ...step.value, totals: [...step.value.totals] };
}"""
NUMBERS = ["likelihood", "impact"]


@pytest.fixture
def page(show: Open) -> Page:
    found = show(widgets.register(NAME))
    expect(found.locator(".tmb-summary")).to_contain_text("In 10,000 draws")
    return found


def answer(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("models.w0.get('answer')").get("register")
    return found


def status(page: Page) -> Locator:
    return page.locator(".tmb-status")


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def fill(page: Page, name: str, likelihood: tuple[str, ...], impact: tuple[str, ...]) -> None:
    form = page.locator(".tmb-form")
    form.get_by_label("What may happen").fill(name)
    form.get_by_label("Thread").select_option("law")
    form.get_by_label("Kind of transfer failure").select_option("incomplete")
    for span, values in zip(NUMBERS, (likelihood, impact), strict=True):
        for field, value in zip(form.locator(f"[data-span={span}] input").all(), values, strict=True):
            field.fill(value)


def test_it_begins_as_an_example_that_is_nobodys_answer(page: Page) -> None:
    expect(page.locator(".tmb-notice").last).to_contain_text("A worked example, made up")
    assert answer(page) is None
    expect(page.locator(".tmb-entry")).to_have_count(8)
    found = model.simulate(model.read_register(widgets.register(NAME).example))
    expect(page.locator(".tmb-summary")).to_contain_text(f"cost {found.mean:.0%} of the planned benefit")


def test_a_risk_is_added_by_keys_and_its_weight_read_out(page: Page) -> None:
    button(page, "Start with an empty one").click()
    expect(page.locator(".tmb-summary")).to_have_text("No risk yet. Add the first one.")
    expect(button(page, "Add a risk")).to_be_focused()
    page.keyboard.press("Enter")
    fields = ("No money after year two", "Partners", "incomplete", "100", "100%", "100 %", "0,2", "20", "0.2")
    for typed in (*fields, "Planning agency", "Ask first"):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(status(page)).to_have_text("The risk is kept. The mean loss is now 20%.")
    expect(button(page, "Add a risk")).to_be_focused()
    assert answer(page)["risks"] == [
        {
            "id": "r1",
            "name": "No money after year two",
            "thread": "partners",
            "kind": "incomplete",
            "likelihood": [1, 1, 1],
            "impact": [0.2, 0.2, 0.2],
            "owner": "Planning agency",
            "response": "Ask first",
        }
    ]
    assert widgets.register(NAME).refuse("register", answer(page)) is None


def test_a_risk_is_changed_deleted_and_brought_back_where_it_was(page: Page) -> None:
    button(page, "Edit risk 2").click()
    page.locator(".tmb-form").get_by_label("What may happen").fill("Changed")
    button(page, "Keep it").click()
    expect(page.locator(".tmb-entry").nth(1)).to_contain_text("Changed")
    expect(button(page, "Edit risk 2")).to_be_focused()
    example = widgets.register(NAME).example["risks"]
    assert answer(page)["risks"][1] == example[1] | {"name": "Changed"}
    expect(page.locator(".tmb-notice").last).to_contain_text("7 of 8 entries are still those")
    button(page, "Delete risk 2").click()
    expect(status(page)).to_contain_text("Risk 2 is deleted. Undo brings it back. The mean loss is now")
    expect(page.locator(".tmb-entry")).to_have_count(7)
    button(page, "Undo").click()
    assert [one["id"] for one in answer(page)["risks"]] == [f"r{number}" for number in range(1, 9)]
    button(page, "Undo").click()
    assert answer(page) is None


BAD_NUMBERS = [
    (("10", "20", "30"), ("10", "x", "30"), "Impact, most likely: x is no number."),
    (("10", "20", "30"), ("10", "", "30"), "Impact, most likely: the number is missing."),
    (("1", "20", "30"), ("10", "20", "30"), "Likelihood, low: 1 could be 1% or all of it."),
    (("10", "20", "130"), ("10", "20", "30"), "Likelihood, high: 130 is more than 100 percent."),
    (("30", "20", "40"), ("10", "20", "30"), "Likelihood: 30%, 20%, 40% do not rise."),
    (("10", "20", "-3"), ("10", "20", "30"), "Likelihood, high: -3 is no number."),
    (("1e1", "20", "30"), ("10", "20", "30"), "Likelihood, low: 1e1 is no number."),
]


def test_bad_numbers_are_told_in_one_line_and_not_lost(page: Page) -> None:
    for likelihood, impact, said in BAD_NUMBERS:
        button(page, "Add a risk").click()
        fill(page, "A risk", likelihood, impact)
        button(page, "Keep it").click()
        expect(page.locator(".tmb-form .tmb-fault")).to_contain_text(said)
        expect(page.locator(".tmb-form [aria-invalid]")).to_be_focused()
        typed = [field.input_value() for field in page.locator("[data-span=impact] input").all()]
        assert typed == list(impact)
        assert answer(page) is None
        button(page, "Undo").click()
        expect(status(page)).to_have_text("A form is open. Keep it or cancel it first.")
        button(page, "Cancel").click()
        expect(page.locator(".tmb-entry")).to_have_count(8)


def test_numbers_are_read_in_either_language(show: Open, page: Page) -> None:
    language.use("id")
    show(widgets.register(NAME), tab=page)
    button(page, "Tambah risiko").click()
    form = page.locator(".tmb-form")
    form.get_by_label("Apa yang dapat terjadi").fill("Risiko")
    form.get_by_label("Benang merah").select_option("law")
    form.get_by_label("Jenis kegagalan transfer").select_option("incomplete")
    typed = ("12,5", "12.5%", "0,2", "0", "0.5", "1%")
    for field, value in zip(form.locator("fieldset input").all(), typed, strict=True):
        field.fill(value)
    button(page, "Simpan").click()
    expect(page.locator(".tmb-form .tmb-fault")).to_contain_text("0%, 50%, 1% tidak urut naik")
    form.locator("[data-span=impact] input").last.fill("75,5")
    button(page, "Simpan").click()
    assert answer(page)["risks"][-1]["likelihood"] == [0.125, 0.125, 0.2]
    assert answer(page)["risks"][-1]["impact"] == [0, 0.5, 0.755]
    expect(page.locator(".tmb-entry").last).to_contain_text("Kemungkinan 12,5% (12,5% sampai 20%)")


def test_the_time_of_the_plan_is_whole_months(page: Page) -> None:
    horizon = page.get_by_label("Time of the plan, in months")
    for typed in ("2.5", "0", "many", "601"):
        horizon.fill(typed)
        horizon.press("Enter")
        horizon.blur()
        expect(page.locator(".tmb-fault").first).to_have_text(f"{typed}: give whole months from 1 to 600.")
        expect(horizon).to_have_value(typed)
    horizon.fill("36")
    horizon.blur()
    expect(page.locator(".tmb-fault").first).to_be_empty()
    assert answer(page)["horizon"] == 36


def test_the_matrix_puts_each_risk_where_python_does_and_leads_to_it(page: Page) -> None:
    risks = model.read_register(widgets.register(NAME).example)
    for number, one in enumerate(risks, start=1):
        row, column = model.cell(one)
        cell = page.locator(".tmb-matrix tbody tr").nth(4 - row).locator("td").nth(column)
        expect(cell.get_by_role("button", name=f"Risk {number}: {one.name}")).to_have_count(1)
    page.get_by_role("button", name="Risk 4: ").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".tmb-entry").nth(3)).to_be_focused()


def test_the_risks_are_there_after_a_reload_and_start_again_can_be_undone(page: Page) -> None:
    button(page, "Delete risk 1").click()
    page.reload()
    expect(page.locator(".tmb-entry")).to_have_count(7)
    expect(status(page)).to_have_text("Your earlier answers have been filled in.")
    button(page, "Edit risk 1").click()
    button(page, "Start again").click()
    expect(page.locator(".tmb-form")).to_have_count(0)
    expect(page.locator(".tmb-entry")).to_have_count(8)
    button(page, "Undo").click()
    expect(page.locator(".tmb-entry")).to_have_count(7)


def test_the_table_is_taken_home_with_what_the_simulation_says(page: Page) -> None:
    with page.expect_download() as caught:
        button(page, "Download my answers").click()
    lines = Path(caught.value.path()).read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("number,risk,thread,kind,likelihood (low),likelihood (most likely)")
    assert len(lines) == 9
    found = model.simulate(model.read_register(widgets.register(NAME).example))
    assert float(lines[1].split(",")[-1]) == pytest.approx(found.correlations[0], abs=1e-9)


def test_thirty_risks_fit_a_drawing_of_ten_and_three_hundred_are_the_most(page: Page) -> None:
    one = widgets.register(NAME).example["risks"][0]
    many = {"horizon": 24, "risks": [one | {"id": f"r{number}"} for number in range(300)]}
    page.evaluate("answer => models.w0.set('answer', {register: answer})", many)
    expect(page.locator(".tmb-entry")).to_have_count(300)
    button(page, "Add a risk").click()
    expect(status(page)).to_have_text("There are 300 already. Delete one first.")
    expect(page.locator(".tmb-outcome")).to_contain_text("290 smaller ones", timeout=20_000)


def test_a_plan_from_elsewhere_may_leave_numbers_open(page: Page) -> None:
    example = widgets.register(NAME).example["risks"]
    mixed = [example[0] | {"likelihood": None}, example[1], example[2] | {"impact": None, "name": ""}]
    page.evaluate("answer => models.w0.set('answer', {register: answer})", {"horizon": None, "risks": mixed})
    expect(page.locator(".tmb-entry").first).to_contain_text("Likelihood –, impact 40%")
    expect(page.locator(".tmb-outcome .tmb-bars").last).to_contain_text("2. We take over the form")
    expect(page.locator(".tmb-chip")).to_have_text(["2"])
    with page.expect_download() as caught:
        button(page, "Download my answers").click()
    lines = Path(caught.value.path()).read_text("utf-8-sig").splitlines()
    assert lines[1].endswith(",,") and not lines[2].endswith(",,")
    button(page, "Edit risk 1").click()
    button(page, "Keep it").click()
    expect(page.locator(".tmb-form .tmb-fault")).to_contain_text("Likelihood, low: the number is missing.")


def registers() -> list[list[dict[str, Any]]]:
    """The example, and registers with ends, ties and constants in them, some with thirty risks."""
    choose = np.random.RandomState(8)
    found = [widgets.register(NAME).example["risks"]]
    for count in (1, 2, 3, 7, 30):
        some = np.sort(np.round(choose.random_sample((count, 2, 3)), 2), axis=2)
        some[0, 0] = some[0, 0, 1]
        some[-1, 1, :2] = some[-1, 1, 0]
        found.append([{"likelihood": one[0].tolist(), "impact": one[1].tolist()} for one in some])
    sure = {"likelihood": [1, 1, 1], "impact": [0.5, 0.5, 0.5]}
    never = {"likelihood": [0, 0, 0], "impact": [1, 1, 1]}
    return [*found, [sure, sure, never, sure, sure], [never]]


def test_python_and_javascript_draw_the_same_to_the_last_digit(page: Page) -> None:
    file = next(name for name in assets.site_files() if name.startswith("risk-"))
    for place, risks in enumerate(registers()):
        plain = [{span: one[span] for span in NUMBERS} for one in risks]
        theirs = page.evaluate(SIMULATE, [file, plain, 10_000, 2017 + place])
        given = [model.Risk("a", *(tuple(one[span]) for span in NUMBERS)) for one in plain]
        ours = model.simulate(given, seed=2017 + place)
        assert np.abs(np.array(theirs["totals"]) - ours.totals).max() <= 1e-12
        assert theirs["histogram"] == ours.histogram
        assert theirs["mean"] == pytest.approx(ours.mean, abs=1e-9)
        assert theirs["quantiles"] == pytest.approx(list(ours.quantiles.values()), abs=1e-9)
        assert theirs["amongLargest"] == pytest.approx(ours.among_largest, abs=1e-9)
        assert theirs["correlations"] == pytest.approx(ours.correlations, abs=1e-9)


def test_the_uniforms_are_those_of_numpy(page: Page) -> None:
    file = next(name for name in assets.site_files() if name.startswith("risk-"))
    for seed in (0, 1, 2017, 2**31, 2**32 - 1):
        theirs = page.evaluate(
            """async ([file, seed]) => {
              const next = (await import(`./${file}`)).uniforms(seed);
              return Array.from({ length: 2000 }, next);
            }""",
            [file, seed],
        )
        assert theirs == np.random.RandomState(seed).random_sample(2000).tolist()
