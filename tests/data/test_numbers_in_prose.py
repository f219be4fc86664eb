"""Does a number typed in prose stand in the data, in the format of its page?"""

import pytest

from timbang import data, language, number_functions, numbers
from timbang.errors import (
    BadNumber,
    TimbangError,
    UnknownComponent,
    UnknownEconomy,
    UnknownEdition,
    UnknownTable,
)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("egdi('KOR', 2014)", 0.94623),
        ("egdi('KOR', 2014, 'osi')", 0.97637),
        ("rank('KOR', 2016)", 3),
        ("rank('IDN', 2016)", 116),
        ("best_rank('KOR')", 1),
        ("best_rank('IDN')", 64),
        ("editions_at_rank('KOR', 1)", 3),
        ("assessed(2003)", 173),
        ("assessed(2024)", 193),
        ("countries('egdi')", 193),
        ("editions('egdi')", 12),
        ("first_year('egdi')", 2003),
        ("last_year('egdi')", 2024),
        ("growth('KOR', 1998)", -5.129),
        ("growth_rebased('KOR', 1998)", -4.939),
        ("growth('IDN', 1998)", -13.127),
        ("count('korea_timeline')", 90),
        ("count('korea_timeline', status='verified-in-stored-source')", 88),
        ("count('claims', verdict='contradicted') + count('claims', verdict='nuanced')", 14),
        ("value('egdi_groups', 'egdi_excluding_zero_filled', 'World (193)', 2018)", 0.54906),
        ("value('oecd_dgi', 'composite', 'KOR', 2019)", 0.742),
        ("value('spbe_national', 'spbe_index', 'IDN', 2024)", 3.12),
        ("procurement_estimate('Q4', 2014)", 63),
        ("mean_among('spbe_national', 'spbe_index', year=2024)", 3.12),
        ("rank_in_group('IDN', 2024, 'KOR', 'SGP')", 3),
        ("spbe_indicators(2020)", 35),
        ("spbe_indicators(2021)", 47),
        ("spbe_peers_below('Pemerintah Kab. Jember', 2024)", 298),
        ("100 - procurement_estimate('Q6', 2008)", 18),
        ("year('K24')", 1998),
        ("year('K24') - year('K1')", 37),
        ("-(1 + 2) * 3 / 4", -2.25),
        ("abs(growth('KOR', 1998))", 5.129),
        ("round(100 * egdi('KOR', 2014), 1)", 94.6),
        ("max(rank('KOR', 2003), rank('KOR', 2024)) - min(1, 2)", 12),
        ("component_rank('KOR', 2016, 'hci')", 18),
        ("rank_with('KOR', 2016, hci=2014)", 3),
        ("rank_with('KOR', 2014, osi=2016, tii=2016, hci=2016)", 4),
        ("places_regained('KOR', 2014, 2016, 'tii')", 4 / 3),
        ("leaders_change('KOR', 2014, 2016, 'osi')", 0.04314),
        ("leaders_fell('KOR', 2014, 2016, 'tii')", 18),
        ("countries_that_fell(2014, 2016, 'hci')", 133),
    ],
)
def test_an_expression_gives_the_number_of_the_data(expression: str, value: float) -> None:
    assert numbers.evaluate(expression) == pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize(
    ("series", "year", "low", "high"),
    [
        ("internet_users", 2000, 44, 45),
        ("broadband", 2005, 20, 30),
        ("mobile", 2010, 95, 110),
        ("population", 2014, 50e6, 52e6),
        ("gdp_per_person", 1998, 12e3, 17e3),
        ("democracy", 1987, 0.35, 0.45),
        ("liberal_democracy", 2000, 0.6, 0.85),
    ],
)
def test_every_series_of_korea_is_of_its_known_size(series: str, year: int, low: float, high: float) -> None:
    assert low < numbers.evaluate(f"{series}('KOR', {year})") < high


def test_every_function_is_tried_here() -> None:
    tried = {
        "internet_users",
        "broadband",
        "mobile",
        "population",
        "gdp_per_person",
        "democracy",
        "liberal_democracy",
    }
    tried |= {
        "egdi",
        "rank",
        "best_rank",
        "editions_at_rank",
        "assessed",
        "countries",
        "editions",
        "first_year",
    }
    tried |= {"last_year", "growth", "growth_rebased", "count", "value", "year"}
    tried |= {"participation_rank", "democracy_low", "democracy_high"}
    tried |= {"component_rank", "rank_with", "places_regained", "leaders_change", "leaders_fell"}
    tried |= {"countries_that_fell"}
    tried |= {"mean", "spread", "z_score", "places_within", "scores_given_back"}  # in test_index_numbers.py
    tried |= {"rank_moved"}  # there too
    tried |= {"procurement_estimate"}
    tried |= {"median_among", "mean_among", "spbe_policy_implied", "rank_in_group", "spbe_indicators"}
    tried |= {"spbe_peers_below"}
    assert tried == set(numbers.FUNCTIONS)


def test_democracy_has_its_interval() -> None:
    low, middle, high = (
        numbers.evaluate(f"{name}('KOR', 1987)") for name in ("democracy_low", "democracy", "democracy_high")
    )
    assert low < middle < high


def test_a_rank_by_participation_is_computed_from_the_scores() -> None:
    egdi = data.table("egdi")
    edition = egdi[egdi.year == 2020].set_index("iso3").epi
    assert numbers.evaluate("participation_rank('IDN', 2020)") == (edition > edition["IDN"]).sum() + 1 == 57


def test_whole_numbers_stay_whole() -> None:
    assert type(numbers.evaluate("rank('KOR', 2014)")) is int
    assert type(numbers.evaluate("population('KOR', 2014)")) is int
    assert type(numbers.evaluate("egdi('KOR', 2014)")) is float


@pytest.mark.parametrize(
    ("expression", "error", "says"),
    [
        ("egdi('Korea', 2014)", UnknownEconomy, "nearest: KOR"),
        ("egdi('KRO', 2014)", UnknownEconomy, "KOR"),
        ("egdi('KOR', 2015)", UnknownEdition, "nearest: 2014, 2016"),
        ("egdi('SSD', 2003)", UnknownEdition, "was not assessed in 2003, only in 2012, 2014"),
        ("rank('SSD', 2003)", UnknownEdition, "was not assessed"),
        ("best_rank('XXX')", UnknownEconomy, "nearest"),
        ("assessed(2006)", UnknownEdition, "2005, 2004, 2008"),
        ("growth('BRA', 1998)", UnknownEconomy, "nearest: BRN"),
        ("broadband('KOR', 2024)", BadNumber, "wdi.it_net_bbnd_p2 is empty for KOR, 2024"),
        ("value('egdi', 'egdi_rank', 'SSD', 2003)", BadNumber, "is empty"),
        ("value('egdi', 'country', 'KOR', 2014)", BadNumber, "holds no numbers"),
        ("value('egdi', 'zero_filled', 'KOR', 2014)", BadNumber, "holds no numbers"),
        ("egdi('KOR', 2014, 'ois')", BadNumber, "choose one of: osi"),
        ("value('egdi', 'egdi', 'KOR')", BadNumber, "named by iso3, year"),
        ("value('edgi', 'egdi', 'KOR', 2014)", UnknownTable, "choose one of: egdi"),
        ("count('korea_timeline', category='laws')", BadNumber, "never 'laws'; nearest: law"),
        ("count('korea_timeline', kategory='law')", BadNumber, "choose one of: category"),
        ("countries('korea_timeline')", BadNumber, "no column iso3"),
        ("year('K999')", BadNumber, "nearest: K9"),
        ("year('G1')", BadNumber, "has no date"),
        (
            "procurement_estimate('Q4', 2013)",
            BadNumber,
            "has 0 figures of Q4 in 2013, not one; there are: Q1 2003",
        ),
        ("procurement_estimate('Q5', 2004)", BadNumber, "has 2 figures of Q5 in 2004"),
        ("rnak('KOR', 2014)", BadNumber, "choose one of: rank"),
        ("rank('KOR')", BadNumber, "edition"),
        ("leaders_fell('KOR', 2014, 2016, 'epi')", UnknownComponent, "choose from: osi, tii, hci"),
        ("rank_with('KOR', 2016, epi=2014)", UnknownComponent, "choose from: osi, tii, hci"),
        ("component_rank('KOR', 2015, 'hci')", UnknownEdition, "no edition of 2015"),
        ("1 / 0", BadNumber, "divides by zero"),
        ("1e308 * 10", BadNumber, "no finite number"),
        ("", BadNumber, "no expression"),
        ("rank('KOR', 2014", BadNumber, "no expression"),
        ("'three'", BadNumber, "not allowed"),
        ("True", BadNumber, "not allowed"),
        ("2 ** 8", BadNumber, "not allowed"),
        ("1 < 2", BadNumber, "not allowed"),
        ("__import__('os')", BadNumber, "no function __import__"),
        ("rank.__class__('KOR', 2014)", BadNumber, "not allowed"),
        ("rank('KOR', -'2014')", BadNumber, "a name or a whole number"),
        ("rank('KOR', 2010 + 4)", BadNumber, "a name or a whole number"),
        ("count('claims', **{'verdict': 'nuanced'})", BadNumber, "a name or a whole number"),
    ],
)
def test_what_cannot_be_computed_is_refused_in_one_line(
    expression: str, error: type[TimbangError], says: str
) -> None:
    with pytest.raises(error) as refused:
        numbers.evaluate(expression)
    message = str(refused.value)
    assert message.startswith(f"{expression}: ")
    assert says in message
    assert "\n" not in message


def test_refusals_speak_indonesian() -> None:
    language.use("id")
    with pytest.raises(UnknownEdition, match="egdi tidak memuat 2015; yang terdekat: 2014"):
        numbers.evaluate("rank('KOR', 2015)")


@pytest.mark.parametrize(
    ("typed", "code", "value"),
    [
        ("0.9462", "en", 0.94623),
        ("0,9462", "id", 0.94623),
        ("0.946", "en", 0.94623),
        ("6,78", "id", 6.781),
        ("1,234.5", "en", 1234.49),
        ("1.234,5", "id", 1234.49),
        ("1234.5", "en", 1234.5),
        ("50.746.659", "id", 50746659),
        ("−5.13", "en", -5.129),
        ("-5.13", "en", -5.129),
        ("−5,13", "id", -5.129),
        ("-5", "id", -5.129),
        ("1998", "en", 1998),
        ("1998", "id", 1998),
        ("1,998", "en", 1998),
        ("0.12", "en", 0.125),
        ("0.13", "en", 0.125),
        ("-0.12", "en", -0.125),
        ("44.70", "en", 44.7),
        ("3", "en", 3),
    ],
)
def test_a_typed_number_matches_its_value(typed: str, code: str, value: float) -> None:
    assert numbers.matches(typed, value, code)


@pytest.mark.parametrize(
    ("typed", "code", "value"),
    [
        ("0.9463", "en", 0.94623),
        ("0,9462", "en", 0.94623),
        ("0.9462", "id", 0.94623),
        ("5.13", "en", -5.129),
        ("-5.12", "en", -5.129),
        ("1.998", "en", 1998),
        ("1,998", "id", 1998),
        ("1.9981", "id", 19981),
        ("12,34.5", "en", 1234.5),
        ("0.12", "en", 0.1251),
        ("0.11", "en", 0.125),
        ("4", "en", 3),
        ("three", "en", 3),
        ("", "en", 0),
        ("-", "en", 0),
        ("--3", "en", 3),
        ("3 ", "en", 3),
        ("3%", "en", 3),
        ("1.", "en", 1),
        (".5", "en", 0.5),
        ("٣", "en", 3),
    ],
)
def test_a_typed_number_does_not_match_another_value(typed: str, code: str, value: float) -> None:
    assert not numbers.matches(typed, value, code)


@pytest.mark.parametrize(
    ("typed", "identifier", "code"),
    [
        ("24,400", "S6.5", "en"),
        ("24.400", "S6.5", "id"),
        ("24400", "S6.5", "id"),
        ("7.94", "S1.3", "en"),
        ("7,94", "S1.3", "id"),
        ("54,68", "S1.3", "id"),
        ("73", "Q4", "en"),
        ("8,05", "Q5", "id"),
        ("1998", "K24", "en"),
        ("25", "K24", "id"),
        ("2003", "I3", "id"),
        ("9", "I3", "en"),
    ],
)
def test_a_number_stands_in_a_row_of_the_fact_base(typed: str, identifier: str, code: str) -> None:
    assert numbers.stands_in_fact(typed, identifier, code)


@pytest.mark.parametrize(
    ("typed", "identifier", "code"),
    [
        ("24,401", "S6.5", "en"),
        ("24", "S6.5", "en"),
        ("400", "S6.5", "en"),
        ("7.9", "S1.3", "en"),
        ("94", "S1.3", "en"),
        ("74", "Q4", "en"),
        ("11", "K24", "en"),
        ("2", "K24", "en"),
        ("-2024", "S6.5", "en"),
    ],
)
def test_a_number_that_is_only_like_one_in_the_row_does_not_stand_there(
    typed: str, identifier: str, code: str
) -> None:
    assert not numbers.stands_in_fact(typed, identifier, code)


def test_ids_and_hyphens_make_no_numbers() -> None:
    words = "In 2011-2012 (see A11, S1.2) COVID-19 cost −5.13 percent, 1,234.5 of 17,060; Rp2.3, the 43rd."
    assert list(map(str, numbers.written(words, "en"))) == [
        "2011",
        "2012",
        "19",
        "-5.13",
        "1234.5",
        "17060",
        "2.3",
        "43",
    ]
    assert list(map(str, numbers.written("Rp2,3 triliun, 17.060, dan 7,94.", "id"))) == [
        "2.3",
        "17060",
        "7.94",
    ]


def test_a_fact_is_told_in_both_languages_with_its_note() -> None:
    told = numbers.fact("K24")
    assert set(told) == set(language.LANGUAGES)
    event = data.table("korea_timeline").set_index("id").loc["K24"]
    for code in language.LANGUAGES:
        assert event[f"statement_{code}"] in told[code] and event[f"note_{code}"] in told[code]
    assert len(numbers.fact("Q5")["en"].splitlines()) == 5


@pytest.mark.parametrize("identifier", ["A1", "K90", "I51", "S1", "S6.12", "Q6", "G66"])
def test_every_kind_of_row_is_found_by_its_id(identifier: str) -> None:
    assert numbers.is_fact(identifier)
    assert all(numbers.fact(identifier).values())


@pytest.mark.parametrize("expression", ["rank('KOR', 2014)", "K", "1998", "K24x", "k24"])
def test_an_expression_is_no_id(expression: str) -> None:
    assert not numbers.is_fact(expression)


def test_an_unknown_id_gets_the_nearest() -> None:
    with pytest.raises(BadNumber, match="no 'K91'; nearest: K1, K9"):
        numbers.fact("K91")


def test_what_was_typed_must_be_a_number_to_stand_in_a_fact() -> None:
    with pytest.raises(BadNumber, match=r"'ten' is no number as Bahasa Indonesia writes it \(1\.234,5\)"):
        numbers.stands_in_fact("ten", "K24", "id")


def test_every_id_of_the_fact_base_names_rows_of_one_table() -> None:
    seen: dict[str, str] = {}
    for table in number_functions.FACT_TABLES:
        for identifier in data.table(table)["id"].unique():
            assert identifier not in seen, (identifier, table, seen.get(identifier))
            assert numbers.is_fact(identifier)
            seen[identifier] = table
