"""The quiz in a real browser, on a page without a kernel."""

from __future__ import annotations

from itertools import combinations, product
from pathlib import Path

from playwright.sync_api import Page, expect
from widget_host import Open

from timbang import exercises, language, widgets
from timbang.models.scoring import choice_points, verdict_points
from timbang.widgets import assets


def question(page: Page, number: int) -> Page:
    return page.locator(".tmb-question").nth(number)  # type: ignore[return-value]


def go_down_to(page: Page, option: str) -> None:
    """Press the arrow as a learner does, from the option in focus, until another is chosen."""
    for _ in range(5):
        if page.get_by_role("radio", name=option).is_checked():
            return
        page.keyboard.press("ArrowDown")


def test_a_quiz_is_answered_by_keyboard_alone(sample: Path, show: Open) -> None:
    page = show(widgets.quiz("sample-check"))
    page.keyboard.press("Tab")
    expect(question(page, 0).get_by_role("radio").first).to_be_focused()
    go_down_to(page, "The Electronic Government Act")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    result = question(page, 0).get_by_role("status")
    expect(result).to_have_text("Not yet. Read why, change your answer and check again.")
    expect(page.get_by_text("That came in 2001.")).to_be_visible()
    page.keyboard.press("Shift+Tab")
    go_down_to(page, "An IBM computer")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(result).to_have_text("Right.")
    assert page.evaluate("models.w0.get('answer')") == {"sample-one": [0]}
    assert page.evaluate("models.w0.get('attempts')") == {"sample-one": {"tries": 2, "first": False}}
    expect(page.locator(".tmb-score")).to_have_text("Score: 1 of 3. Right at the first try: 0 of 1.")


def test_the_place_of_an_option_does_not_tell_that_it_is_right(show: Open) -> None:
    page = show(widgets.quiz("01-what-if"))
    right = {
        str(option.text)
        for one in exercises.quiz("01-what-if").questions
        for option in one.options
        if option.right
    }
    places = set()
    for number in range(page.locator(".tmb-question").count()):
        # a statement has its verdict before its reasons
        shown = question(page, number).locator(".tmb-options").last.locator("label").all_inner_texts()
        places.add(next(place for place, words in enumerate(shown) if words in right))
    assert len(places) > 1


def test_options_stand_in_the_same_order_in_both_languages(show: Open) -> None:
    def order(code: str) -> list[int]:
        language.use(code)
        given = [str(option.text) for option in exercises.quiz("01-what-if").questions[0].options]
        shown = question(show(widgets.quiz("01-what-if")), 0).locator("label").all_inner_texts()
        return [given.index(words) for words in shown]

    assert order("en") == order("id")


def test_what_is_said_of_an_option_is_part_of_its_description(sample: Path, show: Open) -> None:
    page = show(widgets.quiz("sample-check"))
    wrong = page.get_by_role("radio", name="The first rank in the UN survey")
    wrong.check()
    question(page, 0).get_by_role("button", name="Check").click()
    expect(wrong).to_have_accessible_description(
        "Wrong: A rank of 2010 measures what had been built, it does not begin it."
    )


def test_a_wrong_choice_does_not_give_the_right_one_away(sample: Path, show: Open) -> None:
    page = show(widgets.quiz("sample-check"))
    page.get_by_role("radio", name="The first rank in the UN survey").check()
    question(page, 0).get_by_role("button", name="Check").click()
    expect(page.get_by_text("it does not begin it")).to_be_visible()
    assert question(page, 0).locator("[data-mark=right], [data-mark=missed]").count() == 0


def test_choosing_several_tells_the_missed_ones(sample: Path, show: Open) -> None:
    page = show(widgets.quiz("sample-check"))
    page.get_by_role("checkbox", name="A master plan for informatisation").check()
    question(page, 1).get_by_role("button", name="Check").click()
    expect(question(page, 1).get_by_role("status")).to_contain_text("Partly right: 0.5 of 1 point.")
    expect(page.get_by_text("You missed this one. Adopted by a sub-committee")).to_be_visible()
    page.get_by_role("checkbox", name="A plan for realising e-government").check()
    expect(question(page, 1).get_by_role("status")).to_have_text("")
    expect(page.get_by_text("You missed this one.")).to_have_count(0)
    question(page, 1).get_by_role("button", name="Check").click()
    expect(question(page, 1).get_by_role("status")).to_have_text("Right.")


def test_a_verdict_needs_a_reason(sample: Path, show: Open) -> None:
    page = show(widgets.quiz("sample-check"))
    third = question(page, 2)
    third.get_by_role("radio", name="False").check()
    third.get_by_role("button", name="Check").click()
    expect(third.get_by_role("status")).to_have_text("Choose true or false, and a reason.")
    third.get_by_role("radio", name="the crisis stopped all projects").check()
    third.get_by_role("button", name="Check").click()
    expect(third.get_by_role("status")).to_contain_text("Partly right: 0.5 of 1 point.")
    expect(third).to_contain_text("Right: Networks and plans are older")
    expect(third).to_contain_text("Wrong: No source says so")
    assert page.evaluate("models.w0.get('answer')") == {"sample-verdict": {"truth": False, "reason": 1}}


def test_nothing_chosen_is_told_and_counts_no_try(sample: Path, show: Open) -> None:
    page = show(widgets.quiz("sample-check"))
    question(page, 0).get_by_role("button", name="Check").click()
    expect(question(page, 0).get_by_role("status")).to_have_text("Choose an answer first.")
    assert page.evaluate("models.w0.get('attempts')") == {}


def test_sources_are_shown_once_checked(sample: Path, show: Open) -> None:
    page = show(widgets.quiz("sample-check"))
    source = page.get_by_role("link", name="Yonhap 2017")
    expect(source).to_be_hidden()
    page.get_by_role("radio", name="An IBM computer").check()
    question(page, 0).get_by_role("button", name="Check").click()
    expect(source).to_be_visible()
    assert source.get_attribute("rel") == "external noreferrer"


def test_what_python_sets_is_shown(sample: Path, show: Open) -> None:
    page = show(widgets.quiz("sample-check"))
    page.evaluate("models.w0.set('answer', {'sample-several': [0, 1]})")
    expect(page.get_by_role("checkbox", name="A plan for realising e-government")).to_be_checked()
    expect(question(page, 1).get_by_role("status")).to_have_text("Right.")


def test_numbers_and_words_are_indonesian_on_an_indonesian_page(sample: Path, show: Open) -> None:
    language.use("id")
    page = show(widgets.quiz("sample-check"))
    page.get_by_role("checkbox", name="Rencana induk informatisasi").check()
    question(page, 1).get_by_role("button", name="Periksa").click()
    expect(question(page, 1).get_by_role("status")).to_contain_text("Sebagian benar: 0,5 dari 1 poin.")
    expect(page.locator(".tmb-score")).to_have_text(
        "Nilai: 0,5 dari 3. Benar pada percobaan pertama: 0 dari 1."
    )
    assert "undefined" not in page.inner_text("main")


def test_python_and_javascript_give_the_same_points_for_every_answer(sample: Path, show: Open) -> None:
    page = show(widgets.quiz("sample-check"))
    choices = [
        (list(right), list(chosen))
        for count in (2, 3, 4, 5)
        for right in product([False, True], repeat=count)
        if any(right)
        for size in range(count + 1)
        for chosen in combinations(range(count), size)
    ]
    verdicts = [
        (truth, [True, False, False], verdict, reason)
        for truth, verdict, reason in product([False, True], [False, True], [None, 0, 1, 2])
    ]
    score = next(name for name in assets.site_files() if name.startswith("score-"))
    ours = [choice_points(*answer) for answer in choices] + [verdict_points(*answer) for answer in verdicts]
    theirs = page.evaluate(
        """async ([file, choices, verdicts]) => {
          const { choicePoints, verdictPoints } = await import(`./${file}`);
          const chosen = choices.map((answer) => choicePoints(...answer));
          return [...chosen, ...verdicts.map((answer) => verdictPoints(...answer))];
        }""",
        [score, choices, verdicts],
    )
    assert len(ours) > 1000
    assert theirs == ours


def test_no_line_of_a_feedback_ends_within_the_word_e_government(show: Open) -> None:
    page = show(widgets.quiz("01-definitions"))
    question(page, 0).get_by_role("radio", name="The World Bank's, as the article tells it").check()
    question(page, 0).get_by_role("button", name="Check").click()
    expect(question(page, 0).locator(".tmb-feedback .tmb-unbroken").first).to_have_text("e-government")


def test_the_case_stands_in_plain_letters_and_its_question_in_bold_ones(show: Open) -> None:
    page = show(widgets.quiz("01-composition"))
    legend = question(page, 0).locator("legend").first
    case = legend.locator(".tmb-case")
    expect(case).to_have_text("In the edition of 2016 a country has OSI 0.9, TII 0.3 and HCI 0.6.")
    weight = "element => Number(getComputedStyle(element).fontWeight)"
    assert case.evaluate(weight) < legend.evaluate(weight)
    expect(legend).to_contain_text("HCI 0.6. What is its index?")
    expect(question(page, 1).locator(".tmb-case")).to_have_count(0)
