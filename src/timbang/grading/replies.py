"""What comes back from a child, looked through: a child that was bent can send anything."""

from __future__ import annotations

from typing import Any

Output = dict[str, Any]
"""An output of a code cell, as in a notebook."""
INTERRUPT = b"i"
"""What the grader says to have a cell interrupted, and the keeper when that is done."""


def stop(message: str) -> Output:
    """Return the error of a cell that was stopped or not run."""
    return {"output_type": "error", "ename": "GraderStop", "evalue": message, "traceback": [message]}


def checked(outputs: Any) -> list[Output]:
    """Return those outputs of a reply that are well formed: a child that was bent can send anything."""
    found: list[Output] = []
    for one in outputs if isinstance(outputs, list) else []:
        if not isinstance(one, dict):
            continue
        kind = one.get("output_type")
        if kind == "stream" and one.get("name") in ("stdout", "stderr"):
            found.append({"output_type": kind, "name": one["name"], "text": str(one.get("text", ""))})
        elif kind in ("display_data", "execute_result"):
            bundle = one.get("data")
            shown = {
                str(mime): value if str(mime).endswith("json") else str(value)
                for mime, value in (bundle.items() if isinstance(bundle, dict) else ())
            }
            made: Output = {"output_type": kind, "data": shown, "metadata": {}}
            if kind == "execute_result":
                count = one.get("execution_count")
                made["execution_count"] = count if isinstance(count, int) else None
            found.append(made)
        elif kind == "error":
            lines = one.get("traceback")
            trace = [str(line) for line in lines] if isinstance(lines, list) else []
            found.append(
                {
                    "output_type": kind,
                    "ename": str(one.get("ename", "")),
                    "evalue": str(one.get("evalue", "")),
                    "traceback": trace,
                }
            )
    return found
