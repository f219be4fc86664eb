"""A notebook runs whole, or stays as it was and says which cell failed."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from timbang.errors import BadNotebook, NotebookFailed
from timbang.notebooks import execution, read


def outputs(path: Path, cell: str) -> str:
    found = next(one for one in read(path)["cells"] if one["id"] == cell)
    return "".join(output.get("text", "") for output in found["outputs"])


def test_it_runs_in_the_folder_of_the_notebook(make):
    path = make({"where": "import os\nprint(os.getcwd())"})
    execution.execute([path])
    assert outputs(path, "where").strip() == str(path.parent.resolve())


def test_a_failing_cell_is_named_and_the_file_stays_as_it_was(make):
    path = make({"good": "1 + 1", "boom": "{}['key']", "never": "1"})
    before = path.read_bytes()
    with pytest.raises(NotebookFailed, match=r"page\.ipynb: cell boom: KeyError: 'key'; mend"):
        execution.execute([path])
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_the_others_are_stored_when_one_fails(make):
    bad, good = make({"boom": "1 / 0"}, "bad"), make({"good": "print('ran')"}, "good")
    with pytest.raises(NotebookFailed, match=r"bad\.ipynb: cell boom"):
        execution.execute([bad, good])
    assert outputs(good, "good") == "ran\n"


def test_a_kernel_that_ends_is_told(make):
    path = make({"end": "import os\nos._exit(1)"})
    with pytest.raises(NotebookFailed, match=r"cell end: ended its kernel"):
        execution.execute([path])


def test_a_cell_that_never_ends_is_told(make, monkeypatch):
    monkeypatch.setattr(execution, "SECONDS_A_CELL", 1)
    path = make({"quick": "1", "loop": "while True: pass"})
    with pytest.raises(NotebookFailed, match=r"cell loop: took over 1 s"):
        execution.execute([path])


def test_an_edit_made_while_it_ran_is_not_lost(make):
    path = make({"slow": "import pathlib\npathlib.Path('page.ipynb').write_text('{} edited')"})
    with pytest.raises(NotebookFailed, match=r"was edited while it ran"):
        execution.execute([path])
    assert path.read_text() == "{} edited"


def test_a_warning_stops_the_page_from_being_stored(make):
    path = make({"warn": "import warnings\nwarnings.warn('old')"})
    before = path.read_bytes()
    with pytest.raises(BadNotebook, match=r"page\.ipynb: cell warn: wrote to stderr .*old"):
        execution.execute([path])
    assert path.read_bytes() == before


def test_old_outputs_and_widgets_go_when_the_cell_no_longer_shows_them(make):
    path = make({"shown": "import ipywidgets\nipywidgets.IntSlider()"})
    execution.execute([path])
    assert "widgets" in read(path)["metadata"]
    path.write_text(path.read_text().replace("ipywidgets.IntSlider()", "x = 1"))
    execution.execute([path])
    assert "widgets" not in read(path)["metadata"]
    assert read(path)["cells"][0]["outputs"] == []


def test_it_runs_where_an_event_loop_runs_already(make):
    async def live():
        return execution.executed([make({"sum": "1 + 1"})])

    with ThreadPoolExecutor() as elsewhere:  # the browser tests leave a loop running in this thread
        (outcome,) = elsewhere.submit(asyncio.run, live()).result()
    assert outcome["cells"][0]["outputs"]
