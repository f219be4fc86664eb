"""The search for an agency in a real browser: by keyboard, by slips and short forms, counted as in Python."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from widget_host import Open

from timbang import data, language, widgets
from timbang.models import spbe
from timbang.widgets import assets

FIND = """async ([file, names, short, kinds, asked]) => {
  const { finder } = await import(`./${file}`);
  const index = finder(names, short, kinds);
  return asked.map((text) => index.find(text).slice(0, 8).map((place) => names[place]));
}"""
SCORED = """async ([file, names, rows, weights, bounds]) => {
  const { effect, labelOf, raised, standing, unpacked } = await import(`./${file}`);
  const all = unpacked(names, rows);
  return all.map((own) => {
    const peers = all.filter((one) => one.kind === own.kind && one !== own);
    return [
      labelOf(bounds, own.index), own.scores.map((score, at) => effect(weights[at], score)),
      raised(weights, own, [2, 3]), standing(own.index, peers.map(({ index }) => index)),
    ];
  });
}"""
ASKED = {
    "bone": "Pemerintah Kab. Bone",
    "kabupaten bone": "Pemerintah Kab. Bone",
    "Pemkab Bone": "Pemerintah Kab. Bone",
    "pemkot bandung": "Pemerintah Kota Bandung",
    "kota bandnug": "Pemerintah Kota Bandung",
    "kab. bandung": "Pemerintah Kab. Bandung",
    "bandung barat": "Pemerintah Kab. Bandung Barat",
    "gunungsitoli": "Pemerintah Kota Gunung Sitoli",
    "kemendagri": "Kementerian Dalam Negeri",
    "kominfo": "Kementerian Komunikasi dan Informatika",
    "kemenkeu": "Kementerian Keuangan",
    "kemenkumham": "Kementerian Hukum dan Hak Asasi Manusia",
    "esdm": "Kementerian Energi dan Sumber Daya Mineral",
    "kemenpanrb": "Kementerian Pendayagunaan Aparatur Negara dan Reformasi Birokrasi",
    "BPS": "Badan Pusat Statistik",
    "lkpp": "Lembaga Kebijakan Pengadaan Barang/Jasa Pemerintah",
    "klhk": "Kementerian Lingkungan Hidup dan Kehutanan",
    "provinsi sumatra utara": "Pemerintah Provinsi Sumatera Utara",
    "ntt": "Pemerintah Provinsi Nusa Tenggara Timur",
    "KEMENTERIAN  PERTANIAN": "Kementerian Pertanian",
    "kementrian pertanain": "Kementerian Pertanian",
    "xyzzy": "",
    "": "",
    "---": "",
    "(": "",
}


def shared(name: str) -> str:
    return next(file for file in assets.site_files() if file.startswith(f"{name}-"))


@pytest.fixture
def page(show: Open) -> Page:
    return show(widgets.agency("07-find-your-agency"))


def field(page: Page) -> Any:
    return page.get_by_role("combobox")


def take(page: Page, typed: str) -> None:
    field(page).fill("")
    field(page).press_sequentially(typed)
    field(page).press("Enter")


def answer(page: Page) -> Any:
    return page.evaluate("models.w0.get('answer').agency")


def test_names_are_found_by_slips_short_forms_and_initials(page: Page) -> None:
    widget = widgets.agency("07-find-your-agency")
    given = [shared("names"), widget.names.split("|"), widget.short, widget.kind_words, list(ASKED)]
    found = page.evaluate(FIND, given)
    assert {text: (names[0] if names else "") for text, names in zip(ASKED, found, strict=True)} == ASKED


def test_every_agency_is_found_by_its_own_name(page: Page) -> None:
    widget = widgets.agency("07-find-your-agency")
    names = widget.names.split("|")
    found = page.evaluate(FIND, [shared("names"), names, widget.short, widget.kind_words, names])
    assert [one[0] for one in found] == names


def test_labels_effects_and_standings_are_those_of_python(page: Page) -> None:
    widget = widgets.agency("07-find-your-agency")
    counted = page.evaluate(
        SCORED, [shared("spbe"), widget.names, widget.rows, widget.weights, widget.bounds]
    )
    table = data.table("spbe_agencies")
    table = table[table["year"] == 2024].reset_index(drop=True)
    for place, row in table.iterrows():
        label, effects, after, stands = counted[place]
        domains = {
            domain: None if row[column] != row[column] else row[column]
            for domain, column in spbe.COLUMNS.items()
        }
        assert list(spbe.LABELS)[label] == row["predicate_from_thresholds"]
        for (domain, score), effect in zip(domains.items(), effects, strict=True):
            assert effect / 100 == pytest.approx(spbe.effect(domain, score or 1))
        raised = spbe.raised(row["spbe_index"], domains, ["management", "services"])
        assert after / 100 == pytest.approx(raised)
        others = table.loc[(table["type"] == row["type"]) & (table.index != place), "spbe_index"]
        expected = spbe.standing(row["spbe_index"], list(others))
        assert (stands["peers"], stands["below"], stands["equal"]) == (
            expected.peers,
            expected.below,
            expected.equal,
        )
        assert stands["median"] / 100 == pytest.approx(expected.median)


def test_arrow_keys_choose_and_focus_stays_in_the_field(page: Page) -> None:
    field(page).press_sequentially("bandung")
    expect(field(page)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    active = field(page).get_attribute("aria-activedescendant")
    option = page.locator(f"#{active}")
    expect(option).to_have_attribute("aria-selected", "true")
    chosen = option.locator("span").first.inner_text()
    page.keyboard.press("Enter")
    expect(field(page)).to_have_value(chosen)
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    assert answer(page) == {"agency": chosen, "raised": []}


def test_escape_closes_the_list_and_the_choice_comes_back(page: Page) -> None:
    take(page, "kab bone")
    field(page).press_sequentially("zz")
    field(page).press("Escape")
    field(page).blur()
    expect(field(page)).to_have_value("Pemerintah Kab. Bone")
    field(page).fill("xyzzy")
    expect(page.locator(".tmb-fault")).to_contain_text("No agency has such a name")
    field(page).press("Enter")
    assert answer(page) == {"agency": "Pemerintah Kab. Bone", "raised": []}


def test_a_touch_takes_a_name(page: Page) -> None:
    field(page).fill("kota bandung")
    page.get_by_role("option").first.click()
    assert answer(page)["agency"] == "Pemerintah Kota Bandung"


def test_what_is_shown_is_what_the_report_prints(page: Page) -> None:
    take(page, "kementerian dalam negeri")
    row = data.table("spbe_agencies").query("year == 2024 and agency == 'Kementerian Dalam Negeri'").iloc[0]
    values = page.locator(".tmb-panel .tmb-value").all_inner_texts()
    expected = [row[column] for column in ("spbe_index", *spbe.COLUMNS.values())]
    assert values == [f"{value:.2f}" for value in expected]
    expect(page.locator(".tmb-whole")).to_contain_text("of the 33 other ministries")


def test_one_more_point_moves_the_index_and_is_kept(page: Page, show: Open) -> None:
    take(page, "kab nias barat")
    expect(page.locator(".tmb-whole .tmb-note")).to_contain_text("lies on a threshold")
    page.get_by_role("group", name="Services").get_by_role("checkbox").check()
    expect(page.locator(".tmb-outcome")).to_have_text(
        "With the points that you ticked: index about 2.26, label fair (Cukup)"
    )
    expect(page.locator(".tmb-status")).to_have_text("Index about 2.26 instead of 1.80, label fair (Cukup).")
    page.reload()
    page.wait_for_selector("html[data-ready]", state="attached")
    expect(page.get_by_role("group", name="Services").get_by_role("checkbox")).to_be_checked()
    assert answer(page) == {"agency": "Pemerintah Kab. Nias Barat", "raised": ["services"]}


def test_a_lost_score_is_explained_and_not_filled_in(page: Page) -> None:
    take(page, "provinsi jawa timur")
    policy = page.get_by_role("group", name="Policy")
    expect(policy.locator(".tmb-value")).to_have_text("not known")
    expect(policy.locator(".tmb-note")).to_contain_text("about 4.6")


def test_the_choice_can_be_taken_home(page: Page) -> None:
    take(page, "kab bone")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my answers").click()
    lines = Path(download.value.path()).read_text("utf-8-sig").splitlines()
    assert len(lines) == 7 and lines[0].startswith('"Pemerintah Kab. Bone, 2024"')


def test_it_is_indonesian_on_an_indonesian_page(show: Open) -> None:
    language.use("id")
    page = show(widgets.agency("07-find-your-agency"))
    take(page, "kota bandung")
    assert "undefined" not in page.inner_text("main")
    expect(page.locator(".tmb-whole")).to_contain_text("kota lainnya")


def test_a_choice_set_by_python_is_shown(page: Page) -> None:
    page.evaluate(
        "models.w0.set('answer', {agency: {agency: 'Badan Pusat Statistik', raised: ['management']}})"
    )
    expect(field(page)).to_have_value("Badan Pusat Statistik")
    expect(page.get_by_role("group", name="Management").get_by_role("checkbox")).to_be_checked()
