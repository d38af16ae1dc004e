"""The ``{milestones}`` directive: the papers to start with, on a line through the years."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from paperlist.library import PaperLookupError
from paperlist.sphinx_ext.domain import PaperDomain
from paperlist.sphinx_ext.nodes import SEPARATOR

from ..milestones import Milestone, read_milestones
from .paper import paper_xref

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)


class milestones(nodes.definition_list):
    """The papers, year by year; empty until all pages have been read."""


class MilestonesDirective(SphinxDirective):
    """The papers below the headings ``Start here`` of all pages, each linked to its entry."""

    has_content: ClassVar[bool] = False

    def run(self) -> list[nodes.Node]:
        domain = self.env.get_domain("paper")
        assert isinstance(domain, PaperDomain)
        domain.note_overview()
        node = milestones("", classes=["milestones"], docname=self.env.docname)
        self.set_source_info(node)
        return [node]


class MilestonesTransform(SphinxPostTransform):
    """Fill the lists: by now the domain knows the entries of all pages."""

    # before references are resolved (10)
    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        domain = self.env.get_domain("paper")
        assert isinstance(domain, PaperDomain)
        for node in list(self.document.findall(milestones)):
            items: list[nodes.Node] = []
            try:
                found = read_milestones(sorted(Path(self.env.srcdir).glob("*.md")), domain.library)
                items = [_year(node["docname"], *year) for year in groupby(found, key=lambda one: one.entry.date[0])]
            except PaperLookupError as error:
                logger.warning(str(error), type="plots", location=node)
            node.replace_self(nodes.definition_list("", *items, classes=node["classes"]))


def _year(docname: str, year: int, papers: Iterable[Milestone]) -> nodes.definition_list_item:
    line = nodes.paragraph("", translatable=False)
    for number, (entry, _) in enumerate(papers):
        if number:
            line += nodes.Text(SEPARATOR)
        line += nodes.inline("", "", paper_xref(docname, entry.name, entry.identity), classes=["language-en"])
    return nodes.definition_list_item("", nodes.term("", str(year), translatable=False), nodes.definition("", line))


def setup(app: Sphinx) -> None:
    """Register the directive and what fills its lists."""
    app.add_node(milestones)
    app.add_directive("milestones", MilestonesDirective)
    app.add_post_transform(MilestonesTransform)
