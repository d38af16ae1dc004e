"""The order of the book: the front page is its first chapter, the other pages follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class OverviewChapter(SphinxPostTransform):
    """Put what stands on the front page below a heading of its own, before the pages it includes.

    Without it LaTeX takes the title of the front page for that of the book,
    and every section of the page for a chapter.
    """

    # before references are resolved (10), while the tree is as it was assembled
    default_priority = 5
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:
        pages = [node for node in self.document.findall(nodes.compound) if "toctree-wrapper" in node["classes"]]
        front = next(self.document.findall(nodes.section), None)
        if front is None or not any(next(page.findall(addnodes.start_of_file), None) for page in pages):
            return
        title = next(child for child in front if isinstance(child, nodes.title))
        overview = nodes.section("", nodes.title("", _("Overview")), ids=["overview"])
        overview += [child for child in front if child is not title and child not in pages]
        front.children = []
        front += [title, overview, *pages]


def setup(app: Sphinx) -> None:
    """Register the order of the book."""
    app.add_post_transform(OverviewChapter)
