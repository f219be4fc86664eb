"""Anchors that stay: a heading's explicit target is its address, the same in each language."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

TOP = "top"
"""The target before a page's title: its own on every page, so no `{ref}` leads to it; link to the page."""


class ExplicitTargetsFirst(SphinxTransform):
    """Put the id of the target before a heading ahead of the id made from its words.

    Sphinx links to a heading by its first id, and words differ from language to language.
    """

    default_priority = 840  # before Sphinx's domains note the targets, at 850

    def apply(self, **kwargs: object) -> None:
        """Reorder the ids of every section of the page."""
        explicit = {
            identifier
            for name, identifier in self.document.nameids.items()
            if identifier and self.document.nametypes.get(name)
        }
        # MyST resolves `[text](page.ipynb#anchor)` by this table, in which it lists no explicit targets
        linkable = self.env.metadata[self.env.docname].setdefault("myst_slugs", {})
        for section in self.document.findall(nodes.section):
            section["ids"].sort(key=lambda identifier: identifier not in explicit)
            for identifier in explicit.intersection(section["ids"]):
                linkable[identifier] = (section.line or 0, identifier, section[0].astext())
        if TOP in self.document.nametypes:
            self.document.nametypes[TOP] = False


def setup(app: Sphinx) -> None:
    """Reorder ids once docutils has moved targets onto their headings."""
    app.add_transform(ExplicitTargetsFirst)
