"""The page for lecturers and the README say nothing that the command line would refuse."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
import typer

from timbang import language
from timbang.cli import app
from timbang.grading import assignments

ROOT = Path(__file__).parents[2]
GRADE = typer.main.get_command(app).commands["grade"]  # type: ignore[attr-defined]
"""What `timbang grade --help` is made of."""


def prose(code: str) -> str:
    cells = json.loads((ROOT / "book" / code / "for-lecturers.ipynb").read_text("utf-8"))["cells"]
    return "\n\n".join("".join(cell["source"]) for cell in cells)


TEXTS = {code: prose(code) for code in language.LANGUAGES} | {
    "README": (ROOT / "README.md").read_text("utf-8")
}


def told(text: str) -> list[list[str]]:
    """Return the words of each command of grading that a text tells, in a block or in a line."""
    found = re.findall(r"^timbang grade [^\n]*$|`timbang grade [^`\n]*`", text, re.MULTILINE)
    return [shlex.split(one.strip("`"), comments=True)[2:] for one in found]


EVERY = sorted({" ".join(words) for text in TEXTS.values() for words in told(text)})


@pytest.mark.parametrize("told_command", EVERY)
def test_a_command_that_is_told_is_understood(told_command):
    words = told_command.split(" ")
    command = GRADE.commands.get(words[0])
    assert command is not None, f"timbang grade --help has no {words[0]}"
    # raises what the command line would say
    command.make_context(words[0], [word for word in words[1:] if word != "--help"])


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_every_command_has_its_place_in_the_day(code):
    assert {words[0] for words in told(TEXTS[code])} == set(GRADE.commands)


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_options_that_are_named_alone_are_there_too(code):
    known = {one for command in GRADE.commands.values() for param in command.params for one in param.opts}
    named = set(re.findall(r"`(--[a-z-]+)", TEXTS[code]))
    assert {"--timeout", "--memory"} <= named
    assert named <= known


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_the_assignment_of_the_page_is_one_of_the_course(code):
    names = {words[2] for words in told(TEXTS[code]) if len(words) > 2 and re.match(r"\d\d-", words[2])}
    assert names
    assert names <= set(assignments.names(code))


def test_both_languages_tell_the_same_commands():
    assert told(TEXTS["en"]) == told(TEXTS["id"])


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_the_trainers_guide_leads_to_it(code):
    assert "(for-lecturers.ipynb)" in (ROOT / "book" / code / "trainers-guide.ipynb").read_text("utf-8")
