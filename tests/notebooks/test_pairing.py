"""A translation is tied to the English text that it renders."""

import pytest

from timbang.errors import BadNotebook
from timbang.notebooks import accept, pairs, read, write
from timbang.notebooks.pairing import digest, translates


@pytest.fixture
def book(make, tmp_path):
    for code, words in (("en", "One."), ("id", "Satu.")):
        made = make({"intro": f"md:{words}", "more": f"md:{words}{words}", "run": "1"}, "01-x")
        (tmp_path / code).mkdir()
        made.rename(tmp_path / code / made.name)
    return tmp_path


def kept(book):
    return {cell["id"]: translates(cell) for cell in read(book / "id" / "01-x.ipynb")["cells"]}


def test_accepting_a_page_ties_each_text_to_its_english(book):
    assert accept("01-x", folder=book) == ["intro", "more"]
    assert kept(book) == {"intro": digest("One."), "more": digest("One.One."), "run": None}
    assert accept("01-x", folder=book) == []


def test_accepting_a_cell_leaves_the_others(book):
    assert accept("01-x", ["more"], book) == ["more"]
    assert kept(book)["intro"] is None


def test_an_edit_of_the_english_makes_only_its_cell_stale(book):
    accept("01-x", folder=book)
    english = read(book / "en" / "01-x.ipynb")
    english["cells"][0]["source"] = "Once."
    write(book / "en" / "01-x.ipynb", english)
    assert accept("01-x", folder=book) == ["intro"]


def test_blank_space_at_the_end_is_no_edit():
    assert digest("One.\n\n") == digest("One.") != digest("one.")


@pytest.mark.parametrize(
    ("page", "cells", "fault"),
    [("09-none", [], "no such page; the book has 01-x"), ("01-x", ["run"], "cell run: is no Markdown cell")],
)
def test_what_is_not_there_cannot_be_accepted(book, page, cells, fault):
    with pytest.raises(BadNotebook, match=fault):
        accept(page, cells, book)


def test_a_page_of_one_language_is_a_pair_with_a_gap(book):
    (book / "id" / "01-x.ipynb").unlink()
    (pair,) = pairs(book)
    assert pair.original.is_file()
    assert not pair.translation.is_file()
