"""Texts of the code without Indonesian, and cells that were left in English, are found."""

import pytest

from timbang.checks import wording

MODULE = """from timbang import language

text = language.catalogue("sample")


def words():
    return f"{text('rank {rank} of {count}', rank=1, count=2)} " + text("a long "
        "message")
"""
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
RANK = 'msgid "rank {rank} of {count}"\nmsgstr "peringkat {rank} dari {count}"\n\n'
LONG = 'msgid "a long message"\nmsgstr "pesan panjang"\n\n'


@pytest.fixture
def texts(sketch, found):
    package = sketch.root / "src" / "timbang"

    def run(catalogue, module=MODULE):
        (package / "sample.py").write_text(module)
        if catalogue is not None:
            (package / "locale" / "id" / "LC_MESSAGES" / "sample.po").write_text(HEADER + catalogue)
        return [one.split(" · ", 1)[1] for one in found(wording.findings)]

    return run


def test_every_message_with_its_translation_is_no_finding(texts):
    assert texts(RANK + LONG) == []


def test_a_message_without_a_translation(texts):
    assert texts(RANK) == [
        "“a long message” · src/timbang/sample.py uses it, but it has no translation · add it"
    ]


def test_a_room_without_a_catalogue(texts):
    assert len(texts(None)) == 2


def test_a_translation_that_nothing_uses(texts):
    assert texts(RANK + LONG + 'msgid "old"\nmsgstr "lama"\n') == [
        "“old” · nothing in src uses it · delete it"
    ]


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ('msgid "a long message"\nmsgstr ""\n', "is not translated yet"),
        ('#, fuzzy\nmsgid "a long message"\nmsgstr "pesan"\n', "is not translated yet"),
    ],
)
def test_a_translation_that_is_not_done(texts, entry, fault):
    (finding,) = texts(RANK + entry)
    assert fault in finding


def test_a_translation_with_other_fields(texts):
    (finding,) = texts(RANK.replace("dari {count}", "dari {jumlah}") + LONG)
    assert "the translation has other fields · use count, rank" in finding


def test_a_catalogue_that_cannot_be_read(texts):
    (finding,) = texts(RANK + LONG + 'nonsense "here"\n')
    assert "cannot be read" in finding


def test_a_module_that_is_no_python(texts):
    (finding,) = texts(None, "def words(:\n")
    assert finding.startswith("line 1 · is no Python")


def test_a_message_that_is_no_literal(texts):
    (finding,) = texts(RANK + LONG, MODULE + "\n\ndef other(name):\n    return text(name)\n")
    assert finding.startswith("line 12 · a message that is no literal cannot be translated")


def test_a_message_in_a_module_without_a_catalogue(texts):
    (finding,) = texts(None, 'from elsewhere import text\n\ntext("x")\n')
    assert finding.startswith("line 3 · words a message, but the module names no catalogue")


def test_a_cell_that_was_left_in_english(sketch, found):
    for code in ("en", "id"):
        sketch.cell(code, "text")["source"] = "The plans are older than Korean democracy."
    (finding,) = found(wording.findings)
    assert finding == (
        "book/id/01-first.ipynb · text · is the English text · translate it into Bahasa Indonesia"
    )


@pytest.mark.parametrize("source", ["```{bibliography}\n```", "# Timbang", "{cite:p}`smith2001`, `x = 1`"])
def test_a_cell_with_nothing_to_translate_may_be_the_same(sketch, found, source):
    sketch.both("text", source)
    assert found(wording.findings) == []
