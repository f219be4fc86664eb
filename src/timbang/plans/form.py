"""The form of a plan: one description, by which Python and the browser judge a file alike.

`FORM` is data: the widget hands it to its JavaScript. A field that is missing gets its default, where it has
one; fields that the form does not know are left out; anything else that does not fit is a fault.
"""

from __future__ import annotations

import math
import re
from typing import Any

from timbang.models.roadmap import THREADS

FORMAT, VERSION, WORK = "timbang-plan", 1, "timbang-work"
"""Of the file of a plan; the last is the format of all work, which learners take for one."""
TEXT, RISKS, ACTIONS, BYTES = 2_000, 300, 500, 2_000_000
"""The most characters of a text, risks, actions, and bytes of a file."""

DIMENSIONS = ("information", "technology", "processes", "objectives", "staffing", "management", "other")
"""Of the design-reality gap (egov4dev_model, T3.5)."""
KINDS = ("uninformed", "incomplete", "inappropriate")
"""Of a failed transfer (dolowitz2000)."""
WAYS = ("design", "reality")
"""In which a gap closes (egov4dev_tech, T3.10)."""

MONTHS, RUPIAH = 1_200, 10**15
"""The most months and rupiah of an action."""

Form = dict[str, Any]


def _text(most: int = TEXT) -> Form:
    return {"is": "text", "most": most, "default": ""}


def _list(of: Form, most: int) -> Form:
    return {"is": "list", "of": of, "most": most, "default": []}


_ID: Form = {"is": "id"}
_TEXT = _text()
_RATING: Form = {"is": "number", "least": 0, "most": 10}
_OPEN_RATING: Form = {**_RATING, "default": None}
_SHARES: Form = {"is": "triple", "of": {"is": "number", "least": 0, "most": 1}, "default": None}
_THREAD: Form = {"is": "choice", "of": list(THREADS)}
_MONTH: Form = {"is": "month", "default": "2027-01"}

GAP: Form = {
    "agency": _TEXT,
    "ratings": {"is": "record", "of": {name: _OPEN_RATING for name in DIMENSIONS}},
    "notes": {"is": "record", "of": {name: _TEXT for name in DIMENSIONS}, "default": {}},
    "actions": _list(
        {
            "is": "record",
            "of": {
                "id": _ID,
                "dimension": {"is": "choice", "of": list(DIMENSIONS)},
                "way": {"is": "choice", "of": list(WAYS)},
                "text": _TEXT,
                "after": _OPEN_RATING,
            },
        },
        ACTIONS,
    ),
}
REGISTER: Form = {
    "horizon": {"is": "number", "least": 0, "most": MONTHS, "default": None},
    "risks": _list(
        {
            "is": "record",
            "of": {
                "id": _ID,
                "name": _TEXT,
                "thread": _THREAD,
                "kind": {"is": "choice", "of": list(KINDS)},
                "likelihood": _SHARES,
                "impact": _SHARES,
                "owner": _TEXT,
                "response": _TEXT,
            },
        },
        RISKS,
    ),
}
ROADMAP: Form = {
    "title": _TEXT,
    "start": _MONTH,
    "actions": _list(
        {
            "is": "record",
            "of": {
                "id": _ID,
                "name": _TEXT,
                "thread": _THREAD,
                "owner": _TEXT,
                "legal": _TEXT,
                "budget": {"is": "whole", "least": 0, "most": RUPIAH, "default": None},
                "money": _TEXT,
                "measure": _TEXT,
                "start": {"is": "whole", "least": 0, "most": MONTHS},
                "length": {"is": "whole", "least": 1, "most": MONTHS},
                "needs": _list(_ID, ACTIONS),
                "reduces": _list(_ID, RISKS),
                "dimension": {"is": "choice", "of": list(DIMENSIONS), "default": None},
            },
        },
        ACTIONS,
    ),
}


def _open(of: Form) -> Form:
    return {"is": "record", "of": of, "default": None}


FORM: Form = {
    "is": "record",
    "of": {
        "language": {"is": "choice", "of": ["en", "id"]},
        "saved": _text(40),
        "agency": _TEXT,
        "gap": _open(GAP),
        "register": _open(REGISTER),
        "roadmap": _open(ROADMAP),
    },
}

_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What neither XML nor a spreadsheet can hold."""


class Misfit(Exception):
    """What does not fit: the place, and what is wanted there. Worded by `timbang.plans.wording.misfit`."""

    def __init__(self, place: tuple[str | int, ...], wanted: str, **values: Any) -> None:
        super().__init__(place, wanted)
        self.place = place
        self.wanted = wanted
        self.values = values


def fitted(form: Form, value: Any, place: tuple[str | int, ...] = ()) -> Any:
    """Return a value with its defaults filled in and unknown fields left out.

    Raises
    ------
    Misfit
        For the first place that does not fit.
    """
    if value is None and "default" in form:
        if form["default"] is None:
            return None
        value = form["default"]
    return _FITTERS[form["is"]](form, value, place)


def _record(form: Form, value: Any, place: tuple[str | int, ...]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Misfit(place, "record")
    return {name: fitted(of, value.get(name), (*place, name)) for name, of in form["of"].items()}


def _items(form: Form, value: Any, place: tuple[str | int, ...]) -> list[Any]:
    if not isinstance(value, list):
        raise Misfit(place, "list")
    if len(value) > form["most"]:
        raise Misfit(place, "fewer", most=form["most"], now=len(value))
    items = [fitted(form["of"], one, (*place, number)) for number, one in enumerate(value, 1)]
    names: set[str] = set()
    for number, one in enumerate(items, 1):
        if isinstance(one, dict):
            if one["id"] in names:
                raise Misfit((*place, number, "id"), "unique", id=one["id"])
            names.add(one["id"])
    return items


def _written(form: Form, value: Any, place: tuple[str | int, ...]) -> str:
    if not isinstance(value, str):
        raise Misfit(place, "text")
    if len(value) > form["most"]:
        raise Misfit(place, "shorter", most=form["most"], now=len(value))
    return _NO_TEXT.sub("", value)


def _id(form: Form, value: Any, place: tuple[str | int, ...]) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z0-9_-]{1,40}", value):
        raise Misfit(place, "id")
    return value


def _choice(form: Form, value: Any, place: tuple[str | int, ...]) -> str:
    if not isinstance(value, str) or value not in form["of"]:
        raise Misfit(place, "choice", known=", ".join(form["of"]))
    return value


def _month(form: Form, value: Any, place: tuple[str | int, ...]) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])", value):
        raise Misfit(place, "month")
    return value


def _number(form: Form, value: Any, place: tuple[str | int, ...]) -> float | int:
    fits = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if not fits or not form["least"] <= value <= form["most"]:
        raise Misfit(place, form["is"], least=form["least"], most=form["most"])
    if form["is"] == "whole":
        if value != int(value):
            raise Misfit(place, "whole", least=form["least"], most=form["most"])
        return int(value)
    return value


def _triple(form: Form, value: Any, place: tuple[str | int, ...]) -> list[float]:
    if not isinstance(value, list) or len(value) != 3:
        raise Misfit(place, "triple")
    three = [fitted(form["of"], one, (*place, number)) for number, one in enumerate(value, 1)]
    if three != sorted(three):
        raise Misfit(place, "triple")
    return three


_FITTERS = {
    "record": _record,
    "list": _items,
    "text": _written,
    "id": _id,
    "choice": _choice,
    "month": _month,
    "number": _number,
    "whole": _number,
    "triple": _triple,
}
