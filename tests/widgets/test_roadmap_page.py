"""The roadmap in a real browser: by keys, by touch, checked, kept, saved, opened, printed, as Python says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from widget_host import Open

from timbang import language, plans, widgets

NAME = "09-roadmap"
GAP = {"agency": "A ministry", "ratings": {"information": 8, "staffing": 2}, "notes": {}, "actions": []}
RISKS = [
    {
        "id": f"r{number}",
        "name": f"My risk {number}",
        "thread": "law",
        "kind": "incomplete",
        "likelihood": [0.1, 0.2, 0.3],
        "impact": [0.1, 0.2, 0.3],
        "owner": f"Office {number}",
        "response": "",
    }
    for number in (1, 2)
]


@pytest.fixture
def page(sample: Path, show: Open) -> Page:
    return show(widgets.roadmap(NAME))


def status(page: Page) -> Locator:
    return page.locator(".tmb-status")


def name(page: Page, action: str) -> Locator:
    return page.locator(".tmb-row-name", has_text=action)


def bar(page: Page, action: str) -> Locator:
    return page.get_by_role("slider", name=action)


def faults(page: Page) -> list[str]:
    page.wait_for_timeout(80)
    return page.locator(".tmb-faults li").all_inner_texts()


def kept(page: Page) -> dict[str, Any]:
    """Return the roadmap as Python gets it, once it was kept."""
    page.wait_for_timeout(450)
    return page.evaluate("models.w0.get('answer').roadmap")  # type: ignore[no-any-return]


def store(page: Page, exercise: str, part: str, answer: Any) -> None:
    page.evaluate(
        """([exercise, part, answer]) => {
          const work = JSON.parse(localStorage.getItem("timbang.work") ?? '{"version": 1, "entries": {}}');
          const kept = { made: "x", tries: 0, draft: answer, answer };
          work.entries[exercise] = { kind: part, title: "", at: "2026", parts: { [part]: kept } };
          localStorage.setItem("timbang.work", JSON.stringify(work));
        }""",
        [exercise, part, answer],
    )


def open_file(page: Page, content: str | bytes, file: str = "plan.json") -> None:
    payload = content.encode() if isinstance(content, str) else content
    page.locator("input[type=file]").set_input_files(
        {"name": file, "mimeType": "application/json", "buffer": payload}
    )


def test_keys_alone_move_lengthen_open_edit_delete_and_undo(page: Page) -> None:
    name(page, "Regulation on who decides").focus()
    page.keyboard.press("ArrowDown")
    expect(name(page, "Inventory of applications")).to_be_focused()
    page.keyboard.press("Tab")
    expect(bar(page, "Inventory of applications")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(status(page)).to_have_text("Inventory of applications: Feb 2027 to Apr 2027, 3 months")
    page.keyboard.press("Shift+ArrowRight")
    expect(status(page)).to_have_text("Inventory of applications: Feb 2027 to May 2027, 4 months")
    assert faults(page)[0].startswith("Architecture and plan map: starts before what it needs has ended")
    page.keyboard.press("Enter")
    form = page.get_by_role("group", name="Inventory of applications")
    form.get_by_label("Owner").focus()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    assert "Inventory of applications: no owner. Name the office that answers for it." in faults(page)
    page.keyboard.type("Archive")
    form.get_by_role("button", name="Close").press("Enter")
    expect(name(page, "Inventory of applications")).to_be_focused()
    page.keyboard.press("Delete")
    expect(name(page, "Inventory of applications")).to_have_count(0)
    expect(name(page, "A team from head to counter")).to_be_focused()
    page.keyboard.press("Control+z")
    expect(name(page, "Inventory of applications")).to_have_count(1)
    second = kept(page)["actions"][1]
    assert (second["owner"], second["start"], second["length"]) == ("Archive", 1, 4)
    assert kept(page)["actions"][3]["needs"] == ["t1", "t2", "t3"]


def test_an_action_is_added_filled_in_and_linked(page: Page) -> None:
    page.get_by_role("button", name="Add an action").click()
    expect(page.get_by_label("Action", exact=True)).to_be_focused()
    page.keyboard.type("Ask the villages")
    assert len(faults(page)) == 4
    form = page.get_by_role("group", name="Ask the villages")
    form.get_by_label("Owner").fill("Villages office")
    form.get_by_label("Legal basis").fill("Law 25/2009")
    form.get_by_label("Budget (rupiah)").fill("Rp 12.500.000")
    form.get_by_label("Source of the money").fill("Regional budget")
    form.get_by_label("Measure").fill("All villages answered")
    form.get_by_label("Thread").select_option("partners")
    form.get_by_label("Needs first").select_option(label="Inventory of applications")
    form.get_by_label("Reduces the risks").select_option(label="The team ends when the head changes")
    assert faults(page) == [
        "Ask the villages: starts before what it needs has ended (Inventory of applications). "
        "Move one of them."
    ]
    for _ in range(3):
        form.get_by_role("button", name="Later").click()
    assert faults(page) == []
    last = kept(page)["actions"][-1]
    assert (last["budget"], last["needs"], last["reduces"], last["start"]) == (12_500_000, ["t2"], ["r3"], 3)
    form.get_by_role("button", name="Take out: Inventory of applications").click()
    assert kept(page)["actions"][-1]["needs"] == []


def test_an_amount_or_month_that_cannot_be_read_is_told_and_loses_nothing(page: Page) -> None:
    name(page, "Regulation on who decides").click()
    budget = page.get_by_label("Budget (rupiah)")
    budget.fill("sixty million")
    expect(page.locator(".tmb-form .tmb-told")).to_have_text(
        "Write digits only, such as 250000000. The last amount is kept: 60,000,000."
    )
    expect(budget).to_have_value("sixty million")
    page.get_by_label("First month").fill("2027-13")
    expect(page.locator(".tmb-plan-fields .tmb-told")).to_contain_text("The last one is kept: 2027-01.")
    budget.fill("")
    page.get_by_label("First month").fill("2028-07")
    now = kept(page)
    assert now["actions"][0]["budget"] is None and now["start"] == "2028-07"
    expect(name(page, "Regulation on who decides")).to_contain_text("Jul 2028 to Oct 2028")


@pytest.mark.parametrize(("grip", "expected"), [(False, (3, 5)), (True, (4, 4))])
def test_a_bar_is_dragged_to_move_and_at_its_end_to_lengthen(
    page: Page, grip: bool, expected: tuple[int, int]
) -> None:
    bar(page, "Architecture and plan map").scroll_into_view_if_needed()
    box = bar(page, "Architecture and plan map").bounding_box()
    assert box
    x = box["x"] + (box["width"] - 4 if grip else box["width"] / 2)
    y, month = box["y"] + box["height"] / 2, box["width"] / 5
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - month / 2, y, steps=2)
    page.mouse.move(x - month, y)
    page.mouse.up()
    fourth = kept(page)["actions"][3]
    assert (fourth["start"], fourth["length"]) == expected
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + month * 3, y)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert kept(page)["actions"][3] == fourth


def test_the_critical_path_is_marked_and_a_loop_takes_it_away(page: Page) -> None:
    critical = page.locator(".tmb-row[data-critical] .tmb-row-title")
    expect(critical).to_have_text(
        [
            "Regulation on who decides",
            "Architecture and plan map",
            "First stage: three services in one place",
            "Users judge; the second stage is decided",
        ]
    )
    expect(page.locator(".tmb-summary")).to_contain_text("The shortest possible time is 18 months")
    name(page, "Regulation on who decides").click()
    page.get_by_label("Needs first").select_option(label="Architecture and plan map")
    assert any(
        line.startswith("These wait for each other: Regulation on who decides →") for line in faults(page)
    )
    expect(critical).to_have_count(0)
    expect(page.locator(".tmb-summary")).to_contain_text("there is no critical path")
    page.get_by_role("button", name="Undo").click()
    expect(critical).to_have_count(4)


def test_a_check_leads_to_its_action(page: Page) -> None:
    name(page, "Training for counters").click()
    page.get_by_label("Measure").fill("")
    page.get_by_role("button", name="Close").click()
    page.wait_for_timeout(80)
    page.get_by_role("button", name="Training for counters and villages: no measure.").click()
    expect(name(page, "Training for counters")).to_be_focused()
    expect(name(page, "Training for counters")).to_have_attribute("aria-expanded", "true")


def test_gap_and_register_of_chapter_08_are_read_and_named(page: Page) -> None:
    expect(page.locator(".tmb-nearby")).to_contain_text("There is no gap from chapter 08 in this browser")
    expect(page.locator(".tmb-nearby")).to_contain_text("There is no risk register from chapter 08")
    store(page, "08-gap", "gap", GAP)
    store(page, "08-register", "register", {"horizon": 12, "risks": RISKS})
    page.reload()
    expect(page.locator(".tmb-nearby p")).to_have_text(
        ["Your gap from chapter 08: large in Information.", "Risks in your register from chapter 08: 2."]
    )
    assert faults(page) == ["Nothing reduces the risk “My risk 1”.", "Nothing reduces the risk “My risk 2”."]
    expect(page.get_by_label("Agency")).to_have_value("A ministry")
    name(page, "Data sharing").click()
    page.get_by_label("Closes the gap in").select_option(label="none")
    page.get_by_label("Reduces the risks").select_option(label="My risk 2")
    assert faults(page) == [
        "Large gap in Information, and no action closes it.",
        "Nothing reduces the risk “My risk 1”.",
    ]
    kept(page)
    beside = page.evaluate("models.w0.get('answer').beside")
    assert (
        beside["register"]["risks"][1]["name"] == "My risk 2" and beside["gap"]["ratings"]["information"] == 8
    )


def test_a_gap_rated_in_the_same_page_is_followed_as_in_jupyterlab(sample: Path, show: Open) -> None:
    page = show(widgets.gap("08-gap"), widgets.roadmap(NAME))
    roadmap = page.locator(".tmb-roadmap")
    roadmap.get_by_label("Title of the plan").fill("Mine")
    page.locator(".tmb-gap select").first.select_option("9")
    expect(roadmap.locator(".tmb-nearby p").first).to_contain_text(
        "Your gap from chapter 08: large in Informa"
    )
    expect(roadmap.get_by_label("Title of the plan")).to_have_value("Mine")


def test_what_is_no_gap_or_register_is_passed_over(page: Page) -> None:
    store(page, "08-gap", "gap", {"ratings": {"information": "much"}})
    store(page, "08-register", "register", {"risks": [{"id": "<b>"}]})
    page.reload()
    expect(page.locator(".tmb-nearby")).to_contain_text("There is no gap from chapter 08")
    expect(page.locator(".tmb-row")).to_have_count(11)


def test_links_to_the_examples_risks_do_not_become_links_to_ones_own(page: Page) -> None:
    bar(page, "Inventory of applications").press("ArrowRight")
    assert kept(page)["actions"][0]["reduces"] == ["r1", "r3"]
    store(page, "08-register", "register", {"horizon": 12, "risks": RISKS})
    page.reload()
    expect(status(page)).to_contain_text("links to the example's were taken out")
    assert "Nothing reduces the risk “My risk 1”." in faults(page)


def test_the_plan_is_there_after_a_reload_and_in_the_other_language(
    sample: Path, show: Open, page: Page
) -> None:
    name(page, "Regulation on who decides").click()
    page.get_by_label("Action", exact=True).fill("A regulation of our own")
    page.get_by_label("Agency").fill("Our regency")
    page.reload()
    expect(name(page, "A regulation of our own")).to_have_count(1)
    expect(page.get_by_label("Agency")).to_have_value("Our regency")
    language.use("id")
    show(widgets.roadmap(NAME), tab=page)
    expect(name(page, "A regulation of our own")).to_contain_text("Jan 2027 sampai Apr 2027, 4 bulan")
    page.get_by_role("button", name="Ulangi dari awal").click()
    expect(name(page, "Peraturan tentang siapa memutuskan")).to_have_count(1)
    page.get_by_role("button", name="Urungkan").click()
    expect(name(page, "A regulation of our own")).to_have_count(1)


def test_a_saved_plan_is_read_by_python_and_opened_again(page: Page, tmp_path: Path) -> None:
    bar(page, "Inventory of applications").press("ArrowRight")
    page.get_by_label("Agency").fill("Our regency")
    with page.expect_download() as caught:
        page.get_by_role("button", name="Save the plan").click()
    assert caught.value.suggested_filename == "timbang-plan.json"
    plan = plans.read(caught.value.path())
    assert (plan["agency"], plan["language"], plan["roadmap"]["actions"][1]["start"]) == (
        "Our regency",
        "en",
        1,
    )
    plan |= {"gap": GAP, "register": {"horizon": 12, "risks": RISKS}}
    plan["roadmap"]["title"] = "Opened"
    plans.write(plan, tmp_path / "plan.json")
    open_file(page, (tmp_path / "plan.json").read_bytes())
    expect(page.locator(".tmb-opened-question")).to_be_focused()
    expect(page.locator(".tmb-opened-question")).to_contain_text(
        "plan.json: “Opened”. Actions: 11; dimensions rated: 2; risks: 2."
    )
    expect(page.get_by_label("Title of the plan")).not_to_have_value("Opened")
    page.get_by_role("button", name="Put it in place").click()
    expect(page.get_by_label("Title of the plan")).to_have_value("Opened")
    expect(page.locator(".tmb-nearby")).to_contain_text("Risks in your register from chapter 08: 2.")
    page.reload()
    expect(page.get_by_label("Title of the plan")).to_have_value("Opened")
    expect(page.locator(".tmb-nearby")).to_contain_text("large in Information")


def test_an_opened_plan_takes_the_place_of_the_work_of_chapter_08_and_undo_brings_it_back(page: Page) -> None:
    store(page, "08-register", "register", {"horizon": 12, "risks": RISKS[:1]})
    page.reload()
    plan = plans.assemble(plans.example(NAME)["roadmap"], register={"horizon": 6, "risks": RISKS})
    open_file(page, json.dumps(plan))
    page.get_by_role("button", name="Put it in place").click()
    stored = "JSON.parse(localStorage.getItem('timbang.work')).entries['08-register'].parts.register"
    assert len(page.evaluate(f"{stored}.answer.risks")) == 2
    assert page.evaluate(f"{stored}.draft === undefined")  # a draft that equals the answer is kept once
    assert page.evaluate(f"{stored}.made") == "x"
    page.get_by_role("button", name="Undo").click()
    assert len(page.evaluate(f"{stored}.answer.risks")) == 1
    expect(page.locator(".tmb-nearby")).to_contain_text("Risks in your register from chapter 08: 1.")


NO_PLANS = [
    (b"", "plan.json is damaged or no plan file"),
    (b'{"format": "timbang-plan", "ver', "plan.json is damaged or no plan file"),
    (b"\xff\xfe\x00", "plan.json is damaged or no plan file"),
    (b"[" * 100_000, "plan.json is damaged or no plan file"),
    (b"[]", "plan.json is no plan of this course"),
    (b'{"format": "timbang-work", "version": 1}', "plan.json holds all your work, not a plan"),
    (b'{"format": "timbang-plan", "version": 2}', "was saved by a newer version of the course"),
    (b'{"format": "timbang-plan", "version": 0}', "that is no longer read"),
    (b" " * 2_000_001, "plan.json has more than 2 MB and was not read"),
    (b'{"format": "timbang-plan", "version": 1, "language": "fr"}', "language: must be one of en, id."),
]


def test_a_file_that_is_no_plan_gets_one_line_and_changes_nothing(page: Page) -> None:
    bar(page, "Inventory of applications").press("ArrowRight")
    before = kept(page)
    for content, told in NO_PLANS:
        page.evaluate("document.querySelector('.tmb-opened').textContent = ''")
        open_file(page, content)
        expect(page.locator(".tmb-opened")).to_contain_text(told)
        expect(page.locator(".tmb-confirm")).to_be_hidden()
        assert "\n" not in page.locator(".tmb-opened").inner_text()
        assert kept(page) == before


def test_a_plan_that_is_left_changes_nothing(page: Page) -> None:
    open_file(page, json.dumps(plans.assemble({"title": "Other", "actions": []})))
    page.get_by_role("button", name="Leave mine").click()
    expect(page.locator(".tmb-confirm")).to_be_hidden()
    expect(page.locator(".tmb-row")).to_have_count(11)


def test_actions_are_taken_home_as_a_table_without_formulas(page: Page) -> None:
    name(page, "Regulation on who decides").click()
    page.get_by_label("Owner").fill("=1+1")
    with page.expect_download() as caught:
        page.get_by_role("button", name="Actions as a table").click()
    lines = Path(caught.value.path()).read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("Action,Thread,Owner,Legal basis,Budget (rupiah)")
    assert lines[1].startswith(
        "Regulation on who decides,Law,'=1+1,Presidential Regulation 95/2018 on SPBE,60000000"
    )
    assert ",2027-01,2027-04,4," in lines[1] and lines[1].endswith(",0,yes") and len(lines) == 12


def test_the_plan_prints_as_pages_of_its_own(page: Page) -> None:
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    expect(page.locator(".tmb-paper h1")).to_have_text("Three services in one place, in eighteen months")
    expect(page.locator(".tmb-paper section")).to_have_count(11)
    expect(page.locator(".tmb-paper-row [data-critical]")).to_have_count(4)
    expect(page.locator(".tmb-paper section").first).to_contain_text("The team ends when the head changes")
    expect(page.get_by_role("heading", name="Page")).to_be_hidden()
    pdf = page.pdf(prefer_css_page_size=True)
    assert b"/MediaBox [0 0 594.95996 841.91998]" in pdf or b"/MediaBox [0 0 595" in pdf
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".tmb-paper")).to_have_count(0)
    expect(page.get_by_role("heading", name="Page")).to_be_visible()


def test_an_empty_plan_asks_for_its_first_action(page: Page) -> None:
    page.get_by_role("button", name="Empty the plan").click()
    expect(page.locator(".tmb-empty")).to_be_visible()
    expect(page.locator(".tmb-checks-title")).to_have_text("The checks begin with the first action.")
    expect(page.locator(".tmb-faults li")).to_have_count(0)
    page.get_by_role("button", name="Print").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".tmb-row")).to_have_count(11)


def test_what_python_sets_is_shown(page: Page) -> None:
    own = {**plans.example(NAME)["roadmap"], "title": "Set in Python"}
    page.evaluate("own => models.w0.set('answer', { roadmap: own })", own)
    expect(page.get_by_label("Title of the plan")).to_have_value("Set in Python")
