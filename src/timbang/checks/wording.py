"""Every text that the code words has its Indonesian, and no page was left in English."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from timbang import language
from timbang.checks.finding import Course, Finding
from timbang.notebooks import markdown, pairing

PACKAGE = Path("src") / "timbang"


def findings(course: Course) -> Iterator[Finding]:
    """Yield texts without a translation, translations without a text, and cells that were not translated."""
    used: dict[str, dict[str, str]] = {}
    for module in sorted((course.root / PACKAGE).rglob("*.py")):
        room, messages, faults = wordings(module.read_text("utf-8"))
        file = str(module.relative_to(course.root))
        for line, fault in faults:
            yield Finding(file, f"line {line}", fault, 'mend it; messages are written out: text("...")')
        used.setdefault(room, {}).update(dict.fromkeys(messages, file))
    for code in pairing.TRANSLATIONS:
        yield from _catalogues(course, code, used)
    yield from _untranslated(course)


def wordings(source: str) -> tuple[str, list[str], list[tuple[int, str]]]:
    """Return the room whose catalogue a module uses, the messages in it, and faults as (line, what).

    Read from the syntax tree: gettext's extractors miss a `text("...")` inside an f-string.
    """
    room, messages, faults = "", [], []
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        return room, [], [(error.lineno or 1, f"is no Python ({error.msg})")]
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in calls:
        if isinstance(call.func, ast.Attribute) and ast.unparse(call.func) == "language.catalogue":
            room = str(ast.literal_eval(call.args[0]))
    for call in calls:
        if not (isinstance(call.func, ast.Name) and call.func.id == "text"):
            continue
        first = call.args[0] if call.args else None
        if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
            faults.append((call.lineno, "a message that is no literal cannot be translated"))
        elif not room:
            faults.append((call.lineno, "words a message, but the module names no catalogue"))
        else:
            messages.append(first.value)
    return room, messages, faults


def _catalogues(course: Course, code: str, used: dict[str, dict[str, str]]) -> Iterator[Finding]:
    from babel.messages.pofile import PoFileError, read_po

    folder = course.root / PACKAGE / "locale" / code / "LC_MESSAGES"
    rooms = {room for room, messages in used.items() if messages} | {
        file.stem for file in folder.glob("*.po")
    }
    for room in sorted(rooms):
        path = folder / f"{room}.po"
        file = str(path.relative_to(course.root))
        translated = {}
        if path.is_file():
            try:
                catalogue = read_po(io.BytesIO(path.read_bytes()), locale=code, abort_invalid=True)
            except PoFileError as error:
                yield Finding(file, f"line {error.lineno}", f"cannot be read ({error})", "mend the line")
                continue
            translated = {str(one.id): one for one in catalogue if one.id}
        for message, module in used.get(room, {}).items():
            if message not in translated:
                yield Finding(file, _short(message), f"{module} uses it, but it has no translation", "add it")
        for message, entry in translated.items():
            if message not in used.get(room, {}):
                yield Finding(file, _short(message), "nothing in src uses it", "delete it")
            elif not entry.string or entry.fuzzy:
                yield Finding(
                    file, _short(message), "is not translated yet", "translate it and take fuzzy away"
                )
            elif _fields(message) != _fields(str(entry.string)):
                wanted = ", ".join(sorted(_fields(message))) or "none"
                yield Finding(file, _short(message), "the translation has other fields", f"use {wanted}")


def _fields(message: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(message) if name is not None}
    except ValueError:
        return {"a broken brace"}


def _short(message: str) -> str:
    line = " ".join(message.split())
    return f"“{line[:40]}…”" if len(line) > 40 else f"“{line}”"


def _untranslated(course: Course) -> Iterator[Finding]:
    for (name, code), page in course.pages.items():
        original = course.pages.get((name, pairing.ORIGINAL))
        if code not in pairing.TRANSLATIONS or not original:
            continue
        for english, translated in pairing.matched(original.notebook, page.notebook):
            if english["cell_type"] == "markdown" and _same_words(english["source"], translated["source"]):
                yield page.finding(
                    english["id"], "is the English text", f"translate it into {language.LANGUAGES[code]}"
                )


def _same_words(original: str, translation: str) -> bool:
    """Return whether two texts share all their words, of which there are more than a name's."""
    words = [
        re.findall(r"[^\W\d_]{2,}", markdown.prose(text, headings=True)) for text in (original, translation)
    ]
    return words[0] == words[1] and len(words[0]) > 3
