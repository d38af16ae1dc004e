"""The grammar of an entry's head in Markdown: read it and write it.

The parser reads the inline nodes of one item's first paragraph.  That
paragraph's Markdown reaches it in two ways, from :func:`paperlist.page.iter_items`
and as ``paragraph.rawsource`` in Sphinx, and is the same string in both.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import make_fence_rule
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from .diagnostic import Code
from .entry import Author, Entry, Link, plain_title, split_title

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markdown_it.token import Token
BREAK = "  \n"

_REFERENCE = re.compile(r"\{paper\}`([^`<>]+)`")
_VENUE = re.compile(r"(\S(?:.*\S)?) (\d{4})")
_SHORT = re.compile(r"\(((?:[^()]|\([^()]*\))+)\) (?=\S)")
_AND = re.compile(r",?\s+and\s+|,\s*")
_SPECIAL = re.compile(r"[\\`*_\[\]<$]|&(?=#?\w+;)")


class EntryError(ValueError):
    """The head of an entry does not follow the grammar."""

    def __init__(self, code: Code, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.code = code
        """The kind of the problem."""
        self.line = line
        """The line of the head, counted from 0."""


def is_entry(source: str) -> bool:
    """Return whether a paragraph starts with a link that leaves the site or leads nowhere."""
    if not source.startswith("["):
        return False
    return _is_title(inline_nodes(source)[0])


def _is_title(node: SyntaxTreeNode) -> bool:
    return node.type == "link" and ("://" in str(node.attrs["href"]) or not node.attrs["href"])


def parse_reference(source: str) -> str | None:
    """Return the target of a paragraph that is only ``{paper}`target` ``, else None."""
    match = _REFERENCE.fullmatch(source.strip())
    return match[1] if match else None


def role_target(content: str) -> str:
    """Return the target of a role's content, ``target`` or ``text <target>``."""
    return content.rstrip(">").rpartition("<")[2].strip() if content.endswith(">") else content.strip()


@lru_cache(maxsize=2048)  # many rules ask for the same entry
def parse_entry(source: str) -> Entry:
    """Read the head of an entry.

    Spelling that does not change the meaning is accepted: a backslash or
    nothing at the ends of lines, ``_`` for ``*``, ``A, B and C``.

    :param source: the Markdown of the item's first paragraph, without bullet
    :raises EntryError: if a part is missing or malformed
    """
    return _Head(source, inline_nodes(source)).read()


def read_entry(paragraph: SyntaxTreeNode) -> Entry | None:
    """Return the entry whose head a parser like ours has read already; None if there is none, or it has a fault.

    :param paragraph: the first paragraph of a list item
    """
    inline = paragraph.children[0]
    nodes = _without_empty_text(inline)
    if not (nodes and _is_title(nodes[0])):
        return None
    try:
        return _Head(inline.content, nodes).read()
    except EntryError:
        return None


def render_entry(entry: Entry) -> str:
    """Return the canonical Markdown of a head: three lines, without bullet."""
    title = "".join(f"${part}$" if math else _escape(part) for math, part in split_title(entry.title))
    if entry.short:
        title = f"({_escape(entry.short)}) {title}"
    elif title.startswith("("):
        title = f"\\{title}"
    venue = f"[`{entry.venue} {entry.year}`]"
    if entry.institutions:
        venue += f" (`{', '.join(entry.institutions)}`)"
    links = "".join(f" [[{_escape(link.label)}]({_destination(link.url)})]" for link in entry.links)
    return BREAK.join(
        (
            f"[{title}]({_destination(entry.url)})",
            f"*{_render_authors(entry.authors)}*",
            f"**{venue}**{links}",
        )
    )


@cache
def parser() -> MarkdownIt:
    """Return a parser that sees blocks and inline markup as MyST does with our settings."""
    parser = (
        MarkdownIt("commonmark")
        .enable("table")
        .use(front_matter_plugin)
        .use(myst_block_plugin)
        .use(myst_role_plugin)
        .use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
        .use(dollarmath_plugin, allow_space=False, allow_digits=False)
        .use(amsmath_plugin)
    )
    parser.block.ruler.before(
        "fence",
        "colon_fence",
        make_fence_rule(markers=(":",), token_type="colon_fence"),
        {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]},
    )
    return parser


@lru_cache(maxsize=32)  # many rules ask for the same page
def parse_page(text: str) -> tuple[Sequence[Token], Mapping[str, Any]]:
    """Return the tokens of a page, not to be changed, and what else the parser found, such as link definitions."""
    env: dict[str, Any] = {}
    # some rules look at the character behind a text, https://github.com/executablebooks/markdown-it-py/issues/415
    return parser().parse(text if text.endswith("\n") else f"{text}\n", env), env


class _Head:
    """A reader over the inline nodes of one head."""

    def __init__(self, source: str, nodes: Sequence[SyntaxTreeNode]) -> None:
        self.source = source
        self.nodes = list(nodes)
        self.line = 0

    def read(self) -> Entry:
        url, title, short = self._title()
        self._break("title")
        authors = self._authors()
        self._break("authors")
        venue, year, institutions = self._venue()
        links = self._links()
        return Entry(title, url, authors, venue, year, short, institutions, links)

    def _title(self) -> tuple[str, str, str]:
        node = self._take("link", Code.TITLE, "an entry starts with its title: [Title](URL)")
        url = str(node.attrs["href"])
        if not url:
            raise self._error(Code.URL, "the title links to nothing")
        if "title" in node.attrs:
            raise self._error(Code.TITLE, "the title's link has a tooltip")
        title = "".join(self._title_part(child) for child in node.children)
        short = ""
        # an escaped bracket belongs to the title: [\(Certified!!) Adversarial …]
        if self.source.startswith("[(") and (match := _SHORT.match(title)):
            short, title = plain_title(match[1]), title[match.end() :]
        if not title.strip() or title != title.strip():
            raise self._error(Code.TITLE, "the title is empty or has blanks at its ends")
        return url, title, short

    def _title_part(self, node: SyntaxTreeNode) -> str:
        match node.type:
            case "math_inline":
                return f"${node.content}$"
            case "text":
                return node.content.replace("\\", "\\\\").replace("$", "\\$")
            case "softbreak" | "hardbreak":
                raise self._error(Code.TITLE, "the title runs over two lines")
        raise self._error(Code.TITLE, f"markup in the title, escape it with \\: {_spelling(node)}")

    def _authors(self) -> tuple[Author, ...]:
        node = self._take("em", Code.AUTHORS, "the authors follow the title: *A, B, and C*")
        text, linked = "", list[Author]()
        for child in node.children:
            if child.type == "text":
                text += child.content
            elif child.type == "link" and all(part.type == "text" for part in child.children):
                text += "\0"
                linked.append(Author("".join(part.content for part in child.children), str(child.attrs["href"])))
            else:
                raise self._error(Code.AUTHORS, f"markup among the authors, escape it with \\: {_spelling(child)}")
        authors = [linked.pop(0) if name == "\0" else Author(name.strip()) for name in _AND.split(text)]
        if any(not author.name or "\0" in author.name for author in authors):
            raise self._error(Code.AUTHORS, "cannot tell the authors apart: write *A, B, and C*")
        return tuple(authors)

    def _venue(self) -> tuple[str, int, tuple[str, ...]]:
        node = self._take("strong", Code.VENUE, "the venue follows the authors: **[`Venue YYYY`]**")
        institutions: list[str] = []
        match [(child.type, child.content) for child in node.children]:
            case [("text", "["), ("code_inline", venue), ("text", "]")]:
                pass
            case [("text", "["), ("code_inline", venue), ("text", "] ("), ("code_inline", given), ("text", ")")]:
                institutions = [name.strip() for name in given.split(",")]
                if not all(institutions):
                    raise self._error(Code.VENUE, "an institution is empty; leave out the brackets if unknown")
            case _:
                raise self._error(Code.VENUE, "write **[`Venue YYYY`]** or **[`Venue YYYY`] (`A, B`)**")
        if not (found := _VENUE.fullmatch(venue)):
            raise self._error(Code.VENUE, f"a venue is a name and a year: `{venue}`")
        return found[1], int(found[2]), tuple(institutions)

    def _links(self) -> tuple[Link, ...]:
        links: list[Link] = []
        while self.nodes:
            if self.nodes[0].type in ("softbreak", "hardbreak"):
                raise self._error(Code.TRAILING, "text behind the head: leave a blank line before the summary")
            form = "links are [[Label](URL)], one space apart"
            before = self._take("text", Code.LINKS, form)
            node = self._take("link", Code.LINKS, f"{form}: {_spelling(before)}")
            after = self.nodes[0].content if self.nodes else ""
            if before.content != (" [" if not links else "] [") or not after.startswith("]"):
                raise self._error(Code.LINKS, f"{form}: {_spelling(before)}[…](…){after}")
            if [child.type for child in node.children] != ["text"] or not node.attrs["href"]:
                raise self._error(Code.LINKS, "a link is a plain label with a target: [[Label](URL)]")
            links.append(Link(node.children[0].content, str(node.attrs["href"])))
            if after == "]":
                self.nodes.pop(0)
        return tuple(links)

    def _break(self, part: str) -> None:
        if not self.nodes or self.nodes[0].type not in ("softbreak", "hardbreak"):
            raise self._error(Code.BREAK, f"a line ends behind the {part}")
        self.nodes.pop(0)
        self.line += 1

    def _take(self, kind: str, code: Code, expectation: str) -> SyntaxTreeNode:
        if not self.nodes or self.nodes[0].type != kind:
            raise self._error(code, expectation)
        return self.nodes.pop(0)

    def _error(self, code: Code, message: str) -> EntryError:
        return EntryError(code, message, self.line)


@lru_cache(maxsize=1)  # is_entry and parse_entry ask for the same paragraph
def inline_nodes(source: str) -> Sequence[SyntaxTreeNode]:
    """Return the inline nodes of one paragraph, empty text left out."""
    return _without_empty_text(SyntaxTreeNode(parser().parseInline(source)).children[0])


def _without_empty_text(inline: SyntaxTreeNode) -> list[SyntaxTreeNode]:
    return [node for node in inline.children if node.type != "text" or node.content]


def _spelling(node: SyntaxTreeNode) -> str:
    """Return an inline node roughly as it was written, for messages."""
    if node.type == "link":
        return f"[{''.join(map(_spelling, node.children))}]({node.attrs['href']})"
    text = "".join(map(_spelling, node.children)) if node.children else node.content
    return f"{node.markup}{text}{node.markup}"


def _render_authors(authors: Sequence[Author]) -> str:
    names = [
        f"[{_escape(author.name)}]({_destination(author.url)})" if author.url else _escape(author.name)
        for author in authors
    ]
    if len(names) < 3:
        return " and ".join(names)
    return f"{', '.join(names[:-1])}, and {names[-1]}"


def _escape(text: str) -> str:
    """Return plain text as Markdown: characters that would be markup get a backslash."""
    return _SPECIAL.sub(lambda match: f"\\{match[0]}", text)


def _destination(url: str) -> str:
    """Return a URL as the destination of a link; brackets that do not pair are escaped."""
    depth = 0
    for char in url:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            break
    return url if depth == 0 else re.sub(r"[()]", lambda match: f"\\{match[0]}", url)
