"""The form of this list's ancestor, in all the ways it was written over the years.

As documented::

    [Title](URL)
    *Author 1, Author 2, and Author 3*
    **[`Venue Year`] (`Institution`)** [[Github](URL)] [[Project](URL)]

In the wild the parts come in any order, on one line or three, with blank lines
between, in bold or not, in round, square or full-width brackets.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..check import LABELS
from ..identifier import parse_identifier
from .found import Found, Unread
from .inline import PREFIX, normalise, plain_markdown, read_link
from .parts import Parts, looks_like_names, merge, parse_authors, parse_parts, parse_venue

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHORT = re.compile(r"\(((?:[^()]|\([^()]*\))+)\)\s*-?\s*(?=\S)")
_BOLD_TITLE = re.compile(r"\*\*\[`(.+?)`\]\*\*\s*$")
_END = re.compile(r"\s*(?:#{1,6}\s|---+\s*$|\*\*\*+\s*$|<details|</|```|~~~|\$\$)")
_BULLET = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+")
_VENUE_LINE = re.compile(r"\s*(?:>\s*)*(?:\*\*)?`?\[`?[^\]]*(?:19|20)\d\d[^\]]*\](?!\()")
_PROCEEDINGS = re.compile(
    r"//(?:openaccess\.thecvf\.com|proceedings\.|papers\.n(?:eur)?ips\.cc|www\.ecva\.net|dl\.acm\.org)"
)
_LINK_LABELS = frozenset(
    ["code", "project", "paper", "pdf", "github", "website", "video", "demo", "slides", "blog", "data"]
)


def read(lines: Sequence[str], start: int) -> tuple[Found, int, list[Unread]] | None:
    """Read the entry that begins in a line.

    :param lines: all lines of the list
    :param start: the index of the line
    :return: the entry, the index of the line behind it, and what of its lines was not understood; None if there is none
    """
    opening = _read_title(lines, start)
    if opening is None:
        return None
    found, rest, end, linked = opening
    found.line = start + 1
    unread: list[Unread] = []
    if rest.strip() and not _take_line(found, rest, end - 1, unread, strict=linked):
        return None
    end = _take_lines(found, lines, end, unread)
    if found.venue or found.year or found.authors:
        return found, end, unread
    known = parse_identifier(found.url) or _PROCEEDINGS.search(found.url)
    if linked and known and not rest.strip() and len(found.title.split()) > 2:
        return found, end, unread
    return None


def _read_title(lines: Sequence[str], start: int) -> tuple[Found, str, int, bool] | None:
    """Return the title at a line, the text behind it, the index of the next line, and whether it links anywhere."""
    line = lines[start]
    prefix = PREFIX.match(line)
    text = line[prefix.end() :] if prefix else line
    if text.startswith("[") and not text.startswith("[["):
        for count in (1, 2):
            joined = "\n".join([text, *lines[start + 1 : start + count]])
            link = read_link(joined, 0)
            if link and "\n\n" not in joined:
                if link.label.strip(" :").lower() in _LINK_LABELS or link.url.startswith("#"):
                    return None
                found = _found(link.label, link.url)
                return found, normalise(joined[link.end :]).strip(" \\|"), start + count, True
    following = next((number for number in range(start + 1, min(start + 3, len(lines))) if lines[number].strip()), None)
    if following is None:
        return None
    if (match := _BOLD_TITLE.match(text)) and len(match[1].split()) > 2 and _VENUE_LINE.match(lines[following]):
        return _found(match[1], ""), "", start + 1, False
    match = re.match(r"\[([^\[\]]+)\]\s+(\[\[.*)$", text)  # [Title] [[Paper](URL)]
    if match and not parse_venue(match[1].strip("`"), Parts()) and not looks_like_names(match[1].replace("`", "")):
        return _found(match[1], ""), match[2], start + 1, False
    plain = re.fullmatch(r"`?([^`|*\[\]<>#]{12,200}?)`?\s*\\?", text)
    if plain and following == start + 1 and _VENUE_LINE.match(lines[following]) and not looks_like_names(plain[1]):
        return _found(plain[1], ""), "", start + 1, False
    return None


def _found(label: str, url: str) -> Found:
    title, short = plain_markdown(label), ""
    if label.lstrip().startswith("(") and (match := _SHORT.match(title)):
        short, title = match[1], title[match.end() :]
    return Found(title=title, short=short, url=url)


def _take_lines(found: Found, lines: Sequence[str], end: int, unread: list[Unread]) -> int:
    """Take the lines below a title as long as they hold parts of its entry; return the index behind the last one."""
    position, blank = end, 0
    while position < len(lines):
        line = lines[position]
        text = re.sub(r"^\s*(?:>\s?)+", "", line)
        if not text.strip():
            blank += 1
            if blank > 2:
                break
            position += 1
            continue
        if _END.match(text) or (_BULLET.match(text) and not text.lstrip().startswith(("*[", "**"))):
            break
        if _read_title(lines, position) or not _take_line(found, text, position, unread, strict=False, gap=blank > 0):
            break
        position += 1
        blank = 0
        end = position
    return end


def _take_line(found: Found, text: str, number: int, unread: list[Unread], *, strict: bool, gap: bool = False) -> bool:
    """Take what a line says; return False if it says nothing of a paper, or contradicts what is known."""
    parts = parse_parts(text)
    if parts.plain and not found.authors and not parts.authors and not gap:
        names = [piece for piece in parts.plain if looks_like_names(piece)]
        if names and (parts.venue or found.venue or len(parts.plain) == 1):
            parts.plain.remove(names[0])
            parse_authors(names[0], parts)
    if not _fits(found, parts, strict=strict) or not merge(found, parts):
        return False
    if parts.rest:
        unread.append(Unread(number + 1, parts.rest))
    if not found.url:
        paper = next((link for link in found.links if link.label == "Paper"), None)
        if paper:
            found.url = paper.url
            found.links.remove(paper)
    return True


def _fits(found: Found, parts: Parts, *, strict: bool) -> bool:
    """Return whether the parts of a line belong to an entry rather than to a sentence with a link."""
    if not parts:
        return False
    if parts.plain and not (parts.venue and parts.year):
        return False
    if strict or parts.authors or parts.venue or parts.year:
        return True
    return bool(found.venue or found.year or found.authors) or any(link.label in LABELS for link in parts.links)
