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
        front = next(self.document.findall(nodes.section), None)
        if front is None:
            return
        self._leave_out(self.config.paperlist_book_exclude)
        wrappers = list(_included_pages(front))
        docname = self.document["docname"]
        whole = docname == self.config.root_doc
        if whole and not wrappers:
            return
        for wrapper in wrappers:
            wrapper.parent.remove(wrapper)
        pages = [page for wrapper in wrappers for page in wrapper.children if isinstance(page, addnodes.start_of_file)]
        title, *text = front.children
        front.children = []
        front += title
        if not whole:
            front += [_mark(f"mainchapters{{{self._number_of(docname)}}}"), _chapter(title.astext(), "chapter", text)]
            front += pages
        else:
            if text:
                front += [_mark("frontchapters"), _chapter(_("Overview"), "overview", text)]
            front += self._number(pages)
        front += self._indices(front)

    def _leave_out(self, excluded: list[str]) -> None:
        """Take pages that are of no use in print out of the tree; references to them become plain text."""
        builder = self.env._app.builder  # where Sphinx's own transforms find it
        assert isinstance(builder, LaTeXBuilder)
        for page in list(self.document.findall(addnodes.start_of_file)):
            if page["docname"] in excluded:
                page.parent.remove(page)
        builder.docnames = set(builder.docnames) - set(excluded)

    def _number(self, pages: list[addnodes.start_of_file]) -> Iterator[nodes.Node]:
        """Yield the pages, with marks where the way of numbering changes."""
        numbered = [page for page in pages if any(_papers(page))]
        if numbered:
            yield _mark("mainchapters{1}")
        for page in pages:
            yield page
            if numbered and page is numbered[-1]:
                yield _mark("appendixchapters")

    def _number_of(self, docname: str) -> int:
        """Return the number of a chapter in the whole book, 1 if it has none."""
        domain = self.env.get_domain("paper")
        order = self.env.toctree_includes.get(self.config.root_doc, [])
        chapters = [page for page in order if page in domain.data["records"]]
        return chapters.index(docname) + 1 if docname in chapters else 1

    def _indices(self, book: nodes.Element) -> Iterator[nodes.Node]:
        papers = list(_papers(book, self.document["docname"]))
        if not papers:
            return
        yield _mark("backchapters")
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


def _included_pages(node: nodes.Element) -> Iterator[nodes.Element]:
    """Yield the toctrees below a node that brought in pages, those of the pages themselves left out."""
    for child in node.children:
        if isinstance(child, nodes.compound) and "toctree-wrapper" in child["classes"]:
            if next(child.findall(addnodes.start_of_file), None) is not None:
                yield child
        elif isinstance(child, nodes.Element):
            yield from _included_pages(child)


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
