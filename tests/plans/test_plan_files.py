"""A plan survives its file; a file that is none gets one clear line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from timbang import language, plans
from timbang.errors import BadPlan
from timbang.plans import form

Plan = dict[str, Any]


def changed(plan: Plan, *path: str | int, to: Any) -> Plan:
    """Return a plan with another value in one place; `...` deletes it."""
    copy = json.loads(json.dumps(plan))
    *way, last = path
    inner = copy
    for step in way:
        inner = inner[step]
    if to is ...:
        del inner[last]
    else:
        inner[last] = to
    return copy  # type: ignore[no-any-return]


def written(folder: Path, content: Any) -> Path:
    file = folder / "plan.json"
    file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return file


def test_a_plan_is_read_as_it_was_written(plan: Plan, tmp_path: Path) -> None:
    plans.write(plan, tmp_path / "plan.json")
    assert plans.read(tmp_path / "plan.json") == plan


def test_the_parts_become_a_plan(plan: Plan) -> None:
    language.use("id")
    whole = plans.assemble(plan["roadmap"], agency="Bappeda")
    assert (whole["format"], whole["version"], whole["language"]) == ("timbang-plan", 1, "id")
    assert whole["agency"] == "Bappeda" and whole["gap"] is None and whole["register"] is None
    assert whole["saved"].startswith("20") and whole["saved"].endswith("+00:00")
    assert plans.assemble(gap={**plan["gap"], "agency": "A city"})["agency"] == "A city"


def test_what_may_be_left_out_is_filled_in(plan: Plan) -> None:
    bare = plans.assemble({"actions": [{"id": "a", "thread": "law", "start": 0, "length": 1}]})
    action = bare["roadmap"]["actions"][0]
    assert action["owner"] == "" and action["budget"] is None and action["needs"] == []
    assert bare["roadmap"]["start"] == "2027-01"
    assert plans.checked(bare) == bare


def test_unknown_fields_are_left_out_and_characters_that_no_office_file_holds(plan: Plan) -> None:
    odd = changed(plan, "roadmap", "actions", 0, "mine", to=1)
    odd = changed(odd, "roadmap", "actions", 0, "owner", to="Legal\x00 section\ud800\n")
    action = plans.checked(odd)["roadmap"]["actions"][0]
    assert "mine" not in action and action["owner"] == "Legal section\n"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is damaged or no plan file"),
        (b'{"format": "timbang-plan", "version"', "is damaged or no plan file"),
        (b"\xff\xfe\x00", "is damaged or no plan file"),
        (b"[" * 100_000, "is damaged or no plan file"),
        (b"PK\x03\x04", "is damaged or no plan file"),
        (b"[]", "is no plan of this course"),
        (b"null", "is no plan of this course"),
        (b'{"version": 1, "entries": {}}', "is no plan of this course"),
        (b'{"format": "timbang-plan", "version": 2}', "was saved by a newer version"),
        (b'{"format": "timbang-plan", "version": 0}', "no longer read"),
        (b'{"format": "timbang-plan"}', "no longer read"),
        (b'{"format": "timbang-plan", "version": true}', "no longer read"),
        (b'{"format": "timbang-plan", "version": 1}', "language: must be one of en, id"),
        (b" " * (form.BYTES + 1), "has more than 2 MB and was not read"),
    ],
)
def test_a_file_that_is_no_plan_gets_one_clear_line(tmp_path: Path, content: bytes, told: str) -> None:
    with pytest.raises(BadPlan) as caught:
        plans.read(written(tmp_path, content))
    line = str(caught.value)
    assert line.startswith("plan.json ") and told in line and "\n" not in line


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadPlan, match=r"plan\.json is not there or cannot be opened"):
        plans.read(tmp_path / "plan.json")
    with pytest.raises(BadPlan, match=r"cannot be opened|damaged"):
        plans.read(tmp_path)


MISFITS: list[tuple[tuple[str | int, ...], Any, str]] = [
    (("roadmap",), [], "roadmap: must hold fields of its own"),
    (("roadmap", "actions"), {}, "roadmap, actions: must be a list"),
    (("roadmap", "actions", 0), "t1", "roadmap, actions, 1: must hold fields of its own"),
    (("roadmap", "actions", 2, "start"), -1, "actions, 3, start: must be a whole number from 0 to 1200"),
    (("roadmap", "actions", 2, "start"), 1.5, "actions, 3, start: must be a whole number"),
    (("roadmap", "actions", 2, "start"), True, "actions, 3, start: must be a whole number"),
    (("roadmap", "actions", 2, "start"), ..., "actions, 3, start: must be a whole number"),
    (("roadmap", "actions", 2, "length"), 0, "actions, 3, length: must be a whole number from 1"),
    (("roadmap", "actions", 2, "budget"), float("nan"), "actions, 3, budget: must be a whole number"),
    (("roadmap", "actions", 2, "thread"), "money", "must be one of law, blueprint, team, partners"),
    (("roadmap", "actions", 2, "id"), "t1", "actions, 3, id: the id t1 is given twice"),
    (("roadmap", "actions", 2, "id"), "<b>", "actions, 3, id: must be an id of letters and digits"),
    (("roadmap", "actions", 2, "owner"), 3, "actions, 3, owner: must be a text"),
    (("roadmap", "actions", 2, "owner"), "x" * 2001, "has 2001 characters; at most 2000 are allowed"),
    (("roadmap", "start"), "2027-13", "roadmap, start: must be a month such as 2027-01"),
    (("gap", "ratings", "staffing"), 11, "gap, ratings, staffing: must be a number from 0 to 10"),
    (("register", "risks", 0, "impact"), [0.5, 0.2, 0.9], "impact: must be three numbers from 0 to 1"),
    (("register", "risks", 0, "impact"), [0.5, 0.9], "impact: must be three numbers from 0 to 1"),
]


@pytest.mark.parametrize(("path", "to", "told"), MISFITS)
def test_what_does_not_fit_is_told_with_its_place(
    plan: Plan, tmp_path: Path, path: tuple[str | int, ...], to: Any, told: str
) -> None:
    with pytest.raises(BadPlan, match=r"plan\.json does not fit a plan: .*Nothing was changed") as caught:
        plans.read(written(tmp_path, changed(plan, *path, to=to)))
    assert told in str(caught.value)


def test_too_many_actions_are_refused(plan: Plan) -> None:
    one = plan["roadmap"]["actions"][0]
    many = [{**one, "id": f"a{number}"} for number in range(501)]
    with pytest.raises(BadPlan, match="holds 501 entries; at most 500 are allowed"):
        plans.assemble({**plan["roadmap"], "actions": many})


def test_what_is_no_plan_is_not_written(plan: Plan, tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    plans.write(plan, file)
    with pytest.raises(BadPlan):
        plans.write(changed(plan, "roadmap", "start", to="soon"), file)
    long = [{**plan["roadmap"]["actions"][0], "id": f"a{n}", "measure": "x" * 2000} for n in range(500)]
    huge = changed(plan, "roadmap", "actions", to=[{**one, "owner": "x" * 2000} for one in long])
    with pytest.raises(BadPlan, match="more than 2 MB"):
        plans.write(huge, file)
    assert plans.read(file) == plan


def test_refusals_speak_indonesian(tmp_path: Path) -> None:
    language.use("id")
    with pytest.raises(BadPlan, match=r"plan\.json bukan rencana dari kursus ini"):
        plans.read(written(tmp_path, {}))
