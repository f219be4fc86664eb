"""A submission rebuilt on the released notebook: the answers are the student's, all else is the release's.

Nothing of the student's runs here. Answers are taken by the cell's name, then by place and likeness; cells
that the student added stay where they were, since answers may need them.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from timbang import language
from timbang.grading.likeness import answers, defined, likeness, plain, same
from timbang.grading.reading import SentCell, SentNotebook

text = language.catalogue("grading")

Cell = dict[str, Any]
Notebook = dict[str, Any]

ALIKE = 0.8
"""From here on two texts count as one that was edited."""
MOST_LIKENED = 200
"""Cells of a submission whose likeness is looked at; names and texts are compared for all."""


@dataclass(frozen=True)
class Repaired:
    """A notebook that nbgrader can grade, and what had to be done for it."""

    notebook: Notebook
    notes: list[str]


@dataclass
class _Match:
    """Which sent cell stands for which released one; the rest of them, and what was noticed."""

    released: list[Cell]
    sent: list[SentCell]
    chosen: dict[int, int] = field(default_factory=dict)
    """Place in the release to place in the submission."""
    answers: dict[int, str] = field(default_factory=dict)
    """Texts of answers that are not simply those of the chosen cells."""
    used: set[int] = field(default_factory=set)
    """Places in the submission that are spoken for: chosen, or copies of what is there anyway."""
    displaced: list[int] = field(default_factory=list)
    """Changed versions of cells that come from the release."""
    first: dict[int, int] = field(default_factory=dict)
    """Changed versions that run before the released cell, which then has the last word."""
    notes: list[str] = field(default_factory=list)

    def note(self, message: str) -> None:
        if message not in self.notes:
            self.notes.append(message)

    def unused(self) -> list[int]:
        written = (place for place, cell in enumerate(self.sent) if cell.source.strip())
        return [place for place in written if place not in self.used]

    def displace(self, at: int, place: int) -> None:
        """Let a changed version of a given cell give way, but run what answers may need of it."""
        cell = self.released[at]
        self.displaced.append(place)
        if cell["cell_type"] == self.sent[place].kind == "code" and not _is_test(cell):
            self.first[at] = place
        self.note(text("cell {cell} was changed; the released one is used", cell=_name(cell)))

    def gap(self, place: int) -> range:
        """Return the places in the submission between the neighbours of a released cell."""
        before = next((self.chosen[one] for one in range(place - 1, -1, -1) if one in self.chosen), -1)
        after = (self.chosen[one] for one in range(place + 1, len(self.released)) if one in self.chosen)
        return range(before + 1, next((one for one in after if one > before), len(self.sent)))


def repair(sent: SentNotebook, released: Notebook) -> Repaired:
    """Return the released notebook with a student's answers in it.

    Parameters
    ----------
    sent
        A submission, as far as it could be read.
    released
        The notebook that the student was given; each source one string. It stays as it is.
    """
    match = _Match(released["cells"], sent.cells, notes=list(sent.notes))
    kernel = released["metadata"].get("kernelspec", {}).get("name", "")
    if sent.kernel and kernel and sent.kernel != kernel:
        match.note(text("it was written for the kernel {kernel}", kernel=sent.kernel[:40]))
    _match_names(match)
    _match_texts(match)
    _match_likeness(match)
    _find_answers(match)
    _tell_order(match)
    return Repaired(_composed(match, released), match.notes)


def kinship(sent: SentNotebook, released: Notebook) -> float:
    """Return how sure it is, from 0 to 1, that a submission was made from a released notebook.

    Names of cells prove nothing, as each assignment has a `task-1-answer`: counted are the texts that
    students do not write, and the answers that define what was asked for.
    """
    texts = {plain(cell.source) for cell in sent.cells}
    given = [cell for cell in released["cells"] if not is_answer(cell) and cell["source"].strip()]
    kept = sum(plain(cell["source"]) in texts for cell in given) / max(1, len(given))
    wanted = [defined(cell["source"]) for cell in released["cells"] if is_answer(cell)]
    wanted = [names for names in wanted if names]
    code = [defined(cell.source) for cell in sent.cells if cell.kind == "code"]
    solved = sum(any(names <= one for one in code) for names in wanted) / max(1, len(wanted))
    return max(kept, solved)


def answered(sent: SentNotebook, released: Notebook) -> int:
    """Return how many answers of a submission are not those that were released."""
    stubs = {plain(cell["source"]) for cell in released["cells"]}
    return sum(plain(cell.source) not in stubs and bool(cell.source.strip()) for cell in sent.cells)


def is_answer(cell: Cell) -> bool:
    """Return whether a released cell is one that students write into."""
    return bool(cell["metadata"].get("nbgrader", {}).get("solution"))


def _is_given(cell: Cell) -> bool:
    """Return whether a released cell comes back from the release, whatever a student made of it."""
    mark = cell["metadata"].get("nbgrader", {})
    return bool(mark) and not mark.get("solution")


def _is_test(cell: Cell) -> bool:
    return bool(cell["metadata"].get("nbgrader", {}).get("grade"))


def _name(cell: Cell) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id") or cell.get("id") or "")


def _match_names(match: _Match) -> None:
    """Match cells that still have the name of a released one."""
    marks = {_grade_id(cell): at for at, cell in enumerate(match.released)}
    ids = {cell.get("id"): at for at, cell in enumerate(match.released)}
    claims: dict[int, list[int]] = defaultdict(list)
    for place, cell in enumerate(match.sent):
        if cell.grade_id and cell.grade_id in marks:
            claims[marks[cell.grade_id]].append(place)
        elif cell.id and cell.id in ids:
            claims[ids[cell.id]].append(place)
    for at, places in claims.items():
        _choose(match, at, places)


def _grade_id(cell: Cell) -> str | None:
    found = cell["metadata"].get("nbgrader", {}).get("grade_id")
    return found if isinstance(found, str) else None


def _choose(match: _Match, at: int, places: list[int]) -> None:
    """Choose among the cells that have one name; what a student made of a copy stays as an added cell."""
    cell = match.released[at]
    written = [place for place in places if not same(match.sent[place].source, cell["source"])]
    if len(places) > 1:
        match.note(text("cell {cell} is there {count} times", cell=_name(cell), count=len(places)))
    untouched = [place for place in places if place not in written]
    if _is_given(cell):
        match.chosen[at] = (untouched or places)[0]
        if not untouched:
            match.displace(at, match.chosen[at])
    else:
        filled = [place for place in written if match.sent[place].source.strip()] or written
        match.chosen[at] = filled[-1] if filled else places[0]
    match.used |= {*untouched, match.chosen[at]}


def _match_texts(match: _Match) -> None:
    """Match cells that lost their names but say what a released one says; drop copies of what is there."""
    by_text: dict[str, list[int]] = defaultdict(list)
    for at, cell in enumerate(match.released):
        by_text[plain(cell["source"])].append(at)
    for place in match.unused():
        there = by_text.get(plain(match.sent[place].source))
        if there is None:
            continue
        # an empty place for an answer looks like all others: which one it is cannot be told
        certain = [at for at in there if len(there) == 1 or not is_answer(match.released[at])]
        free = next((at for at in certain if at not in match.chosen), None)
        if free is not None:
            match.chosen[free] = place
        match.used.add(place)


def _match_likeness(match: _Match) -> None:
    """Match edited versions of texts and tests that lost their names, so that they are not run twice."""
    missing = [at for at, cell in enumerate(match.released) if at not in match.chosen and not is_answer(cell)]
    for place in match.unused()[:MOST_LIKENED]:
        alike = [(likeness(match.sent[place].source, match.released[at]["source"]), at) for at in missing]
        best, at = max(alike, default=(0.0, -1))
        if best >= ALIKE:
            match.chosen[at] = place
            match.used.add(place)
            missing.remove(at)
            if _is_given(match.released[at]):
                match.displace(at, place)


def _find_answers(match: _Match) -> None:
    """Look for the answers of cells that are gone or were left as they were given."""
    for at, cell in enumerate(match.released):
        if not is_answer(cell):
            continue
        place = match.chosen.get(at)
        sent = match.sent[place] if place is not None else None
        if sent is not None and sent.kind != cell["cell_type"]:
            match.note(text("cell {cell} was turned into another kind of cell", cell=_name(cell)))
        if sent is None or not sent.source.strip() or same(sent.source, cell["source"]):
            by_names = cell["cell_type"] == "code" and not _is_test(cell)
            found = _find_code(match, at) if by_names else _find_text(match, at)
            if not found and sent is None:
                match.note(text("no answer was found for cell {cell}", cell=_name(cell)))


def _find_code(match: _Match, at: int) -> bool:
    """Find code that defines what a cell was to define, anywhere; or what stands alone in its place."""
    released, gap = match.released[at]["source"], match.gap(at)
    start = match.chosen.get(at)
    added = [place for place in match.unused() if match.sent[place].kind == "code"]
    near = [place for place in added if place in gap]
    # what was written below an empty place runs before the test, where it stands
    below = [place for place in near if start is not None and place > start]
    if any(answers(match.sent[place].source, released) == 1.0 for place in below):
        return True
    best, found = 0.0, -1
    for place in [*near, *added, *match.displaced]:
        share = answers(match.sent[place].source, released)
        if share > best and (share == 1.0 or (place in near and place not in below)):
            best, found = share, place
    if found < 0 and start is None and len(near) == 1:
        found = near[0]
    if found < 0:
        return bool(below)
    match.answers[at] = match.sent[found].source
    match.used.add(found)
    if start is None and found not in match.displaced:
        match.chosen[at] = found
    match.note(text("the answer of cell {cell} was found elsewhere", cell=_name(match.released[at])))
    return True


def _find_text(match: _Match, at: int) -> bool:
    """Find an answer that a person marks in the cells that stand in its place, or in the question above."""
    wants_code = match.released[at]["cell_type"] == "code"
    gap = match.gap(at)
    near = [place for place in match.unused() if place in gap]
    near = [place for place in near if wants_code or not _is_code(match.sent[place])]
    parts = [match.sent[place].source for place in near] or [_added(match, at)]
    if not any(part.strip() for part in parts):
        return False
    match.answers[at] = "\n\n".join(parts)
    match.used |= set(near)
    if near:
        match.chosen.setdefault(at, near[0])
    match.note(text("the answer of cell {cell} was found elsewhere", cell=_name(match.released[at])))
    return True


def _is_code(cell: SentCell) -> bool:
    return cell.kind == "code" and bool(defined(cell.source) or "(" in cell.source)


def _added(match: _Match, at: int) -> str:
    """Return what a student wrote into the question right above a written answer."""
    above = at - 1
    place = match.chosen.get(above)
    if above < 0 or place not in match.displaced or match.sent[place].kind != "markdown":
        return ""
    given = {line.strip() for line in match.released[above]["source"].splitlines()}
    lines = match.sent[place].source.splitlines()
    return "\n".join(line for line in lines if line.strip() not in given).strip()


def _tell_order(match: _Match) -> None:
    order = [match.chosen[at] for at in sorted(match.chosen)]
    if order != sorted(order):
        match.note(text("cells were moved"))
    given = (at for at, cell in enumerate(match.released) if _is_given(cell))
    gone = [_name(match.released[at]) for at in given if at not in match.chosen]
    if gone:
        match.note(text("cells were deleted: {cells}", cells=", ".join(gone)))


def _composed(match: _Match, released: Notebook) -> Notebook:
    """Return the released notebook with answers in their cells and added cells where they were."""
    notebook = copy.deepcopy(released)
    added: dict[int, list[int]] = defaultdict(list)
    at_place = {place: at for at, place in match.chosen.items()}
    current, unused = -1, set(match.unused())
    for place in range(len(match.sent)):
        current = at_place.get(place, current)
        if place in unused:
            added[current].append(place)
    taken = {cell.get("id") for cell in released["cells"]}
    named = notebook.get("nbformat_minor", 0) >= 5

    def own(places: list[int]) -> list[Cell]:
        return [_added_cell(match.sent[place], f"added-{place}", taken, named) for place in places]

    cells = own(added[-1])
    for at, cell in enumerate(notebook["cells"]):
        before = own([match.first[at]]) if at in match.first else []
        cells += [*before, _rebuilt(match, at, cell), *own(added[at])]
    notebook["cells"] = cells
    return notebook


def _rebuilt(match: _Match, at: int, cell: Cell) -> Cell:
    place = match.chosen.get(at)
    if not _is_given(cell):
        if at in match.answers:
            cell["source"] = match.answers[at]
        elif place is not None:
            cell["source"] = match.sent[place].source
        if place is not None and cell["cell_type"] != "code" and match.sent[place].attachments:
            cell["attachments"] = match.sent[place].attachments
    if cell["cell_type"] == "code":
        cell |= {"outputs": [], "execution_count": None}
    return cell


def _added_cell(sent: SentCell, name: str, taken: set[str | None], named: bool) -> Cell:
    cell: Cell = {"cell_type": sent.kind, "metadata": {}, "source": sent.source}
    if sent.kind == "code":
        cell |= {"outputs": [], "execution_count": None}
    elif sent.attachments:
        cell["attachments"] = sent.attachments
    while name in taken:
        name += "x"
    return cell | {"id": name} if named else cell
