"""Is the fact base whole, in both languages, and is each row sourced?"""

import re

import pytest

from timbang import data, numbers, upkeep

BIBLIOGRAPHY = data.folder().parent / "book" / "references.bib"
BILINGUAL = [
    "claims",
    "korea_timeline",
    "indonesia_timeline",
    "presidents",
    "evidence",
    "factors",
    "procurement_estimates",
    "glossary",
]
SOURCED = [name for name in BILINGUAL if name != "factors"]


def pairs(table: str) -> list[tuple[str, str]]:
    columns = data.table(table).columns
    return [(name, f"{name[:-3]}_id") for name in columns if name.endswith("_en")]


@pytest.mark.parametrize("table", BILINGUAL)
def test_both_languages_are_filled(table: str) -> None:
    frame = data.table(table)
    assert pairs(table)
    for english, indonesian in pairs(table):
        gaps = frame[frame[english].isna() != frame[indonesian].isna()]
        assert gaps.empty, gaps.iloc[:, 0].tolist()


@pytest.mark.parametrize("table", [name for name in BILINGUAL if name != "presidents"])
def test_no_statement_was_left_untranslated(table: str) -> None:
    frame = data.table(table)
    for stem in ("statement", "meaning", "title", "measure"):
        if f"{stem}_en" in frame:
            assert not (frame[f"{stem}_en"] == frame[f"{stem}_id"]).any()
            break
    else:
        pytest.fail(f"{table} has no statement")


@pytest.mark.parametrize("table", BILINGUAL)
def test_the_two_languages_tell_the_same_numbers(table: str) -> None:
    compared = 0
    for row in data.table(table).to_dict("records"):
        for english, indonesian in pairs(table):
            told = sorted(numbers.written(row[english] or "", "en"))
            assert told == sorted(numbers.written(row[indonesian] or "", "id")), (row, english)
            compared += len(told)
    assert compared


@pytest.mark.parametrize("table", SOURCED)
def test_every_source_key_is_in_the_bibliography(table: str) -> None:
    from pybtex.database import parse_file

    known = set(parse_file(str(BIBLIOGRAPHY)).entries)
    frame = data.table(table)
    cited = {key for keys in frame.source_keys.dropna() for key in keys.split(";")}
    assert cited
    assert cited <= known, sorted(cited - known)
    if "status" in frame:
        unsourced = frame[frame.source_keys.isna() & (frame.status != "cited-from-memory")]
        assert unsourced.empty


def test_88_of_90_korean_events_were_read_in_their_source() -> None:
    status = data.table("korea_timeline").status
    assert len(status) == 90
    assert status.value_counts().to_dict() == {"verified-in-stored-source": 88, "cited-from-memory": 2}


def test_the_fact_base_is_as_large_as_it_is_said_to_be() -> None:
    sizes = {name: len(data.table(name)) for name in [*BILINGUAL, "references"]}
    assert sizes == {
        "claims": 41,
        "korea_timeline": 90,
        "indonesia_timeline": 51,
        "presidents": 12,
        "evidence": 56,
        "factors": 7,
        "procurement_estimates": 13,
        "glossary": 66,
        "references": 260,
    }


@pytest.mark.parametrize("table", ["korea_timeline", "indonesia_timeline"])
def test_dates_are_as_precise_as_they_say(table: str) -> None:
    shape = {
        "year": r"\d{4}",
        "month": r"\d{4}-\d\d",
        "day": r"\d{4}-\d\d-\d\d",
        "half-year": r"\d{4}-\d\d/\d{4}-\d\d",
        "period": r"\d{4}/\d{4}",
    }
    for row in data.table(table).to_dict("records"):
        assert re.fullmatch(shape[row["date_precision"]], row["date"]), row["id"]


def test_presidents_follow_each_other() -> None:
    terms = data.table("presidents")
    for left, took in zip(terms.left_office[:-1], terms.took_office[1:], strict=True):
        assert left <= took
    assert terms.left_office.isna().tolist() == [False] * 11 + [True]


def test_the_table_of_references_is_fresh() -> None:
    made = upkeep.references(BIBLIOGRAPHY)
    assert (data.folder() / upkeep.REFERENCES).read_text("utf-8") == made


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("donga1997", "Donga Ilbo 1997"),
        ("turner2022", "Turner et al. 2022"),
        ("andersen2006", "Andersen & Henriksen 2006"),
        ("archives_adp", "National Archives of Korea n.d."),
        ("muttaqin2017", "Muttaqin 2017"),
    ],
)
def test_references_are_labelled_by_author_and_year(key: str, label: str) -> None:
    labels = data.table("references").set_index("key").label
    assert labels[key] == label


def test_references_are_plain_text() -> None:
    references = data.table("references")
    for column in ("label", "title"):
        assert not references[column].str.contains(r"[{}\\$]").any()


def test_notes_on_how_a_source_was_read_are_not_printed() -> None:
    from pybtex.backends.plaintext import Backend
    from pybtex.database import parse_file

    from timbang.site.bibliography import ReferenceList

    bibliography = parse_file(str(BIBLIOGRAPHY))
    printed = {
        one.key: one.text.render(Backend())
        for one in ReferenceList().format_entries(list(bibliography.entries.values()), bibliography)
    }
    noted = {
        key: entry.fields["annote"] for key, entry in bibliography.entries.items() if "annote" in entry.fields
    }
    assert len(noted) > 100
    for key, note in noted.items():
        assert printed[key] and note not in printed[key]


def test_the_bibliography_has_no_key_twice() -> None:
    keys = re.findall(r"^@\w+\{([^,]+),", BIBLIOGRAPHY.read_text("utf-8"), re.MULTILINE)
    assert len(keys) == len({key.lower() for key in keys}) == 260
