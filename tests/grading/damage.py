"""What happens to notebooks between a lecturer and a lecturer: each function bends one, named for how."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from typing import Any

from handed_in import grade_id, mark

Notebook = dict[str, Any]


def _place(notebook: Notebook, name: str) -> int:
    return next(at for at, cell in enumerate(notebook["cells"]) if grade_id(cell) == name)


def _any(notebook: Notebook, chance: random.Random, **wanted: bool) -> int | None:
    """Return the place of some cell that still has its name, of the wanted role."""
    fitting = [
        at
        for at, cell in enumerate(notebook["cells"])
        if mark(cell) and all(bool(mark(cell).get(role)) is value for role, value in wanted.items())
    ]
    return chance.choice(fitting) if fitting else None


def lost_all_ids(notebook: Notebook, chance: random.Random) -> None:
    for cell in notebook["cells"]:
        cell.pop("id", None)


def lost_nbgraders_names(notebook: Notebook, chance: random.Random) -> None:
    for cell in notebook["cells"]:
        cell["metadata"] = {}


def renamed_an_answer(notebook: Notebook, chance: random.Random) -> None:
    at = _any(notebook, chance, solution=True)
    if at is not None:
        mark(notebook["cells"][at])["grade_id"] = f"my-cell-{chance.random()}"


def renamed_a_test(notebook: Notebook, chance: random.Random) -> None:
    at = _any(notebook, chance, solution=False, grade=True)
    if at is not None:
        mark(notebook["cells"][at])["grade_id"] = f"no-test-{chance.random()}"
        notebook["cells"][at]["id"] = f"x{chance.randrange(10**9)}"


def deleted_a_test(notebook: Notebook, chance: random.Random) -> None:
    at = _any(notebook, chance, solution=False, grade=True)
    if at is not None:
        del notebook["cells"][at]


def deleted_a_text(notebook: Notebook, chance: random.Random) -> None:
    at = _any(notebook, chance, solution=False, grade=False)
    if at is not None:
        del notebook["cells"][at]


def emptied_a_test(notebook: Notebook, chance: random.Random) -> None:
    at = _any(notebook, chance, solution=False, grade=True)
    if at is not None:
        notebook["cells"][at]["source"] = "assert True"


def awarded_more_points(notebook: Notebook, chance: random.Random) -> None:
    at = _any(notebook, chance, grade=True)
    if at is not None:
        mark(notebook["cells"][at])["points"] = 1000


def unlocked_everything(notebook: Notebook, chance: random.Random) -> None:
    for cell in notebook["cells"]:
        if mark(cell):
            mark(cell)["locked"] = False


def called_a_test_an_answer(notebook: Notebook, chance: random.Random) -> None:
    at = _any(notebook, chance, solution=False, grade=True)
    if at is not None:
        mark(notebook["cells"][at])["solution"] = True


def copied_an_answer_without_changing_it(notebook: Notebook, chance: random.Random) -> None:
    at = _any(notebook, chance, solution=True)
    if at is not None:
        notebook["cells"].insert(at + 1, copy.deepcopy(notebook["cells"][at]))


def copied_a_test(notebook: Notebook, chance: random.Random) -> None:
    at = _any(notebook, chance, grade=True, solution=False)
    if at is not None:
        notebook["cells"].insert(at, copy.deepcopy(notebook["cells"][at]))


def moved_a_cell(notebook: Notebook, chance: random.Random) -> None:
    cells = notebook["cells"]
    cells.insert(chance.randrange(len(cells)), cells.pop(chance.randrange(len(cells))))


def added_cells(notebook: Notebook, chance: random.Random) -> None:
    for kind in ("code", "markdown"):
        at = chance.randrange(len(notebook["cells"]))
        source = f"notes_{chance.randrange(1000)} = 1" if kind == "code" else "My notes."
        cell = {"cell_type": kind, "metadata": {}, "source": source, "id": f"n{chance.randrange(10**9)}"}
        if kind == "code":
            cell |= {"outputs": [], "execution_count": 3}
        if at and not mark(notebook["cells"][at - 1]).get("solution"):
            notebook["cells"].insert(at, cell)


def filled_with_outputs(notebook: Notebook, chance: random.Random) -> None:
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = [{"output_type": "stream", "name": "stderr", "text": "warning\n" * 500}]


def broken_outputs(notebook: Notebook, chance: random.Random) -> None:
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = [None, {"output_type": 7}]
            cell["execution_count"] = "many"


def saved_by_a_browser(notebook: Notebook, chance: random.Random) -> None:
    notebook["metadata"]["kernelspec"] = {"name": "python", "display_name": "Python (Pyodide)"}
    notebook["metadata"]["language_info"] = {"codemirror_mode": {"name": "python", "version": 3}}


def saved_in_an_older_format(notebook: Notebook, chance: random.Random) -> None:
    notebook["nbformat_minor"] = chance.choice([0, 2, 4])
    lost_all_ids(notebook, chance)


def saved_with_lists_of_lines(notebook: Notebook, chance: random.Random) -> None:
    for cell in notebook["cells"]:
        if isinstance(cell["source"], str):
            cell["source"] = cell["source"].splitlines(True)


def wrote_with_windows_lines(notebook: Notebook, chance: random.Random) -> None:
    for cell in notebook["cells"]:
        if isinstance(cell["source"], str):
            cell["source"] = cell["source"].replace("\n", "\r\n")


def spoilt_the_metadata(notebook: Notebook, chance: random.Random) -> None:
    notebook["metadata"] = chance.choice([{}, [], None, {"kernelspec": "python3"}])


def added_what_is_no_cell(notebook: Notebook, chance: random.Random) -> None:
    at = chance.randrange(len(notebook["cells"]))
    notebook["cells"].insert(at, {"cell_type": "chart", "metadata": {}, "source": "", "id": "q"})


def shuffled_texts(notebook: Notebook, chance: random.Random) -> None:
    texts = [at for at, cell in enumerate(notebook["cells"]) if mark(cell) and not mark(cell).get("solution")]
    given = [notebook["cells"][at] for at in texts]
    chance.shuffle(given)
    for at, cell in zip(texts, given, strict=True):
        notebook["cells"][at] = cell


DAMAGES: list[Callable[[Notebook, random.Random], None]] = [
    lost_all_ids,
    lost_nbgraders_names,
    renamed_an_answer,
    renamed_a_test,
    deleted_a_test,
    deleted_a_text,
    emptied_a_test,
    awarded_more_points,
    unlocked_everything,
    called_a_test_an_answer,
    copied_an_answer_without_changing_it,
    copied_a_test,
    moved_a_cell,
    added_cells,
    filled_with_outputs,
    broken_outputs,
    saved_by_a_browser,
    saved_in_an_older_format,
    saved_with_lists_of_lines,
    wrote_with_windows_lines,
    spoilt_the_metadata,
    added_what_is_no_cell,
    shuffled_texts,
]
