"""A file that is no notebook of the book is refused with its place and the mend."""

import json

import pytest

from timbang.errors import BadNotebook
from timbang.notebooks import read, write


def altered(path, change):
    content = json.loads(path.read_text())
    change(content)
    path.write_text(json.dumps(content))
    return path


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda nb: nb["cells"][1].pop("id"), r"cell 2 has no id; give it one"),
        (lambda nb: nb["cells"][1].update(id="one"), r"cell one: two cells have this id; rename"),
        (lambda nb: nb.update(nbformat_minor=4), r"notebook format 4\.4; save it as 4\.5"),
        (lambda nb: nb.pop("cells"), r"no list of cells"),
        (lambda nb: nb["cells"][0].pop("metadata"), r"not a valid notebook \(.*metadata"),
        (lambda nb: nb["cells"][0].update(id="two words"), r"not a valid notebook"),
    ],
)
def test_a_fault_is_told_with_the_file(make, change, fault):
    path = altered(make({"one": "1", "two": "2"}), change)
    with pytest.raises(BadNotebook, match=rf"page\.ipynb: .*{fault}") as error:
        read(path)
    assert "\n" not in str(error.value)


def test_what_is_no_json_is_told_with_the_line(make):
    path = make({"one": "1"})
    path.write_text('{\n "cells": [\n}')
    with pytest.raises(BadNotebook, match=r"page\.ipynb: line 3: not a notebook"):
        read(path)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(BadNotebook, match=r"gone\.ipynb: no such file"):
        read(tmp_path / "gone.ipynb")


def test_reading_and_writing_keep_the_words(make):
    path = make({"text": "md:Satu\n\n- “dua”\n", "code": "x = 1\ny = 2"})
    notebook = read(path)
    write(path, notebook)
    assert read(path) == notebook
    assert [cell["source"] for cell in notebook["cells"]] == ["Satu\n\n- “dua”\n", "x = 1\ny = 2"]
    assert [file.name for file in path.parent.iterdir()] == [path.name]
