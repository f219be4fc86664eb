"""Every page in Indonesian; apart from the other language, so that both are tested at once."""

from every_page import *  # noqa: F403

LANGUAGE = "id"
