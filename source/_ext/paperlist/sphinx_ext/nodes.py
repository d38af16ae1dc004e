"""The nodes of a paper list, and how HTML writes them.

Every node is a subclass of a docutils node that says the same in plainer
words, so that all other builders write a list item of three lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ..entry import split_title
from . import html

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from ..entry import Entry


SEPARATOR = "\u00a0· "
"""What stands between things in a row; no line begins with the dot."""


class paper_list(nodes.bullet_list):
    """A list of nothing but entries and references to entries."""


class paper_entry(nodes.list_item):
    """One paper: a head and perhaps a summary.  ``entry`` holds its facts."""


class paper_reference(nodes.list_item):
    """A line that points at a paper whose entry stands elsewhere."""


class paper_head(nodes.line_block):
    """The three lines of facts, never translated.

    HTML and LaTeX write them from ``entry``; other builders get them as nodes
    when they ask for the page, so that no page is stored with thousands of them.
    """


class paper_title(nodes.reference):
    """The title, linked."""


class paper_authors(nodes.emphasis):
    """The authors."""


class paper_venue(nodes.strong):
    """Venue and year, and the institutions."""


class paper_link(nodes.reference):
    """A link to code, project page and the like; ``label`` tells which."""


class paper_page(nodes.inline):
    """The page of the book that a paper stands on, behind a reference to it."""


def build_title(entry: Entry) -> nodes.inline:
    """Return short name and title as inline nodes, without a link."""
    title = nodes.inline("", "", classes=["language-en"])
    if entry.short:
        title += nodes.inline("", entry.short, classes=["paper-short"])
        title += nodes.Text(" ")
    for math, part in split_title(entry.title):
        title += nodes.math(part, part) if math else nodes.Text(part)
    return title


def build_lines(entry: Entry) -> list[nodes.line]:
    """Return the three lines of the head of *entry*, none of them translatable."""
    title = paper_title("", "", refuri=entry.url, internal=False, classes=["paper-title"])
    title += build_title(entry).children
    authors = paper_authors("", "", classes=["paper-authors"])
    for number, author in enumerate(entry.authors):
        if number:
            authors += nodes.Text(", " if number < len(entry.authors) - 1 else _last_separator(entry))
        name = nodes.Text(author.name)
        authors += nodes.reference("", "", name, refuri=author.url, internal=False) if author.url else name
    venue = paper_venue("", "", classes=["paper-venue"])
    venue += nodes.literal("", f"{entry.venue} {entry.year}", classes=["paper-badge"])
    if entry.institutions:
        venue += nodes.Text(" ")
        venue += nodes.inline("", ", ".join(entry.institutions), classes=["paper-institutions"])
    facts = nodes.line("", "", venue, translatable=False)
    for link in entry.links:
        facts += nodes.Text(" ")
        facts += paper_link("", link.label, refuri=link.url, internal=False, classes=["paper-link"])
    return [*(nodes.line("", "", part, translatable=False) for part in (title, authors)), facts]


def _last_separator(entry: Entry) -> str:
    return " and " if len(entry.authors) == 2 else ", and "


def setup(app: Sphinx) -> None:
    """Register the nodes; those without visitors are written as what they descend from."""
    for node in (paper_title, paper_authors, paper_venue, paper_link):
        app.add_node(node)
    app.add_node(paper_list, html=(html.visit_paper_list, html.depart_paper_list))
    app.add_node(paper_entry, html=(html.visit_paper_entry, html.depart_paper_entry))
    app.add_node(paper_head, html=(html.visit_paper_head, None))
    app.add_node(paper_reference, html=(html.visit_paper_reference, html.depart_paper_entry))
