"""Lists that put each paper on one line behind a bullet.

Yutong's list::

    * (Venue Year) **Title**, Author et al. [[Paper](URL)] [[Code](URL)]

Alonzo's list, where year and venue are the bullets above::

    - **Year 2023**
      - **CVPR**
        - ***Short:*** Title [[Paper]](URL) [[Code]](URL)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..venue import recognise_venue
from .found import Found, Unread
from .inline import PREFIX, plain_markdown
from .parts import Parts, merge, parse_authors, parse_parts, parse_venue

if TYPE_CHECKING:
    from collections.abc import Sequence

_VENUE_FIRST = re.compile(r"\(((?:[^()]|\([^()]*\))+)\)\s*((?:\[[^\]]*\]\s*)*)\*\*(.+?)\*\*(.*)$")
_SHORT_FIRST = re.compile(r"\*{3}([^*]+?)\*{3}(:?)\s*(.*?)\s*(\[\[?[\w -]+\]?\]\(.*)$")
_PLAIN = re.compile(r"([^\[\]*<>|#]{12,}?)\s*(\[\[[\w -]+\]{1,2}\(.*)$")
_SHORT_ONLY = re.compile(r"\*{3}([^*]+?)\*{3}\s*(\[\[[\w -]+\]\]\(.*)$")
_SIGN = re.compile(r"[^\w\s(\[`\"“$\\*]+\s*")
_GROUP = re.compile(r"(\s*)(?:[-*+]\s+|#{2,6}\s+)(?:<span\b[^>]*>)?\s*\**([^*<>\[\]]+?)\**\s*(?:</span>)?\s*$")
_YEAR = re.compile(r"(?:Year\s*)?((?:19|20)\d\d)", re.IGNORECASE)


def read(lines: Sequence[str], start: int) -> tuple[Found, int, list[Unread]] | None:
    """Read the entry in a line; see :func:`paperlist.dialects.seed.read`."""
    line = lines[start]
    prefix = PREFIX.match(line)
    text = line[prefix.end() :] if prefix else line
    if not re.match(r"\s*[-*+]\s", line):
        return None
    sign = _SIGN.match(text)
    before, text = (sign[0].strip(), text[sign.end() :]) if sign else ("", text)
    if match := _VENUE_FIRST.match(text):
        return _venue_first(match, start, before)
    if match := _SHORT_FIRST.match(text):
        short = match[1].strip().rstrip(":")
        title = f"{match[1].strip()}{match[2]} {match[3]}".strip()
        found, rest = Found(title=plain_markdown(title), short=plain_markdown(short)), match[4]
    elif match := _SHORT_ONLY.match(text):
        found, rest = Found(title=plain_markdown(match[1].strip().rstrip(":"))), match[2]
    elif match := _PLAIN.match(text):
        found, rest = Found(title=plain_markdown(match[1])), match[2]
    else:
        return None
    parts = parse_parts(rest)
    if not any(link.label == "Paper" for link in parts.links):
        return None
    rest = f"{before} {parts.rest}".strip()
    unread = [Unread(start + 1, rest)] if rest else []
    merge(found, parts)
    _take_groups(found, lines, start)
    return _with_address(found, start), start + 1, unread


def is_group(line: str) -> bool:
    """Return whether a line is a year or a venue that stands above papers."""
    match = _GROUP.match(line)
    return bool(match and (_YEAR.fullmatch(match[2].strip()) or recognise_venue(match[2])))


def _venue_first(match: re.Match[str], start: int, before: str) -> tuple[Found, int, list[Unread]] | None:
    found, parts = Found(title=plain_markdown(match[3])), Parts()
    if not parse_venue(match[1], parts, sure=True):
        return None
    merge(found, parts)
    names, bracket, links = match[4].lstrip(" ,.").partition("[")
    parts = parse_parts(bracket + links)
    if names.strip(" ,."):
        parse_authors(names.strip(" ,."), parts)
    merge(found, parts)
    rest = " ".join(filter(None, (before, match[2].strip(), parts.rest)))
    return _with_address(found, start), start + 1, [Unread(start + 1, rest)] if rest else []


def _with_address(found: Found, start: int) -> Found:
    found.line = start + 1
    paper = next((link for link in found.links if link.label == "Paper"), None)
    if paper:
        found.url = paper.url
        found.links.remove(paper)
    return found


def _take_groups(found: Found, lines: Sequence[str], start: int) -> None:
    """Take venue and year from the bullets and headings above."""
    width = len(lines[start]) - len(lines[start].lstrip())
    for line in reversed(lines[:start]):
        match = _GROUP.match(line)
        if not match or (len(match[1]) >= width > 0):
            continue
        width = len(match[1])
        text = match[2].strip()
        if (year := _YEAR.fullmatch(text)) and found.year is None:
            found.year = int(year[1])
        elif not found.venue and not year:
            found.venue = recognise_venue(text) or (text if len(text.split()) < 4 and found.year is None else "")
        if (found.year and found.venue) or line.startswith("#"):
            break
