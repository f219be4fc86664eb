"""What all widgets have in common on Python's side."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from timbang import data, language
from timbang.widgets import assets

if TYPE_CHECKING:
    import pandas as pd

text = language.catalogue("widgets")


class CourseWidget(anywidget.AnyWidget):
    """A widget whose words come from the catalogue of the language in use.

    A subclass gives its `kind` and adds the traits of its content.
    """

    kind = traitlets.Unicode().tag(sync=True)
    """The name of the widget's files."""
    name = traitlets.Unicode().tag(sync=True)
    """What this one is called in the course: the id of an exercise, the name of a table."""
    language = traitlets.Unicode().tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)
    """All words of the widget's own that a learner sees."""
    title = traitlets.Unicode().tag(sync=True)
    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)

    def __init__(self, **content: Any) -> None:
        super().__init__(
            language=language.current(),
            texts=frame_texts() | self.own_texts(),
            _esm=assets.live(self.kind),
            _css=assets.css(self.kind),
            **content,
        )

    @staticmethod
    def own_texts() -> dict[str, str]:
        """Return the words that only this kind of widget uses."""
        return {}

    def page_state(self) -> dict[str, Any]:
        """Return what a page without a kernel needs: the traits, without code and layout."""
        needed = set(self.keys) - {"layout", "tabbable", "tooltip"}
        return {key: getattr(self, key) for key in sorted(needed) if key[0] != "_"}

    def __repr__(self) -> str:
        """Return the same for the same state: stored outputs are compared."""
        return f"{type(self).__name__}({self.name!r})"


class Exercise(CourseWidget):
    """A widget that a learner answers and that marks the answer.

    An exercise has parts (a quiz has its questions, an ordering has one). `answer` is what the learner last
    handed in; the front end sets it, and Python may. `score` follows it. A draft that is not handed in
    stays in the browser, which keeps the work under the exercise's `name`.
    """

    answer = traitlets.Dict().tag(sync=True)
    """Part to answer handed in; what an answer looks like depends on the part."""
    attempts = traitlets.Dict().tag(sync=True)
    """Part to `{"tries": how often handed in, "first": whether the first was right}`."""
    fingerprints = traitlets.Dict().tag(sync=True)
    """Part to a hash of what gives its answers their meaning; work kept under another is not filled in."""
    score = traitlets.Dict().tag(sync=True)
    """`{"points": float, "max": int}`. Written here alone; the front end computes its own for display."""

    def __init__(self, **content: Any) -> None:
        super().__init__(**content)
        self._mark()

    def points(self, part: str) -> float:
        """Return the points for the answer to a part; 0 where there is none."""
        raise NotImplementedError

    def most(self) -> int:
        """Return the points that a faultless answer earns."""
        raise NotImplementedError

    def results(self) -> pd.DataFrame:
        """Return the learner's answers and their marks, one row each."""
        raise NotImplementedError

    def refuse(self, part: str, answer: Any) -> str | None:
        """Return what is wrong with the form of an answer, or None if it can be marked."""
        raise NotImplementedError

    @traitlets.validate("answer")
    def _check_answer(self, proposal: dict[str, Any]) -> dict[str, Any]:
        for part, answer in proposal["value"].items():
            known = list(self.fingerprints)
            if part not in known:
                fault = text("there is no such part; the parts are: {parts}", parts=", ".join(known))
            else:
                fault = self.refuse(part, answer) or ""
            if fault:
                from timbang.errors import BadAnswer

                raise BadAnswer(f"{self.name}, {part}: {fault}")
        return dict(proposal["value"])

    @traitlets.observe("answer")
    def _mark(self, _change: object = None) -> None:
        points = 0.0
        for part in self.fingerprints:
            points += self.points(part) if part in self.answer else 0.0
        self.score = {"points": points, "max": self.most()}

    def __repr__(self) -> str:
        """Return the same for the same state: stored outputs are compared."""
        answered = text("answered {done} of {all}", done=len(self.answer), all=len(self.fingerprints))
        return f"{type(self).__name__}({self.name!r}, {answered})"


def fingerprint(*meaning: object) -> str:
    """Return a short hash of what gives an answer its meaning."""
    return hashlib.sha256(json.dumps(meaning, ensure_ascii=False).encode()).hexdigest()[:12]


def source_links(keys: tuple[str, ...]) -> list[list[str | None]]:
    """Return label and address of sources; the address is None where a source has none."""
    links = data.reference_links()
    return [list(links[key]) for key in keys]


def frame_texts() -> dict[str, str]:
    """Return the words of the frame around every widget."""
    return {
        "run": text("Run this notebook to use the exercise."),
        "noscript": text("This exercise needs JavaScript. The text of the chapter can be read without it."),
        "restart": text("Start again"),
        "restarted": text("The exercise is back at its start."),
        "can-come-back": text("The same button brings your answers back."),
        "bring-back": text("Bring my answers back"),
        "brought-back": text("Your answers are back."),
        "download": text("Download my answers"),
        "downloaded": text("Saved as {file}."),
        "refused": text("The browser refused the download. Your answers are still here."),
        "score": text("Score: {points} of {max}"),
        "first": text("Right at the first try: {first} of {tried}"),
        "sources": text("Sources"),
        "restored": text("Your earlier answers have been filled in."),
        "older": text(
            "This exercise has changed since you answered it. Your earlier answers are kept, not filled in."
        ),
        "unavailable": text(
            "This browser does not let the page store anything (a private window, perhaps). "
            "You can work here, but your answers are gone when you leave."
        ),
        "full": text(
            "The browser's store is full, so your latest answers could not be saved. You can go on."
        ),
        "damaged": text("What the browser had stored of your work could not be read. It was set aside."),
        "newer": text(
            "Your work was stored by a newer version of the course. It is left as it is, "
            "nothing is saved here."
        ),
    }
