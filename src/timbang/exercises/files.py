"""YAML files whose faults can be told: every entry knows its file, its line and its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from timbang import data, language
from timbang.errors import BadExercise

text = language.catalogue("widgets")

BINDINGS = ("numbers", "unbound")
"""Keys that any entry may have: what the numbers in the texts beneath it are bound to, or why to nothing.

    numbers: {"0.9462": "egdi('KOR', 2014)", "28": "K27"}   # as English writes them, quoted
    unbound: {"0.6": "a country that is made up"}
"""


def read(file: Path) -> Entry:
    """Return the outermost entry of a YAML file.

    Raises
    ------
    BadExercise
        When it cannot be read, is no YAML, gives a key twice, or is no mapping.
    """
    try:
        content = yaml.load(file.read_text("utf-8"), _Loader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        what = text("not valid YAML ({problem}); mend it", problem=problem)
        raise _bad(file, mark.line + 1 if mark else 1, "", what) from error
    if not isinstance(content, dict):
        raise _bad(file, 1, "", text("holds no keys; see the schemas in timbang/exercises"))
    return Entry(file, content, "")


class Entry:
    """A mapping in a YAML file; what is asked of it and missing is a fault at its place."""

    def __init__(self, file: Path, content: dict[Any, Any], place: str) -> None:
        self.file = file
        self.line: int = getattr(content, "line", 1)
        self.place = place
        self._content = content

    def only(self, *keys: str) -> None:
        """Refuse keys other than these: most are slips of spelling."""
        for key in self._content:
            if key not in (*keys, *BINDINGS):
                what = text(
                    "key {key!r} is unknown here; write one of {known}",
                    key=_written(key),
                    known=", ".join(keys),
                )
                raise fault(self, what)

    def has(self, key: str) -> bool:
        """Say whether a key that may be left out is there."""
        return key in self._content

    def name(self) -> str:
        """Return the entry's id: small letters, digits and hyphens."""
        name = self.string("id")
        if not name.replace("-", "").isalnum() or name != name.lower() or not name.isascii():
            raise fault(self, text("id {name!r}: use small letters, digits and hyphens", name=name))
        return name

    def string(self, key: str) -> str:
        """Return a text that is not empty."""
        value = self._there(key)
        if not isinstance(value, str) or not value.strip():
            raise fault(self, text("{key!r} must be a text; put it in quotes", key=key))
        return value.strip()

    def strings(self, key: str) -> list[str]:
        """Return a list of at least one text."""
        value = self._there(key)
        if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
            raise fault(self, text("{key!r} must be a list of texts with at least one", key=key))
        return value

    def truth(self, key: str) -> bool:
        """Return true or false."""
        value = self._there(key)
        if not isinstance(value, bool):
            raise fault(self, text("{key!r} must be true or false", key=key))
        return value

    def whole(self, key: str, least: int, most: int) -> int:
        """Return a whole number within bounds."""
        value = self._there(key)
        if type(value) is not int or not least <= value <= most:
            what = text(
                "{key!r} must be a whole number from {least} to {most}", key=key, least=least, most=most
            )
            raise fault(self, what)
        return value

    def raw(self, key: str) -> Any:
        """Return what stands under a key as it is, for a reader with a form of its own."""
        return self._there(key)

    def entry(self, key: str | bool) -> Entry:
        """Return the mapping under a key."""
        value = self._there(key)
        if not isinstance(value, dict):
            raise fault(self, text("{key!r} must hold keys of its own", key=_written(key)))
        return Entry(self.file, value, f"{self.place} {_written(key)}".strip())

    def entries(self, key: str, least: int) -> list[Entry]:
        """Return the mappings of the list under a key, at least so many."""
        value = self._there(key)
        if (
            not isinstance(value, list)
            or len(value) < least
            or any(not isinstance(one, dict) for one in value)
        ):
            raise fault(self, text("{key!r} must be a list of at least {least}", key=key, least=least))
        return [self._of_list(key, number, one) for number, one in enumerate(value, start=1)]

    def beneath(self) -> Iterator[Entry]:
        """Yield the mappings right beneath this one, in lists too, but for those that bind numbers."""
        for key, value in self._content.items():
            if key not in BINDINGS and isinstance(value, dict):
                yield self.entry(key)
            elif isinstance(value, list):
                numbered = enumerate(value, start=1)
                yield from (self._of_list(key, number, one) for number, one in numbered if isinstance(one, dict))

    def texts(self) -> dict[str, str]:
        """Return the text of each language if this is a text, else nothing."""
        found = {code: self._content.get(code) for code in language.LANGUAGES}
        return {code: one for code, one in found.items() if isinstance(one, str)} if all(found.values()) else {}

    def bindings(self, key: str) -> dict[str, str]:
        """Return one of the `BINDINGS` of this entry: by number a source, or a reason."""
        if key not in self._content:
            return {}
        value = self._content[key]
        if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
            raise fault(self, text("{key!r} must give a text for each number; put it in quotes", key=key))
        return dict(value)

    def _of_list(self, key: str | bool, number: int, content: dict[Any, Any]) -> Entry:
        singular = _written(key).removesuffix("s")
        place = f"{self.place}, {singular} {content.get('id', number)}"
        return Entry(self.file, content, place.removeprefix(", "))

    def _there(self, key: str | bool) -> Any:
        if key not in self._content:
            raise fault(self, text("{key!r} is missing; add it", key=_written(key)))
        return self._content[key]


def fault(entry: Entry, what: str) -> BadExercise:
    """Return the error for a fault of an entry: file, line, place, and what to do."""
    return _bad(entry.file, entry.line, entry.place, what)


def file_name(file: Path) -> str:
    """Return a file's name as an author knows it, from the root of the repository."""
    root = data.exercises().parent
    return str(file.relative_to(root)) if file.is_relative_to(root) else str(file)


def _bad(file: Path, line: int, place: str, what: str) -> BadExercise:
    where = text("{file}, line {line}", file=file_name(file), line=line)
    return BadExercise(f"{where}, {place}: {what}" if place else f"{where}: {what}")


def _written(key: str | bool) -> str:
    return str(key).lower() if isinstance(key, bool) else key


class _Mapping(dict[Any, Any]):
    line = 1


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # C where PyYAML has it
    """PyYAML lets the last of two equal keys win in silence, and drops the lines."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> _Mapping:
    keys: set[Any] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, str | bool):
            raise yaml.constructor.ConstructorError(None, None, "a key that is no text", key_node.start_mark)
        if key in keys:
            raise yaml.constructor.ConstructorError(None, None, f"key {key!r} twice", key_node.start_mark)
        keys.add(key)
    mapping = _Mapping(loader.construct_mapping(node, deep=True))
    mapping.line = node.start_mark.line + 1
    return mapping


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
