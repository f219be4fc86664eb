"""The file of a plan: gap, register and roadmap as one JSON file that the browser and Python both read.

{"format": "timbang-plan", "version": 1, "language": "en", "saved": "2026-11-24T09:00:00+00:00",
 "agency": "", "gap": {...} or null, "register": {...} or null, "roadmap": {...} or null}
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from timbang import language
from timbang.errors import BadPlan
from timbang.plans import wording
from timbang.plans.form import BYTES, FORM, FORMAT, VERSION, WORK, Misfit, fitted

Plan = dict[str, Any]


def read(path: str | Path) -> Plan:
    """Return the plan in a file, whole and checked.

    Raises
    ------
    BadPlan
        When the file is missing, too large, damaged, of another kind or version, or does not fit.
    """
    file = Path(path)
    try:
        if file.stat().st_size > BYTES:
            raise _refused("huge", file, most=BYTES // 1_000_000)
        content = file.read_bytes()
    except OSError as error:
        raise _refused("missing", file, reason=error.strerror) from error
    try:
        value = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _refused("damaged", file) from error
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        work = isinstance(value, dict) and value.get("format") == WORK
        raise _refused("work" if work else "foreign", file)
    version = value.get("version")
    if version != VERSION or isinstance(version, bool):
        newer = isinstance(version, int | float) and not isinstance(version, bool) and version > VERSION
        raise _refused("newer" if newer else "older", file)
    try:
        return _whole(value)
    except Misfit as fault:
        raise _refused("misfit", file, misfit=wording.misfit(fault)) from fault


def write(plan: Plan, path: str | Path) -> None:
    """Write a plan to a file that the exercise of chapter 09 and `read` open again.

    Raises
    ------
    BadPlan
        When it is no plan, or larger than a plan may be; then nothing is written.
    """
    content = json.dumps(checked(plan), ensure_ascii=False, indent=1) + "\n"
    if len(content.encode()) > BYTES:
        raise _refused("huge", Path(path), most=BYTES // 1_000_000)
    Path(path).write_text(content, "utf-8")


def assemble(
    roadmap: dict[str, Any] | None = None,
    gap: dict[str, Any] | None = None,
    register: dict[str, Any] | None = None,
    agency: str = "",
) -> Plan:
    """Return the three parts of a plan as one, in the language in use and with the time of now.

    Raises
    ------
    BadPlan
        When a part has another form; with the place.
    """
    return checked(
        {
            "format": FORMAT,
            "version": VERSION,
            "language": language.current(),
            "saved": datetime.now(UTC).isoformat(timespec="seconds"),
            "agency": agency or (gap.get("agency") if isinstance(gap, dict) else None),
            "gap": gap,
            "register": register,
            "roadmap": roadmap,
        }
    )


def checked(plan: Plan) -> Plan:
    """Return a plan with its defaults filled in.

    Raises
    ------
    BadPlan
        When it does not fit; with the place.
    """
    try:
        return _whole(plan)
    except Misfit as fault:
        raise BadPlan(wording.misfit(fault)) from fault


def _whole(value: Any) -> Plan:
    return {"format": FORMAT, "version": VERSION, **fitted(FORM, value)}


def _refused(why: str, file: Path, **values: object) -> BadPlan:
    return BadPlan(wording.refusals()[why].format(file=file.name, **values))
