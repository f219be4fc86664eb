"""The tables of the course: read, typed, checked, and told where they come from.

`data/datapackage.json` is the one truth about them. A table is read only when its file has the SHA-256
that stands there.

For whoever changes a table, at the root of the repository:

    python -m timbang.data refresh      write the hash and the size of each file into the descriptor
    python -m timbang.data references   make data/facts/references.csv from book/references.bib
"""

from __future__ import annotations

import difflib
import functools
import hashlib
import io
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timbang import descriptors, language
from timbang.descriptors import Column, Resource
from timbang.errors import AlteredData, TimbangError, UnknownTable

if TYPE_CHECKING:
    import pandas as pd

text = language.catalogue("data")


def folder() -> Path:
    """Return the folder of the tables: `data/` of the repository, or its installed copy."""
    return _course("data")


def exercises() -> Path:
    """Return the folder of the exercises: `exercises/` of the repository, or its installed copy."""
    return _course("exercises")


@functools.cache
def _course(name: str) -> Path:
    installed = Path(__file__).parent / "_course" / name
    return installed if installed.is_dir() else Path(__file__).parents[2] / name


def names() -> list[str]:
    """Return the names of all tables, in the order of the descriptor."""
    return list(descriptors.read(folder() / descriptors.FILE))


def descriptor(name: str) -> Resource:
    """Return what the descriptor says about a table: title, source, licence, columns and more.

    Raises
    ------
    UnknownTable
        With the known names, the nearest first.
    BadDescriptor
        When `datapackage.json` cannot be read or says too little.
    """
    resources = descriptors.read(folder() / descriptors.FILE)
    if name not in resources:
        known = ", ".join(nearest_first(name, resources))
        raise UnknownTable(text("there is no table {name!r}; choose one of: {known}", name=name, known=known))
    return resources[name]


def nearest_first(wanted: object, known: Iterable[object]) -> list[str]:
    """Return known names in order of their likeness to one that is not known."""
    matcher = difflib.SequenceMatcher(b=str(wanted).lower())

    def unlikeness(name: str) -> float:
        matcher.set_seq1(name.lower())
        return -matcher.ratio()

    return sorted(map(str, known), key=unlikeness)


_parsed: dict[Resource, pd.DataFrame] = {}


def table(name: str) -> pd.DataFrame:
    """Return a table with the types that its descriptor gives.

    Text is `str`, or None in an empty cell; whole numbers are `int64`, or `Int64` in a column that may have
    gaps; other numbers `float64`; truth values `bool`. The frame is the caller's own.

    Parameters
    ----------
    name
        One of `names()`.

    Raises
    ------
    UnknownTable
        With the known names, the nearest first.
    AlteredData
        When the file is not the one that was described; with both hashes.
    BadDescriptor
        When descriptor and file do not fit each other.
    """
    return _read(descriptor(name)).copy()


def _read(resource: Resource) -> pd.DataFrame:
    content = _described_content(resource)
    if resource not in _parsed:
        _parsed[resource] = _typed(resource, content)
    return _parsed[resource]


_by_id: dict[Resource, dict[str, list[dict[str, Any]]]] = {}


def rows_by_id(name: str) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of a table by what stands in its column `id`, each by column.

    They are the same for every caller: change none.

    Raises
    ------
    UnknownTable, AlteredData, BadDescriptor
        As `table` does.
    """
    resource = descriptor(name)
    frame = _read(resource)
    if resource not in _by_id:
        found = _by_id.setdefault(resource, {})
        for row in frame.to_dict("records"):
            found.setdefault(row["id"], []).append({str(column): cell for column, cell in row.items()})
    return _by_id[resource]


def references() -> pd.DataFrame:
    """Return the table `references`, its labels in the language in use: "and others", "no date"."""
    frame = table("references")
    labels = frame["label"].str.replace(r"\bn\.d\.$", text("n.d."), regex=True)
    return frame.assign(label=labels.str.replace(" et al. ", f" {text('et al.')} ", regex=False))


def reference_links() -> dict[str, tuple[str, str | None]]:
    """Return label and address of each reference by its key; the address is None where it has none."""
    frame = references()[["key", "label", "url"]]
    return {key: (label, url) for key, label, url in frame.itertuples(index=False, name=None)}


def source_line(*names: str) -> str:
    """Return the line under a chart that names the sources of its tables, in the language in use."""
    sources = list(dict.fromkeys(descriptor(name).source for name in names))
    if len(sources) == 1:
        return text("Source: {source}", source=sources[0])
    return text("Sources: {sources}", sources="; ".join(sources))


def localised(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table with one column `NAME` in the language in use for each pair `NAME_en`, `NAME_id`."""
    here = language.current()
    pairs = [name[:-3] for name in frame.columns if name.endswith("_en") and f"{name[:-3]}_id" in frame]
    others = [f"{pair}_{code}" for pair in pairs for code in language.LANGUAGES if code != here]
    return frame.drop(columns=others).rename(columns={f"{pair}_{here}": pair for pair in pairs})


def _described_content(resource: Resource) -> bytes:
    file = folder() / resource.path
    try:
        content = file.read_bytes()
    except OSError as error:
        raise AlteredData(
            text(
                "{file}: cannot be read ({reason}), SHA-256 should be {expected}; restore the file",
                file=file,
                reason=error.strerror,
                expected=resource.sha256,
            )
        ) from error
    found = hashlib.sha256(content).hexdigest()
    if found != resource.sha256:
        raise AlteredData(
            text(
                "{file}: SHA-256 is {found} ({size} bytes), should be {expected} ({described} bytes); "
                "restore the file or, if the change is meant, run: python -m timbang.data refresh",
                file=file,
                found=found,
                size=len(content),
                expected=resource.sha256,
                described=resource.bytes,
            )
        )
    return content


def _typed(resource: Resource, content: bytes) -> pd.DataFrame:
    import pandas as pd

    def unfit(fault: str) -> TimbangError:
        return descriptors.bad(folder() / descriptors.FILE, f"resource {resource.name}: {fault}")

    try:
        cells = pd.read_csv(
            io.BytesIO(content), dtype=str, keep_default_na=False, na_values=list(resource.missing)
        )
    except ValueError as error:
        raise unfit(f"{resource.path} is no table ({error})") from error
    described = [column.name for column in resource.columns]
    if list(cells.columns) != described:
        raise unfit(
            f"the file has the columns {', '.join(cells.columns)}, described are {', '.join(described)}"
        )
    for column in resource.columns:
        try:
            cells[column.name] = _cast(cells[column.name], column)
        except (ValueError, TypeError) as error:
            raise unfit(f"column {column.name} is not {column.type}: {error}") from error
    return cells


def _cast(cells: pd.Series, column: Column) -> pd.Series:
    if column.required and cells.isna().any():
        raise ValueError("a cell is empty in a required column")
    if column.type == "string":
        return cells.astype(object).where(cells.notna(), None)
    if column.type == "boolean":
        if not cells.isin(["True", "False"]).all():
            raise ValueError("a value is neither True nor False")
        return cells == "True"
    numbers = cells.astype(float)
    if column.type == "number" and not column.whole:
        return numbers
    return numbers.astype("int64" if column.required else "Int64")


if __name__ == "__main__":
    from timbang import upkeep

    try:
        upkeep.run(sys.argv[1:])
    except TimbangError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
