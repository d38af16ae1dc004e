"""Read other people's reading lists: the grammars that papers are written down in on the web.

Each dialect is a module with a function ``read(lines, start)``; they are asked
in turn whether an entry begins in a line.  What none of them understands is
handed back, so that nothing gets lost in silence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..entry import Link
from ..markdown import EntryError, parse_entry
from ..mend import mend_label
from ..page import iter_items
from ..venue import recognise_venue
from . import bulleted, seed, starred
from .found import Found, Unread
from .parts import is_several

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..page import Item

__all__ = ["Found", "Unread", "read_list"]

_UNDERSTOOD = re.compile(r"[\s>]*(?:#{1,6}\s.*|#+|[-_=]{3,}|(?:-\s*){3,}|(?:\*\s*){3,}|<(span|a)\b[^>]*>\s*</\1>)?\s*")
_FENCE = re.compile(r"\s*(?:>\s*)*(`{3,}|~{3,})")


def read_list(text: str) -> tuple[list[Found], list[Unread]]:
    """Return the papers of a list in Markdown, and every line that belongs to none.

    Blank lines, headings, rules, anchors, and years and venues that head a
    group of papers count as understood; code in fences never holds a paper.
    """
    lines = re.split(r"\r\n|\n|\r", text)
    own = {item.line: (found, item.end) for item in iter_items("\n".join(lines)) if (found := _read_own(item))}
    papers: list[Found] = []
    unread: list[Unread] = []
    position, fence = 0, ""
    while position < len(lines):
        line = lines[position]
        if match := _FENCE.match(line):
            if not fence:
                fence = match[1][:3]
            elif match[1].startswith(fence):
                fence = ""
        elif not fence:
            if mine := own.get(position + 1):
                papers.append(mine[0])
                position = mine[1] - 1
                continue
            if _UNDERSTOOD.fullmatch(line) or bulleted.is_group(line):
                position += 1
                continue
            if result := next(filter(None, (read(lines, position) for read in _READERS)), None):
                paper, end, left = result
                paper.venue = recognise_venue(paper.venue) or paper.venue
                papers.append(paper)
                unread += left
                unread += _lost_addresses(paper, lines, range(position, end), left)
                position = end
                continue
        if line.strip():
            unread.append(Unread(position + 1, line.strip()))
        position += 1
    return papers, unread


_READERS = (bulleted.read, seed.read, starred.read)


def _lost_addresses(paper: Found, lines: Sequence[str], span: range, unread: Sequence[Unread]) -> Iterator[Unread]:
    """Yield the addresses in the lines of an entry that are in none of its parts, whatever hid them."""
    parts = [paper.url, paper.title, *(link.url for link in paper.links), *(author.url for author in paper.authors)]
    kept = " ".join([part for part in parts if part] + [one.text for one in unread])
    for number in span:
        for address in re.findall(r"https?://[^\s<>()\[\]{}\"`]+", lines[number]):
            if address.rstrip("*$.,;\\") not in kept:
                yield Unread(number + 1, address)


def _read_own(item: Item) -> Found | None:
    """Return an item in our own form; None if it is in another."""
    if not (item.placed and item.is_entry):
        return None
    try:
        entry = parse_entry(item.source)
    except EntryError:
        return None
    if any(is_several(author.name) for author in entry.authors):
        return None
    found = Found.of(entry)
    found.venue = recognise_venue(entry.venue) or entry.venue
    found.links = [Link(mend_label(link.label), link.url) for link in entry.links]
    found.line, found.summary = item.line, item.summary
    return found
