"""The order of the book: front page, the chapters of the papers, appendices, indices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.latex import LaTeXBuilder
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform

from .indices import group_by_author, group_by_year, paper_index
from .nodes import paper_entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from ..entry import Entry


class BookTransform(SphinxPostTransform):
    """Make a book of the assembled pages.

    LaTeX takes the title of the first page for that of the book and every
    section of it for a chapter; so what stands on it goes below a heading of
    its own, before the pages it includes.  Pages with papers are numbered
    chapters, what follows them are appendices.
    """

    # before references are resolved (MyST's at 9), while the tree is as it was assembled
    default_priority = 4
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:
        front = next(self.document.findall(nodes.section))
        self._leave_out(self.config.paperlist_book_exclude)
        wrappers = [node for node in front.findall(nodes.compound) if "toctree-wrapper" in node["classes"]]
        pages = [page for wrapper in wrappers for page in wrapper.children if isinstance(page, addnodes.start_of_file)]
        for wrapper in wrappers:
            wrapper.parent.remove(wrapper)
        title = next(child for child in front if isinstance(child, nodes.title))
        body = [child for child in front if child is not title]
        if pages:
            parts = [_mark("frontchapters"), _chapter(_("Overview"), "overview", body), *self._number(pages)]
        else:
            number = self._chapters().index(self.document["docname"]) + 1 if any(_papers(front)) else 1
            parts = [_mark(f"mainchapters{{{number}}}"), _chapter(title.astext(), "chapter", body)]
        front.children = []
        front += [title, *parts]
        front += [_mark("backchapters"), *self._indices(front)]

    def _leave_out(self, excluded: list[str]) -> None:
        """Take pages that are of no use in print out of the tree; references to them become plain text."""
        assert isinstance(self.app.builder, LaTeXBuilder)
        for page in list(self.document.findall(addnodes.start_of_file)):
            if page["docname"] in excluded:
                page.parent.remove(page)
        self.app.builder.docnames = set(self.app.builder.docnames) - set(excluded)

    def _number(self, pages: list[addnodes.start_of_file]) -> Iterator[nodes.Node]:
        """Yield the pages, with marks where the way of numbering changes."""
        numbered = [page for page in pages if any(_papers(page))]
        if numbered:
            yield _mark("mainchapters{1}")
        for page in pages:
            yield page
            if numbered and page is numbered[-1]:
                yield _mark("appendixchapters")

    def _chapters(self) -> list[str]:
        """Return the pages with papers, in the order of the contents."""
        domain = self.env.get_domain("paper")
        order = self.env.toctree_includes.get(self.config.root_doc, [])
        return [docname for docname in order if docname in domain.data["records"]]

    def _indices(self, book: nodes.Element) -> Iterator[nodes.Node]:
        papers = list(_papers(book, self.document["docname"]))
        if not papers:
            return
        authors = [(letter, names) for letter, names in group_by_author((entry, label) for entry, label in papers)]
        yield _chapter(_("Index of authors"), "authors", [paper_index("", groups=authors, columns=3)])
        years = [
            (
                year,
                [
                    line
                    for venue, places in venues
                    for line in [(venue, []), *((entry.name, [label]) for entry, label in places)]
                ],
            )
            for year, venues in group_by_year((entry, (entry, label)) for entry, label in papers)
        ]
        yield _chapter(_("Index by year and venue"), "years", [paper_index("", groups=years, columns=2)])


def _papers(tree: nodes.Element, docname: str = "") -> Iterator[tuple[Entry, str]]:
    """Yield the entries below a node and their labels, in the order of the book."""
    for node in tree.findall(lambda node: isinstance(node, (addnodes.start_of_file, paper_entry))):
        assert isinstance(node, nodes.Element)
        if isinstance(node, paper_entry):
            yield node["entry"], f"{docname}:{node['ids'][0]}"
        else:
            docname = node["docname"]


def _chapter(title: str, name: str, body: list[nodes.Node]) -> nodes.section:
    return nodes.section("", nodes.title("", title), *body, ids=[name])


def _mark(macro: str) -> nodes.raw:
    return nodes.raw("", f"\\{macro}\n", format="latex")


def setup(app: Sphinx) -> None:
    """Register the order of the book."""
    app.add_config_value(
        "paperlist_book_exclude",
        [],
        "",
        types=frozenset({list}),
        description="Pages that the book leaves out.",
    )
    app.add_post_transform(BookTransform)
