"""What the kinds of exercise share: words in each language, sources, and the reading of a folder."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from timbang import data, language
from timbang.errors import BadExercise, UnknownExercise
from timbang.exercises.files import Entry, fault, file_name, read

Read = TypeVar("Read")

text = language.catalogue("widgets")


@dataclass(frozen=True)
class Words:
    """A text in each language of the course."""

    en: str
    id: str

    def __str__(self) -> str:
        """Return the text in the language in use."""
        return str(getattr(self, language.current()))


@dataclass(frozen=True)
class Exercise:
    """A larger exercise, the only one of its file; each kind adds what it is made of."""

    id: str
    objective: str
    title: Words
    prompt: Words
    file: str
    """From the root of the repository."""


Kind = TypeVar("Kind", bound=Exercise)


def head(whole: Entry, *own: str) -> dict[str, Any]:
    """Return the fields of `Exercise`.

    Parameters
    ----------
    whole
        The outermost entry of a file.
    own
        The keys that the kind adds to them.

    Raises
    ------
    BadExercise
        For a key that is missing or unknown.
    """
    whole.only("id", "objective", "title", "prompt", *own)
    return {
        "id": whole.name(),
        "objective": whole.string("objective"),
        "title": words(whole, "title"),
        "prompt": words(whole, "prompt"),
        "file": file_name(whole.file),
    }


def words(entry: Entry, key: str | bool) -> Words:
    """Return the text under a key in each language.

    Raises
    ------
    BadExercise
        When a language is missing, or one too many.
    """
    both = entry.entry(key)
    both.only(*language.LANGUAGES)
    return Words(**{code: both.string(code) for code in language.LANGUAGES})


def sources(entry: Entry, key: str = "sources") -> tuple[str, ...]:
    """Return the keys of `book/references.bib` listed under a key.

    Raises
    ------
    BadExercise
        For one that is not there, with the nearest known.
    """
    keys = tuple(entry.strings(key))
    known = frozenset(data.table("references")["key"])
    for source in keys:
        if source not in known:
            nearest = ", ".join(data.nearest_first(source, known)[:3])
            raise fault(
                entry,
                text(
                    "source {key!r} is not in book/references.bib; the nearest are: {nearest}",
                    key=source,
                    nearest=nearest,
                ),
            )
    return keys


def each_file(folder: str, reader: Callable[[Entry], Read]) -> Iterator[Read]:
    """Yield what the files of a folder of `exercises/` hold; one is read again only when it has changed.

    Raises
    ------
    BadExercise
        For the first fault found.
    """
    for file in sorted((data.exercises() / folder).glob("*.yml")):
        stat = file.stat()
        yield _as_read(reader, file, stat.st_mtime_ns, stat.st_size)


@functools.lru_cache(maxsize=256)
def _as_read(reader: Callable[[Entry], Any], file: Path, _changed: int, _size: int) -> Any:
    return reader(read(file))


def once(name: str, seen: dict[str, Any], file: str) -> None:
    """Refuse an id that is used before.

    Raises
    ------
    BadExercise
        With the file that uses it again.
    """
    if name in seen:
        raise BadExercise(
            text("{file}, {name}: this id is used before; give one of the two another", file=file, name=name)
        )


def named(name: str, known: dict[str, Read], folder: str) -> Read:
    """Return one of the exercises of a folder by its id.

    Raises
    ------
    UnknownExercise
        With the known ids, the nearest first.
    """
    if name not in known:
        nearest = ", ".join(data.nearest_first(name, known)[:5]) or text("none yet")
        raise UnknownExercise(
            text(
                "{folder}: no exercise {name!r}; the nearest are: {nearest}",
                folder=f"exercises/{folder}",
                name=name,
                nearest=nearest,
            )
        )
    return known[name]


class Folder(Generic[Kind]):
    """The exercises of one kind: a folder of `exercises/` with one of them in each file.

    Parameters
    ----------
    name
        Of the folder.
    reader
        Returns the exercise from the outermost entry of its file.
    parts
        Returns the ids of those of its parts that no other exercise of the folder may use.
    """

    def __init__(
        self,
        name: str,
        reader: Callable[[Entry], Kind],
        parts: Callable[[Kind], Iterable[str]] = lambda _: (),
    ) -> None:
        self._name, self._reader, self._parts = name, reader, parts

    def all(self) -> dict[str, Kind]:
        """Return all exercises of this kind by id.

        Raises
        ------
        BadExercise
            For the first fault found; with file, line and mend.
        """
        found: dict[str, Kind] = {}
        parts: dict[str, str] = {}
        for exercise in each_file(self._name, self._reader):
            once(exercise.id, found, exercise.file)
            found[exercise.id] = exercise
            for part in self._parts(exercise):
                once(part, parts, exercise.file)
                parts[part] = exercise.id
        return found

    def one(self, name: str) -> Kind:
        """Return an exercise of this kind by its id.

        Raises
        ------
        UnknownExercise
            With the known ids, the nearest first.
        BadExercise
            As `all`.
        """
        return named(name, self.all(), self._name)
