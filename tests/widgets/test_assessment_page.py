"""The test before the course and the one after it, in a real browser."""

from __future__ import annotations

import json
import random

import pytest
from playwright.sync_api import Page, expect
from widget_host import Open

from timbang import language, widgets
from timbang.models.assessment import gains, read_first, standings
from timbang.widgets import assets
from timbang.widgets.assessment import Assessment


def right(test: Assessment, question: dict) -> list[int]:
    return [index for index, option in enumerate(question["options"]) if option["right"]]


def answer(page: Page, test: Assessment, *, wrong: int = 0, leave: int = 0) -> None:
    """Answer the first ones wrong, the last ones not at all, and the others right."""
    for number, question in enumerate(test.questions):
        block = page.locator(".tmb-question").nth(number)
        chosen = right(test, question) if number >= wrong else [right(test, question)[0] ^ 1]
        for index in chosen if number < len(test.questions) - leave else []:
            block.locator("input").nth(index).check()


def cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.split("\t")[1:]]


def hand_in(page: Page) -> None:
    page.get_by_role("button", name="Hand in").click()


def test_nothing_is_told_of_an_answer_before_the_course(show: Open) -> None:
    test = widgets.assessment("pre-test")
    page = show(test)
    answer(page, test, wrong=2)
    expect(page.locator("[data-mark]")).to_have_count(0)
    hand_in(page)
    expect(page.locator("[data-mark]")).to_have_count(0)
    expect(page.get_by_role("heading", name="Your results")).to_be_focused()
    expect(page.locator(".tmb-results li")).to_have_text(
        ["01 · What is e-government, and what can an index measure?"]
    )
    assert page.get_by_role("row", name="02 · Weighing an article").inner_text().split("\t")[1:] == ["2 of 2"]
    state = test.page_state()
    assert not any(option["feedback"] for question in state["questions"] for option in question["options"])


def test_open_questions_are_named_and_handed_in_by_a_second_press(show: Open) -> None:
    test = widgets.assessment("pre-test")
    page = show(test)
    hand_in(page)
    expect(page.locator(".tmb-status")).to_have_text("Answer at least one question first.")
    answer(page, test, leave=2)
    expect(page.locator(".tmb-progress")).to_have_text("13 of 15 answered")
    hand_in(page)
    expect(page.locator(".tmb-status")).to_have_text(
        "Still open: 14, 15. Press once more to hand in as it is."
    )
    assert page.evaluate("models.w0.get('answer')") == {}
    hand_in(page)
    expect(page.get_by_role("heading", name="Your results: 13 of 15 points")).to_be_visible()
    handed_in = page.evaluate("models.w0.get('answer')")
    assert len(handed_in) == 15 and handed_in[test.questions[-1]["id"]] == []
    test.answer = handed_in
    assert test.score == {"points": 13, "max": 15}
    assert list(test.results()["points"]) == [1.0] * 13 + [0.0] * 2


def test_the_answers_are_fixed_once_handed_in_and_there_after_a_reload(show: Open) -> None:
    test = widgets.assessment("pre-test")
    page = show(test)
    answer(page, test)
    hand_in(page)
    page.reload()
    expect(page.locator(".tmb-question input").first).to_be_disabled()
    expect(page.get_by_role("heading", name="Your results: 15 of 15 points")).to_be_visible()
    expect(page.get_by_text("Begin with whichever you like")).to_be_visible()
    page.get_by_role("button", name="Start again").click()
    expect(page.locator(".tmb-status")).to_contain_text("Press once more to start again.")
    expect(page.get_by_role("heading", name="Your results")).to_be_visible()
    page.get_by_role("button", name="Start again").click()
    expect(page.locator(".tmb-question input").first).to_be_enabled()
    expect(page.locator(".tmb-question input:checked")).to_have_count(0)


def test_after_the_course_each_answer_is_told_with_its_reason_and_the_gain(show: Open) -> None:
    before, after = widgets.assessment("pre-test"), widgets.assessment("post-test")
    page = show(before)
    answer(page, before, wrong=4, leave=1)
    hand_in(page)
    hand_in(page)
    page = show(after, tab=page)
    answer(page, after, wrong=1)
    hand_in(page)
    first = page.locator(".tmb-question").first
    expect(first.locator(".tmb-feedback:not(:empty)")).to_have_count(4)
    expect(first.get_by_text("Not right.")).to_be_visible()
    expect(page.locator(".tmb-question").last.locator(".tmb-result")).to_have_text("Right.")
    rows = {row.split("\t")[0][:2]: cells(row) for row in page.locator("tbody tr").all_inner_texts()}
    assert rows["02"] == ["0 of 2", "2 of 2", "+2"]
    assert rows["03"] == ["2 of 2", "2 of 2", "0"]
    assert rows["09"] == ["0 of 1", "1 of 1", "+1"]
    assert rows["Al"] == ["10 of 15", "14 of 15", "+4"]


def test_without_a_test_before_no_gain_is_shown_and_the_page_says_why(show: Open) -> None:
    after = widgets.assessment("post-test")
    page = show(after)
    answer(page, after)
    hand_in(page)
    expect(page.get_by_text("There is no test from before the course in this browser")).to_be_visible()
    expect(page.locator("thead th")).to_have_text(["Chapter", "points"])


def test_a_question_that_changed_since_does_not_count_for_the_gain(show: Open) -> None:
    before, after = widgets.assessment("pre-test"), widgets.assessment("post-test")
    page = show(before)
    answer(page, before)
    hand_in(page)
    kept = json.loads(page.evaluate("localStorage.getItem('timbang.work')"))
    kept["entries"]["pre-test"]["parts"]["09-mend-the-plan"]["made"] = "another"
    page.evaluate("work => localStorage.setItem('timbang.work', work)", json.dumps(kept))
    page = show(after, tab=page)
    answer(page, after)
    hand_in(page)
    expect(page.locator("tbody tr")).to_have_count(8 + 1)
    expect(page.locator("tbody tr").last).to_contain_text("14 of 14")


def test_the_test_is_taken_by_keyboard_alone_in_indonesian(show: Open) -> None:
    language.use("id")
    page = show(widgets.assessment("pre-test"))
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator(".tmb-progress")).to_have_text("1 dari 15 terjawab")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Serahkan":
            break
    page.keyboard.press("Enter")
    expect(page.locator(".tmb-status")).to_contain_text("Masih kosong: 2, 3,")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Hasil Anda: 0,5 dari 15 poin")).to_be_focused()
    assert "undefined" not in page.inner_text("main")


def test_python_and_javascript_agree_on_standing_gain_and_what_to_read(show: Open) -> None:
    page = show(widgets.assessment("pre-test"))
    chance = random.Random(1)
    cases = []
    for _ in range(200):
        chapters = [f"0{chance.randint(1, 4)}" for _ in range(chance.randint(0, 8))]
        cases.append([chapters, *([chance.choice([None, 0, 0.5, 1]) for _ in chapters] for _ in "ab")])
    file = next(name for name in assets.site_files() if name.startswith("standing-"))
    theirs = page.evaluate(
        """async ([file, cases]) => {
          const it = await import(`./${file}`);
          return cases.map(([chapters, one, other]) => {
            const reached = it.standings(chapters, one);
            return [reached, it.readFirst(reached), it.gains(chapters, one, other)];
          });
        }""",
        [file, cases],
    )
    for (chapters, one, other), (reached, first, gained) in zip(cases, theirs, strict=True):
        ours = standings(chapters, one)
        assert [vars(standing) for standing in ours] == reached
        assert read_first(ours) == first
        assert [vars(gain) for gain in gains(chapters, one, other)] == gained


@pytest.mark.parametrize("answered", [0, "01", [9], [0, 0]])
def test_an_answer_of_a_wrong_form_is_refused(answered: object) -> None:
    from timbang.errors import BadAnswer

    test = widgets.assessment("post-test")
    with pytest.raises(BadAnswer, match="post-test, 01-which-definition: "):
        test.answer = {"01-which-definition": answered}
    assert test.answer == {}


def test_no_head_of_the_results_breaks_within_a_word_on_a_phone(show: Open) -> None:
    language.use("id")
    before, after = widgets.assessment("pre-test"), widgets.assessment("post-test")
    page = show(before)
    page.set_viewport_size({"width": 360, "height": 800})
    answer(page, before)
    page.get_by_role("button", name="Serahkan").click()
    page = show(after, tab=page)
    answer(page, after)
    page.get_by_role("button", name="Serahkan").click()
    heads = page.locator("thead th").evaluate_all("heads => heads.map((head) => head.offsetHeight)")
    assert len(heads) == 4 and max(heads) == min(heads)


def test_a_head_of_a_table_begins_with_a_capital(show: Open) -> None:
    test = widgets.assessment("pre-test")
    page = show(test)
    answer(page, test)
    hand_in(page)
    looks = "heads => heads.map((head) => getComputedStyle(head, '::first-letter').textTransform)"
    assert set(page.locator("thead th").evaluate_all(looks)) == {"uppercase"}


def test_whoever_knows_little_yet_is_sent_to_three_chapters_and_not_to_all(show: Open) -> None:
    test = widgets.assessment("pre-test")
    page = show(test)
    answer(page, test, wrong=len(test.questions))
    hand_in(page)
    expect(page.get_by_text("Much of this is new to you. Begin with these chapters")).to_be_visible()
    assert [words[:2] for words in page.locator(".tmb-results li").all_inner_texts()] == ["01", "02", "03"]
