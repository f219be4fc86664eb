"""A roadmap's faults and dates, against cases computed by hand."""

from __future__ import annotations

from typing import Any

import pytest

from timbang.errors import DependencyLoop
from timbang.models import roadmap
from timbang.models.roadmap import Fault, Slot


def action(name: str, start: int = 0, length: int = 1, **more: Any) -> dict[str, Any]:
    whole = {
        "id": name,
        "name": f"Action {name}",
        "thread": "law",
        "owner": "Legal section",
        "legal": "Regulation",
        "budget": 1_000_000,
        "money": "Regional budget",
        "measure": "published",
        "start": start,
        "length": length,
        "needs": [],
        "reduces": [],
        "dimension": None,
    }
    return {**whole, **more}


def plan(*actions: dict[str, Any]) -> dict[str, Any]:
    return {"title": "", "start": "2027-01", "actions": list(actions)}


def diamond() -> list[dict[str, Any]]:
    """Law 4 and inventory 3 before the blueprint 5; the blueprint and training 2 before the service 6."""
    return [
        action("law", 0, 4),
        action("list", 0, 3),
        action("print", 4, 5, needs=["law", "list"]),
        action("train", 4, 2, needs=["list"]),
        action("serve", 9, 6, needs=["print", "train"]),
    ]


def kinds(*actions: dict[str, Any], **more: Any) -> list[str]:
    return [fault.kind for fault in roadmap.faults(plan(*actions), **more)]


def test_a_plan_without_faults_has_none():
    assert roadmap.faults(plan(*diamond())) == []
    assert roadmap.faults(plan()) == []


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"owner": "  "}, "no-owner"),
        ({"legal": ""}, "no-legal"),
        ({"budget": None}, "no-budget"),
        ({"money": ""}, "no-money"),
        ({"measure": "\n"}, "no-measure"),
    ],
)
def test_what_an_action_lacks_is_named(change: dict[str, Any], kind: str):
    assert roadmap.faults(plan(action("a"), action("b", **change))) == [Fault(kind, ("b",))]


def test_an_action_that_costs_nothing_needs_no_source_of_money():
    assert kinds(action("a", budget=0, money="")) == []


def test_needs_that_nobody_knows_or_that_end_too_late_are_named():
    early = action("b", 3, 2, needs=["a", "zz"])
    assert roadmap.faults(plan(action("a", 0, 4), early)) == [
        Fault("unknown-need", ("b",), ("zz",)),
        Fault("too-early", ("b",), ("a",)),
    ]
    assert kinds(action("a", 0, 4), action("b", 4, 2, needs=["a"])) == []


def test_a_loop_is_named_once_and_in_order():
    a, b, c = action("a", needs=["b"]), action("b", needs=["c"]), action("c", needs=["a"])
    assert roadmap.loops([a, b, c, action("d", needs=["a"])]) == [("a", "b", "c")]
    assert roadmap.loops([action("d", needs=["a"]), a, b, c]) == [("a", "b", "c")]
    assert roadmap.loops([action("a", needs=["a"])]) == [("a",)]
    assert Fault("loop", ("a", "b", "c")) in roadmap.faults(plan(a, b, c))
    with pytest.raises(DependencyLoop, match="a > b > c > a"):
        roadmap.schedule([a, b, c])
    with pytest.raises(DependencyLoop):
        roadmap.critical_path([a, b, c])


def test_the_shortest_loop_of_a_knot_is_told_and_each_knot_has_one():
    knot = [
        action("a", needs=["b"]),
        action("b", needs=["c", "a"]),
        action("c", needs=["a"]),
        action("x", needs=["y"]),
        action("y", needs=["x"]),
    ]
    assert roadmap.loops(knot) == [("a", "b"), ("x", "y")]


def test_large_gaps_without_an_action_are_named_from_the_largest_down():
    gap = {"ratings": {"information": 6, "technology": 5, "processes": 9, "staffing": None}}
    assert roadmap.large_gaps(gap) == ["processes", "information"]
    assert [fault.about for fault in roadmap.faults(plan(), gap=gap)] == [("processes",), ("information",)]
    assert kinds(action("a", dimension="processes"), gap=gap) == ["open-gap"]
    assert kinds(action("a")) == []


def test_risks_that_nothing_reduces_that_are_unknown_or_all_with_one_owner_are_named():
    risks = [{"id": "r1", "owner": "Legal section"}, {"id": "r2", "owner": "Legal section "}]
    found = roadmap.faults(plan(action("a", reduces=["r1", "r9"])), register={"risks": risks})
    assert found == [
        Fault("unknown-risk", ("a",), ("r9",)),
        Fault("one-owner", (), ("Legal section",)),
        Fault("open-risk", (), ("r2",)),
    ]
    risks[1]["owner"] = "Planning"
    assert kinds(action("a", reduces=["r1", "r2"]), register={"risks": risks}) == []


@pytest.mark.parametrize("owners", [[], ["Legal section"], ["", ""], ["Legal section", ""]])
def test_one_owner_is_no_fault_of_one_risk_or_of_risks_without_owners(owners: list[str]):
    risks = [{"id": f"r{number}", "owner": owner} for number, owner in enumerate(owners)]
    own = action("a", reduces=[risk["id"] for risk in risks])
    assert kinds(own, register={"risks": risks}) == []


def test_dates_are_those_computed_by_hand():
    assert roadmap.schedule(diamond()) == {
        "law": Slot(0, 0),
        "list": Slot(0, 1),
        "print": Slot(4, 4),
        "train": Slot(3, 7),
        "serve": Slot(9, 9),
    }
    assert roadmap.critical_path(diamond()) == ("law", "print", "serve")
    assert roadmap.shortest(diamond()) == roadmap.planned(diamond()) == 15
    slots = roadmap.schedule(diamond())
    assert [name for name in slots if slots[name].critical] == ["law", "print", "serve"]
    assert slots["train"].slack == 4


def test_planned_starts_do_not_move_what_is_possible():
    late = [{**one, "start": one["start"] + 12} for one in diamond()]
    assert roadmap.schedule(late) == roadmap.schedule(diamond())
    assert (roadmap.planned(late), roadmap.shortest(late)) == (27, 15)


def test_the_smallest_plans_are_dated():
    assert roadmap.schedule([]) == {}
    assert roadmap.critical_path([]) == ()
    assert roadmap.shortest([]) == roadmap.planned([]) == 0
    assert roadmap.schedule([action("a", 5, 3)]) == {"a": Slot(0, 0)}
    assert roadmap.critical_path([action("a", 5, 3)]) == ("a",)
    assert roadmap.schedule([action("a", needs=["zz"])]) == {"a": Slot(0, 0)}


def test_of_two_chains_as_long_the_first_is_told():
    twins = [action("a", length=2), action("b", length=2), action("c", 2, needs=["b", "a"])]
    assert roadmap.critical_path(twins) == ("b", "c")
    assert all(slot.critical for slot in roadmap.schedule(twins).values())


def test_two_hundred_actions_in_a_row_are_dated():
    many = [
        action(f"t{number}", number, 1, needs=[f"t{number - 1}"] if number else []) for number in range(200)
    ]
    assert roadmap.faults(plan(*many)) == []
    assert roadmap.shortest(many) == 200 == len(roadmap.critical_path(many))
    many[0]["needs"] = ["t199"]
    assert [len(loop) for loop in roadmap.loops(many)] == [200]


def test_months_are_counted_over_the_years():
    assert [roadmap.month("2027-01", passed) for passed in (0, 11, 12, 35)] == [
        "2027-01",
        "2027-12",
        "2028-01",
        "2029-12",
    ]
    assert roadmap.month("2027-11", 2) == "2028-01"
