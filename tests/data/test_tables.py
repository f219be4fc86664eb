"""Does a table come typed, whole and as described, or with an error that says what to do?"""

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from timbang import data, language
from timbang.errors import AlteredData, UnknownTable


def test_columns_have_the_types_of_the_descriptor() -> None:
    dtypes = data.table("egdi").dtypes.astype(str).to_dict()
    assert dtypes == {
        "iso3": "object",
        "country": "object",
        "region": "object",
        "year": "int64",
        "egdi_rank": "Int64",
        "egdi": "float64",
        "osi": "float64",
        "tii": "float64",
        "hci": "float64",
        "epi": "float64",
        "epi_rank_computed": "int64",
        "zero_filled": "bool",
    }


@pytest.mark.parametrize("name", data.names())
def test_every_column_of_every_table_is_typed(name: str) -> None:
    frame = data.table(name)
    assert len(frame)
    for column in data.descriptor(name).columns:
        cells = frame[column.name]
        match column.type:
            case "string":
                assert all(cell is None or type(cell) is str for cell in cells), column.name
                assert "" not in set(cells), column.name
            case "boolean":
                assert cells.dtype == bool, column.name
            case _ if column.type == "integer" or column.whole:
                assert str(cells.dtype) == ("int64" if column.required else "Int64"), column.name
            case _:
                assert cells.dtype == float, column.name


@pytest.mark.parametrize("name", ["egdi", "wdi", "vdem", "gtmi", "spbe_agencies"])
def test_numbers_are_those_of_the_file_to_the_last_digit(name: str) -> None:
    import csv

    with (data.folder() / data.descriptor(name).path).open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    frame = data.table(name)
    for column in data.descriptor(name).columns:
        if column.type in ("integer", "number"):
            written = [None if row[column.name] == "" else float(row[column.name]) for row in rows]
            read = [None if pd.isna(cell) else float(cell) for cell in frame[column.name]]
            assert read == written, column.name


def test_an_empty_cell_is_missing_and_not_zero() -> None:
    egdi = data.table("egdi")
    assert egdi.egdi_rank.isna().sum() == 8
    wdi = data.table("wdi").set_index(["iso3", "year"])
    assert pd.isna(wdi.it_net_bbnd_p2["KOR", 2024])
    assert wdi.it_net_bbnd_p2["KOR", 2023] > 40


def test_korea_ranks_as_the_survey_printed_them() -> None:
    egdi = data.table("egdi").set_index(["iso3", "year"]).egdi_rank
    assert list(egdi["KOR"]) == [13, 5, 5, 6, 1, 1, 1, 3, 3, 2, 3, 4]
    assert list(egdi["IDN"]) == [70, 85, 96, 106, 109, 97, 106, 116, 107, 88, 77, 64]


def test_every_edition_ranks_193_and_assessed_as_many_as_are_known() -> None:
    egdi = data.table("egdi")
    assert set(egdi.groupby("year").size()) == {193}
    assessed = egdi[~egdi.zero_filled].groupby("year").size()
    assert list(assessed) == [173, 178, 179, 182, 183, 190, 193, 193, 193, 193, 193, 193]


def test_group_means_are_the_means_of_the_countries() -> None:
    egdi, groups = data.table("egdi"), data.table("egdi_groups").set_index(["group", "year"])
    whole = egdi.groupby("year").egdi.mean()
    assessed = egdi[~egdi.zero_filled].groupby("year").egdi.mean()
    for year in whole.index:
        assert groups.egdi["World (193)", year] == pytest.approx(whole[year], abs=6e-6)
        assert groups.egdi_excluding_zero_filled["World (193)", year] == pytest.approx(
            assessed[year], abs=6e-6
        )


def test_growth_is_told_in_both_vintages() -> None:
    korea = data.table("wdi").set_index(["iso3", "year"]).loc[("KOR", 1998)]
    assert korea.ny_gdp_mktp_kd_zg_wdi2025 == -5.129
    assert korea.gdp_growth_computed_pct == -4.939


def test_democracy_lies_within_its_interval() -> None:
    vdem = data.table("vdem")
    assert (vdem.v2x_polyarchy_codelow <= vdem.v2x_polyarchy).all()
    assert (vdem.v2x_polyarchy <= vdem.v2x_polyarchy_codehigh).all()


def test_govtech_index_is_the_mean_of_its_parts() -> None:
    gtmi = data.table("gtmi")
    parts = gtmi[["cgsi", "psdi", "dcei", "gtei"]].mean(axis=1)
    assert (gtmi.gtmi - parts).abs().max() < 1e-5


def test_spbe_index_is_the_weighted_sum_of_its_domains() -> None:
    agencies = data.table("spbe_agencies").dropna(subset=["d1_kebijakan"])
    assert len(agencies) == 1233
    weighted = (
        0.13 * agencies.d1_kebijakan
        + 0.25 * agencies.d2_tata_kelola
        + 0.165 * agencies.d3_manajemen
        + 0.455 * agencies.d4_layanan
    )
    assert (agencies.spbe_index - weighted).abs().max() < 0.0201


def test_a_changed_frame_changes_no_later_one() -> None:
    first = data.table("egdi")
    first.loc[:, "egdi"] = 0.0
    first.drop(columns="iso3", inplace=True)
    second = data.table("egdi")
    assert "iso3" in second and second.egdi.max() > 0.9


@pytest.mark.parametrize(
    ("wrong", "nearest"), [("edgi", "egdi"), ("korea", "korea_timeline"), ("WDI", "wdi")]
)
def test_an_unknown_table_gets_the_known_ones_nearest_first(wrong: str, nearest: str) -> None:
    with pytest.raises(UnknownTable) as refused:
        data.table(wrong)
    message = str(refused.value)
    assert f"there is no table '{wrong}'; choose one of: {nearest}, " in message
    assert all(name in message for name in data.names())


def test_an_altered_file_is_refused_with_both_hashes(copied: Path) -> None:
    import hashlib

    file = copied / "egdi.csv"
    data.table("egdi")
    altered = file.read_bytes().replace(b"0.94623", b"0.99999")
    file.write_bytes(altered)
    with pytest.raises(AlteredData) as refused:
        data.table("egdi")
    message = str(refused.value)
    assert message.startswith(f"{file}: ")
    assert hashlib.sha256(altered).hexdigest() in message
    assert data.descriptor("egdi").sha256 in message
    assert "restore the file" in message and "\n" not in message


def test_a_truncated_file_is_refused_with_its_size(copied: Path) -> None:
    file = copied / "wdi.csv"
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(AlteredData) as refused:
        data.table("wdi")
    assert f"({len(whole) // 2} bytes)" in str(refused.value)
    assert f"({len(whole)} bytes)" in str(refused.value)


def test_a_missing_file_is_refused(copied: Path) -> None:
    (copied / "gtmi.csv").unlink()
    with pytest.raises(AlteredData, match=r"gtmi\.csv: cannot be read .*" + data.descriptor("gtmi").sha256):
        data.table("gtmi")


def test_errors_speak_the_language_in_use(copied: Path) -> None:
    language.use("id")
    (copied / "egdi.csv").write_bytes(b"")
    with pytest.raises(AlteredData, match="pulihkan berkas itu"):
        data.table("egdi")
    with pytest.raises(UnknownTable, match="tidak ada tabel 'edgi'; pilih salah satu: egdi"):
        data.table("edgi")


def test_the_source_line_names_each_source_once_in_the_language_in_use() -> None:
    line = data.source_line("wdi", "vdem", "wdi")
    assert line == (
        "Sources: World Bank, World Development Indicators (2025–2026); "
        "V-Dem Institute, V-Dem data set, version 15"
    )
    assert data.source_line("egdi").startswith("Source: UN DESA")
    language.use("id")
    assert data.source_line("wdi") == "Sumber: Bank Dunia, World Development Indicators (2025–2026)"


def test_a_localised_table_has_one_column_for_each_pair() -> None:
    events = data.table("korea_timeline")
    shown = data.localised(events)
    assert "actor" in shown and "actor_en" not in shown and "actor_id" not in shown
    assert list(shown.statement) == list(events.statement_en)
    assert list(shown.columns).index("statement") < list(shown.columns).index("note")
    language.use("id")
    assert list(data.localised(events).statement) == list(events.statement_id)
    assert list(data.localised(data.table("glossary")).term) == list(data.table("glossary").term_id)
    assert list(data.localised(data.table("egdi")).columns) == list(data.table("egdi").columns)


def test_the_folders_hold_what_they_should() -> None:
    assert (data.folder() / "datapackage.json").is_file()
    assert (data.exercises() / "quizzes").is_dir()


@pytest.mark.parametrize("module", ["timbang.data", "timbang.numbers", "timbang.upkeep"])
def test_importing_is_cheap(module: str) -> None:
    heavy = (
        f"import sys, {module}; print(sorted({{'pandas', 'numpy', 'babel', 'pybtex'}} & set(sys.modules)))"
    )
    assert (
        subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )
