"""What a page says, as plain text: the summaries of its entries, and its sections of prose."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docutils import nodes

from .nodes import paper_entry, paper_list

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Section:
    """A section, or a term of the glossary, with its prose."""

    anchor: str
    """The HTML id."""

    title: str

    text: str
    """The prose, without that of the sections inside and without entries."""


@dataclass(slots=True)
class PageTexts:
    """The texts of one page, in the language of the build."""

    sections: list[Section] = field(default_factory=list)
    """All sections in the order of the page; the first is the page itself."""

    summaries: dict[str, str] = field(default_factory=dict)
    """The summary of each entry, by anchor."""

    topics: dict[str, str] = field(default_factory=dict)
    """The anchor of the section that each entry stands in, by the anchor of the entry."""


def collect_texts(document: nodes.document) -> PageTexts:
    """Return the texts of a page that has been read and translated."""
    texts = PageTexts()
    for entry in document.findall(paper_entry):
        anchor = entry["ids"][0]
        texts.summaries[anchor] = plain_text(*entry.children[1:])
        section = entry.parent.parent
        if isinstance(section, nodes.section):
            texts.topics[anchor] = section["ids"][0]
    for section in document.findall(nodes.section):
        prose, terms = [], []
        for block in section:
            if isinstance(block, nodes.definition_list) and "glossary" in block["classes"]:
                terms += block.children
            elif not isinstance(block, (nodes.section, nodes.title, paper_list)):
                prose.append(block)
        texts.sections.append(Section(section["ids"][0], plain_text(section[0]), plain_text(*prose)))
        texts.sections += [_term_section(term) for term in terms if isinstance(term, nodes.Element)]
    return texts


def plain_text(*blocks: nodes.Node) -> str:
    """Return the words of some nodes: no display math, no comments."""
    return " ".join(" ".join(_words(block)) for block in blocks).strip()


def _words(node: nodes.Node) -> Iterator[str]:
    for paragraph in node.findall(nodes.TextElement):
        if isinstance(paragraph, (nodes.math_block, nodes.comment)) or not _is_block(paragraph):
            continue
        yield " ".join(paragraph.astext().split())


def _is_block(node: nodes.TextElement) -> bool:
    """Return whether a text element stands by itself, not in the text of another."""
    return not isinstance(node.parent, nodes.TextElement) and not isinstance(node, nodes.Inline)


def _term_section(item: nodes.Element) -> Section:
    term, definition = item[0], item[1]
    assert isinstance(term, nodes.term)
    return Section(term["ids"][0], plain_text(term), plain_text(definition))
