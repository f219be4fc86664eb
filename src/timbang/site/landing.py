"""The pages above the languages: the one that sends a reader to theirs, and the one for what is not there."""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterable
from html import escape
from pathlib import Path

from timbang import language

STATIC = Path(__file__).parent / "static"

STYLE = """
:root { color-scheme: light dark; }
html { color: light-dark(#1d2529, #e4eaec); background: light-dark(#ffffff, #14191b); }
body { max-width: 34rem; padding: 12vh 1.25rem 0; margin: 0 auto; font: 1.125rem/1.6 system-ui, sans-serif; }
a { color: light-dark(#0f5c5c, #7cc8c2); font-weight: 600; }
li { margin: 0.5rem 0; }
ul { padding: 0; list-style: none; }
"""

CHOOSE = """
const codes = [...document.querySelectorAll("a[data-language]")].map((link) => link.dataset.language);
let chosen = null;
try { chosen = localStorage.getItem("timbang-language"); } catch { /* no storage: the browser's language */ }
const wished = [chosen, ...navigator.languages.map((name) => name.split("-")[0])];
const code = wished.find((name) => codes.includes(name)) ?? codes[0];
location.replace(`${code}/index.html${location.hash}`);
"""

# A host shows this page under the address that was not found, at any depth: the site's root is sought in it.
FIND_ROOT = """
const found = location.pathname.match(/^(.*?\\/)(?:en|id)\\//);
const root = found ? found[1] : location.pathname.replace(/[^/]*$/, "");
for (const link of document.querySelectorAll("a[data-language]")) {
  link.href = `${root}${link.dataset.language}/index.html`;
}
"""

WELCOME = {
    "en": "A course on e-government: what Korea did, and what Indonesia would risk by borrowing it.",
    "id": "Kursus e-government: apa yang dilakukan Korea, dan apa risikonya bila Indonesia menirunya.",
}
MISSING = {
    "en": "This page is not here. Go to the first page:",
    "id": "Halaman ini tidak ada. Buka halaman pertama:",
}


def files(codes: Iterable[str]) -> dict[str, str]:
    """Return the pages of the site's root, by file name.

    Parameters
    ----------
    codes
        The languages that the site has.
    """
    present = list(codes)
    return {
        "index.html": _page(present, WELCOME, CHOOSE),
        "404.html": _page(present, MISSING, FIND_ROOT),
        ".nojekyll": "",
    }


def _icon() -> str:
    # within the page, since the 404 page cannot know where the site's files are
    return f"data:image/svg+xml,{urllib.parse.quote((STATIC / 'scale.svg').read_text('utf-8').strip())}"


def _page(codes: list[str], said: dict[str, str], script: str) -> str:
    links = "".join(
        f'<li lang="{code}">{escape(said[code])}<br><a href="{code}/index.html" hreflang="{code}"'
        f' data-language="{code}">{escape(language.LANGUAGES[code])}</a></li>\n'
        for code in codes
    )
    alternates = "".join(
        f'<link rel="alternate" hreflang="{code}" href="{code}/index.html">\n' for code in codes
    )
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="{codes[0]}">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta name="description" content="{escape(said[codes[0]])}">\n<title>Timbang</title>',
            f'{alternates}\n<link rel="icon" href="{_icon()}">\n<style>{STYLE}</style>\n</head>',
            f"<body>\n<main>\n<h1>Timbang</h1>\n<ul>\n{links}</ul>\n</main>",
            f'<script type="module">{script}</script>\n</body>\n</html>\n',
        ]
    )
