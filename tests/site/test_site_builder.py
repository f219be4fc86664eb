"""Builds of a small course: what is refused, what is kept, what is skipped."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from site_host import CHAPTER, write_page

from timbang import data
from timbang.errors import BadNotebook, BuildFailed, ForeignFolder, UnknownLanguage
from timbang.notebooks import book
from timbang.site import builder, freshness


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def said() -> list[str]:
    return []


def test_both_languages_lie_beside_each_other_under_a_first_page(built_course: Path) -> None:
    out = built_course / "build/site"
    for name in ("index.html", "404.html", "en/index.html", "id/second.html"):
        assert (out / name).is_file()
    assert 'href="./../id/second.html"' in (out / "en/second.html").read_text("utf-8")


def test_one_language_has_no_switch_and_gets_one_with_the_second(small_course: Path) -> None:
    out = builder.build(["id"], root=small_course)
    assert not (out / "en").exists()
    assert "timbang-languages" not in (out / "id/index.html").read_text("utf-8")
    builder.build(["en"], root=small_course)
    assert "timbang-languages" in (out / "id/index.html").read_text("utf-8")
    assert "timbang-languages" in (out / "en/index.html").read_text("utf-8")


def test_headings_are_addressed_by_their_targets(built_course: Path) -> None:
    out = built_course / "build/site"
    for code in ("en", "id"):
        page = (out / code / "second.html").read_text("utf-8")
        assert '<section id="the-crisis">' in page
        assert 'href="#the-crisis"' in page


def test_a_link_to_a_target_on_another_page_is_resolved(small_course: Path) -> None:
    write_page(small_course / "book/en/index.ipynb", "(top)=\n# Start\n\n[go](second.ipynb#the-crisis)")
    out = builder.build(root=small_course)
    assert 'href="second.html#the-crisis"' in (out / "en/index.html").read_text("utf-8")


def test_a_chapter_with_an_assignment_says_so_at_its_end_and_gives_none_away(
    small_course: Path,
) -> None:
    for code in ("en", "id"):
        write_page(small_course / f"book/{code}/{CHAPTER}.ipynb", "(top)=\n# Chapter\n\nThe last word.")
    toc = small_course / "_toc.yml"
    toc.write_text(f"{toc.read_text()}  - file: book/en/{CHAPTER}\n")
    out = builder.build(root=small_course)
    for code, said in {"en": "your lecturer hands it out", "id": "dosen Anda yang membagikannya"}.items():
        chapter = (out / code / f"{CHAPTER}.html").read_text("utf-8")
        assert chapter.index("The last word.") < chapter.index(said) < chapter.index("</article>")
        assert said not in (out / code / "second.html").read_text("utf-8")
    assert not [path for path in out.rglob("*.ipynb") if "BEGIN SOLUTION" in path.read_text("utf-8")]


def test_an_unknown_language_is_refused(small_course: Path) -> None:
    with pytest.raises(UnknownLanguage, match="'ko'"):
        builder.build(["ko"], root=small_course)


def test_a_folder_of_someone_else_is_refused_and_untouched(small_course: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "thesis"
    foreign.mkdir()
    (foreign / "chapter.txt").write_text("years of work")
    with pytest.raises(ForeignFolder, match="did not make"):
        builder.build(out=foreign, root=small_course)
    assert files(foreign) == {"chapter.txt": b"years of work"}


def test_a_file_in_the_place_of_the_folder_is_refused(small_course: Path, tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    with pytest.raises(ForeignFolder, match="is a file"):
        builder.build(out=tmp_path / "site", root=small_course)
    assert (tmp_path / "site").read_text() == "mine"


def test_a_marker_that_the_course_did_not_write_makes_no_folder_ours(
    small_course: Path, tmp_path: Path
) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / builder.MARKER).write_text("{}")
    with pytest.raises(ForeignFolder):
        builder.build(out=tmp_path / "site", root=small_course)


def test_files_that_others_added_to_the_site_stay(built_course: Path) -> None:
    out = built_course / "build/site"
    (out / "CNAME").write_text("course.example")
    write_page(built_course / "book/en/second.ipynb", "(top)=\n# Second\n\nNew words.")
    builder.build(root=built_course)
    assert (out / "CNAME").read_text() == "course.example"
    assert "New words." in (out / "en/second.html").read_text("utf-8")


def test_a_build_that_fails_keeps_the_last_site(built_course: Path) -> None:
    out = built_course / "build/site"
    before = files(out)
    write_page(built_course / "book/id/second.ipynb", "(top)=\n# Second\n\n{cite:p}`nobody1900`")
    with pytest.raises(BuildFailed, match=r"book/id/second\.ipynb: cell cell-1: .*nobody1900"):
        builder.build(root=built_course)
    assert files(out) == before
    assert [path.name for path in out.parent.iterdir()] == ["cache", "site"] or not list(
        out.parent.glob(".site*")
    )


def test_a_fault_stays_a_fault_on_the_second_try(small_course: Path) -> None:
    write_page(small_course / "book/en/second.ipynb", "(top)=\n# Second\n\n{ref}`nowhere`")
    for incremental in (True, True, False):
        with pytest.raises(BuildFailed, match="nowhere"):
            builder.build(root=small_course, incremental=incremental)


def test_a_notebook_that_is_none_is_named_in_one_line(small_course: Path) -> None:
    (small_course / "book/en/second.ipynb").write_text('{"cells": [')
    with pytest.raises(BadNotebook, match=r"second\.ipynb") as caught:
        builder.build(root=small_course)
    assert "\n" not in str(caught.value)


def test_nothing_to_do_is_done_at_once(small_course: Path, said: list[str]) -> None:
    began = time.monotonic()
    out = builder.build(root=small_course)
    clean = time.monotonic() - began
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    began = time.monotonic()
    builder.build(root=small_course, say=said.append)
    assert time.monotonic() - began < clean / 2
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before
    assert "up to date" in said[-1]


def test_a_new_assignment_makes_the_site_out_of_date(
    small_course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For the page of its chapter names it."""
    folder = tmp_path / "exercises"
    monkeypatch.setattr(data, "exercises", lambda: folder)
    before = freshness.edition(small_course, "en")
    (folder / "graded/en/10-new").mkdir(parents=True)
    (folder / "graded/en/10-new/10-new.ipynb").write_text("{}")
    assert freshness.edition(small_course, "en") != before


def test_a_file_of_the_site_that_was_lost_is_put_back(built_course: Path) -> None:
    out = built_course / "build/site"
    (out / "en/second.html").unlink()
    builder.build(root=built_course)
    assert (out / "en/second.html").is_file()


def test_an_author_who_waits_gets_the_same_pages_as_a_clean_build(built_course: Path) -> None:
    write_page(built_course / "book/en/index.ipynb", "(top)=\n# Start\n\nOther words, {ref}`the-crisis`.")
    fast = files(builder.build(root=built_course, incremental=True))
    write_page(built_course / "book/id/index.ipynb", "(top)=\n# Start\n\nHalaman lain.")
    builder.build(root=built_course)
    clean = files(builder.build(root=built_course, out=built_course / "again"))
    assert {name: fast[name] for name in fast if name.startswith("en/") and name.endswith(".html")} == {
        name: clean[name] for name in clean if name.startswith("en/") and name.endswith(".html")
    }


def test_a_page_that_is_left_alone_keeps_the_files_it_loads(small_course: Path) -> None:
    page = small_course / "book/en/second.ipynb"
    notebook = json.loads(page.read_text("utf-8"))
    chapter = json.loads((book.root() / "book/en/06-why-did-korea-fall.ipynb").read_text("utf-8"))
    notebook["cells"].append(next(cell for cell in chapter["cells"] if "vegalite" in json.dumps(cell)))
    page.write_text(json.dumps(notebook))
    builder.build(root=small_course)

    write_page(small_course / "book/en/index.ipynb", "(top)=\n# Start\n\nOther words.")
    site = builder.build(root=small_course, incremental=True)
    written = (site / "en/second.html").read_text("utf-8")
    loaded = set(re.findall(r"_static/timbang/[\w.-]+", written))
    assert any("/charts-" in name for name in loaded)
    assert {name for name in loaded if not (site / "en" / name).is_file()} == set()


def test_two_builds_of_the_same_sources_give_the_same_bytes(small_course: Path) -> None:
    first = files(builder.build(root=small_course, out=small_course / "first"))
    cache = small_course / "build" / "cache"
    for code in ("en", "id"):
        (cache / code / "made-from").unlink()
    second = files(builder.build(root=small_course, out=small_course / "second"))
    assert {name for name in first if first[name] != second.get(name)} == set()


def test_the_marker_lists_what_the_course_made(built_course: Path) -> None:
    out = built_course / "build/site"
    marker = json.loads((out / builder.MARKER).read_text("utf-8"))
    assert set(marker["files"]) == set(files(out)) - {builder.MARKER}
