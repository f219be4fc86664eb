"""What is folded away: code cells and admonitions of class `dropdown`, as `<details>` that need no script."""

from __future__ import annotations

from html import escape

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from timbang import language

text = language.catalogue("site")


class Fold(nodes.General, nodes.Element):
    """An admonition that opens when its title is pressed."""


class FoldAdmonitions(SphinxPostTransform):
    """Turn admonitions of class `dropdown` into folds."""

    default_priority = 190
    formats = ("html",)

    def run(self, **kwargs: object) -> None:
        """Replace each such admonition of the page."""
        for node in list(self.document.findall(nodes.Element)):
            if isinstance(node, nodes.Admonition) and "dropdown" in node.get("classes", []):
                title = node[0].astext() if isinstance(node[0], nodes.title) else text("More")
                fold = Fold("", *(node[1:] if isinstance(node[0], nodes.title) else node.children))
                fold["classes"] = [name for name in node["classes"] if name != "dropdown"]
                fold["ids"], fold["title"] = node["ids"], title
                node.replace_self(fold)


def _visit_fold(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.body.append(translator.starttag(node, "details", CLASS="timbang-fold admonition"))
    translator.body.append(f'<summary class="admonition-title">{escape(node["title"])}</summary>\n')


def _visit_code(translator: HTML5Translator, node: nodes.Element) -> None:
    # myst-nb's own summary carries an English aria-label and two titles that change
    translator.body.append(
        f'<details class="timbang-fold timbang-code"><summary>{escape(text("Code"))}</summary>\n'
    )


def _depart(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.body.append("</details>\n")


def _replace_code_fold(app: Sphinx) -> None:
    app.add_node(HideCodeCellNode, override=True, html=(_visit_code, _depart))


def setup(app: Sphinx) -> None:
    """Fold code cells and dropdown admonitions."""
    app.add_node(Fold, html=(_visit_fold, _depart))
    app.add_post_transform(FoldAdmonitions)
    app.connect("builder-inited", _replace_code_fold)
