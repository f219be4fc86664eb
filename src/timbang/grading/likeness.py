"""How alike two cells are: by the names that they define first, by their text then."""

from __future__ import annotations

import ast
import re
from difflib import SequenceMatcher

_DEFINED = re.compile(r"^\s*(?:def\s+|class\s+)?([^\W\d]\w*)\s*(?:=(?!=)|\()", re.MULTILINE)
MOST_PARSED = 100_000
"""Characters of a cell that are read as Python; a longer one is read line by line."""
MOST_COMPARED = 1_000
"""Words of a text that are compared, from its beginning."""


def plain(source: str) -> str:
    """Return a text as it is compared: no spaces at the ends of lines, no empty lines around it."""
    return "\n".join(line.rstrip() for line in source.strip().splitlines())


def same(one: str, other: str) -> bool:
    """Return whether two texts differ in nothing but spaces at the ends of lines."""
    return plain(one) == plain(other)


def defined(source: str) -> set[str]:
    """Return the names that code defines at its top: variables, functions and classes.

    Code that is no Python (a sentence in the wrong cell, an unclosed bracket) is read line by line.
    """
    try:
        tree = ast.parse(source if len(source) <= MOST_PARSED else "?")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set(_DEFINED.findall(source[:MOST_PARSED]))
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        targets = getattr(node, "targets", [getattr(node, "target", None)])
        for target in targets:
            names |= {one.id for one in ast.walk(target) if isinstance(one, ast.Name)} if target else set()
    return names


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are word for word, from 0 to 1."""
    if same(one, other):
        return 1.0
    matcher = SequenceMatcher(None, one.split()[:MOST_COMPARED], other.split()[:MOST_COMPARED])
    return matcher.ratio() if matcher.quick_ratio() > 0.3 else 0.0


def answers(source: str, released: str) -> float:
    """Return how likely code is the answer to a cell, from 0 to 1: how much it defines of what it was to."""
    wanted = defined(released)
    return len(wanted & defined(source)) / len(wanted) if wanted else 0.0
