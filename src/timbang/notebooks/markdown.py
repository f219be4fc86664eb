"""What a Markdown cell holds besides words: roles, directives, links, targets, and its prose without them.

Read with patterns and not with a parser: a check has to know where a thing stands and what the page's
author typed, both of which a parser gives up.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_FENCE = re.compile(r" *(`{3,}|~{3,}|:{3,})[ \t]*(?:\{([\w:.+-]+)\})?(.*)$")
_LITERAL = {"code", "code-block", "math", "raw"}
# A span of code, or a role if a name in braces is before it: one pattern, lest a role's end start a code.
_SPAN = re.compile(r"(?:\{([\w:.+-]+)\})?(?<!`)(`+)(?!`)((?:(?!\n[ \t]*\n).)+?)(?<!`)\2(?!`)", re.DOTALL)
_DIRECTIVE = re.compile(r"^ *(?::{3,}|`{3,}|~{3,})\{([\w:.+-]+)\}[ \t]*(.*)$", re.MULTILINE)
_DIRECTIVE_END = re.compile(r"^ *(?::{3,}|`{3,}|~{3,})[ \t]*$", re.MULTILINE)
_OPTION = re.compile(r"^ *:([\w-]+):(?:[ \t]+(.*))?$", re.MULTILINE)
_IMAGE = re.compile(r"!\[([^\]]*)\]\(\s*<?([^)\s>]+)>?[^)]*\)")
_LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(\s*<?([^)\s>]*)>?[^)]*\)")
_AUTOLINK = re.compile(r"<([a-z][a-z0-9+.-]*:[^>\s]+)>")
_BARE = re.compile(r"\bhttps?://[^\s)>\]]+")
_HTML = re.compile(r"<!--.*?-->|</?[a-zA-Z][^>]*>", re.DOTALL)
_TARGET = re.compile(r"^\(([^)\s]+)\)=[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^(#{1,6})[ \t]+(.*)$", re.MULTILINE)
_FOOTNOTE = re.compile(r"\[\^([^\]]+)\]")
_ITEM = re.compile(r"^ *(?:[-*+]|\d{1,3}[.)])[ \t]+", re.MULTILINE)
_ORDERED = re.compile(r"^( *)\d{1,3}[.)](?=[ \t])", re.MULTILINE)


@dataclass(frozen=True)
class Image:
    """An image and what is said to those who do not see it."""

    target: str
    alternative: str


@functools.lru_cache(maxsize=1024)
def without_fences(source: str) -> str:
    """Return the text with the lines of fenced code blanked; directives and their content stay."""
    kept, open_fences, code = [], list[str](), ""
    for line in source.split("\n"):
        fence = _FENCE.match(line)
        mark, name, rest = (fence[1], fence[2], fence[3].strip()) if fence else ("", None, "")
        if code:
            ends = fence and not name and not rest and mark.startswith(code)
            code = "" if ends else code
            kept.append("" if not ends or mark[0] != ":" else line)
            continue
        if name in _LITERAL:
            code = mark
        elif name:
            open_fences.append(mark)
        elif mark and open_fences and not rest and mark.startswith(open_fences[-1]):
            open_fences.pop()
        elif mark and mark[0] != ":":
            code, line = mark, ""
        kept.append(line)
    return "\n".join(kept)


def without_code(source: str) -> str:
    """Return the text with fenced and inline code blanked; roles stay."""
    return _SPAN.sub(lambda span: span[0] if span[1] else _blank(span[0]), without_fences(source))


def roles(source: str) -> list[tuple[str, str]]:
    """Return roles as (name, content) in order."""
    return [(span[1], span[3].strip()) for span in _SPAN.finditer(without_fences(source)) if span[1]]


def citations(source: str) -> list[str]:
    """Return the keys that citation roles name, in order."""
    cited = (content for name, content in roles(source) if name == "cite" or name.startswith("cite:"))
    return [key.strip() for content in cited for key in content.split(",")]


def directives(source: str) -> list[tuple[str, str]]:
    """Return directives as (name, argument) in order."""
    return [(found[1], found[2].strip()) for found in _DIRECTIVE.finditer(without_fences(source))]


def admonitions(source: str, kind: str) -> list[str]:
    """Return the titles of the admonitions of a class, in order."""
    text = without_fences(source)
    return [
        found[2].strip()
        for found in _DIRECTIVE.finditer(text)
        if found[1] == "admonition" and dict(_options_after(text, found.end())).get("class") == kind
    ]


def links(source: str) -> list[str]:
    """Return the addresses of links, in order of kind and place."""
    text = _blanked(_SPAN, without_fences(source))
    inline = [found[2] for found in _LINK.finditer(text)]
    rest = _blanked(_LINK, _blanked(_IMAGE, text))
    auto = [found[1] for found in _AUTOLINK.finditer(rest)]
    return inline + auto + [found[0] for found in _BARE.finditer(_blanked(_AUTOLINK, rest))]


def images(source: str) -> list[Image]:
    """Return images in Markdown, in `image` and `figure` directives, and in HTML."""
    text = without_code(source)
    found = [Image(image[2], image[1].strip()) for image in _IMAGE.finditer(text)]
    for directive in _DIRECTIVE.finditer(without_fences(source)):
        if directive[1] in ("image", "figure"):
            options = dict(_options_after(source, directive.end()))
            found.append(Image(directive[2].strip(), options.get("alt", "")))
    for tag in re.finditer(r"<img\b[^>]*>", text):
        found.append(Image(_attribute(tag[0], "src"), _attribute(tag[0], "alt")))
    return found


def _options_after(source: str, start: int) -> Iterator[tuple[str, str]]:
    for line in source[start:].lstrip("\n").splitlines():
        option = _OPTION.match(line)
        if not option:
            return
        yield option[1], (option[2] or "").strip()


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"""\b{name}\s*=\s*(["'])(.*?)\1""", tag)
    return found[2].strip() if found else ""


def targets(source: str) -> list[str]:
    """Return the names of explicit targets, `(name)=`."""
    return [found[1] for found in _TARGET.finditer(without_code(source))]


def footnotes(source: str) -> list[str]:
    """Return the names of footnotes that are referred to or given."""
    return [found[1] for found in _FOOTNOTE.finditer(without_code(source))]


def heading_levels(source: str) -> list[int]:
    """Return how deep each heading is."""
    return [len(found[1]) for found in _HEADING.finditer(without_fences(source))]


def bare_headings(source: str) -> list[str]:
    """Return the headings that no target stands before."""
    lines = [line for line in without_fences(source).splitlines() if line.strip()]
    pairs = pairwise(["", *lines])
    return [line.strip() for before, line in pairs if _HEADING.match(line) and not _TARGET.match(before)]


@functools.lru_cache(maxsize=1024)
def prose(source: str, headings: bool = False) -> str:
    """Return the words that a reader sees, each where it stands; all else is blank.

    Headings and titles of directives are left out unless asked for.
    """
    text = without_fences(source)
    for pattern in (_SPAN, _TARGET, _IMAGE):
        text = _blanked(pattern, text)
    text = _LINK.sub(lambda found: f" {found[1]} " + " " * (len(found[0]) - len(found[1]) - 2), text)
    for pattern in (_AUTOLINK, _BARE, _HTML, _FOOTNOTE, _OPTION, _ORDERED):
        text = _blanked(pattern, text)
    if headings:
        return _DIRECTIVE.sub(lambda found: found[2], text)
    return _blanked(_DIRECTIVE, _blanked(_HEADING, text))


def blocks(source: str) -> Iterator[str]:
    """Yield paragraphs, list items and tables, without headings, targets and the fences of directives."""
    text = without_fences(source)
    for pattern in (_TARGET, _HEADING, _DIRECTIVE, _DIRECTIVE_END):
        text = pattern.sub("", text)
    for block in re.split(r"\n[ \t]*\n", _OPTION.sub("", text)):
        starts = [item.start() for item in _ITEM.finditer(block)]
        edges = sorted({0, *starts, len(block)})
        for start, end in pairwise(edges):
            if block[start:end].strip():
                yield block[start:end].strip()


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    """Return a text of the same lines in which what matches is blank."""
    return pattern.sub(lambda found: _blank(found[0]), text)


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
