"""Numbers typed in prose, bound to the data that give them.

The metadata of a Markdown cell binds a number, typed in the page's format, to an expression on `data/`
(`{"0.9462": "egdi('KOR', 2014)"}`) or to a row of the fact base in which it stands (`{"28": "K27"}`).

An expression knows numbers, `+ - * /`, brackets, `abs`, `round`, `min`, `max` and the functions in
`FUNCTIONS`, whose arguments are constants. Countries are ISO 3166 codes, as in the tables.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable
from decimal import Decimal

import timbang.number_functions as functions
from timbang import data, language
from timbang.errors import BadNumber, TimbangError

FUNCTIONS = functions.FUNCTIONS
ARITHMETIC: dict[str, Callable[..., float]] = {"abs": abs, "round": round, "min": min, "max": max}
OPERATORS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
MINUS = "-\N{MINUS SIGN}"
MARKS = {"en": (",", "."), "id": (".", ",")}
"""Thousands separator and decimal mark of each language."""

FACT = re.compile(r"[AGIKQS][0-9]+(\.[0-9]+)?")
FACT_TEXTS = ("term", "title", "statement", "measure", "kind", "check", "meaning", "note")

text = language.catalogue("data")


def evaluate(expression: str) -> float | int:
    """Return the number that an expression on the data gives, unrounded.

    Raises
    ------
    BadNumber
        For an expression that cannot be computed; with the part that is wrong.
    UnknownEconomy, UnknownEdition, UnknownTable
        With the nearest known names.
    """
    try:
        tree = ast.parse(expression.strip(), mode="eval")
        value = _evaluate(tree.body)
    except SyntaxError as error:
        raise BadNumber(text("{expression}: is no expression", expression=expression)) from error
    except ZeroDivisionError as error:
        raise BadNumber(text("{expression}: divides by zero", expression=expression)) from error
    except (TypeError, ValueError, OverflowError, RecursionError, MemoryError) as error:
        raise BadNumber(f"{expression}: {error}") from error
    except TimbangError as error:
        raise type(error)(f"{expression}: {error}") from error
    if not abs(value) < float("inf"):
        raise BadNumber(text("{expression}: gives no finite number", expression=expression))
    return value


def _evaluate(node: ast.expr) -> float | int:
    match node:
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            return value
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
            return OPERATORS[type(op)](_evaluate(left), _evaluate(right))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_evaluate(operand)
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in ARITHMETIC:
            return ARITHMETIC[name](*map(_evaluate, arguments))
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=keywords) if name in FUNCTIONS:
            return FUNCTIONS[name](
                *map(_constant, arguments), **{str(one.arg): _constant(one.value) for one in keywords}
            )
        case ast.Call(func=ast.Name(id=name)):
            known = ", ".join(data.nearest_first(name, [*FUNCTIONS, *ARITHMETIC]))
            raise BadNumber(
                text("there is no function {name}; choose one of: {known}", name=name, known=known)
            )
    raise BadNumber(text("{part} is not allowed in an expression", part=ast.unparse(node)))


def _constant(node: ast.expr) -> str | int:
    if isinstance(node, ast.Constant) and type(node.value) in (str, int):
        return node.value  # type: ignore[return-value]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        below_zero = _constant(node.operand)
        if isinstance(below_zero, int):
            return -below_zero
    raise BadNumber(text("{part} should be a name or a whole number", part=ast.unparse(node)))


def parse(typed: str, code: str) -> Decimal:
    """Return the number that was typed in the format of a language.

    Thousands may be grouped or not; the minus may be `-` or `−`.

    Raises
    ------
    BadNumber
        When it is no number in that format.
    """
    thousands, mark = MARKS[language.known(code)]
    sign = "-" if typed[:1] and typed[0] in MINUS else ""
    digits = typed[len(sign) :]
    if not re.fullmatch(_shape(code), digits):
        raise BadNumber(
            text(
                "{typed!r} is no number as {language} writes it ({example})",
                typed=typed,
                language=language.LANGUAGES[code],
                example=f"1{thousands}234{mark}5",
            )
        )
    return Decimal(sign + digits.replace(thousands, "").replace(mark, "."))


def matches(typed: str, value: float, code: str) -> bool:
    """Tell whether a typed number is a value, rounded to as many decimals as were typed.

    Half may go up or down: both 0.12 and 0.13 match 0.125. Text that is no number matches nothing.
    """
    try:
        number = parse(typed, code)
    except BadNumber:
        return False
    exponent = number.as_tuple().exponent
    half = 0.5 * 10.0 ** int(exponent)
    return abs(float(number) - value) <= half + 1e-12 * max(1.0, abs(value))


def is_fact(source: str) -> bool:
    """Tell whether what a number is bound to is the id of a row of the fact base, such as `K27` or `S1.2`."""
    return bool(FACT.fullmatch(source))


def fact(identifier: str) -> dict[str, str]:
    """Return the statement of a row of the fact base, with its note, in each language.

    Rows that share an id, such as the estimates of one measure, follow each other, one a line.

    Raises
    ------
    BadNumber
        When no row has the id; with the nearest ids.
    """
    rows = functions.fact_rows(identifier)
    return {
        code: "\n".join(
            " ".join(str(row[f"{stem}_{code}"]) for stem in FACT_TEXTS if row.get(f"{stem}_{code}"))
            for row in rows
        )
        for code in language.LANGUAGES
    }


def stands_in_fact(typed: str, identifier: str, code: str) -> bool:
    """Tell whether a typed number stands in a row of the fact base: in its words, date, year or value.

    The number counts and not how it is written: 1.5 and 1,50 are the same, 1.5 and 2 are not.

    Raises
    ------
    BadNumber
        When no row has the id, or what was typed is no number.
    """
    number = parse(typed, code)
    found = set(written(fact(identifier)[code], code))
    for row in functions.fact_rows(identifier):
        found.update(Decimal(str(row[name])) for name in ("value", "year") if name in row)
        found.update(
            map(
                Decimal, re.findall(r"[0-9]{4}|(?<=[0-9]{4}-[0-9][0-9]-)[0-9][0-9]", str(row.get("date", "")))
            )
        )
    return number in found


def written(words: str, code: str) -> list[Decimal]:
    """Return the numbers in a text in the format of a language; ids of fact-base rows are none."""
    # A hyphen after a digit or a letter is no minus: 2011-2012, COVID-19.
    shape = rf"(?:(?<![\w)])[{MINUS}])?(?<![0-9])(?<![0-9][.,]){_shape(code)}(?![0-9])"
    return [parse(one, code) for one in re.findall(shape, re.sub(rf"\b{FACT.pattern}\b", "", words))]


def _shape(code: str) -> str:
    thousands, mark = map(re.escape, MARKS[code])
    return rf"(?:[0-9]{{1,3}}(?:{thousands}[0-9]{{3}})+|[0-9]+)(?:{mark}[0-9]+)?"
