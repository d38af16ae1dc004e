"""Read inline Markdown as people write it: links with brackets in their text, half-closed brackets, bold anywhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ..markdown import inline_nodes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.tree import SyntaxTreeNode

PREFIX = re.compile(r"(?:\s|>|\||[-*+](?=\s)|\d+[.)](?=\s)|<span\b[^>]*>\s*</span>|<a\b[^>]*>\s*</a>)*")
"""What may stand before an entry: quotes, bullets, numbers, anchors, the edge of a table."""

_CLOSING = {"[": "]", "(": ")"}
_FULL_WIDTH = str.maketrans("（）【】［］，；：", "()[][],;:")


class InlineLink(NamedTuple):
    """A link in a line."""

    label: str
    url: str
    end: int
    """The position behind it."""


def normalise(text: str) -> str:
    """Return a line without bold marks, backticks and full-width brackets, which mean nothing outside titles."""
    text = re.sub(r"<br\s*/?>", " ", text, flags=re.IGNORECASE)
    pieces = re.split(r"(\]\([^()\s]*\))", text)  # addresses stay as they are
    pieces[::2] = [piece.replace("**", "").replace("`", "").translate(_FULL_WIDTH) for piece in pieces[::2]]
    return "".join(pieces)


def find_closing(text: str, start: int) -> int:
    """Return the position of the bracket that closes the one at *start*, -1 if none does.

    Brackets inside ``$…$`` and behind a backslash do not count.
    """
    opening, closing = text[start], _CLOSING[text[start]]
    depth, position, math = 0, start, False
    while position < len(text):
        char = text[position]
        if char == "\\" and text[position + 1 : position + 2] in ("[", "]", "(", ")", "\\", "$"):
            position += 1
        elif char == "$":
            math = not math and "$" in text[position + 1 :]
        elif not math:
            depth += (char == opening) - (char == closing)
            if depth == 0:
                return position
        position += 1
    return -1


def read_link(text: str, start: int) -> InlineLink | None:
    """Return the link ``[label](url)`` at *start*, if there is one; the address may be empty."""
    if text[start : start + 1] != "[":
        return None
    close = find_closing(text, start)
    if close < 0:
        # [[Paper\]](url): the backslash hides the inner bracket only
        match = re.compile(r"\[(\[[^\[\]]*?)\\?\]\]\(").match(text, start)
        close = match.end() - 2 if match else -1
    if close < 0 or text[close + 1 : close + 2] != "(":
        return None
    end = find_closing(text.replace("$", " "), close + 1)
    if end < 0:
        return None
    label = re.sub(r"^\[|\\?\]$", "", text[start + 1 : close]) if text[start + 1 : start + 2] == "[" else ""
    url = text[close + 2 : end].strip().partition(' "')[0].strip("<> ")
    return InlineLink(label or text[start + 1 : close], url, end + 1)


def plain_markdown(source: str) -> str:
    """Return inline Markdown as the title of an entry: math kept, other markup dropped."""
    return " ".join(_text_of(inline_nodes(" ".join(source.split()))).split())


def _text_of(nodes: Sequence[SyntaxTreeNode]) -> str:
    parts = []
    for node in nodes:
        if node.type == "math_inline":
            parts.append(f"${node.content}$")
        elif node.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif node.children:
            parts.append(_text_of(node.children))
        elif node.type != "html_inline":
            parts.append(node.content.replace("\\", "\\\\").replace("$", "\\$"))
    return "".join(parts)
