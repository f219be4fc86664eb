"""Every number in prose is bound to the data or the fact that gives it, and agrees with it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from timbang import numbers
from timbang.checks import prose_numbers
from timbang.checks.finding import Course, Finding, Page, settings
from timbang.errors import TimbangError
from timbang.notebooks.files import Cell


def findings(course: Course) -> Iterator[Finding]:
    """Yield numbers that are not bound, bindings without a number, and numbers that the data deny."""
    for page in course.pages.values():
        for cell in page.cells("markdown"):
            yield from _cell(page, cell)


def bindings(cell: Cell) -> dict[str, str]:
    """Return the numbers that a cell binds, each with its expression or the id of a fact."""
    bound = settings(cell).get("numbers", {})
    return {str(typed): str(source) for typed, source in bound.items()} if isinstance(bound, dict) else {}


def _cell(page: Page, cell: Cell) -> Iterator[Finding]:
    bound, excused = bindings(cell), settings(cell).get("unbound", {})
    there = prose_numbers.numbers(cell["source"], page.code)
    typed = {form for number in there for form in (number.typed, number.signed) if form}
    for number in there:
        if not (number.exempt or {number.typed, number.signed} & (bound.keys() | excused.keys())):
            yield page.finding(
                cell["id"],
                f"{number.typed} is not bound",
                f'bind it in the metadata, timbang.numbers {{"{number.typed}": "expression or fact id"}}, '
                "or say in timbang.unbound why not",
            )
    for key, reason in excused.items():
        if key not in typed:
            yield page.finding(
                cell["id"], f"{key} is excused but not in the text", "take it out of timbang.unbound"
            )
        elif not str(reason).strip():
            yield page.finding(
                cell["id"], f"{key} is excused without a reason", "write the reason in timbang.unbound"
            )
    for key, source in bound.items():
        if key not in typed:
            yield page.finding(
                cell["id"], f"{key} is bound but not in the text", "take it out of timbang.numbers"
            )
            continue
        fault = disagreement(key, source, page.code)
        if fault:
            yield page.finding(cell["id"], fault, "correct the number or what it is bound to")


def disagreement(typed: str, source: str, code: str) -> str | None:
    """Return in words why a number is not what its source gives, None if it is.

    Parameters
    ----------
    typed
        The number in the format of the page.
    source
        An expression on the data, or the id of a row of the fact base.
    """
    try:
        if numbers.is_fact(source):
            return (
                None if numbers.stands_in_fact(typed, source, code) else f"{typed} does not stand in {source}"
            )
        numbers.parse(typed, code)
        if not any(isinstance(node, ast.Call) for node in ast.walk(ast.parse(source.strip(), mode="eval"))):
            return f"{typed} is bound to {source}, which asks nothing of the data"
        value = numbers.evaluate(source)
    except SyntaxError:
        return f"{typed} is bound to {source}, which is neither an expression nor the id of a fact"
    except TimbangError as error:
        return f"{typed}: {error}"
    return (
        None
        if numbers.matches(typed, value, code)
        else f"{typed} should be {_typed_like(typed, value, code)} ({source})"
    )


def _typed_like(typed: str, value: float, code: str) -> str:
    """Write a value as a typed number is written: in its language, with as many decimals."""
    decimals = max(0, -int(numbers.parse(typed, code).as_tuple().exponent))
    thousands, mark = numbers.MARKS[code]
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", thousands + mark))
