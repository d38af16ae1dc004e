"""The ``{milestones}`` directive: the papers to start with, on a line through the years."""

from __future__ import annotations

import pickle
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from paperlist.library import PaperLookupError
from paperlist.sphinx_ext.domain import PaperDomain

from ..milestones import Milestone, read_milestones
from .paper import paper_link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

_CLASS = "milestones"


class MilestonesDirective(SphinxDirective):
    """The papers below the headings ``Start here`` of all pages, each linked to its entry."""

    has_content: ClassVar[bool] = False

    def run(self) -> list[nodes.Node]:
        for path in _pages(self.env):
            self.env.note_dependency(str(path))
        domain = self.env.get_domain("paper")
        assert isinstance(domain, PaperDomain)
        domain.note_overview()
        return [nodes.definition_list("", classes=[_CLASS])]


def fill_pages(app: Sphinx, env: BuildEnvironment) -> None:
    """List the milestones on the pages that have been read anew: by now the domain knows all entries."""
    domain = env.get_domain("paper")
    assert isinstance(domain, PaperDomain)
    for docname in sorted(domain.overviews):
        # not by env.get_doctree, which would go on giving the page as it is now
        page = pickle.loads((env.doctreedir / f"{docname}.doctree").read_bytes())
        lists = [node for node in page.findall(nodes.definition_list) if node["classes"] == [_CLASS] and not len(node)]
        for node in lists:
            _fill(node, env, docname)
        if lists:
            domain.process_doc(env, docname, page)
            app.builder.write_doctree(docname, page)


def _fill(node: nodes.definition_list, env: BuildEnvironment, docname: str) -> None:
    domain = env.get_domain("paper")
    assert isinstance(domain, PaperDomain)
    try:
        found = read_milestones(_pages(env), domain.library)
    except PaperLookupError as error:
        logger.warning(str(error), type="plots", location=(docname, node.line))
        return
    for year, papers in groupby(found, key=lambda milestone: milestone.entry.date[0]):
        node += _year(env, docname, year, papers)


def _year(env: BuildEnvironment, docname: str, year: int, papers: Iterable[Milestone]) -> nodes.definition_list_item:
    line = nodes.paragraph("", translatable=False)
    for number, (entry, _) in enumerate(papers):
        if number:
            line += nodes.Text(" · ")
        link = paper_link(env, docname, entry.name, entry.identity)
        line += nodes.inline("", "", link, classes=["language-en"])
    return nodes.definition_list_item("", nodes.term("", str(year), translatable=False), nodes.definition("", line))


def _pages(env: BuildEnvironment) -> list[Path]:
    return sorted(Path(env.srcdir).glob("*.md"))


def setup(app: Sphinx) -> None:
    """Register the directive and what fills its lists."""
    app.add_directive("milestones", MilestonesDirective)
    app.connect("env-updated", fill_pages, priority=400)  # before the domain looks at the references of pages
