r"""Lists that set titles in bold, one part a line behind hard breaks.

diff-usion and flow-matching lists::

    **Title** \
    *Authors* \
    Venue Year. [[Paper](URL)] [[Github](URL)] \
    19 Jun 2020

wangkai's list::

    **Title** \
    [[Venue Year](URL)]
    [[Project](URL)]
    [[Code](URL)]
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..entry import Link
from ..identifier import parse_identifier
from .found import Found, Unread
from .inline import PREFIX, plain_markdown
from .parts import Parts, merge, parse_parts, parse_venue

if TYPE_CHECKING:
    from collections.abc import Sequence

_TITLE = re.compile(r"\*\*(?![\s\[`*])(.+?)\*\*\s*(?:\\|<br\s*/?>)?\s*")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_DATE = re.compile(rf"\(?\b(?:\d{{1,2}}\s+)?{_MONTH}\.?,?\s+(?:\d{{1,2}},?\s+)?20\d\d\)?", re.IGNORECASE)
_BLOCK = re.compile(r"\s*(?:#|[-*+]\s|\d+[.)]\s|>|```|\|)")
_WEBSITE = frozenset(("Project", "Website", "arXiv", "ArXiv", "Arxiv"))


def read(lines: Sequence[str], start: int) -> tuple[Found, int, list[Unread]] | None:
    """Read the entry that begins in a line; see :func:`paperlist.dialects.seed.read`."""
    prefix = PREFIX.match(lines[start])
    position = prefix.end() if prefix else 0
    match = _TITLE.match(lines[start], position)
    if not match:
        return None
    title = plain_markdown(match[1])
    found = Found(title=title[:-1] if re.search(r"[^.]\.$", title) else title, line=start + 1)
    unread: list[Unread] = []
    end, text = start + 1, lines[start][match.end() :]
    total = Parts()
    number = start
    while True:
        for piece in re.split(r"\\\s*$|<br\s*/?>", text):
            if not _take(found, piece, number, unread, total):
                return None
        if end >= len(lines) or not lines[end].strip() or _TITLE.match(lines[end]) or _BLOCK.match(lines[end]):
            break
        number, text = end, lines[end]
        end += 1
    return (found, end, unread) if _find_address(found, total) else None


def _take(found: Found, text: str, number: int, unread: list[Unread], total: Parts) -> bool:
    """Take one line of an entry; return False if it cannot belong to one."""
    parts = parse_parts(text)
    for link in list(parts.links):
        named = Parts()
        if not found.venue and not parts.venue and parse_venue(link.label, named) and named.venue:
            parts.links[parts.links.index(link)] = Link("Paper", link.url)
            parts.venue, parts.year, parts.track = named.venue, named.year, named.track
    for plain in list(parts.plain):
        rest = _DATE.sub("", plain).strip(" .,")
        named = Parts()
        if not rest or (not found.venue and not parts.venue and parse_venue(rest, named)):
            parts.venue, parts.year = parts.venue or named.venue, parts.year or named.year
            parts.track = parts.track or named.track
            parts.plain.remove(plain)
    total.links += parts.links
    if not merge(found, parts):
        return False
    if parts.rest:
        unread.append(Unread(number + 1, parts.rest))
    return True


def _find_address(found: Found, total: Parts) -> bool:
    """Choose the link that is the paper's; return False if there is none, as with videos and posts."""
    paper = next((link for link in total.links if link.label == "Paper"), None) or next(
        (link for link in total.links if link.label in _WEBSITE and parse_identifier(link.url)), None
    )
    if paper is None and total.links and not found.authors and total.links[0].label in _WEBSITE:
        paper = total.links[0]
    if paper is None:
        return False
    found.url = paper.url
    found.links = [link for link in found.links if link != paper]
    return True
