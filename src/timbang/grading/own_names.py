"""The names of tests, which are apart from the student's, and which of them both have to share."""

from __future__ import annotations

import builtins
import symtable
from collections.abc import Iterable, Iterator
from typing import Any


class NamesOfTests(dict[str, Any]):
    """What tests bind; for the rest, what the student's names are now, save those of Python's builtins.

    Functions under test do not see what is bound here. A name in `shared` is the student's, and a test that
    binds it changes it there.
    """

    def __init__(self, students: dict[str, Any]) -> None:
        super().__init__(__name__="__main__", __builtins__=dict(vars(builtins)))
        self.students = students
        self.python = frozenset(vars(builtins))
        self.shared: frozenset[str] = frozenset()
        self.over: dict[str, Any] = {}

    def begin(self, shared: Iterable[str]) -> None:
        """Forget what the student, or a cell of the course, bound anew since a test bound it."""
        self.shared = frozenset(shared)
        for name, value in list(self.over.items()):
            if self.students.get(name, _NONE) is not value:
                del self.over[name]
                super().pop(name, None)

    def __missing__(self, name: str) -> Any:
        """Return what is the student's."""
        if name in self.python and name not in self.shared:
            raise KeyError(name)
        return self.students[name]

    def __setitem__(self, name: str, value: Any) -> None:
        """Bind a name here, or a shared one there."""
        if name in self.shared:
            self.students[name] = value
            return
        self.over[name] = self.students.get(name, _NONE)
        super().__setitem__(name, value)

    def __delitem__(self, name: str) -> None:
        """Forget a name."""
        if super().__contains__(name):
            super().__delitem__(name)
        else:
            del self.students[name]

    def __contains__(self, name: object) -> bool:
        """Tell if a name is bound, here or there."""
        return super().__contains__(name) or name in self.students

    def __iter__(self) -> Iterator[str]:
        """Go through all names."""
        return iter(self.copy())

    def get(self, name: str, default: Any = None) -> Any:
        """Return what a name stands for, as `globals().get` does."""
        try:
            return self[name]
        except KeyError:
            return default

    def copy(self) -> dict[str, Any]:
        """Return all names, as libraries take them that look into their caller."""
        return {**self.students, **dict(super().items())}

    def keys(self) -> Any:
        """Return all names."""
        return self.copy().keys()

    def items(self) -> Any:
        """Return all names and what they stand for."""
        return self.copy().items()


_NONE = object()


def shared(sources: Iterable[str]) -> list[str]:
    """Return the names that cells other than tests use: a test that binds them means these.

    Parameters
    ----------
    sources
        The lecturer's cells, with the solutions; a cell with magics is left out.
    """
    found: set[str] = set()
    for source in sources:
        try:
            tables = [symtable.symtable(source, "<cell>", "exec")]
        except SyntaxError:
            continue
        while tables:
            table = tables.pop()
            tables += table.get_children()
            for one in table.get_symbols():
                bound = one.is_assigned() or one.is_imported()
                used = one.is_referenced() and one.get_name() not in vars(builtins)
                if (table.get_type() == "module" or one.is_global()) and (bound or used):
                    found.add(one.get_name())
    return sorted(found)
