"""A page of the list in Markdown: find its items, format them, find what does not belong there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from typing import TYPE_CHECKING

from .diagnostic import Code, Diagnostic
from .entry import Entry, slug
from .markdown import EntryError, is_entry, parse_entry, parse_reference, parser, render_entry, role_target
from .mend import mend_entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LINE_END = re.compile(r"\r\n?|\n")
_MARKER = re.compile(r"^ *[-+*0-9.)]+ *")
_LABEL = re.compile(r"^\(([^\s()]+)\)=\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Item:
    """A list item that may be an entry or a reference to one."""

    source: str
    """The Markdown of the first paragraph."""

    line: int
    """The first line, counted from 1."""

    end: int
    """The line behind the last one, blank lines at the end left out."""

    topic: str
    """The text of the heading above, empty if there is none."""

    summary: str
    """The Markdown below the first paragraph."""

    placed: bool
    """Whether the item stands in a bullet list at the top level of the page."""

    head: int
    """The line where the first paragraph begins, counted from 1."""

    section: int
    """The line of the heading above, counted from 1; 0 if there is none."""

    @property
    def is_entry(self) -> bool:
        """Whether the item starts like an entry, with a link to another site."""
        return is_entry(self.source)

    @property
    def reference(self) -> str | None:
        """The paper that the item points at, if it is nothing but a reference."""
        return parse_reference(self.source)


def iter_items(text: str) -> Iterator[Item]:
    """Yield the list items of a page that are entries or references to entries.

    Items inside directives are not seen: their content is opaque here.
    """
    lines = _LINE_END.split(text)
    topic, section = "", 0
    tokens = parser().parse(text)
    for token, following, inline in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if token.type == "heading_open":
            assert token.map  # block tokens have lines
            topic, section = following.content, token.map[0] + 1
        if token.type != "list_item_open" or following.type != "paragraph_open":
            continue
        if not (is_entry(inline.content) or parse_reference(inline.content)):
            continue
        assert token.map
        assert following.map
        first, last = token.map
        while last > following.map[1] and not lines[last - 1].strip():
            last -= 1
        body = lines[following.map[1] : last]
        yield Item(
            source=inline.content,
            line=first + 1,
            end=last + 1,
            topic=topic,
            summary=_dedent(body, _content_offset(lines[first])),
            placed=token.level == 1 and token.info == "",
            head=following.map[0] + 1,
            section=section,
        )


def iter_references(text: str) -> Iterator[tuple[int, str]]:
    """Yield line and target of every ``{paper}`` reference of a page."""
    for token in parser().parse(text):
        line = token.map[0] + 1 if token.map else 0
        for child in token.children or ():
            if child.type == "myst_role" and child.meta["name"] == "paper":
                yield line, role_target(child.content)
            line += child.type in ("softbreak", "hardbreak")


def iter_links(text: str) -> Iterator[tuple[int, str]]:
    """Yield line and address of every link of a page that leads to another site."""
    for token in parser().parse(text):
        line = token.map[0] + 1 if token.map else 0
        for child in token.children or ():
            if child.type == "link_open" and (url := str(child.attrGet("href"))).startswith(("http://", "https://")):
                yield line, url
            line += child.type in ("softbreak", "hardbreak")


def iter_faults(path: str, text: str) -> Iterator[Diagnostic]:
    """Yield what a page must not contain: raw HTML, link definitions, links to headings.

    :param path: the file's name, for the diagnostics
    :param text: the Markdown of the page
    """
    env: dict[str, dict[str, dict[str, object]]] = {}
    for token in parser().parse(text, env):
        line = token.map[0] + 1 if token.map else 0
        if token.type == "html_block":
            yield Diagnostic(path, line, Code.RAW_HTML, f"raw HTML: {_LINE_END.split(token.content.strip())[0]}")
        for child in token.children or ():
            if child.type == "html_inline":
                yield Diagnostic(path, line, Code.RAW_HTML, f"raw HTML: {' '.join(child.content.split())}")
            if child.type == "link_open" and (heading := _heading_link(str(child.attrGet("href")), text)):
                message = f"link to a heading, #{heading}: write (label)= above the heading and link to #label"
                yield Diagnostic(path, line, Code.HEADING_LINK, message)
            line += child.type in ("softbreak", "hardbreak")
    for label, definition in env.get("references", {}).items():
        lines = definition["map"]
        assert isinstance(lines, list)
        yield Diagnostic(path, lines[0] + 1, Code.REFERENCE_LINK, f"link definition [{label.lower()}]")


def render_item(source: str, summary: str = "") -> str:
    """Return a whole list item: its first paragraph and, below a blank line, its summary."""
    lines = source.split("\n")
    if summary:
        lines += ["", *summary.split("\n")]
    return "- " + "\n".join(f"  {line}" if line.strip() else "" for line in lines)[2:] + "\n"


def format_page(text: str) -> str:
    """Return a page with every entry mended and in canonical form, and every other byte as it was.

    Items that cannot be read stay as they are, and so do items that would
    take hold of their neighbours if they were moved.
    """
    content = _content(text)
    items = [item for item in iter_items(text) if item.placed][::-1]  # from below: the lines above stay
    result = reduce(_format_item, items, text)
    if _content(result) == content:
        return result
    for item in items:
        candidate = _format_item(text, item)
        if _content(candidate) == content:
            text = candidate
    return text


def _format_item(text: str, item: Item) -> str:
    """Return a page with one item in canonical form; each line keeps its own end."""
    try:
        source = render_entry(mend_entry(parse_entry(item.source))) if item.is_entry else item.source.strip()
    except EntryError:
        return text
    lines, ends = _LINE_END.split(text), [*_LINE_END.findall(text), ""]
    canonical = render_item(source, item.summary).rstrip("\n").split("\n")
    first, last = item.line - 1, item.end - 1
    ends[first:last] = [ends[first] or "\n"] * (len(canonical) - 1) + [ends[last - 1]]
    lines[first:last] = canonical
    return "".join(line + end for line, end in zip(lines, ends, strict=True))


def _heading_link(href: str, text: str) -> str | None:
    """Return the target of *href* if that is a heading of one of our pages, else None.

    A label of another page is linked as ``#label``; whether it exists is for
    the Sphinx build to say.
    """
    page, hash_, target = href.partition("#")
    if not hash_ or not target or "://" in href:
        return None
    if page:
        return target if page.endswith(".md") else None
    headings = {
        slug(inline.content) for heading, inline in pairwise(parser().parse(text)) if heading.type == "heading_open"
    }
    return target if target in headings - set(_LABEL.findall(text)) else None


def _content(text: str) -> list[tuple[Entry | str, str, str]]:
    """Return what a page's items say once mended, to compare before and after formatting."""
    content: list[tuple[Entry | str, str, str]] = []
    for item in iter_items(text):
        try:
            meaning: Entry | str = mend_entry(parse_entry(item.source)) if item.is_entry else item.source.strip()
        except EntryError:
            meaning = item.source
        content.append((meaning, item.topic, item.summary))
    return content


def _content_offset(line: str) -> int:
    """Return the column at which the content of an item begins, from the line of its marker."""
    line = line.expandtabs(4)
    return len(line) - len(_MARKER.sub("", line))


def _dedent(lines: Sequence[str], offset: int) -> str:
    """Return the lines of an item's body without their indentation and outer blank lines.

    :param offset: the column of the item's content; what is indented four more is a code block
    """
    width = min((len(line) - len(line.lstrip(" \t")) for line in lines if line.strip()), default=0)
    if width >= offset + 4:
        width = offset
    return "\n".join(line[width:].rstrip() if not line.strip() else line[width:] for line in lines).strip("\n")
