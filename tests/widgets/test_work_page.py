"""The learner's work in the browser: after a reload, in another language, where nothing can be kept."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect
from widget_host import Open

from timbang import language, widgets

NOTHING_IS_STORED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("denied", "SecurityError"); } });"""
STORE_IS_FULL = (
    """Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };"""
)


def answer_one(page: Page) -> None:
    page.get_by_role("radio", name="An IBM computer").check()
    page.locator(".tmb-question").first.get_by_role("button").click()


def stored(page: Page) -> dict:
    return json.loads(page.evaluate("localStorage.getItem('timbang.work')"))


def test_answers_and_drafts_are_there_after_a_reload(sample: Path, show: Open) -> None:
    page = show(widgets.quiz("sample-check"))
    answer_one(page)
    page.get_by_role("checkbox", name="A master plan").check()
    page.reload()
    expect(page.locator(".tmb-question").first.get_by_role("status")).to_have_text("Right.")
    expect(page.get_by_role("checkbox", name="A master plan")).to_be_checked()
    expect(page.locator(".tmb-status")).to_have_text("Your earlier answers have been filled in.")
    assert page.evaluate("models.w0.get('answer')") == {"sample-one": [0]}
    assert page.evaluate("models.w0.get('attempts')") == {"sample-one": {"tries": 1, "first": True}}


def test_an_order_is_there_after_a_reload_with_what_was_said_of_it(sample: Path, show: Open) -> None:
    page = show(widgets.ordering("03-turning-points"))
    page.locator("[data-id=K7] .tmb-handle").press("ArrowUp")
    page.get_by_role("button", name="Check the order").click()
    said = page.locator(".tmb-verdict").inner_text()
    page.reload()
    expect(page.locator(".tmb-card").nth(5)).to_have_attribute("data-id", "K7")
    assert page.locator(".tmb-verdict").inner_text() == said


def test_answers_follow_the_learner_into_the_other_language(sample: Path, show: Open) -> None:
    page = show(widgets.quiz("sample-check"))
    answer_one(page)
    language.use("id")
    show(widgets.quiz("sample-check"), tab=page)
    expect(page.locator(".tmb-question").first.get_by_role("status")).to_have_text("Benar.")


def test_exercises_do_not_overwrite_each_other(sample: Path, show: Open) -> None:
    page = show(widgets.quiz("sample-check"), widgets.ordering("03-turning-points"))
    answer_one(page)
    page.get_by_role("button", name="Check the order").click()
    entries = stored(page)["entries"]
    assert set(entries) == {"sample-check", "03-turning-points"}
    assert entries["sample-check"]["points"] == 1
    assert entries["03-turning-points"]["max"] == 28
    page.get_by_role("button", name="Start again").first.click()
    assert stored(page)["entries"]["03-turning-points"]["parts"]["order"]["answer"]


def test_start_again_forgets_the_answers_and_not_the_first_try(sample: Path, show: Open) -> None:
    page = show(widgets.quiz("sample-check"))
    answer_one(page)
    page.get_by_role("button", name="Start again").click()
    expect(page.get_by_role("radio", name="An IBM computer")).not_to_be_checked()
    page.reload()
    expect(page.get_by_role("radio", name="An IBM computer")).not_to_be_checked()
    assert page.evaluate("models.w0.get('answer')") == {}
    assert stored(page)["entries"]["sample-check"]["parts"]["sample-one"] == {
        "made": widgets.quiz("sample-check").fingerprints["sample-one"],
        "tries": 1,
        "first": True,
    }


def test_work_on_an_older_version_is_kept_and_not_filled_in(sample: Path, show: Open) -> None:
    page = show(widgets.quiz("sample-check"))
    answer_one(page)
    page.get_by_role("checkbox", name="A master plan").check()
    file = sample / "quizzes" / "sample.yml"
    file.write_text(file.read_text("utf-8").replace("An IBM computer", "A large computer"), "utf-8")
    show(widgets.quiz("sample-check"), tab=page)
    expect(page.locator(".tmb-notice")).to_contain_text("This exercise has changed since you answered it.")
    expect(page.get_by_role("radio", name="A large computer")).not_to_be_checked()
    expect(page.get_by_role("checkbox", name="A master plan")).to_be_checked()
    assert page.evaluate("models.w0.get('answer')") == {}
    page.get_by_role("checkbox", name="A plan for realising").check()
    entry = stored(page)["entries"]["sample-check"]
    assert entry["older"]["sample-one"]["answer"] == [0]
    assert "sample-one" not in entry["parts"]


def test_work_on_a_part_that_the_exercise_has_no_more_is_kept(sample: Path, show: Open) -> None:
    page = show(widgets.quiz("sample-check"))
    answer_one(page)
    work = stored(page)
    gone = {"made": "0123456789ab", "answer": [1], "tries": 2, "first": False}
    work["entries"]["sample-check"]["parts"]["sample-gone"] = gone
    page.evaluate("work => localStorage.setItem('timbang.work', work)", json.dumps(work))
    page.reload()
    expect(page.get_by_role("radio", name="An IBM computer")).to_be_checked()
    page.get_by_role("checkbox", name="A plan for realising").check()
    entry = stored(page)["entries"]["sample-check"]
    assert entry["older"] == {"sample-gone": gone}
    assert set(entry["parts"]) == {"sample-one", "sample-several"}


def test_where_nothing_is_stored_the_exercise_works_and_says_so(
    sample: Path, show: Open, context: BrowserContext
) -> None:
    context.add_init_script(NOTHING_IS_STORED)
    page = show(widgets.quiz("sample-check"))
    expect(page.locator(".tmb-notice")).to_contain_text("This browser does not let the page store anything")
    answer_one(page)
    expect(page.locator(".tmb-question").first.get_by_role("status")).to_have_text("Right.")


def test_a_full_store_is_told_and_stops_nothing(sample: Path, show: Open, context: BrowserContext) -> None:
    page = show(widgets.quiz("sample-check"))
    expect(page.locator(".tmb-notice")).to_be_hidden()
    page.evaluate("localStorage.setItem('another', 'x')")
    page.evaluate(f"() => {{ {STORE_IS_FULL} }}")
    answer_one(page)
    expect(page.locator(".tmb-notice")).to_contain_text("The browser's store is full")
    expect(page.locator(".tmb-question").first.get_by_role("status")).to_have_text("Right.")


def test_damaged_work_is_set_aside(sample: Path, show: Open) -> None:
    page = show(widgets.quiz("sample-check"))
    page.evaluate("localStorage.setItem('timbang.work', '{\"version\": 1, \"entr')")
    page.reload()
    expect(page.locator(".tmb-notice")).to_contain_text("could not be read. It was set aside.")
    answer_one(page)
    assert set(stored(page)["entries"]) == {"sample-check"}
    assert page.evaluate("localStorage.getItem('timbang.work.damaged')") == '{"version": 1, "entr'


def test_work_of_a_newer_version_of_the_course_is_left_as_it_is(sample: Path, show: Open) -> None:
    page = show(widgets.quiz("sample-check"))
    newer = '{"version":2,"entries":[]}'
    page.evaluate(f"localStorage.setItem('timbang.work', '{newer}')")
    page.reload()
    expect(page.locator(".tmb-notice")).to_contain_text("stored by a newer version of the course")
    answer_one(page)
    assert page.evaluate("localStorage.getItem('timbang.work')") == newer


def test_answers_are_taken_home_as_a_table(sample: Path, show: Open) -> None:
    page = show(widgets.quiz("sample-check"))
    page.get_by_role("checkbox", name="A master plan").check()
    page.locator(".tmb-question").nth(1).get_by_role("button").click()
    with page.expect_download() as caught:
        page.get_by_role("button", name="Download my answers").click()
    assert caught.value.suggested_filename == "sample-check.csv"
    lines = Path(caught.value.path()).read_text("utf-8-sig").splitlines()
    assert lines[0] == "question,answer,points,tries,right at first try"
    assert (
        lines[2]
        == "Which of these stood before the crisis of 1997?,A master plan for informatisation,0.5,1,no"
    )
    expect(page.locator(".tmb-status")).to_have_text("Saved as sample-check.csv.")


def test_a_refused_download_is_told(sample: Path, show: Open) -> None:
    page = show(widgets.quiz("sample-check"))
    page.evaluate("() => { URL.createObjectURL = () => { throw new Error('refused'); }; }")
    page.get_by_role("button", name="Download my answers").click()
    expect(page.locator(".tmb-status")).to_contain_text("The browser refused the download.")


def test_an_indonesian_table_has_the_marks_of_an_indonesian_spreadsheet(sample: Path, show: Open) -> None:
    language.use("id")
    page = show(widgets.quiz("sample-check"))
    page.get_by_role("checkbox", name="Rencana induk").check()
    page.locator(".tmb-question").nth(1).get_by_role("button").click()
    with page.expect_download() as caught:
        page.get_by_role("button", name="Unduh jawaban saya").click()
    lines = Path(caught.value.path()).read_text("utf-8-sig").splitlines()
    assert lines[2] == "Mana saja yang sudah ada sebelum krisis 1997?;Rencana induk informatisasi;0,5;1;tidak"


def test_a_fresh_start_is_undone_by_the_same_button(sample: Path, show: Open) -> None:
    page = show(widgets.quiz("sample-check"))
    answer_one(page)
    kept = stored(page)["entries"]["sample-check"]["parts"]
    page.get_by_role("button", name="Start again").click()
    expect(page.locator(".tmb-status")).to_have_text(
        "The exercise is back at its start. The same button brings your answers back."
    )
    expect(page.locator("input:checked")).to_have_count(0)
    page.get_by_role("button", name="Bring my answers back").click()
    expect(page.locator(".tmb-status")).to_have_text("Your answers are back.")
    expect(page.locator("input:checked")).not_to_have_count(0)
    assert stored(page)["entries"]["sample-check"]["parts"] == kept
    assert page.evaluate("models.w0.get('answer')") == {"sample-one": [0]}
    expect(page.get_by_role("button", name="Start again")).to_be_visible()


def test_what_a_fresh_start_took_is_gone_once_something_is_answered_anew(sample: Path, show: Open) -> None:
    page = show(widgets.quiz("sample-check"))
    answer_one(page)
    page.get_by_role("button", name="Start again").click()
    page.locator("input").last.check()
    expect(page.get_by_role("button", name="Start again")).to_be_visible()
    expect(page.get_by_role("button", name="Bring my answers back")).to_have_count(0)


def test_a_fresh_start_of_nothing_offers_nothing_to_bring_back(sample: Path, show: Open) -> None:
    page = show(widgets.quiz("sample-check"))
    page.get_by_role("button", name="Start again").click()
    expect(page.locator(".tmb-status")).to_have_text("The exercise is back at its start.")
    expect(page.get_by_role("button", name="Bring my answers back")).to_have_count(0)
