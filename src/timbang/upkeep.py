"""Keeping the descriptor and the table of references in step with their files.

Run as `python -m timbang.data refresh` or `references`, at the root of the repository.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from timbang import data, descriptors
from timbang.errors import AlteredData, BadDescriptor, TimbangError

if TYPE_CHECKING:
    from pybtex.database import Entry, Person  # type: ignore[import-untyped]

REFERENCES = "facts/references.csv"


def run(arguments: Sequence[str]) -> None:
    """Do one piece of upkeep and print which files it changed.

    Raises
    ------
    TimbangError
        For anything but `refresh` or `references`.
    """
    commands: dict[str, Callable[[], list[str]]] = {"refresh": refresh, "references": write_references}
    if len(arguments) != 1 or arguments[0] not in commands:
        raise TimbangError(f"python -m timbang.data takes one of: {', '.join(commands)}")
    changed = commands[arguments[0]]()
    print("\n".join(f"changed: {name}" for name in changed) or "nothing to change")


def refresh() -> list[str]:
    """Write hash and size of each file into the descriptor and return the names of tables that changed.

    Nothing else in the descriptor is touched.

    Raises
    ------
    BadDescriptor
        When it cannot be read.
    AlteredData
        When a file that it names cannot be read; the descriptor then stays as it is.
    """
    file = data.folder() / descriptors.FILE
    descriptors.read(file)
    package = descriptors.package(file)
    changed = []
    for resource in package["resources"]:
        try:
            content = (file.parent / resource["path"]).read_bytes()
        except OSError as error:
            raise AlteredData(
                f"{file.parent / resource['path']}: cannot be read ({error.strerror}); "
                f"restore the file or take the resource out of {file}"
            ) from error
        found = {"hash": f"sha256:{hashlib.sha256(content).hexdigest()}", "bytes": len(content)}
        if any(resource[name] != value for name, value in found.items()):
            resource.update(found)
            changed.append(str(resource["name"]))
    if changed:
        _replace(file, json.dumps(package, ensure_ascii=False, indent=2) + "\n")
    return changed


def write_references() -> list[str]:
    """Make the table of references from the bibliography and return its path if it changed.

    Its hash is refreshed by itself.
    """
    table = data.folder() / REFERENCES
    made = references(data.folder().parent / "book" / "references.bib")
    if table.is_file() and table.read_text("utf-8") == made:
        return []
    _replace(table, made)
    refresh()
    return [REFERENCES]


def references(bibliography: Path) -> str:
    """Return the table of references, as CSV, that a BibTeX file gives.

    Raises
    ------
    BadDescriptor
        When the bibliography cannot be read.
    """
    from pybtex.database import parse_string
    from pybtex.exceptions import PybtexError  # type: ignore[import-untyped]

    try:
        entries = parse_string(bibliography.read_text("utf-8"), "bibtex").entries
    except (OSError, PybtexError) as error:
        raise BadDescriptor(f"{bibliography}: {error}; mend the bibliography") from error
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(["key", "label", "title", "year", "url"])
    for key, entry in sorted(entries.items()):
        fields = entry.fields
        for name in ("title", "year"):
            if name not in fields:
                raise BadDescriptor(f"{bibliography}: {key} has no {name}; add it")
        doi = f"https://doi.org/{fields['doi']}" if "doi" in fields else ""
        writer.writerow([key, _label(entry), _plain(fields["title"]), fields["year"], fields.get("url", doi)])
    return table.getvalue()


def _label(entry: Entry) -> str:
    if "shortauthor" in entry.fields:
        return f"{_plain(entry.fields['shortauthor'])} {entry.fields['year']}"
    people = entry.persons.get("author") or entry.persons.get("editor") or []
    family = [_family(person) for person in people if str(person) != "others"]
    if not family:
        named = entry.fields.get("institution") or entry.fields["title"]
        return f"{_plain(named)} {entry.fields['year']}"
    if len(people) > 2 or len(family) < len(people):
        return f"{family[0]} et al. {entry.fields['year']}"
    return f"{' & '.join(family)} {entry.fields['year']}"


def _family(person: Person) -> str:
    return _plain(" ".join(person.prelast_names + person.last_names))


def _plain(latex: str) -> str:
    from pybtex.richtext import Text  # type: ignore[import-untyped]

    return str(Text.from_latex(latex))


def _replace(file: Path, content: str) -> None:
    """Write a file whole or not at all."""
    new = file.with_name(f".{file.name}.new")
    new.write_text(content, encoding="utf-8", newline="\n")
    new.replace(file)
