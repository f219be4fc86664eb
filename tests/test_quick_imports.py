"""What is left out of an import is not used, and is there for whoever asks for it."""

import subprocess
import sys

import pytest


def said(code: str) -> str:
    """Return what a fresh Python prints, without what the tests' own processes leave out."""
    return subprocess.run(
        [sys.executable, "-E", "-c", code], check=True, capture_output=True, text=True
    ).stdout


@pytest.mark.parametrize(
    "first",
    ["from timbang import charts; charts.timeline", "from timbang.cli import app; app(['accept', '-h'])"],
)
def test_charts_and_commands_build_no_grammar_of_addresses(first):
    code = f"""
import sys
try:
    {first}
except SystemExit:
    pass
print("jsonschema" in sys.modules, "rfc3987_syntax" in sys.modules, "lark" in sys.modules)
"""
    assert said(code).splitlines()[-1] == "True False False"


def test_the_grammar_can_still_be_imported_and_the_other_formats_are_checked():
    code = """
from timbang.quick_imports import import_jsonschema
import_jsonschema()
import jsonschema
try:
    jsonschema.validate("no date", {"format": "date"}, format_checker=jsonschema.FormatChecker())
except jsonschema.ValidationError as error:
    print(error.message)
import rfc3987_syntax
print(rfc3987_syntax.is_valid_syntax("iri", "https://example.org/"))
"""
    assert said(code).splitlines() == ["'no date' is not a 'date'", "True"]


def test_what_was_imported_before_stays():
    code = """
import rfc3987_syntax, jsonschema
from timbang.quick_imports import import_jsonschema
import_jsonschema()
import sys
print(sys.modules["rfc3987_syntax"] is rfc3987_syntax, "iri" in jsonschema.FormatChecker.checkers)
"""
    assert said(code).split() == ["True", "True"]
