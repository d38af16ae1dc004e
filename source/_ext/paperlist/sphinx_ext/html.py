"""How the nodes of a paper list are written in HTML: from the entry, in as little markup as will do.

A page holds up to 150 entries, and its weight is that of their markup.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import _

from ..entry import split_title
from .languages import language_tag
from .math import mathml_or_warn

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

    from ..entry import Author, Entry
    from .nodes import paper_entry, paper_head, paper_list, paper_reference

AUTHORS_SHOWN = 8
"""How many authors of a long list stand outside the fold; a list of up to two more is not folded."""

_LINK_CLASSES = {"Github": " link-code", "Project": " link-project"}


def render_title(entry: Entry, node: nodes.Element) -> str:
    """Return short name and title; *node* is what a warning of faulty math points at."""
    short = f'<span class="paper-short">{escape(entry.short)}</span> ' if entry.short else ""
    return short + "".join(
        mathml_or_warn(part, node, display=False) if math else escape(part) for math, part in split_title(entry.title)
    )


def render_authors(authors: tuple[Author, ...], lang: str) -> str:
    """Return the authors; a long list is a ``details`` element, so that no script is needed to unfold it.

    :param lang: the attribute that marks English text, or nothing
    """
    names = [_render_author(author) for author in authors]
    if len(names) <= AUTHORS_SHOWN + 2:
        return f'<div class="paper-authors"{lang}>{join_names(names)}</div>'
    rest = len(names) - AUTHORS_SHOWN
    first = ", ".join(names[:AUTHORS_SHOWN])
    more = _("and {0} more").format(rest)
    return (
        f'<details class="paper-authors"><summary><span{lang}>{first}, </span>'
        f'<span class="more">{more}</span></summary>'
        f"<span{lang}>{join_names(names[AUTHORS_SHOWN:], folded=True)}</span></details>"
    )


def link_labels() -> dict[str, str]:
    """Return what the links of an entry are called on the page."""
    return {
        "Github": _("Code"),
        "Project": _("Project page"),
        "Video": _("Video"),
        "Demo": _("Demo"),
        "Slides": _("Slides"),
        "Data": _("Data"),
        "Blog": _("Blog"),
        "Paper": _("Paper"),
    }


def _render_author(author: Author) -> str:
    name = escape(author.name)
    return f'<a rel="noopener" href="{escape(author.url)}">{name}</a>' if author.url else name


def join_names(names: list[str], *, folded: bool = False) -> str:
    """Return names as an English list; *folded* are the last of a longer one."""
    if len(names) < 3 and not folded:
        return " and ".join(names)
    return f"{', '.join(names[:-1])}, and {names[-1]}"


def visit_paper_list(self: HTML5Translator, node: paper_list) -> None:
    self.body.append(self.starttag(node, "ul", CLASS="paper-list"))


def depart_paper_list(self: HTML5Translator, node: paper_list) -> None:
    self.body.append("</ul>\n")


def visit_paper_entry(self: HTML5Translator, node: paper_entry) -> None:
    self.body.append(self.starttag(node, "li", "", CLASS="paper-entry"))


def depart_paper_entry(self: HTML5Translator, node: paper_entry) -> None:
    self.body.append("</li>\n")


def visit_paper_head(self: HTML5Translator, node: paper_head) -> None:
    """Write title, authors and facts."""
    entry: Entry = node.parent["entry"]
    lang = "" if language_tag(self.config.language) == "en" else ' lang="en"'
    institutions = (
        f' <span class="paper-institutions"{lang}>{escape(", ".join(entry.institutions))}</span>'
        if entry.institutions
        else ""
    )
    labels, cite = link_labels(), _("Cite")
    links = "".join(
        f' <a class="paper-link{_LINK_CLASSES.get(link.label, "")}" rel="noopener" href="{escape(link.url)}">'
        f"{labels.get(link.label, link.label)}</a>"
        for link in entry.links
    )
    self.body.append(
        f'<div class="paper-head"><a class="paper-title"{lang} rel="noopener" href="{escape(entry.url)}">'
        f"{render_title(entry, node.parent)}</a>"
    )
    self.add_permalink_ref(node.parent, _("Link to this paper"))
    self.body.append(
        f"{render_authors(entry.authors, lang)}"
        f'<div class="paper-facts"><span class="paper-badge"{lang}>{escape(entry.venue)} {entry.year}</span>'
        f'{institutions}{links} <button class="paper-cite" type="button" aria-expanded="false">'
        f"{cite}</button></div></div>\n"
    )
    raise nodes.SkipNode


def visit_paper_reference(self: HTML5Translator, node: paper_reference) -> None:
    self.body.append(self.starttag(node, "li", "", CLASS="paper-reference"))
