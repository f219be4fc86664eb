"""A translation has what the original has besides words: references, links, images and numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal

from timbang import language, numbers
from timbang.checks import prose_numbers
from timbang.checks.finding import Course, Finding
from timbang.errors import BadNumber
from timbang.notebooks import markdown, pairing

_TARGET_OF_ROLE = re.compile(r"<([^<>]+)>$")


def findings(course: Course) -> Iterator[Finding]:
    """Yield the differences of each translated cell from its English one."""
    for (name, code), page in course.pages.items():
        original = course.pages.get((name, pairing.ORIGINAL))
        if code not in pairing.TRANSLATIONS or not original:
            continue
        for english, translated in pairing.matched(original.notebook, page.notebook):
            if english["cell_type"] == translated["cell_type"] == "markdown":
                for fault in differences(english["source"], translated["source"], code):
                    yield page.finding(english["id"], fault, f"make it agree with {original.file}")


def differences(original: str, translation: str, code: str) -> Iterator[str]:
    """Yield in words what two texts do not share.

    Parameters
    ----------
    code
        Language of the translation.
    """
    for what, held in _COUNTED.items():
        yield from _apart(what, Counter(held(original)), Counter(held(translation)))
    if markdown.heading_levels(original) != markdown.heading_levels(translation):
        yield f"headings are {_levels(translation)}, in the original {_levels(original)}"
    yield from _numbers(original, translation, code)


def _apart(what: str, original: Counter[str], translation: Counter[str]) -> Iterator[str]:
    missing, added = original - translation, translation - original
    if missing:
        yield f"{what} missing: {', '.join(sorted(missing))}"
    if added:
        yield f"{what} not in the original: {', '.join(sorted(added))}"


def _numbers(original: str, translation: str, code: str) -> Iterator[str]:
    """Compare numbers by their worth: in words one language may repeat a number where the other does not."""
    ours, theirs = _worth(original, pairing.ORIGINAL), _worth(translation, code)
    yield from (
        f"{typed} is no number in the format of {language.LANGUAGES[code]}"
        for typed, worth in theirs
        if worth is None
    )
    missing = [typed for typed, worth in ours if worth not in {one for _, one in theirs}]
    added = [typed for typed, worth in theirs if worth is not None and worth not in {one for _, one in ours}]
    yield from _apart("numbers", Counter(missing), Counter())
    yield from _apart("numbers", Counter(), Counter(added))


def _worth(source: str, code: str) -> list[tuple[str, Decimal | None]]:
    typed = dict.fromkeys(number.typed for number in prose_numbers.numbers(source, code))
    return [(one, _parsed(one, code)) for one in typed]


def _parsed(typed: str, code: str) -> Decimal | None:
    try:
        return numbers.parse(typed, code)
    except BadNumber:
        return None


def _levels(source: str) -> str:
    return " ".join("#" * level for level in markdown.heading_levels(source)) or "none"


def _roles(source: str) -> list[str]:
    """Return roles with their target; words that a reader sees are the translator's."""
    found = []
    for name, content in markdown.roles(source):
        target = _TARGET_OF_ROLE.search(content)
        if target or name in ("ref", "numref", "doc", "eq"):
            found.append(f"{name} {target[1] if target else content}")
        elif not name.startswith("cite"):
            found.append(name)
        else:
            found.append(f"{name} ({content.count(',') + 1} sources)")
    return found


def _links(source: str) -> list[str]:
    """Return addresses, with the folder of the language left open: each page links its own."""
    return [
        re.sub(rf"(^|/)({'|'.join(language.LANGUAGES)})/", r"\1LANG/", address)
        for address in markdown.links(source)
    ]


_COUNTED: dict[str, Callable[[str], list[str]]] = {
    "roles": _roles,
    "citations": markdown.citations,
    "directives": lambda source: [name for name, _ in markdown.directives(source)],
    "links": _links,
    "targets": markdown.targets,
    "footnotes": markdown.footnotes,
    "images": lambda source: [image.target for image in markdown.images(source)],
}
