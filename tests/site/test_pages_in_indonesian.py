"""Every page in Indonesian; apart from the other language, so that both are tested at once."""

from every_page import (
    read,
    test_a_page_breaks_no_rule_of_wcag,
    test_a_page_fits_a_phone,
    test_a_page_keeps_a_clean_console_and_asks_no_other_host,
    test_a_page_loads_without_a_fault,
    test_a_page_says_its_language_title_and_description,
)

LANGUAGE = "id"

__all__ = [
    "read",
    "test_a_page_breaks_no_rule_of_wcag",
    "test_a_page_fits_a_phone",
    "test_a_page_keeps_a_clean_console_and_asks_no_other_host",
    "test_a_page_loads_without_a_fault",
    "test_a_page_says_its_language_title_and_description",
]
