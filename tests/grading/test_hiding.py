"""What a student may see of a test cell, and what not."""

from __future__ import annotations

import pytest

from timbang.grading.hiding import complaint, gives_away, stopped, take_apart

SOURCE = """assert answer is not None, "answer is still empty"
assert answer > 0, f"answer is {answer}, not above 0"
### BEGIN HIDDEN TESTS
_secret = 41 + 1
assert answer == _secret, "answer is wrong for Brunei"
### END HIDDEN TESTS"""
CELL = take_apart(SOURCE)


def error(kind, said, *traceback):
    return [{"output_type": "error", "ename": kind, "evalue": said, "traceback": list(traceback)}]


def test_a_cell_is_taken_apart_at_its_marks():
    assert CELL.shown.splitlines() == SOURCE.splitlines()[:2]
    assert CELL.hidden == ("_secret = 41 + 1", 'assert answer == _secret, "answer is wrong for Brunei"')


@pytest.mark.parametrize("said", ["answer is still empty", "answer is -3, not above 0"])
def test_the_words_of_a_visible_test_are_told(said):
    assert complaint(CELL, error("AssertionError", said)) == said


@pytest.mark.parametrize("said", ["answer is wrong for Brunei", "", "something that a student raised"])
def test_everything_else_counts_as_hidden(said):
    assert complaint(CELL, error("AssertionError", said)) is None


def test_an_error_on_a_visible_line_is_told_by_its_kind():
    raised = error(
        "TypeError",
        "'>' not supported",
        "\x1b[36mCell In[3], line 2\x1b[39m\n      1 x\n\x1b[32m----> \x1b[39m\x1b[32m2\x1b[39m "
        'assert answer > 0, f"answer is {answer}, not above 0"\n      4 _secret = 41 + 1',
    )
    assert complaint(CELL, raised) == "TypeError: '>' not supported"


def test_an_error_on_a_hidden_line_is_not_told():
    raised = error(
        "KeyError", "42", 'Cell In[3], line 5\n----> 5 assert answer == _secret, "answer is wrong for Brunei"'
    )
    assert complaint(CELL, raised) is None


def test_a_message_that_carries_a_hidden_line_out_is_not_told():
    smuggled = error("AssertionError", "answer is _secret = 41 + 1, not above 0")
    assert complaint(CELL, smuggled) is None
    assert gives_away([CELL], "look: _secret   =  41 + 1 !")
    assert not gives_away([CELL], "nothing here")


def test_a_test_that_held_says_nothing():
    assert complaint(CELL, [{"output_type": "stream", "name": "stdout", "text": "hello"}]) is None


def test_a_cell_that_was_stopped_is_no_verdict_and_its_words_are_not_told():
    raised = error("GraderStop", "not run: an earlier cell stopped the notebook")
    assert stopped(raised)
    assert complaint(CELL, raised) is None
    assert not stopped(error("AssertionError", "answer is still empty"))


def test_a_variable_that_is_missing_is_told_where_students_were_asked_for_it():
    assert complaint(CELL, error("NameError", "name 'answer' is not defined")) == (
        "NameError: name 'answer' is not defined"
    )
    assert complaint(CELL, error("NameError", "name '_secret' is not defined")) is None
