"""The markup of a message: what a translation must hand on as it is."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from ..markdown import parse_page, role_target

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
_BLOCKS = {
    "heading_open": "a heading",
    "bullet_list_open": "a list",
    "ordered_list_open": "a list",
    "blockquote_open": "a quotation",
    "fence": "a fence",
    "code_block": "a code block",
    "hr": "a rule",
    "math_block": "displayed math",
    "math_block_label": "displayed math",
    "amsmath": "displayed math",
    "html_block": "HTML",
    "myst_target": "a target",
    "myst_line_comment": "a comment",
    "myst_block_break": "a block break",
    "footnote_reference_open": "a footnote's text",
    "footnote_open": "a footnote's text",
    "table_open": "a table",
    "colon_fence": "a directive",
    "dl_open": "a definition list",
    "front_matter": "front matter",
}


@dataclass(frozen=True, slots=True)
class Markup:
    """What the Markdown of a message holds, beyond its words."""

    links: Counter[str] = field(default_factory=Counter)
    """The targets of links and the sources of images."""

    math: Counter[str] = field(default_factory=Counter)
    code: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    """Roles with their targets, such as ``{paper}`DDPM` ``."""

    footnotes: Counter[str] = field(default_factory=Counter)
    strong: int = 0
    emphasis: int = 0
    html: tuple[str, ...] = ()
    block: str = ""
    """What it is if it is not one paragraph, such as ``a list``."""

    paragraphs: int = 1
    text: str = ""
    """Its words, each piece of markup replaced by a blank."""


@lru_cache(maxsize=8192)
def read_markup(message: str) -> Markup:
    """Return the markup of a message in Markdown."""
    tokens, _env = parse_page(message)
    blocks = [token for token in tokens if token.level == 0 and token.nesting != -1]
    other = next((token.type for token in blocks if token.type != "paragraph_open"), "")
    inline = [child for token in tokens for child in token.children or ()]
    text = "".join(_texts(inline))
    return Markup(
        links=Counter(
            str(token.attrGet("href" if token.type == "link_open" else "src"))
            for token in inline
            if token.type in ("link_open", "image")
        ),
        math=Counter(token.content for token in inline if token.type.startswith("math_inline")),
        code=Counter(token.content for token in inline if token.type == "code_inline"),
        roles=Counter(
            f"{{{token.meta['name']}}}`{role_target(token.content)}`" for token in inline if token.type == "myst_role"
        ),
        footnotes=Counter(
            [
                *_FOOTNOTE.findall(text),  # where the parser knows no such footnote, it is text
                *(f"[^{token.meta['label']}]" for token in inline if token.type == "footnote_ref"),
            ]
        ),
        strong=sum(token.type == "strong_open" for token in inline),
        emphasis=sum(token.type == "em_open" for token in inline),
        html=tuple(token.content for token in (*tokens, *inline) if token.type in ("html_inline", "html_block")),
        block=_BLOCKS.get(other, other),
        paragraphs=sum(token.type == "paragraph_open" for token in blocks),
        text=text,
    )


def _texts(tokens: Iterable[Token]) -> Iterable[str]:
    for token in tokens:
        if token.type in ("text", "text_special"):
            yield token.content
        elif token.nesting == 0:
            yield "\n" if token.type.endswith("break") else " "
