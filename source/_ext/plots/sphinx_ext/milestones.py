"""The ``{milestones}`` directive: the papers to start with, on a line through the years."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from paperlist.library import PaperLookupError

from ..milestones import Milestone, read_milestones
from .paper import paper_link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx


class MilestonesDirective(SphinxDirective):
    """The papers below the headings ``Start here`` of all pages, each linked to its entry."""

    has_content: ClassVar[bool] = False

    def run(self) -> list[nodes.Node]:
        paths = sorted(Path(self.env.srcdir).glob("*.md"))
        for path in paths:
            self.env.note_dependency(str(path))
        try:
            milestones = read_milestones(paths)
        except PaperLookupError as error:
            raise self.error(str(error)) from None
        years = groupby(milestones, key=lambda milestone: milestone.entry.date[0])
        return [nodes.definition_list("", *(self._year(*year) for year in years), classes=["milestones"])]

    def _year(self, year: int, milestones: Iterable[Milestone]) -> nodes.definition_list_item:
        line = nodes.paragraph("", translatable=False)
        for number, milestone in enumerate(milestones):
            if number:
                line += nodes.Text(" · ")
            link = paper_link(self.env, milestone.entry.name, milestone.entry.identity)
            line += nodes.inline("", "", link, classes=["language-en"])
        return nodes.definition_list_item("", nodes.term("", str(year), translatable=False), nodes.definition("", line))


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("milestones", MilestonesDirective)
