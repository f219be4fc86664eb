"""The words of a plan in the language in use: its fields, its faults, what does not fit, its months."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from timbang import language
from timbang.models.roadmap import Fault, month
from timbang.plans.form import Misfit

text = language.catalogue("plans")


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """Word what happens inside in another language than the one in use."""
    before = language.current()
    language.use(code)
    try:
        yield
    finally:
        language.use(before)


def threads() -> dict[str, str]:
    """Return what the four threads of the article are called, here and in every exercise."""
    return {
        "law": text("Law"),
        "blueprint": text("Blueprint and stages"),
        "team": text("Team"),
        "partners": text("Partners"),
    }


def dimensions() -> dict[str, str]:
    """Return what the seven dimensions of the gap are called, here and in every exercise."""
    return {
        "information": text("Information"),
        "technology": text("Technology"),
        "processes": text("Processes"),
        "objectives": text("Objectives and values"),
        "staffing": text("Staffing and skills"),
        "management": text("Management systems and structures"),
        "other": text("Other resources: time and money"),
    }


def labels() -> dict[str, str]:
    """Return what the fields, threads, dimensions and kinds of a plan are called."""
    return {
        "agency": text("Agency"),
        "title": text("Title of the plan"),
        "start-month": text("First month"),
        "gap": text("Design-reality gap"),
        "register": text("Risk register"),
        "roadmap": text("Roadmap"),
        "checks": text("Checks"),
        "action": text("Action"),
        "name": text("Action"),
        "thread": text("Thread"),
        "owner": text("Owner"),
        "legal": text("Legal basis"),
        "budget": text("Budget (rupiah)"),
        "money": text("Source of the money"),
        "measure": text("Measure"),
        "start": text("Starts"),
        "end": text("Ends"),
        "length": text("Months"),
        "needs": text("Needs first"),
        "reduces": text("Reduces the risks"),
        "dimension": text("Closes the gap in"),
        "slack": text("Months of slack"),
        "critical": text("On the critical path"),
        **threads(),
        **dimensions(),
        "uninformed": text("Uninformed"),
        "incomplete": text("Incomplete"),
        "inappropriate": text("Inappropriate"),
        "design": text("Change the design"),
        "reality": text("Change reality"),
        "yes": text("yes"),
        "no": text("no"),
    }


def fault_sentences() -> dict[str, str]:
    """Return for each kind of fault its sentence, with places for names."""
    return {
        "no-owner": text("{action}: no owner. Name the office that answers for it."),
        "no-legal": text("{action}: no legal basis. Name the rule that allows or obliges it."),
        "no-budget": text("{action}: no budget. Write an amount; 0 if it costs nothing but working time."),
        "no-money": text("{action}: no source of the money. Say which budget pays."),
        "no-measure": text("{action}: no measure. Say what anyone can check when it is done."),
        "unknown-need": text("{action}: needs an action that is not in the plan ({about}). Take it out."),
        "too-early": text("{action}: starts before what it needs has ended ({about}). Move one of them."),
        "loop": text("These wait for each other: {loop}. Take one need away."),
        "unknown-risk": text(
            "{action}: reduces a risk that the register does not hold ({about}). Take it out."
        ),
        "open-gap": text("Large gap in {about}, and no action closes it."),
        "one-owner": text("One office owns every risk ({about}). Share them out."),
        "open-risk": text("Nothing reduces the risk “{about}”."),
    }


def sentence(fault: Fault, names: Mapping[str, str], risks: Mapping[str, str]) -> str:
    """Return a fault as a sentence in the language in use.

    Parameters
    ----------
    names, risks
        Id to name, of the actions and of the risks; an id without a name stands for itself.
    """
    named = [names.get(one) or one for one in fault.actions]
    about: Callable[[str], str] = {
        "too-early": lambda one: names.get(one) or one,
        "open-gap": lambda one: labels()[one],
        "open-risk": lambda one: risks.get(one) or one,
    }.get(fault.kind, str)
    return fault_sentences()[fault.kind].format(
        action=named[0] if named else "",
        loop=" → ".join([*named, *named[:1]]),
        about=", ".join(map(about, fault.about)),
    )


def misfits() -> dict[str, str]:
    """Return what a field wants that does not fit, in words, by `Misfit.wanted`."""
    return {
        "record": text("must hold fields of its own"),
        "list": text("must be a list"),
        "fewer": text("holds {now} entries; at most {most} are allowed"),
        "unique": text("the id {id} is given twice"),
        "text": text("must be a text"),
        "shorter": text("has {now} characters; at most {most} are allowed"),
        "id": text("must be an id of letters and digits"),
        "choice": text("must be one of {known}"),
        "month": text("must be a month such as 2027-01"),
        "number": text("must be a number from {least} to {most}"),
        "whole": text("must be a whole number from {least} to {most}"),
        "triple": text("must be three numbers from 0 to 1, the lowest first"),
    }


def misfit(fault: Misfit) -> str:
    """Return in one line where a plan does not fit its form, and what is wanted."""
    wanted = misfits()[fault.wanted].format(**fault.values)
    return f"{', '.join(map(str, fault.place)) or text('the file')}: {wanted}"


def refusals() -> dict[str, str]:
    """Return why a file is refused, in one line, with places for its name and for what does not fit."""
    return {
        "huge": text("{file} has more than {most} MB and was not read. A plan is much smaller."),
        "damaged": text("{file} is damaged or no plan file: it cannot be read. Take another copy."),
        "foreign": text("{file} is no plan of this course. Open a file that was saved here."),
        "work": text("{file} holds all your work, not a plan. Bring it back on the page “My work”."),
        "newer": text("{file} was saved by a newer version of the course. Update the course, then open it."),
        "older": text("{file} was saved by a version of the course that is no longer read."),
        "misfit": text("{file} does not fit a plan: {misfit}. Nothing was changed."),
        "missing": text("{file} is not there or cannot be opened ({reason})."),
    }


def month_name(start: str, passed: int) -> str:
    """Return a month of a plan in words, such as `Jan 2027`."""
    from babel.dates import format_date

    return str(format_date(first_day(start, passed), "MMM y", locale=language.current()))


def first_day(start: str, passed: int) -> date:
    """Return the first day of a month of a plan."""
    year, number = map(int, month(start, passed).split("-"))
    return date(year, number, 1)


def values(thing: Mapping[str, Any], *fields: str) -> list[str]:
    """Return fields that are choices or texts, worded."""
    words = labels()
    return [words.get(str(thing[field]), str(thing[field] or "")) for field in fields]
