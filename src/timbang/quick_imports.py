"""Imports of others that would spend a second on what the course never asks for."""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib import import_module

IRI_GRAMMAR = "rfc3987_syntax"
"""What jsonschema checks internationalised addresses with; it builds a large grammar when it is imported."""


def import_jsonschema() -> None:
    """Import jsonschema, which Altair and nbformat need, without its check of internationalised addresses.

    No schema of theirs asks for that check, and its grammar takes longer to build than all the rest of Altair
    to import. Where jsonschema or the grammar was imported before, nothing changes; the grammar itself can
    still be imported afterwards.
    """
    if "jsonschema" in sys.modules or IRI_GRAMMAR in sys.modules:
        return
    missing: dict[str, object] = {IRI_GRAMMAR: None}  # what Python reads as "there is no such module"
    sys.modules.update(missing)  # type: ignore[arg-type]
    try:
        with suppress(ImportError):
            import_module("jsonschema")
    finally:
        del sys.modules[IRI_GRAMMAR]
