"""The paths through the course: their minutes add up, and are those that the chapters state."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

BOOK = Path(__file__).parents[2] / "book"
ASSUMED = {"07": 45, "08": 45, "09": 45}
"""Minutes of chapters that have no page yet."""
ROW = re.compile(r"(?m)^\| *(.+?) *\|(?: *\d+ *\|)? *(\d+) *\|$")
SUM = re.compile(r"(?m)^\| *\*\*.+?\*\* *\|(?: *\*\*2\*\* *\|)? *\*\*(\d+)\*\* *\|$")
CHAPTER = re.compile(r"\b(?:Chapter|Bab|chapter|bab) (0\d)\b")


def cells(code: str, page: str) -> list[dict]:
    return json.loads((BOOK / code / f"{page}.ipynb").read_text("utf-8"))["cells"]


def stated(chapter: str) -> int:
    found = sorted((BOOK / "en").glob(f"{chapter}-*.ipynb"))
    if not found:
        return ASSUMED[chapter]
    text = json.dumps(json.loads(found[0].read_text("utf-8"))["cells"])
    return int(re.search(r"\*\*Time\*\*: about (\d+) minutes", text)[1])


def paths(code: str, page: str) -> list[str]:
    sources = ["".join(cell["source"]) for cell in cells(code, page) if cell["cell_type"] == "markdown"]
    return [source for source in sources if SUM.search(source)]


@pytest.mark.parametrize("code", ["en", "id"])
def test_the_minutes_of_each_path_add_up(code: str) -> None:
    found = paths(code, "index")
    assert len(found) == 3
    for path in found:
        minutes = [int(minutes) for _, minutes in ROW.findall(path)]
        assert sum(minutes) == int(SUM.search(path)[1])


@pytest.mark.parametrize("code", ["en", "id"])
def test_a_chapter_takes_as_long_as_it_says_itself(code: str) -> None:
    told = 0
    for path in paths(code, "index"):
        for part, minutes in ROW.findall(path):
            chapter = CHAPTER.search(part)
            if chapter and not part.startswith(("From", "Dari")):
                assert int(minutes) == stated(chapter[1]), part
                told += 1
    assert told == 1 + 6 + 9


STEP = re.compile(r"(?m)^\| (\d\d):(\d\d) \| (.+?) \| .+? \| (\d+) \|$")
END = re.compile(r"(?m)^\| (\d\d):(\d\d) \| \*\*.+?\*\* \| \| \*\*(\d+)\*\* \|$")


@pytest.mark.parametrize("code", ["en", "id"])
def test_the_timetables_of_a_trainer_run_through_without_a_gap(code: str) -> None:
    tables = 0
    for cell in cells(code, "trainers-guide"):
        steps = STEP.findall("".join(cell["source"]))
        ends = END.findall("".join(cell["source"]))
        for hours, minutes, what, length in steps:
            at = 60 * int(hours) + int(minutes)
            following = [60 * int(hour) + int(minute) for hour, minute, *_ in steps + ends]
            assert at + int(length) in following, what
            chapter = re.match(r"(?:Chapter|Bab) (0\d),", what)
            assert not chapter or int(length) == stated(chapter[1]), what
        assert sum(int(length) for *_, length in steps) == sum(int(total) for *_, total in ends)
        tables += len(ends)
    assert tables == 4
