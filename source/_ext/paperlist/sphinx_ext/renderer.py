"""Read the heads of entries from the tokens of MyST, so that no head is parsed twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer

from ..markdown import read_entry
from .nodes import paper_head

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode


class EntryRenderer(SphinxRenderer):
    """MyST's renderer, which makes of the head of an entry one node with its facts.

    A head with a fault becomes a paragraph like any other, for the transform to report.
    """

    def render_paragraph(self, token: SyntaxTreeNode) -> None:
        item = self.current_node
        if isinstance(item, nodes.list_item) and not item.children and (entry := read_entry(token)):
            item += paper_head("", entry=entry)
        else:
            super().render_paragraph(token)
