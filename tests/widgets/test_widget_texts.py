from __future__ import annotations

import ast
import re
from pathlib import Path

from babel.messages.pofile import read_po

import timbang
from timbang import language, widgets

ROOM = Path(timbang.__file__).parent

NO_TEXT = {"calibration.js", "egdi.js", "itposmo.js", "schedule.js", "score.js", "sliced.js", "standing.js"}
"""Modules that only reckon."""


def messages() -> set[str]:
    """Every message that the code words by the catalogue of this room."""
    files = [*(ROOM / "exercises").glob("*.py"), *(ROOM / "widgets").glob("*.py"), ROOM / "answer_keys.py"]
    calls = (node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8"))))
    return {
        node.args[0].value
        for node in calls
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "text"
        if isinstance(node.args[0], ast.Constant)
    }


def test_every_message_has_its_indonesian_and_none_is_left_over() -> None:
    with (ROOM / "locale/id/LC_MESSAGES/widgets.po").open("rb") as stream:
        catalogue = {str(message.id): str(message.string) for message in read_po(stream) if message.id}
    assert set(catalogue) == messages()
    assert all(catalogue.values())
    for english, indonesian in catalogue.items():
        assert sorted(re.findall(r"\{[^}]*\}", english)) == sorted(re.findall(r"\{[^}]*\}", indonesian))


def test_every_word_that_the_javascript_asks_for_is_sent(sample: Path) -> None:
    asked_by_frame = asked(*(ROOM / "widgets" / "shared").glob("*.js"))
    for widget in (
        widgets.quiz("sample-check"),
        widgets.ordering("03-turning-points"),
        widgets.events("korea_timeline"),
        widgets.restore("06-korea-2016"),
        widgets.egdi_whatif("01-move-the-index"),
        widgets.matching("04-evidence"),
        widgets.balance("04-balance"),
        widgets.sentence("05-what-the-evidence-bears"),
        widgets.scales("02-claims"),
        widgets.agency("07-find-your-agency"),
        widgets.gap("08-gap"),
        widgets.register("08-register"),
        widgets.assessment("post-test"),
        widgets.my_work(),
        widgets.record(),
        widgets.roadmap("09-roadmap"),
    ):
        own = asked(*(ROOM / "widgets").glob(f"{widget.kind}*.js"))
        assert own
        assert own <= set(widget.texts)
        assert asked_by_frame - {"up", "down", "drag", "moved", "edge"} <= set(widget.texts)


def asked(*files: Path) -> set[str]:
    code = "".join(file.read_text("utf-8") for file in files)
    return set(re.findall(r'texts(?:\.|\[")([a-z][\w-]*)', code))


def test_no_sentence_is_typed_in_javascript() -> None:
    for file in (ROOM / "widgets").rglob("*.js"):
        if file.parent.name == "vendor":
            continue
        code = re.sub(r"/\*[\s\S]*?\*/|(?m:^\s*//.*$)", "", file.read_text("utf-8"))
        strings = re.findall(r'["`]([^"`\n]*)["`]', code)
        assert strings or file.name in NO_TEXT
        assert [string for string in strings if re.match(r"[A-Z][a-z]+ [a-z]+", string)] == []


def test_the_frame_speaks_indonesian(sample: Path) -> None:
    language.use("id")
    texts = widgets.quiz("sample-check").texts
    assert texts["restart"] == "Ulangi dari awal"
    assert texts["kicker"] == "Periksa diri"
