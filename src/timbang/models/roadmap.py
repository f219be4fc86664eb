"""A roadmap: its faults named, its dates computed, its critical path found.

A roadmap is `{"start": "2027-01", "actions": [...]}`. An action is a mapping: `id`, `name`, `thread` (of
`THREADS`), `owner`, `legal`, `budget` (rupiah or None), `money` (where it comes from), `measure`, `start`
(month, 0 is the first), `length` (months, at least 1), `needs` (ids of actions that end before it starts),
`reduces` (ids of risks) and `dimension` (of the design-reality gap, or None). Ids are unique.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from timbang.errors import DependencyLoop

if TYPE_CHECKING:
    import networkx as nx

Action = Mapping[str, Any]

THREADS = ("law", "blueprint", "team", "partners")
"""The common threads of the article (muttaqin2017, A34 to A40)."""

LARGE = 5
"""A gap above this, on one dimension, gives cause for concern (egov4dev_tech, T3.8)."""

OF_AN_ACTION = ("no-owner", "no-legal", "no-budget", "no-money", "no-measure", "unknown-need", "too-early")
OF_THE_PLAN = ("loop", "unknown-risk", "open-gap", "one-owner", "open-risk")
FAULTS = (*OF_AN_ACTION, *OF_THE_PLAN)
"""All kinds of faults, in the order in which they are told."""


class Fault(NamedTuple):
    """Something that is missing or wrong, with the ids or names that a sentence about it needs."""

    kind: str
    """One of `FAULTS`."""
    actions: tuple[str, ...] = ()
    """Ids of the actions concerned; of a loop in the order in which they wait for each other."""
    about: tuple[str, ...] = ()
    """Ids of needs or risks, a dimension, or an owner."""


class Slot(NamedTuple):
    """When an action may start, in months from the start of the plan."""

    earliest: int
    """When all that it needs has ended, if everything starts as soon as it can."""
    latest: int
    """Later than this and the plan cannot end in the shortest time."""

    @property
    def slack(self) -> int:
        """Months that the action can wait."""
        return self.latest - self.earliest

    @property
    def critical(self) -> bool:
        """Whether it can wait at all: a month lost here is a month lost for the plan."""
        return self.slack == 0


def faults(
    roadmap: Mapping[str, Any],
    gap: Mapping[str, Any] | None = None,
    register: Mapping[str, Any] | None = None,
) -> list[Fault]:
    """Return what is missing or wrong: first action by action, then in the plan as a whole.

    Parameters
    ----------
    gap
        `{"ratings": {dimension: 0 to 10 or None}}`; without it no dimension is asked for.
    register
        `{"risks": [{"id", "owner"}]}`; without it no risk is asked for.
    """
    actions: Sequence[Action] = roadmap["actions"]
    ends = {action["id"]: action["start"] + action["length"] for action in actions}
    found = [fault for action in actions for fault in _of_action(action, ends)]
    found += [Fault("loop", loop) for loop in loops(actions)]
    if register is not None:
        found += _unknown_risks(actions, register)
    if gap is not None:
        met = {action["dimension"] for action in actions}
        found += [Fault("open-gap", (), (one,)) for one in large_gaps(gap) if one not in met]
    if register is not None:
        found += _of_register(actions, register)
    return found


def _of_action(action: Action, ends: Mapping[str, int]) -> Iterator[Fault]:
    own = (action["id"],)
    for field in ("owner", "legal"):
        if not action[field].strip():
            yield Fault(f"no-{field}", own)
    if action["budget"] is None:
        yield Fault("no-budget", own)
    elif action["budget"] > 0 and not action["money"].strip():
        yield Fault("no-money", own)
    if not action["measure"].strip():
        yield Fault("no-measure", own)
    unknown = tuple(need for need in action["needs"] if need not in ends)
    if unknown:
        yield Fault("unknown-need", own, unknown)
    waited_for = tuple(
        need
        for need in action["needs"]
        if need in ends and need != action["id"] and ends[need] > action["start"]
    )
    if waited_for:
        yield Fault("too-early", own, waited_for)


def _unknown_risks(actions: Sequence[Action], register: Mapping[str, Any]) -> Iterator[Fault]:
    known = {risk["id"] for risk in register["risks"]}
    for action in actions:
        unknown = tuple(risk for risk in action["reduces"] if risk not in known)
        if unknown:
            yield Fault("unknown-risk", (action["id"],), unknown)


def _of_register(actions: Sequence[Action], register: Mapping[str, Any]) -> Iterator[Fault]:
    risks = register["risks"]
    owners = {risk["owner"].strip() for risk in risks}
    if len(risks) > 1 and len(owners) == 1 and "" not in owners:
        yield Fault("one-owner", (), tuple(owners))
    reduced = {risk for action in actions for risk in action["reduces"]}
    yield from (Fault("open-risk", (), (risk["id"],)) for risk in risks if risk["id"] not in reduced)


def large_gaps(gap: Mapping[str, Any]) -> list[str]:
    """Return the dimensions with a gap above `LARGE`, the largest first."""
    rated = {name: rating for name, rating in gap["ratings"].items() if rating is not None}
    large = [name for name, rating in rated.items() if rating > LARGE]
    return sorted(large, key=lambda name: -rated[name])


def loops(actions: Sequence[Action]) -> list[tuple[str, ...]]:
    """Return actions that wait for each other: for each knot of them one shortest loop.

    A loop starts with the action of its knot that stands first in the plan; each needs the next, the last
    the first.
    """
    import networkx as nx

    graph = _graph(actions)
    knots = {node: knot for knot in nx.strongly_connected_components(graph) for node in knot}
    found: list[tuple[str, ...]] = []
    told: set[str] = set()
    for start in graph:
        if start not in told and (len(knots[start]) > 1 or graph.has_edge(start, start)):
            told |= knots[start]
            found.append(_loop(graph, start))
    return found


def _loop(graph: nx.DiGraph[str], start: str) -> tuple[str, ...]:
    import networkx as nx

    before = dict(nx.bfs_predecessors(graph, start))
    last = next(node for node in (start, *before) if graph.has_edge(node, start))
    path = [last]
    while path[0] != start:
        path.insert(0, before[path[0]])
    return tuple(path)


def schedule(actions: Sequence[Action]) -> dict[str, Slot]:
    """Return for each action when it may start, from lengths and needs alone, whatever start was planned.

    Needs that name no action are left out.

    Raises
    ------
    DependencyLoop
        When actions wait for each other: then nothing can be dated.
    """
    import networkx as nx

    looped = loops(actions)
    if looped:
        raise DependencyLoop(
            f"the actions {' > '.join((*looped[0], looped[0][0]))} wait for each other; take one need away"
        )
    graph = _graph(actions)
    length = {action["id"]: action["length"] for action in actions}
    earliest: dict[str, int] = {}
    for one in reversed(list(nx.topological_sort(graph))):
        earliest[one] = max((earliest[need] + length[need] for need in graph[one]), default=0)
    end = max((earliest[one] + length[one] for one in graph), default=0)
    latest: dict[str, int] = {}
    for one in reversed(earliest):
        latest[one] = min((latest[waiting] for waiting in graph.predecessors(one)), default=end) - length[one]
    return {action["id"]: Slot(earliest[action["id"]], latest[action["id"]]) for action in actions}


def critical_path(actions: Sequence[Action]) -> tuple[str, ...]:
    """Return the ids of one longest chain of needs, from its first action to its last; none of no actions.

    Where two chains are as long, the one whose actions stand first in the plan.

    Raises
    ------
    DependencyLoop
        When actions wait for each other.
    """
    slots = schedule(actions)
    known = {action["id"]: action for action in actions}
    ends = {name: slots[name].earliest + action["length"] for name, action in known.items()}
    end = max(ends.values(), default=0)
    path = [name for name in known if ends[name] == end][:1]
    while path:
        needs = [need for need in known[path[0]]["needs"] if ends.get(need) == slots[path[0]].earliest]
        if not needs:
            break
        path.insert(0, needs[0])
    return tuple(path)


def shortest(actions: Sequence[Action]) -> int:
    """Return the months that the plan takes if every action starts as soon as it can.

    Raises
    ------
    DependencyLoop
        When actions wait for each other.
    """
    slots = schedule(actions)
    return max((slots[action["id"]].earliest + action["length"] for action in actions), default=0)


def planned(actions: Sequence[Action]) -> int:
    """Return the months that the plan takes with the starts that it gives."""
    return max((action["start"] + action["length"] for action in actions), default=0)


def month(start: str, passed: int) -> str:
    """Return the calendar month, as `2027-01`, that is so many months after another."""
    year, number = map(int, start.split("-"))
    years, rest = divmod(number - 1 + passed, 12)
    return f"{year + years:04d}-{rest + 1:02d}"


def _graph(actions: Sequence[Action]) -> nx.DiGraph[str]:
    """Return who needs whom: an edge leads from an action to one that it needs."""
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(action["id"] for action in actions)
    for action in actions:
        graph.add_edges_from((action["id"], need) for need in action["needs"] if need in graph)
    return graph
