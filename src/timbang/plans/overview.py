"""A plan made ready to be shown: names instead of ids, dates, slack, and the sentences of its checks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from timbang.errors import DependencyLoop
from timbang.models import roadmap as model
from timbang.models.roadmap import Slot
from timbang.plans import wording
from timbang.plans.files import Plan

COLUMNS = (
    *("name", "thread", "owner", "legal", "budget", "money", "measure", "start", "end", "length"),
    *("needs", "reduces", "dimension", "slack", "critical"),
)
"""Of the table of actions, by their keys in `wording.labels()`."""


@dataclass(frozen=True)
class Row:
    """An action as a table shows it."""

    name: str
    thread: str
    owner: str
    legal: str
    budget: int | None
    """Rupiah."""
    money: str
    measure: str
    start: date
    """First day of its first month."""
    end: date
    """First day of its last month."""
    length: int
    needs: str
    reduces: str
    dimension: str
    slack: int | None
    """Months; None where actions wait for each other."""
    critical: str


class Overview:
    """What tables and documents tell of a plan, in the language in use when it is made."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.words = wording.labels()
        self.roadmap: dict[str, Any] = plan["roadmap"] or {"title": "", "start": "2027-01", "actions": []}
        self.actions: list[dict[str, Any]] = self.roadmap["actions"]
        self.risks: list[dict[str, Any]] = (plan["register"] or {"risks": []})["risks"]
        self.names = {one["id"]: one["name"] or one["id"] for one in self.actions}
        self.risk_names = {one["id"]: one["name"] or one["id"] for one in self.risks}
        try:
            self.slots: dict[str, Slot] | None = model.schedule(self.actions)
        except DependencyLoop:
            self.slots = None

    def rows(self) -> Iterator[Row]:
        """Yield the actions, in the order of the plan."""
        for one in self.actions:
            slot = self.slots[one["id"]] if self.slots else None
            yield Row(
                name=one["name"],
                thread=self.words[one["thread"]],
                owner=one["owner"],
                legal=one["legal"],
                budget=one["budget"],
                money=one["money"],
                measure=one["measure"],
                start=wording.first_day(self.roadmap["start"], one["start"]),
                end=wording.first_day(self.roadmap["start"], one["start"] + one["length"] - 1),
                length=one["length"],
                needs="; ".join(self.names.get(need, need) for need in one["needs"]),
                reduces="; ".join(self._reduced(one)),
                dimension=self.words[one["dimension"]] if one["dimension"] else "",
                slack=slot.slack if slot else None,
                critical=self.words["yes" if slot.critical else "no"] if slot else "",
            )

    def _reduced(self, action: dict[str, Any]) -> list[str]:
        """Return the risks by name; none without a register, where ids would mean nothing to a reader."""
        if self.plan["register"] is None:
            return []
        return [self.risk_names.get(risk, risk) for risk in action["reduces"]]

    def checks(self) -> list[str]:
        """Return a sentence for each fault."""
        found = model.faults(self.roadmap, self.plan["gap"], self.plan["register"])
        return [wording.sentence(fault, self.names, self.risk_names) for fault in found]

    def critical_path(self) -> list[str]:
        """Return the names on the critical path; none where actions wait for each other."""
        return [self.names[one] for one in model.critical_path(self.actions)] if self.slots else []

    def span(self) -> str:
        """Return first and last month of the plan in words; nothing where it has no actions."""
        if not self.actions:
            return ""
        start, months = self.roadmap["start"], model.planned(self.actions)
        first = min(one["start"] for one in self.actions)
        return f"{wording.month_name(start, first)} – {wording.month_name(start, months - 1)}"

    def budget(self) -> int:
        """Return the sum of the budgets, in rupiah."""
        return sum(one["budget"] or 0 for one in self.actions)
