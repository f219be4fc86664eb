"""The scales in a real browser, on a page without a kernel."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from widget_host import Open

from timbang import language, widgets
from timbang.models import claims
from timbang.widgets import assets

LEVELS = [20, 40, 60, 80, 100]


@pytest.fixture
def page(sample: Path, show: Open) -> Page:
    return show(widgets.scales("02-claims"))


def weigh(page: Page, verdict: str, confidence: int) -> None:
    page.get_by_role("radio", name=f"{verdict}:").check()
    page.get_by_role("radio", name=f"{confidence}%", exact=True).check()
    page.get_by_role("button", name="Weigh", exact=True).click()


def number(page: Page) -> Page:
    return page.locator(".tmb-number")  # type: ignore[return-value]


def result(page: Page) -> Page:
    return page.locator(".tmb-claim [role=status]")  # type: ignore[return-value]


def test_a_claim_is_weighed_by_keyboard_alone(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.get_by_label("Speaker")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("radio", name="supported:")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="80%")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(result(page)).to_have_text("As the sources say: supported. You said: supported, 80 percent sure.")
    expect(page.locator(".tmb-told")).to_be_focused()
    assert page.evaluate("models.w0.get('answer')") == {"A23": {"verdict": "supported", "confidence": 80}}
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Next claim to weigh")).to_be_focused()
    page.keyboard.press("Enter")
    expect(number(page)).to_have_text("Claim A8, paragraph 2 of the article")
    expect(page.locator(".tmb-statement")).to_be_focused()
    expect(page.locator(".tmb-scales input:checked")).to_have_count(0)


def test_reason_kind_and_sources_are_told_only_after_the_verdict(page: Page) -> None:
    page.get_by_role("button", name="A21: not weighed").click()
    expect(page.locator(".tmb-told")).to_be_hidden()
    assert "impeachment" not in page.inner_text("main")
    weigh(page, "nuanced", 60)
    expect(result(page)).to_have_text("The sources say: contradicted. You said: nuanced, 60 percent sure.")
    told = page.locator(".tmb-told")
    expect(told).to_contain_text("before the impeachment (9 December 2016)")
    expect(told).to_contain_text("Kind of claim: cause.")
    source = told.get_by_role("link").first
    expect(source).to_be_visible()
    assert source.get_attribute("rel") == "external noreferrer"
    expect(page.get_by_role("radio", name="contradicted:")).to_have_accessible_description(
        "verdict of the sources"
    )
    expect(page.get_by_role("button", name="A21: not as the sources say")).to_have_attribute(
        "aria-current", "true"
    )


def test_a_verdict_given_stays(page: Page) -> None:
    weigh(page, "opinion", 100)
    expect(page.get_by_role("radio", name="supported:")).to_be_disabled()
    expect(page.get_by_role("button", name="Weigh", exact=True)).to_be_hidden()
    page.get_by_role("button", name="Start again").click()
    expect(page.get_by_role("radio", name="supported:")).to_be_enabled()
    expect(page.locator(".tmb-balance")).to_be_empty()
    assert page.evaluate("models.w0.get('answer')") == {}


def test_half_an_answer_is_not_weighed_and_not_lost(page: Page) -> None:
    page.get_by_role("radio", name="opinion:").check()
    page.get_by_role("button", name="Weigh", exact=True).click()
    expect(result(page)).to_have_text("Choose a verdict and how sure you are.")
    page.get_by_role("button", name="Skip").click()
    expect(number(page)).to_contain_text("Claim A8")
    page.get_by_role("button", name="A23: not weighed").click()
    expect(page.get_by_role("radio", name="opinion:")).to_be_checked()
    assert page.evaluate("models.w0.get('attempts')") == {}


def test_claims_are_filtered_by_set_paragraph_and_speaker(page: Page) -> None:
    count = page.locator(".tmb-count")
    expect(count).to_have_text("0 of 10 weighed")
    page.get_by_label("Claims", exact=True).select_option("All (41)")
    expect(count).to_have_text("0 of 41 weighed")
    page.get_by_label("Paragraph").select_option("P3")
    expect(count).to_have_text("0 of 6 weighed")
    expect(page.locator(".tmb-status")).to_have_text("0 of 6 weighed")
    page.get_by_label("Speaker").select_option("World Bank, as reported by the author")
    expect(page.locator(".tmb-chip")).to_have_text(["A14"])
    expect(number(page)).to_have_text("Claim A14, paragraph 3 of the article")
    page.get_by_label("Paragraph").select_option("P11")
    expect(count).to_have_text("No claim fits. Widen the filters.")
    expect(page.locator(".tmb-claim")).to_be_hidden()
    page.get_by_role("button", name="Clear the filters").click()
    expect(count).to_have_text("0 of 41 weighed")
    expect(page.locator(".tmb-claim")).to_be_visible()


def test_the_balance_tells_hits_brier_score_and_curve(page: Page) -> None:
    weigh(page, "supported", 100)
    page.get_by_role("button", name="Next claim to weigh").click()
    weigh(page, "opinion", 100)
    expect(page.locator(".tmb-score")).to_have_text("1 of 2 as the sources say. Brier score: 0.5")
    balance = page.locator(".tmb-balance")
    expect(balance).to_contain_text("On average you were 100 percent sure, and 50 percent were right")
    expect(balance).to_contain_text("surer than you had reason to be. With fewer than ten claims")
    expect(balance.get_by_role("img")).to_have_accessible_name(
        "Calibration curve. Said 100 percent: 50 percent right, of 2. "
        "On the diagonal, as many are right as was said."
    )
    expect(balance.locator("tbody tr")).to_have_text(["100%2150%"])
    page.get_by_role("button", name="Next claim to weigh").click()
    weigh(page, "nuanced", 20)
    expect(balance).to_contain_text("On average you were 73 percent sure, and 67 percent were right")
    expect(balance).to_contain_text("you knew rather well what you knew")
    expect(balance.locator("circle")).to_have_count(2)


def test_the_ten_are_enough_and_the_others_stay_open(page: Page) -> None:
    for _ in range(9):
        weigh(page, "nuanced", 40)
        page.get_by_role("button", name="Next claim to weigh").click()
    weigh(page, "nuanced", 40)
    expect(page.locator(".tmb-status")).to_contain_text("The exercise is done.")
    expect(page.locator(".tmb-told")).to_contain_text("All claims of this choice are weighed.")
    page.get_by_label("Claims", exact=True).select_option("All (41)")
    expect(page.locator(".tmb-count")).to_have_text("10 of 41 weighed")
    page.get_by_role("button", name="Next claim to weigh").click()
    weigh(page, "nuanced", 40)
    expect(page.locator(".tmb-score")).to_have_text("3 of 11 as the sources say. Brier score: 0.21")


def test_answers_are_there_again_after_a_reload(sample: Path, show: Open) -> None:
    page = show(widgets.scales("02-claims"))
    weigh(page, "supported", 60)
    page.get_by_role("button", name="Next claim to weigh").click()
    page.get_by_role("radio", name="opinion:").check()
    page.reload()
    page.wait_for_selector("html[data-ready]", state="attached")
    expect(page.locator(".tmb-status")).to_have_text("Your earlier answers have been filled in.")
    expect(page.locator(".tmb-score")).to_contain_text("1 of 1 as the sources say")
    expect(number(page)).to_contain_text("Claim A8")
    expect(page.get_by_role("radio", name="opinion:")).to_be_checked()
    assert page.evaluate("models.w0.get('answer')") == {"A23": {"verdict": "supported", "confidence": 60}}


def test_answers_to_a_claim_that_has_changed_are_kept_and_not_filled_in(sample: Path, show: Open) -> None:
    page = show(widgets.scales("02-claims"))
    weigh(page, "supported", 60)
    changed = widgets.scales("02-claims")
    changed.fingerprints = {**changed.fingerprints, "A23": "another"}
    page = show(changed, tab=page)
    expect(page.locator(".tmb-notice")).to_contain_text("kept, not filled in")
    assert page.evaluate("models.w0.get('answer')") == {}
    kept = page.evaluate("JSON.parse(localStorage['timbang.work']).entries['02-claims'].parts.A23.answer")
    assert kept == {"verdict": "supported", "confidence": 60}


def test_what_python_sets_is_shown(page: Page) -> None:
    page.evaluate("models.w0.set('answer', { A23: { verdict: 'opinion', confidence: 40 } })")
    expect(page.get_by_role("radio", name="opinion:")).to_be_checked()
    expect(result(page)).to_contain_text("The sources say: supported.")
    expect(page.locator(".tmb-balance tbody tr")).to_have_text(["40%100%"])


@pytest.mark.parametrize(
    ("code", "button", "choice", "line"),
    [
        (
            "en",
            "Download my answers",
            "opinion:",
            'A23,P4,author (Muttaqin),judgement,"Korea remains an example',
        ),
        ("id", "Unduh jawaban saya", "pendapat:", "A23;P4;penulis (Muttaqin);penilaian;"),
    ],
)
def test_answers_are_taken_home(
    sample: Path, show: Open, code: str, button: str, choice: str, line: str
) -> None:
    language.use(code)
    page = show(widgets.scales("02-claims"))
    page.get_by_role("radio", name=choice).check()
    page.get_by_role("radio", name="40%").check()
    page.locator(".tmb-claim .tmb-main").first.click()
    with page.expect_download() as started:
        page.get_by_role("button", name=button).click()
    assert started.value.suggested_filename == "02-claims.csv"
    lines = Path(started.value.path()).read_text("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith(line)
    assert lines[1].count("40") == 1


def test_a_refused_download_keeps_the_answers(page: Page) -> None:
    weigh(page, "opinion", 20)
    page.evaluate("() => { URL.createObjectURL = () => { throw new Error('refused'); }; }")
    page.get_by_role("button", name="Download my answers").click()
    expect(page.locator(".tmb-status")).to_contain_text("The browser refused the download.")
    assert list(page.evaluate("models.w0.get('answer')")) == ["A23"]


def test_the_scales_are_indonesian_on_an_indonesian_page(sample: Path, show: Open) -> None:
    language.use("id")
    page = show(widgets.scales("02-claims"))
    page.get_by_role("button", name="A29: belum ditimbang").click()
    page.get_by_role("radio", name="didukung:").check()
    page.get_by_role("radio", name="60%").check()
    page.get_by_role("button", name="Timbang", exact=True).click()
    expect(result(page)).to_have_text(
        "Putusan sumber: belum terverifikasi. Putusan Anda: didukung, yakin 60 persen."
    )
    expect(page.locator(".tmb-score")).to_have_text("0 dari 1 sama dengan putusan sumber. Skor Brier: 0,36")
    assert "undefined" not in page.inner_text("main")


def test_python_and_javascript_reckon_the_same(page: Page) -> None:
    chance = random.Random(2)
    forecasts: list[Any] = [
        ([chance.choice(LEVELS) / 100 for _ in range(size)], [chance.randint(0, 1) for _ in range(size)])
        for size in (1, 2, 3, 10, 41)
        for _ in range(40)
    ]
    forecasts += [([said / 100], [came]) for said in range(101) for came in (0, 1)]
    file = next(name for name in assets.site_files() if name.startswith("calibration-"))
    theirs = page.evaluate(
        """async ([file, forecasts]) => {
          const { brierScore, calibration, overconfidence } = await import(`./${file}`);
          return forecasts.map(([said, came]) => [
            brierScore(said, came), overconfidence(said, came),
            calibration(said, came).map(({ said, share, count }) => [said, share, count]),
          ]);
        }""",
        [file, forecasts],
    )
    for (said, came), (brier, gap, curve) in zip(forecasts, theirs, strict=True):
        assert brier == pytest.approx(claims.brier_score(said, came), abs=1e-12)
        assert gap == pytest.approx(claims.overconfidence(said, came), abs=1e-12)
        ours = [(one.said, one.share, one.count) for one in claims.calibration(said, came)]
        assert [count for *_, count in curve] == [count for *_, count in ours]
        assert curve == [pytest.approx(point, abs=1e-12) for point in ours]


def test_a_choice_that_cannot_be_changed_any_more_is_still_seen(page: Page) -> None:
    weigh(page, "opinion", 100)
    chosen = page.locator(".tmb-claim input:checked").first
    expect(chosen).to_be_disabled()
    look = "input => [getComputedStyle(input).backgroundColor, getComputedStyle(input).opacity]"
    colour, opacity = chosen.evaluate(look)
    assert opacity == "1" and colour != "rgba(0, 0, 0, 0)"


def test_what_a_filter_said_is_gone_once_a_claim_is_weighed(page: Page) -> None:
    page.get_by_label("Claims", exact=True).select_option("all")
    expect(page.locator(".tmb-status")).to_have_text("0 of 41 weighed")
    weigh(page, "opinion", 100)
    expect(page.locator(".tmb-count")).to_have_text("1 of 41 weighed")
    expect(page.locator(".tmb-status")).to_be_empty()
