"""Both languages have the same pages and cells, and no translation is older than its English text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from timbang import language
from timbang.checks.finding import WHOLE, Course, Finding, Page, settings
from timbang.notebooks import pairing

SETUP = "setup"
"""Id of the one code cell that differs between the languages: it says which one."""


def findings(course: Course) -> Iterator[Finding]:
    """Yield what keeps the pages of the languages from being the same pages."""
    yield from _contents(course)
    for name in sorted({name for name, _ in course.pages}):
        original = course.pages.get((name, pairing.ORIGINAL))
        for code in pairing.TRANSLATIONS:
            translation = course.pages.get((name, code))
            if original and translation:
                yield from _cells(original, translation)


def _contents(course: Course) -> Iterator[Finding]:
    """Compare the files of both languages with the table of contents."""
    try:
        listed = list(_listed(yaml.safe_load((course.root / "_toc.yml").read_text("utf-8"))))
    except (OSError, yaml.YAMLError) as error:
        yield Finding("_toc.yml", WHOLE, f"cannot be read ({error})", "restore the file from git")
        return
    for entry in listed:
        if not entry.startswith(f"book/{pairing.ORIGINAL}/"):
            yield Finding(
                "_toc.yml", entry, "is no page of book/en", "list the English page; the site adds the others"
            )
            continue
        for code in language.LANGUAGES:
            file = f"book/{code}/{entry.rpartition('/')[2]}"
            if not any((course.root / f"{file}{suffix}").is_file() for suffix in (".ipynb", ".md")):
                yield Finding(
                    "_toc.yml", entry, f"{file} does not exist", "add the page or take it off the contents"
                )
    known = {entry.rpartition("/")[2] for entry in listed}
    for page in course.pages.values():
        if page.name not in known:
            yield page.finding(WHOLE, "is not in _toc.yml", f"add book/{pairing.ORIGINAL}/{page.name} there")


def _listed(entry: Any) -> Iterator[str]:
    if isinstance(entry, dict):
        yield from (str(entry[key]) for key in ("root", "file") if key in entry)
        for key in ("parts", "chapters", "sections", "subtrees", "entries"):
            yield from _listed(entry.get(key, []))
    elif isinstance(entry, list):
        for one in entry:
            yield from _listed(one)


def _cells(original: Page, translation: Page) -> Iterator[Finding]:
    ids = [[cell["id"] for cell in page.notebook["cells"]] for page in (original, translation)]
    for cell in ids[0]:
        if cell not in ids[1]:
            yield translation.finding(
                cell, "is missing", f"translate the cell of {original.file}, with the same id"
            )
    for cell in ids[1]:
        if cell not in ids[0]:
            yield translation.finding(cell, f"is not in {original.file}", "add it there or delete it here")
    common = [[cell for cell in there if cell in ids[0] and cell in ids[1]] for there in ids]
    if common[0] != common[1]:
        first = next(cell for cell, other in zip(*common, strict=True) if cell != other)
        yield translation.finding(
            first, f"stands elsewhere in {original.file}", "put the cells in the same order"
        )
    for english, translated in pairing.matched(original.notebook, translation.notebook):
        yield from _cell(original, translation, english, translated)


def _cell(
    original: Page, page: Page, english: dict[str, Any], translated: dict[str, Any]
) -> Iterator[Finding]:
    place = english["id"]
    if english["cell_type"] != translated["cell_type"]:
        yield page.finding(
            place, f"is {translated['cell_type']}, in {original.file} {english['cell_type']}", "use one"
        )
    elif english["cell_type"] == "code":
        if place != SETUP and english["source"] != translated["source"]:
            yield page.finding(
                place, f"its code differs from {original.file}", "make both the same; words go to locale/"
            )
        if english["metadata"].get("tags") != translated["metadata"].get("tags"):
            yield page.finding(place, f"its tags differ from {original.file}", "make both the same")
    elif english["cell_type"] == "markdown":
        kept, now = settings(translated).get("translates"), pairing.digest(english["source"])
        accept = f"then run: timbang accept {page.name} {place}"
        if kept is None:
            yield page.finding(
                place, "does not say which English text it translates", f"compare the two, {accept}"
            )
        elif kept != now:
            yield page.finding(
                place, "the English text has changed since", f"bring the translation up to it, {accept}"
            )
