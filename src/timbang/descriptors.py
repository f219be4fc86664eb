"""What `datapackage.json` says about the tables, as values that code can ask.

The file is a Frictionless Data Package. Beyond the standard it holds every text in Indonesian too
(`title_id`, `description_id`, `unit_id`) and, under names that start with `timbang:`, what the course
needs: the words of the source line, publisher and edition, citation keys, where a table was retrieved
and how it was cut.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from timbang import language
from timbang.errors import BadDescriptor

FILE = "datapackage.json"
TYPES = ("string", "integer", "number", "boolean")

text = language.catalogue("data")


class _Bilingual:
    """Gives `title` from `title_en` and `title_id`, in the language in use; so for each such pair."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name.endswith(tuple(f"_{code}" for code in language.LANGUAGES)):
            raise AttributeError(name)
        return getattr(self, f"{name}_{language.current()}")


@dataclass(frozen=True)
class Column(_Bilingual):
    """A column of a table; `unit` and `meaning` in the language in use."""

    name: str
    type: str
    unit_en: str
    unit_id: str
    meaning_en: str
    meaning_id: str
    required: bool = False
    whole: bool = False
    """Whole numbers that the source writes with a decimal point, such as a rank of `13.0`."""


@dataclass(frozen=True)
class Licence(_Bilingual):
    """Terms under which a table may be used; `title` in the language in use."""

    name: str
    """Identifier of the Open Definition, or `other-at` (attribution) or `notspecified`."""
    title_en: str
    title_id: str
    path: str | None = None


@dataclass(frozen=True)
class Retrieval:
    """A public copy from which a table was taken."""

    repository: str
    path: str
    commit: str


@dataclass(frozen=True)
class Resource(_Bilingual):
    """A table.

    `title`, `description`, `source`, `publisher`, `edition`, `sources`, `cut` and `licence` are in the
    language in use.
    """

    name: str
    path: str
    title_en: str
    title_id: str
    description_en: str
    """What the table holds and what is weak in it."""
    description_id: str
    source_en: str
    """Publisher, work and edition in a few words, as under a chart."""
    source_id: str
    publisher_en: str
    publisher_id: str
    edition_en: str
    edition_id: str
    licences: tuple[Licence, ...]
    sources_en: tuple[tuple[str, str], ...]
    """Title and address of each publication behind the table; the address may be empty."""
    sources_id: tuple[tuple[str, str], ...]
    references: tuple[str, ...]
    """Keys of those publications in `book/references.bib`."""
    retrieved: tuple[Retrieval, ...]
    cut_en: str | None
    """How rows or columns were left out; None for a whole table."""
    cut_id: str | None
    sha256: str
    bytes: int
    missing: tuple[str, ...]
    key: tuple[str, ...]
    """Columns that together name a row."""
    columns: tuple[Column, ...]

    @property
    def licence(self) -> str:
        """The terms of use, joined by semicolons."""
        return "; ".join(licence.title for licence in self.licences)


def read(file: Path) -> dict[str, Resource]:
    """Return the tables that a descriptor names, in its order.

    Raises
    ------
    BadDescriptor
        When the file cannot be read or says too little; with the resource and what is wrong.
    """
    try:
        stat = file.stat()
    except OSError as error:
        raise bad(file, f"cannot be read ({error.strerror})") from error
    return _read(file, stat.st_mtime_ns, stat.st_size)


def package(file: Path) -> dict[str, Any]:
    """Return a descriptor as it stands in its file.

    Raises
    ------
    BadDescriptor
        When it is no JSON object with a list of resources.
    """
    try:
        content = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise bad(file, f"is no readable JSON ({error})") from error
    if not isinstance(content, dict) or not isinstance(content.get("resources"), list):
        raise bad(file, "has no list of resources")
    return content


def bad(file: Path, fault: str) -> BadDescriptor:
    """Return the error that names a descriptor and its fault."""
    return BadDescriptor(text("{file}: {fault}; mend the descriptor or restore it", file=file, fault=fault))


@functools.lru_cache(maxsize=4)
def _read(file: Path, _changed: int, _size: int) -> dict[str, Resource]:
    resources: dict[str, Resource] = {}
    for place, entry in enumerate(package(file)["resources"]):
        name = str(entry.get("name", place) if isinstance(entry, dict) else place)
        try:
            resource = _resource(entry)
        except KeyError as error:
            raise bad(file, f"resource {name}: misses {error}") from error
        except (TypeError, ValueError, AttributeError) as error:
            raise bad(file, f"resource {name}: {error}") from error
        if name in resources:
            raise bad(file, f"resource {name}: is described twice")
        resources[name] = resource
    return resources


def _resource(entry: dict[str, Any]) -> Resource:
    method, _, sha256 = entry["hash"].partition(":")
    if method != "sha256" or len(sha256) != 64:
        raise ValueError(f"hash {entry['hash']!r} is no sha256:<64 hexadecimal digits>")
    if Path(entry["path"]).is_absolute() or ".." in Path(entry["path"]).parts:
        raise ValueError(f"path {entry['path']!r} leads out of the folder")
    cut = entry.get("timbang:cut", {})
    key = entry["schema"].get("primaryKey", [])
    return Resource(
        name=entry["name"],
        path=entry["path"],
        title_en=entry["title"],
        title_id=entry["title_id"],
        description_en=entry["description"],
        description_id=entry["description_id"],
        source_en=entry["timbang:source_line"]["en"],
        source_id=entry["timbang:source_line"]["id"],
        publisher_en=entry["timbang:publisher"]["en"],
        publisher_id=entry["timbang:publisher"]["id"],
        edition_en=entry["timbang:edition"]["en"],
        edition_id=entry["timbang:edition"]["id"],
        licences=tuple(
            Licence(one["name"], one["title"], one["title_id"], one.get("path")) for one in entry["licenses"]
        ),
        sources_en=tuple((one["title"], one.get("path", "")) for one in entry["sources"]),
        sources_id=tuple((one["title_id"], one.get("path", "")) for one in entry["sources"]),
        references=tuple(entry["timbang:references"]),
        retrieved=tuple(
            Retrieval(one["repository"], one["path"], one["commit"]) for one in entry["timbang:retrieved"]
        ),
        cut_en=cut.get("en"),
        cut_id=cut.get("id"),
        sha256=sha256,
        bytes=int(entry["bytes"]),
        missing=tuple(entry["schema"]["missingValues"]),
        key=(key,) if isinstance(key, str) else tuple(key),
        columns=tuple(_column(field) for field in entry["schema"]["fields"]),
    )


def _column(field: dict[str, Any]) -> Column:
    if field["type"] not in TYPES:
        raise ValueError(
            f"column {field['name']} is of type {field['type']!r}, not one of {', '.join(TYPES)}"
        )
    return Column(
        name=field["name"],
        type=field["type"],
        unit_en=field["unit"],
        unit_id=field["unit_id"],
        meaning_en=field["description"],
        meaning_id=field["description_id"],
        required=bool(field.get("constraints", {}).get("required")),
        whole=bool(field.get("timbang:whole")),
    )
