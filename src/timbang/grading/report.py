"""One page about a class: how the points are spread, what the tasks did, common wrong answers, gain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2

from timbang import language
from timbang.errors import ReportFailed, UnknownAssignment
from timbang.grading import outcomes, report_charts
from timbang.grading.collect import results
from timbang.grading.course import Course
from timbang.grading.outcomes import GRADED, PARTIAL, STATES, Outcome, Results
from timbang.grading.report_words import page_words, state_words
from timbang.grading.work_files import ClassGain, class_gain
from timbang.grading.wrong_answers import WrongAnswer, wrong_answers
from timbang.models.items import SMALL, Item, items, median, normalised_gain

text = language.catalogue("grading")


@dataclass(frozen=True)
class Assessed:
    """An assignment as a class did it."""

    found: Results
    items: list[Item]
    wrong: dict[str, list[WrongAnswer]]

    @property
    def finals(self) -> list[float]:
        """The final grades, in points."""
        return [one.grade for one in self.found.outcomes if one.grade is not None]

    @property
    def waiting(self) -> list[Outcome]:
        """Those in whose work a person still has to mark a task."""
        return [one for one in self.found.outcomes if one.pending and one.so_far is not None]

    @property
    def tested(self) -> tuple[list[float], float]:
        """The points of each student whose work was graded in the tasks that tests mark, and the most."""
        tasks = [task for task in self.found.tasks if not task.written]
        done = [one for one in self.found.outcomes if one.state in (GRADED, PARTIAL)]
        points = [sum(one.points[task.name] or 0.0 for task in tasks) for one in done]
        return points, sum(task.most for task in tasks)


def report(
    course: Course, assignment: str | None = None, work: Path | None = None, path: Path | None = None
) -> tuple[Path, list[str]]:
    """Write the page of one assignment, or of all that were handed in, and return it with notes on files.

    It is one file in both languages that asks for nothing from elsewhere, and names no student.

    Parameters
    ----------
    work
        A folder or a zip of files from the page "My work", besides those that came with submissions.
    path
        The file to write; `results/ASSIGNMENT/report.html` or `results/report.html` without it.

    Raises
    ------
    UnknownAssignment
        When the course has no such assignment, or nobody handed it in.
    ReportFailed
        When nothing is graded yet.
    BadSource
        When `work` cannot be read.
    """
    asked = [assignment] if assignment else course.assignments()
    assessed = list(_assess(course, asked, strict=assignment is not None))
    if not any(one.items for one in assessed):
        raise ReportFailed(
            text(
                "{course}: nothing is graded yet; run: timbang grade run {course} ASSIGNMENT",
                course=course.root,
            )
        )
    gained = class_gain(course, asked, work)
    before = language.current()
    try:
        sections = []
        for code in language.LANGUAGES:
            language.use(code)
            sections.append(_section(code, assessed, gained))
    finally:
        language.use(before)
    target = path or (results(course, assignment) if assignment else course.root / "results") / "report.html"
    target.parent.mkdir(parents=True, exist_ok=True)
    environment = _environment()
    target.write_text(
        environment.get_template("report.html").render(
            first=before, sections=sections, languages=language.LANGUAGES
        ),
        "utf-8",
    )
    return target, gained.notes


def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, trim_blocks=True
    )


def _assess(course: Course, names: list[str], *, strict: bool) -> Iterator[Assessed]:
    for name in names:
        try:
            found = outcomes.read(course, name)
        except UnknownAssignment:
            if strict:
                raise
            continue
        rows = [
            [one.points[task.name] for task in found.tasks]
            for one in found.outcomes
            if one.state in (GRADED, PARTIAL)
        ]
        tasks = [task for task in found.tasks if task.most > 0]
        kept = [found.tasks.index(task) for task in tasks]
        measured = items(
            [task.name for task in tasks],
            [task.most for task in tasks],
            [[row[place] for place in kept] for row in rows],
        )
        yield Assessed(found, measured if rows else [], wrong_answers(course, found) if rows else {})


def _section(code: str, assessed: list[Assessed], gained: ClassGain) -> dict[str, Any]:
    """Return what the page shows in the language in use."""
    return {
        "code": code,
        "words": page_words(),
        "assignments": [_shown(code, place, one) for place, one in enumerate(assessed)],
        "gain": _gain(code, gained),
    }


def _shown(code: str, place: int, one: Assessed) -> dict[str, Any]:
    prefix, unmarked = f"{code}-{place}", bool(one.waiting)
    points, most = one.tested if unmarked else (one.finals, one.found.most)
    shown = bool(points) and most > 0
    drawn = [report_charts.facilities(one.items, f"{prefix}-tasks")] if one.items else []
    counts = {state: sum(each.state == state for each in one.found.outcomes) for state in STATES}
    late = sum(bool(each.late) for each in one.found.outcomes)
    return {
        "name": one.found.assignment,
        "id": prefix,
        "states": [(state_words()[state], count) for state, count in counts.items() if count],
        "waiting": len(one.waiting),
        "unmarked": _unmarked(one) if unmarked else "",
        "late": late,
        "small": sum(counts[state] for state in (GRADED, PARTIAL)) < SMALL,
        "totals": report_charts.totals(points, most, f"{prefix}-totals", unmarked) if shown else None,
        "summary": _summary(points if shown else [], most, unmarked),
        "tasks": [_task(one, item) for item in one.items],
        "facilities": drawn[0] if drawn else None,
    }


def _unmarked(one: Assessed) -> str:
    """Return whose marks are missing, and what is shown until they are there."""
    tasks = list(dict.fromkeys(name for each in one.waiting for name in each.pending))
    return text(
        "{waiting} of {count} students still wait for marks by hand ({tasks}). Until all are given, only the "
        "points that tests gave are shown here, of {tested}; the whole assignment has {most}. They are no "
        "grades.",
        waiting=len(one.waiting),
        count=len(one.tested[0]),
        tasks=", ".join(tasks),
        tested=language.number(one.tested[1]),
        most=language.number(one.found.most),
    )


def _summary(points: list[float], most: float, unmarked: bool) -> str:
    if not points:
        return text("No grade is final yet, so no totals are shown.")
    told: dict[str, object] = {
        "count": len(points),
        "low": language.number(min(points)),
        "middle": language.number(round(median(points), 2)),
        "high": language.number(max(points)),
        "most": language.number(most),
    }
    if unmarked:
        return text(
            "Points from tests alone, {count} students: lowest {low}, middle {middle}, highest {high}, of "
            "{most}.",
            **told,
        )
    return text(
        "{count} final grades: lowest {low}, middle {middle}, highest {high}, of {most} points.", **told
    )


def _task(one: Assessed, item: Item) -> dict[str, Any]:
    task = next(each for each in one.found.tasks if each.name == item.name)
    low_high = item.interval
    return {
        "name": item.name,
        "most": language.number(task.most),
        "count": item.count,
        "facility": "–" if item.facility is None else f"{language.number(100 * item.facility, 0)} %",
        "full": item.full,
        "none": item.none,
        "discrimination": "–" if item.discrimination is None else language.number(item.discrimination, 2),
        "interval": ""
        if low_high is None
        else text(
            "{low} to {high}",
            low=language.number(low_high[0], 2),
            high=language.number(low_high[1], 2),
        ),
        "reading": _reading(item),
        "wrong": [(each.kind, each.said, each.count) for each in one.wrong.get(item.name, [])],
        "written": task.written,
    }


def _reading(item: Item) -> str:
    """Return what a lecturer may take from the numbers of a task, no more than they carry."""
    if item.facility is None:
        return text("not marked yet")
    if item.discrimination is None:
        return text("no discrimination: all have the same, or not all are marked")
    if item.interval is not None and item.interval[1] < 0:
        return text("look at it: the strong do worse here than the weak")
    if item.facility > 0.95:
        return text("nearly all can do it")
    if item.facility < 0.2:
        return text("few can do it: hard, or not understood")
    if item.discrimination < 0.1:
        return text("hardly tells strong from weak here")
    return text("nothing stands out")


def _gain(code: str, gained: ClassGain) -> dict[str, Any] | None:
    if not gained.chapters:
        return {"only_one": gained.only_one} if gained.only_one else None
    most = sum(one.most for one in gained.chapters)
    before, after = (
        sum(getattr(one, side) for one in gained.chapters) / most for side in ("before", "after")
    )
    share = normalised_gain(before, after)
    return {
        "students": gained.students,
        "only_one": gained.only_one,
        "chart": report_charts.gain(gained.chapters, f"{code}-gain"),
        "small": gained.students < SMALL,
        "before": language.number(100 * before, 0),
        "after": language.number(100 * after, 0),
        "share": None if share is None else language.number(100 * share, 0),
        "rows": [
            (
                one.chapter,
                f"{language.number(100 * one.before / one.most, 0)} %",
                f"{language.number(100 * one.after / one.most, 0)} %",
                one.most,
            )
            for one in gained.chapters
        ],
    }
