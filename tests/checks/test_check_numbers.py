"""A number in prose that is not bound, or not what its source gives, is found."""

import pytest

from timbang.checks import numbers, prose_numbers


def found_in(source, code="en"):
    return [number.typed for number in prose_numbers.numbers(source, code) if not number.exempt]


def test_a_course_without_a_fault_has_no_finding(found):
    assert found(numbers.findings) == []


def test_a_number_that_is_not_bound(sketch, found):
    sketch.both("text", "It stood at 13.")
    findings = found(numbers.findings)
    assert findings[0].startswith("book/en/01-first.ipynb · text · 13 is not bound · bind it")
    assert len(findings) == 2


def test_a_number_that_the_data_deny(sketch, found):
    cell = sketch.cell("id", "text")
    cell["source"] = cell["source"].replace("0,9462", "0,9461")
    cell["metadata"]["timbang"]["numbers"] = {"0,9461": "egdi('KOR', 2014)"}
    (finding,) = found(numbers.findings)
    assert "book/id/01-first.ipynb · text · 0,9461 should be 0,9462 (egdi('KOR', 2014))" in finding


def test_a_binding_of_a_number_that_is_not_there(sketch, found):
    sketch.cell("en", "text")["metadata"]["timbang"]["numbers"]["13"] = "rank('KOR', 2003)"
    (finding,) = found(numbers.findings)
    assert "text · 13 is bound but not in the text" in finding


def test_a_number_may_be_excused_with_a_reason(sketch, found):
    sketch.both("text", "From 0 to 1.", unbound={"0": "the scale's end", "1": "the scale's end"})
    assert found(numbers.findings) == []


def test_an_excuse_needs_a_reason_and_a_number(sketch, found):
    sketch.both("text", "From 0 on.", unbound={"0": " ", "7": "of something"})
    findings = found(numbers.findings)
    assert "0 is excused without a reason" in findings[0]
    assert "7 is excused but not in the text" in findings[1]


@pytest.mark.parametrize(
    ("typed", "source", "code"),
    [
        ("0.95", "egdi('KOR', 2014)", "en"),
        ("13", "rank('KOR', 2003)", "id"),
        ("1.5", "K18", "en"),
        ("1,5", "K18", "id"),
    ],
)
def test_a_number_that_its_source_gives_agrees(typed, source, code):
    assert numbers.disagreement(typed, source, code) is None


@pytest.mark.parametrize(
    ("typed", "source", "fault"),
    [
        ("0.9461", "egdi('KOR', 2014)", "should be 0.9462"),
        ("14", "rank('KOR', 2003)", "should be 13"),
        ("77", "K18", "77 does not stand in K18"),
        ("1", "K999", "K999"),
        ("1", "rank('XXX', 2003)", "XXX"),
        ("1", "rang('KOR', 2003)", "rang"),
        ("8", "8", "asks nothing of the data"),
        ("8", "eight cards", "neither an expression nor the id of a fact"),
        ("0,9462", "egdi('KOR', 2014)", "is no number as English writes it"),
    ],
)
def test_a_number_that_its_source_does_not_give_is_told(typed, source, fault):
    assert fault in str(numbers.disagreement(typed, source, "en"))


@pytest.mark.parametrize(
    ("source", "numbers"),
    [
        ("rank 1, then 13.", ["1", "13"]),
        ("24,400 systems worth 1.5 trillion", ["24,400", "1.5"]),
        ("the 13th of 193", ["13", "193"]),
        ("Rp35.7 trillion of Rp850 trillion", ["35.7", "850"]),
        ("**56** hours, _12_ days", ["56", "12"]),
        ("[5 places](http://x.org)", ["5"]),
        ("a fall of −5.1 percent", ["5.1"]),
        ("| 3 | 4 |", ["3", "4"]),
        (":::{note}\n7 inside\n:::", ["7"]),
        ("on 3 May 2001 there were 3", ["3"]),
    ],
)
def test_a_number_in_prose_is_seen(source, numbers):
    assert found_in(source) == numbers


def test_an_indonesian_about_is_no_task():
    assert found_in("Ini soal 3 provinsi", "id") == ["3"]


def test_a_decimal_comma_makes_no_list_of_steps():
    assert found_in("langkah 0,1 pada bab 2, 3 dan 4", "id") == ["0,1"]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("in 1961, 1997-98 and the 1990s", "en"),
        ("on 3 December, 17–19 May and July 1", "en"),
        ("pada 3 Desember dan 17 sampai 19 Mei", "id"),
        ("tahun 1990-an", "id"),
        ("`x = 7` and {ref}`a7 <b-8>`", "en"),
        ("[x](http://y.org/7) <https://y.org/8> ![a](b9.png)", "en"),
        ("(a-7)=\n## Heading 8", "en"),
        ('<span title="9">x</span>', "en"),
        ("10 minutes, 45 to 50 minutes, a 10-minute talk", "en"),
        ("10 menit", "id"),
        ("chapter 03, chapters 1 and 2, step 2", "en"),
        ("bab 03, langkah 2, tugas 1, Soal 5", "id"),
        ("task 3", "en"),
        ("Presidential Regulation 95/2018, Law 25/2009", "en"),
        ("Perpres 95/2018, UU 25/2009", "id"),
        ("claims A11 and K24, G20, COVID-19, S1.3", "en"),
        ("No. 95 of 2018", "en"),
        ("Nomor 95 Tahun 2018", "id"),
        ("1. first\n2. second", "en"),
        ("x[^2]\n\n[^2]: y", "en"),
        ("```\n7\n```", "en"),
        ("three of eight", "en"),
    ],
)
def test_what_is_no_number_about_the_world_is_exempt(source, code):
    assert found_in(source, code) == []


def test_a_minus_may_be_part_of_the_binding(sketch, found):
    sketch.both("text", "It grew by −5.1 percent.", numbers={"−5.1": "growth('KOR', 1998)"})
    assert [one for one in found(numbers.findings) if "book/en" in one] == []


def test_a_year_may_be_bound_though_it_need_not(sketch, found):
    sketch.both("text", "Since 2003.", numbers={"2003": "first_year('egdi')"})
    assert found(numbers.findings) == []
