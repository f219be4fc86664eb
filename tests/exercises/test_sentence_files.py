from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from spoiling import fault_of

from timbang import data, exercises
from timbang.errors import UnknownExercise

NAME = "05-what-the-evidence-bears"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("- fits: well", "- fits: not", "question 05-ask-one-place: no option fits; set fits: well on one"),
        ("- fits: partly", "- fits: nearly", "fits 'nearly' is unknown; write one of well, partly, not"),
        ("[seo2015]", "[seo2051]", "05-ask-one-place: source 'seo2051' is not in"),
        ("{hedge}.", "{hedges}.", "sentence 05-say-the-share: the template in 'en' must name"),
        ("According to {source}", "According to {source} {source}", "the template in 'en' must name each"),
        ("{hedge}.", "{hedge.", "the template in 'en' must name each of these once in braces: source, hedge"),
        ("claims: too-much", "claims: all", "claims 'all' is unknown; write one of too-much, too-little"),
        ("- id: operator", "- id: audit", "parts: part 'audit' is given twice"),
        ("      hedge:\n", "      hedges:\n", "key 'hedges' is unknown here; write one of source"),
        ("figure: p63,", "figure: p64,", "fact 1: figure has no part 'p64'; there are: p63"),
        ("figure: p63,", "figure: almost-all,", "fact 1: part 'almost-all' claims too much or too little"),
        ("figure: p63, ", "", "fact 1: 'figure' is missing; add it"),
        ("id: 05-say-the-share", "id: 05-ask-paper", "05-ask-paper: this id is used before"),
        ("    facts:\n", "    fact:\n", "sentence 05-say-the-share: key 'fact' is unknown here"),
        ("  id: \"Kalimat yang tahan uji\"\n", "", "title: 'id' is missing; add it"),
    ],
)  # fmt: skip
def test_a_fault_names_its_place_and_the_mend_in_one_line(
    folder: Path, old: str, new: str, said: str
) -> None:
    assert said in fault_of(folder / "sentences" / f"{NAME}.yml", old, new, exercises.sentences)


def test_an_unknown_exercise_gets_the_nearest_names(folder: Path) -> None:
    with pytest.raises(UnknownExercise, match=f"the nearest are: {NAME}"):
        exercises.sentence("05-what-evidence-bears")


def test_without_a_folder_there_are_none(folder: Path) -> None:
    shutil.rmtree(folder / "sentences")
    assert exercises.sentences() == {}


def test_every_part_of_the_course_can_be_used_or_says_why_not() -> None:
    for task in exercises.sentence(NAME).tasks:
        for slot, parts in task.parts.items():
            borne = {fact[slot] for fact in (*task.facts, *task.beside)}
            # A part that no fact holds is one that claims too much or too little.
            assert {part.id for part in parts if not part.claims} == borne


def test_the_figures_of_the_facts_are_those_of_the_tables() -> None:
    estimates, published = data.table("procurement_estimates"), data.table("eprocurement")
    values = {f"{value:g}" for value in [*estimates["value"], *published["value"]]} | {"6.6"}
    for task in exercises.sentence(NAME).tasks:
        words = {part.id: part.text.en for part in task.parts["figure"]}
        for fact in (*task.facts, *task.beside):
            digits = "".join(c for c in words[fact["figure"]] if c.isdigit() or c == ".").strip(".")
            assert digits in values
