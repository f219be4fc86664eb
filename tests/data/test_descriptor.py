"""Does `datapackage.json` tell the truth, all of it, in both languages?"""

import csv
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from frictionless import Package, Report

from timbang import data, descriptors, language
from timbang.errors import BadDescriptor

NAMES = data.names()
FACTS = [
    "claims",
    "korea_timeline",
    "indonesia_timeline",
    "presidents",
    "evidence",
    "factors",
    "procurement_estimates",
    "glossary",
    "references",
]
SERIES = [
    "egdi",
    "egdi_groups",
    "wdi",
    "vdem",
    "wgi",
    "gtmi",
    "oecd_dgi",
    "spbe_agencies",
    "spbe_national",
    "eprocurement",
]


def validated(folder: Path) -> Report:
    return Package(str(folder / "datapackage.json")).validate()


def errors(report: Report) -> set[tuple[str, str]]:
    return {(task.name, error.type) for task in report.tasks for error in task.errors}


def spoil(file: Path, old: str, new: str) -> None:
    content = file.read_text("utf-8")
    assert old in content
    file.write_text(content.replace(old, new, 1), "utf-8")


def test_the_package_describes_every_table_and_no_file_is_left_over() -> None:
    assert sorted(NAMES) == sorted(FACTS + SERIES)
    on_disk = {file.relative_to(data.folder()).as_posix() for file in data.folder().rglob("*.csv")}
    assert on_disk == {data.descriptor(name).path for name in NAMES}


def test_every_table_is_valid_frictionless_data() -> None:
    report = validated(data.folder())
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "type", "note"])[:5]
    assert {task.name for task in report.tasks} == set(NAMES)


def test_a_changed_number_is_found_by_the_hash(copied: Path) -> None:
    spoil(copied / "egdi.csv", "0.94623", "0.94624")
    assert errors(validated(copied)) == {("egdi", "hash-count")}


def test_each_table_that_is_corrupted_is_found(copied: Path) -> None:
    spoil(copied / "egdi.csv", ",Asia,2014,1.0,0.94623,", ",Asia,2014,1.0,94623,")
    spoil(copied / "egdi.csv", "KOR,Republic of Korea,Asia,2016", "KOR,Republic of Korea,Asia,2014")
    spoil(copied / "wdi.csv", "KOR,Republic of Korea,1998,", "KOR,Republic of Korea,late,")
    spoil(copied / "vdem.csv", "v2x_libdem", "libdem")
    spoil(copied / "facts/evidence.csv", "S1.1,S1,", "S1.1,S9,")
    spoil(copied / "facts/korea_timeline.csv", "\nK2,", "\nK1,")
    assert errors(validated(copied)) >= {
        ("egdi", "constraint-error"),
        ("egdi", "primary-key"),
        ("wdi", "type-error"),
        ("vdem", "incorrect-label"),
        ("evidence", "foreign-key"),
        ("korea_timeline", "primary-key"),
    }


@pytest.mark.parametrize("name", NAMES)
def test_hash_and_size_are_those_of_the_file(name: str) -> None:
    resource = data.descriptor(name)
    content = (data.folder() / resource.path).read_bytes()
    assert hashlib.sha256(content).hexdigest() == resource.sha256
    assert len(content) == resource.bytes


@pytest.mark.parametrize("name", NAMES)
def test_every_column_has_unit_and_meaning_in_both_languages(name: str) -> None:
    for column in data.descriptor(name).columns:
        for said in (column.unit_en, column.unit_id, column.meaning_en, column.meaning_id):
            assert said.strip(), column.name
        assert column.meaning_en != column.meaning_id, column.name
        assert column.meaning_en.endswith(".") and column.meaning_id.endswith("."), column.name


@pytest.mark.parametrize("name", NAMES)
def test_every_table_says_where_it_comes_from_in_both_languages(name: str) -> None:
    resource = data.descriptor(name)
    said = {}
    for code in language.LANGUAGES:
        language.use(code)
        said[code] = (resource.title, resource.description)
        for words in (*said[code], resource.source, resource.publisher, resource.edition, resource.licence):
            assert words.strip()
        assert all(title.strip() for title, _ in resource.sources)
    for english, indonesian in zip(said["en"], said["id"], strict=True):
        assert english != indonesian
    assert resource.licences


@pytest.mark.parametrize("name", [name for name in SERIES if name != "eprocurement"])
def test_every_series_names_its_public_copy_and_commit(name: str) -> None:
    retrieved = data.descriptor(name).retrieved
    assert retrieved
    for copy in retrieved:
        assert copy.repository.startswith("https://github.com/") and copy.path
        assert len(copy.commit) >= 8 and int(copy.commit, 16) >= 0


def test_every_citation_key_of_a_table_is_in_the_references() -> None:
    keys = set(data.table("references")["key"])
    cited = {key for name in NAMES for key in data.descriptor(name).references}
    assert "undesa_egovkb" in cited
    assert cited <= keys


@pytest.mark.parametrize("name", ["wdi", "vdem", "wgi"])
def test_a_cut_table_holds_what_its_cut_keeps(name: str) -> None:
    package = json.loads((data.folder() / "datapackage.json").read_text("utf-8"))
    cut = next(one for one in package["resources"] if one["name"] == name)["timbang:cut"]
    frame = data.table(name)
    kept = set(cut["keep"]["iso3"]) - ({"BRN"} if name == "vdem" else set())
    assert set(frame.iso3) == kept
    assert not set(cut["drop"]) & set(frame.columns)
    assert len(frame) < cut["rows"]


def test_only_the_tables_that_were_cut_say_so() -> None:
    assert {name for name in NAMES if data.descriptor(name).cut} == {"wdi", "vdem", "wgi"}


@pytest.mark.parametrize("name", NAMES)
def test_files_are_plain_utf8_with_unix_line_endings(name: str) -> None:
    content = (data.folder() / data.descriptor(name).path).read_bytes()
    assert b"\r" not in content and not content.startswith(b"\xef\xbb\xbf") and content.endswith(b"\n")
    rows = list(csv.reader(content.decode("utf-8").splitlines(keepends=True)))
    assert {len(row) for row in rows} == {len(data.descriptor(name).columns)}
    assert not [cell for row in rows for cell in row if cell != cell.strip()]


def without_title_id(package: dict) -> None:
    del package["resources"][0]["title_id"]


def with_a_weak_hash(package: dict) -> None:
    package["resources"][0]["hash"] = "md5:abc"


def with_an_outside_path(package: dict) -> None:
    package["resources"][0]["path"] = "../secret.csv"


def with_an_odd_type(package: dict) -> None:
    package["resources"][0]["schema"]["fields"][0]["type"] = "geopoint"


def with_a_double(package: dict) -> None:
    package["resources"].append(package["resources"][0])


def with_a_string_for_a_resource(package: dict) -> None:
    package["resources"][0] = "egdi"


def without_resources(package: dict) -> None:
    del package["resources"]


@pytest.mark.parametrize(
    ("spoiling", "says"),
    [
        (without_title_id, "resource egdi: misses 'title_id'"),
        (with_a_weak_hash, "no sha256"),
        (with_an_outside_path, "leads out of the folder"),
        (with_an_odd_type, "'geopoint'"),
        (with_a_double, "described twice"),
        (with_a_string_for_a_resource, "resource 0"),
        (without_resources, "no list of resources"),
    ],
)
def test_a_descriptor_that_says_too_little_is_refused(
    copied: Path, spoiling: Callable[[dict], None], says: str
) -> None:
    file = copied / "datapackage.json"
    package = json.loads(file.read_text("utf-8"))
    spoiling(package)
    file.write_text(json.dumps(package), "utf-8")
    with pytest.raises(BadDescriptor) as refused:
        data.table("egdi")
    assert says in str(refused.value)
    assert str(file) in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"resources": 3}'])
def test_a_broken_descriptor_is_refused(copied: Path, content: str) -> None:
    (copied / "datapackage.json").write_text(content, "utf-8")
    with pytest.raises(BadDescriptor, match=r"datapackage\.json"):
        data.names()


def test_a_missing_descriptor_is_refused(copied: Path) -> None:
    (copied / "datapackage.json").unlink()
    with pytest.raises(BadDescriptor, match=r"datapackage\.json: cannot be read"):
        data.names()


def test_a_descriptor_with_other_columns_than_the_file_is_refused(copied: Path) -> None:
    spoil(copied / "datapackage.json", '"name": "osi"', '"name": "online"')
    with pytest.raises(BadDescriptor, match=r"resource egdi: the file has the columns .*osi.*online"):
        data.table("egdi")


def test_a_descriptor_with_another_type_than_the_file_is_refused(copied: Path) -> None:
    file = copied / "datapackage.json"
    package = json.loads(file.read_text("utf-8"))
    package["resources"][0]["schema"]["fields"][1]["type"] = "number"
    file.write_text(json.dumps(package), "utf-8")
    with pytest.raises(BadDescriptor, match=r"column country is not number: .*Afghanistan"):
        data.table("egdi")


def test_an_attribute_that_nothing_describes_is_an_error() -> None:
    with pytest.raises(AttributeError):
        data.descriptor("egdi").colour  # noqa: B018
    assert not hasattr(descriptors.Licence("x", "a", "b"), "note_en")
