"""The order of the book: the front page is its first chapter, the other pages follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        front = next(self.document.findall(nodes.section), None)
        pages = [] if front is None else list(_included_pages(front))
        if front is None or not pages:
            return
        for page in pages:
            page.parent.remove(page)
        title, *text = front.children
        front.children = []
        front += title
        if text:
            overview = nodes.section("", nodes.title("", _("Overview")), ids=["overview"])
            overview += text
            front += overview
        front += pages


def _included_pages(node: nodes.Element) -> Iterator[nodes.Element]:
    """Yield the toctrees below a node that brought in pages, those of the pages themselves left out."""
    for child in node.children:
        if isinstance(child, nodes.compound) and "toctree-wrapper" in child["classes"]:
            if next(child.findall(addnodes.start_of_file), None) is not None:
                yield child
        elif isinstance(child, nodes.Element):
            yield from _included_pages(child)


def setup(app: Sphinx) -> None:
    """Register the order of the book."""
    app.add_post_transform(OverviewChapter)
