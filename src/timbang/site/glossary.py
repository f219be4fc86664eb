"""Links from a term to its entry: `[interoperability](#g36)` in any page, with the meaning at hand."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import docname_join
from sphinx.util.nodes import make_refnode

from timbang import data, glossary

PAGE = "glossary"
"""The page of the entries, in the folder of the page that links."""


class LinkTerms(SphinxPostTransform):
    """Lead `#g36` to the glossary, and tell the meaning to whoever rests on the link."""

    # MyST comes at 9, and warns of the targets that no one knows
    default_priority = 5

    def run(self, **kwargs: object) -> None:
        """Replace each link of the page to an entry."""
        entries = {entry.anchor: entry for entry in glossary.entries()}
        here = self.env.docname
        there = docname_join(here, PAGE)
        if there not in self.env.all_docs:
            return
        for node in list(self.document.findall(addnodes.pending_xref)):
            entry = entries.get(node["reftarget"]) if node["reftype"] == "myst" else None
            if entry:
                words = list(node[0].children) or [nodes.Text(entry.term)]
                link = make_refnode(self.app.builder, here, there, entry.anchor, words, entry.meaning)
                link["classes"].append("timbang-term")
                node.replace_self(link)


def _notice_changes(app: Sphinx, config: Config) -> None:
    # the pages that Sphinx keeps hold meanings, so they go stale with the table
    config.timbang_glossary = data.descriptor("glossary").sha256


def setup(app: Sphinx) -> None:
    """Link terms to the glossary."""
    app.add_config_value("timbang_glossary", "", "env", str)
    app.connect("config-inited", _notice_changes)
    app.add_post_transform(LinkTerms)
