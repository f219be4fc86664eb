"""Every page in Indonesian; apart from the other language, so that both are tested at once."""

from every_page import *  # noqa: F403
from every_page import Read
from site_host import english_around

LANGUAGE = "id"


def test_nothing_around_the_text_is_english(read: Read) -> None:
    assert english_around(read.page) == []
