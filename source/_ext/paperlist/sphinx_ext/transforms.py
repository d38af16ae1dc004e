"""Turn list items into entries, and keep raw HTML off the pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..check import Record, check_entry
from ..diagnostic import Code
from ..markdown import EntryError, is_entry, parse_entry, parse_reference
from .domain import PaperDomain
from .logging import warn
from .nodes import build_lines, paper_entry, paper_head, paper_list, paper_reference

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from ..entry import Entry

# MyST writes a hard break as a pair of raw nodes
_HARD_BREAK = "<br />\n"


class EntryTransform(SphinxTransform):
    """Replace the list items that are entries or references to entries by nodes of our own."""

    # before Locale (20), which would show us translated text, and before
    # SmartQuotes (750); after PreserveTranslatableMessages (10)
    default_priority = 15

    def apply(self, **kwargs: Any) -> None:
        for items in list(self.document.findall(_is_list)):
            for item in list(items.children):
                self._replace_item(item)
            if isinstance(items, nodes.bullet_list) and all(
                isinstance(item, (paper_entry, paper_reference)) for item in items
            ):
                items.replace_self(paper_list("", *items.children, **items.attributes))

    def _replace_item(self, item: nodes.Node) -> None:
        match item:
            case nodes.list_item(children=[paper_head() as head, *_]):
                self._check_place(item)
                self._replace_entry(item, head["entry"])
            case nodes.list_item(children=[nodes.paragraph() as first, *_]):
                if parse_reference(first.rawsource):
                    self._check_place(item)
                    self._replace_reference(item, first)
                elif is_entry(first.rawsource):
                    self._check_place(item)
                    self._read_entry(item, first)

    def _check_place(self, item: nodes.list_item) -> None:
        if not (isinstance(item.parent, nodes.bullet_list) and isinstance(item.parent.parent, nodes.section)):
            warn(Code.MISPLACED, "an entry or reference outside a bullet list at the top level", item)

    def _replace_reference(self, item: nodes.list_item, first: nodes.paragraph) -> None:
        self._replace(item, paper_reference("", *item.children))
        first["translatable"] = False
        for xref in first.findall(addnodes.pending_xref):
            xref["reftype"] = "see"

    def _read_entry(self, item: nodes.list_item, first: nodes.paragraph) -> None:
        """Read the head of an entry that the renderer has not: it has a fault, or the page settings of its own."""
        try:
            entry = parse_entry(first.rawsource)
        except EntryError as error:
            warn(error.code, str(error), (self.env.docname, (first.line or 0) + error.line))
        else:
            self._replace_entry(item, entry)

    def _replace_entry(self, item: nodes.list_item, entry: Entry) -> None:
        # docutils turns the class into the attribute lang: names and titles stay English
        head = paper_head("", classes=["paper-head", "language-en"])
        node = paper_entry("", head, *item.children[1:], entry=entry, ids=[entry.anchor])
        self._replace(item, node)
        self._note(node)

    def _replace(self, item: nodes.list_item, node: nodes.list_item) -> None:
        node.source, node.line = item.source, item.line
        item.replace_self(node)

    def _note(self, node: paper_entry) -> None:
        section = node.parent.parent
        topic = section[0].astext() if isinstance(section, nodes.section) else ""
        path = str(self.env.doc2path(self.env.docname, base=False))
        record = Record(node["entry"], path, node.line or 0, topic, section.line or 0)
        self.document.note_explicit_target(node)
        for diagnostic in check_entry(record):
            warn(diagnostic.code, diagnostic.message, node)
        domain = self.env.get_domain("paper")
        assert isinstance(domain, PaperDomain)
        domain.note_entry(record)


class HeadTransform(SphinxPostTransform):
    """Fill the heads of entries with lines for the builders that do not write them from the entry."""

    # before references are resolved (10) and links collected
    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        if self.env._app.builder.format not in ("html", "latex"):
            for head in list(self.document.findall(paper_head)):
                head += build_lines(head.parent["entry"])


def _is_list(node: nodes.Node) -> bool:
    return isinstance(node, (nodes.bullet_list, nodes.enumerated_list))


class MathTransform(SphinxTransform):
    """Keep out of the catalogues what has no words: display math, and paragraphs of math alone."""

    default_priority = 15  # before Locale, as above

    def apply(self, **kwargs: Any) -> None:
        for node in self.document.findall(nodes.TextElement):
            if isinstance(node, nodes.math_block) or (isinstance(node, nodes.paragraph) and _is_math(node)):
                node["translatable"] = False


def _is_math(paragraph: nodes.paragraph) -> bool:
    """Return whether a paragraph holds math and no words."""
    if not any(isinstance(child, nodes.math) for child in paragraph):
        return False
    return not any(re.search(r"\w", child.astext()) for child in paragraph if not isinstance(child, nodes.math))


class RawHtmlTransform(SphinxTransform):
    """Report raw HTML and take it out, in translations as in the sources."""

    # behind Locale (20), so that no translation can bring in a script
    default_priority = 30

    def apply(self, **kwargs: Any) -> None:
        for node in list(self.document.findall(nodes.raw)):
            text = node.astext()
            hard_break = text == _HARD_BREAK and isinstance(node.parent, nodes.TextElement)
            if "html" in node.get("format", "").split() and not hard_break:
                remove_raw(node)


def remove_raw(node: nodes.raw) -> None:
    """Report raw HTML and take it out of its tree."""
    warn(Code.RAW_HTML, f"raw HTML: {node.astext().strip().splitlines()[0]}", node)
    node.parent.remove(node)


def setup(app: Sphinx) -> None:
    """Register the transforms."""
    app.add_transform(EntryTransform)
    app.add_transform(MathTransform)
    app.add_transform(RawHtmlTransform)
    app.add_post_transform(HeadTransform)
