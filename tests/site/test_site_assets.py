"""The one stylesheet and the files of the site."""

from __future__ import annotations

import re
from pathlib import Path

from timbang.site.stylesheet import UNUSED, squeezed, trimmed


def test_no_class_on_any_page_is_of_a_family_that_was_left_out(site: Path) -> None:
    used = {
        name
        for page in site.rglob("*.html")
        for classes in re.findall(r'class="([^"]*)"', page.read_text("utf-8"))
        for name in classes.split()
    }
    kept_for_the_theme = {name for name in used if UNUSED.fullmatch(f".{name}")}
    assert kept_for_the_theme - STYLED_BY_US == set()


STYLED_BY_US = {"sidebar-toggle"}
"""Classes of such a family that need none of the theme's rules."""


def test_rules_with_an_unused_selector_only_are_left_out() -> None:
    css = (
        ".fa-bars::before{content:'x'} .btn,.accordion-item{color:red} @font-face{font-family:'Font Awesome'}"
    )
    assert trimmed(css) == ".btn{color:red}"


def test_rules_inside_conditions_are_weighed_too() -> None:
    assert (
        trimmed("@media print{.carousel{top:0} p{top:0}} @media screen{.modal{top:0}}")
        == "@media print{p{top:0}}"
    )


def test_commas_and_braces_in_strings_and_functions_split_nothing() -> None:
    css = """:is(.a,.carousel) p{content:"}{;"} .b{background:url("data:image/svg+xml;a{b}")}"""
    assert trimmed(css) == """.b{background:url("data:image/svg+xml;a{b}")}"""


def test_comments_and_idle_spaces_go() -> None:
    assert squeezed("/* why */ p {\n  top: 0;\n}\n") == "p{top: 0;}"


def test_no_page_names_a_file_that_is_not_there(site: Path) -> None:
    for page in site.rglob("*.html"):
        for address in re.findall(r'(?:src|href|data-vega)="([^"#?]+)[^"]*"', page.read_text("utf-8")):
            if not re.match(r"[a-z]+:|/", address) and page.name != "404.html":
                assert (page.parent / address).exists(), f"{page.name}: {address}"


def test_nothing_is_in_the_site_that_no_page_asks_for(site: Path) -> None:
    names = {path.name for path in site.rglob("*") if path.is_file()}
    assert not {name for name in names if "fontawesome" in name or "thebe" in name or name.endswith(".map")}
    pages = len(list(site.rglob("*.html")))
    assert sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) < 500_000 * pages
