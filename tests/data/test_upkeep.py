"""Does the upkeep change what it should, and nothing else?"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from timbang import data, upkeep
from timbang.errors import AlteredData, BadDescriptor, TimbangError


def package(folder: Path) -> dict:
    return json.loads((folder / "datapackage.json").read_text("utf-8"))


def test_there_is_nothing_to_refresh_in_the_repository_as_it_stands(copied: Path) -> None:
    before = (copied / "datapackage.json").read_bytes()
    assert upkeep.refresh() == []
    assert (copied / "datapackage.json").read_bytes() == before


def test_refresh_updates_hash_and_size_and_nothing_else(copied: Path) -> None:
    file = copied / "facts" / "presidents.csv"
    file.write_text(file.read_text("utf-8") + "Next President,2030-06-04,,day,pts2025lee,,\n", "utf-8")
    before = package(copied)
    with pytest.raises(AlteredData):
        data.table("presidents")
    assert upkeep.refresh() == ["presidents"]
    assert data.table("presidents").president.iloc[-1] == "Next President"
    after = package(copied)
    for old, new in zip(before["resources"], after["resources"], strict=True):
        if old["name"] == "presidents":
            assert {key for key in old if old[key] != new[key]} == {"hash", "bytes"}
            old.update(hash=new["hash"], bytes=new["bytes"])
    assert before == after


def test_refresh_leaves_the_descriptor_alone_when_a_file_is_missing(copied: Path) -> None:
    (copied / "egdi.csv").write_text("spoilt", "utf-8")
    (copied / "wdi.csv").unlink()
    before = (copied / "datapackage.json").read_bytes()
    with pytest.raises(AlteredData, match=r"wdi\.csv: cannot be read"):
        upkeep.refresh()
    assert (copied / "datapackage.json").read_bytes() == before


def test_refresh_refuses_a_broken_descriptor(copied: Path) -> None:
    (copied / "datapackage.json").write_text('{"resources": [{"name": "egdi"}]}', "utf-8")
    with pytest.raises(BadDescriptor, match="resource egdi: misses 'hash'"):
        upkeep.refresh()


def test_references_follow_the_bibliography(copied: Path) -> None:
    book = copied.parent / "book"
    book.mkdir()
    shutil.copy(data.folder() / "datapackage.json", book)
    (book / "references.bib").write_text(
        "@article{new2026, author = {Sri {van der Berg} and Others, Many and Third, Per}, "
        "title = {A {T}itle with \\'e and 100\\%}, year = {2026}, doi = {10.1/x}}\n"
        "@misc{anon, title = {Without author}, year = {n.d.}}\n"
        "@book{edited, editor = {Kim, A. and Lee, B.}, title = {Edited}, year = {2001}, url = {http://a.b}}\n",
        "utf-8",
    )
    assert upkeep.write_references() == ["facts/references.csv"]
    rows = data.table("references").set_index("key")
    assert list(rows.index) == ["anon", "edited", "new2026"]
    assert rows.label["new2026"].endswith("et al. 2026")
    assert rows.title["new2026"] == "A Title with é and 100%"
    assert rows.url["new2026"] == "https://doi.org/10.1/x"
    assert rows.label["anon"] == "Without author n.d." and rows.url["anon"] is None
    assert rows.label["edited"] == "Kim & Lee 2001"
    assert upkeep.write_references() == []


def test_a_bibliography_that_cannot_be_read_changes_nothing(copied: Path) -> None:
    book = copied.parent / "book"
    book.mkdir()
    (book / "references.bib").write_text("@misc{one, title = {A", "utf-8")
    before = (copied / "facts" / "references.csv").read_bytes()
    with pytest.raises(BadDescriptor, match=r"references\.bib: .*mend the bibliography"):
        upkeep.write_references()
    assert (copied / "facts" / "references.csv").read_bytes() == before


def test_an_unknown_piece_of_upkeep_is_refused() -> None:
    with pytest.raises(TimbangError, match="takes one of: refresh, references"):
        upkeep.run(["tidy"])


def test_the_command_says_what_it_did_and_refuses_in_one_line() -> None:
    def ran(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "timbang.data", *arguments]
        return subprocess.run(command, capture_output=True, text=True)

    wrong = ran("tidy")
    assert wrong.returncode == 2 and wrong.stdout == ""
    assert wrong.stderr == "python -m timbang.data takes one of: refresh, references\n"
    done = ran("references")
    assert (done.returncode, done.stdout, done.stderr) == (0, "nothing to change\n", "")


def test_an_entry_without_a_year_is_refused_by_key_and_changes_nothing(copied: Path) -> None:
    book = copied.parent / "book"
    book.mkdir()
    (book / "references.bib").write_text("@misc{undated, title = {A title}}\n", "utf-8")
    before = (copied / "facts" / "references.csv").read_bytes()
    with pytest.raises(BadDescriptor, match=r"references\.bib: undated has no year; add it"):
        upkeep.write_references()
    assert (copied / "facts" / "references.csv").read_bytes() == before
