"""Find the venues that stand in running text, each with its year."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from .venue import recognise_venue, spellings

if TYPE_CHECKING:
    from collections.abc import Iterator

YEAR = r"(?:19[89]\d|20[0-4]\d)"
_NEAR_YEAR = re.compile(
    rf"(?:[\s,()'’*–-]|\d{{1,2}}(?:st|nd|rd|th)|(?:0?[1-9]|1[0-2])/|conference"
    r"|proceedings|main|track|workshops?|volume|vol\.?|in|of|at)*"
    rf"(?:({YEAR})|['’ -]?(\d\d)(?![\d\w.%]))",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(
    rf"({YEAR})(?:\s|ieee|/|cvf|acm|the|\d+(?:st|nd|rd|th)|annual|international)*$", re.IGNORECASE
)
WORKSHOP = re.compile(r"\bworkshops?\b", re.IGNORECASE)
_WORKSHOP_BEHIND = re.compile(r"[\s'’-]*(?:\d\d)?\s?W\b")
_OTHER_WORKSHOP = re.compile(
    r"\b(?:this|the|our|an?|and|exten\w+|versions?|preliminary|previous\w*|earlier|short\w*|also|accepted|is|was"
    r"|from|based on|full|later|now|paper|appear\w*|present\w*|published)\b",
    re.IGNORECASE,
)
"""Words between a venue and a workshop that tell the two apart."""
_WORDS = frozenset(["nature", "science", "entropy", "tip", "preprint", "pami", "proceedings of the ieee"])
"""Names that are ordinary words, or too short, in running text."""


class Mention(NamedTuple):
    """A venue that stands in a text."""

    venue: str
    """The short name, or the name as written if the table of venues does not have it."""
    known: bool
    year: int | None
    start: int
    end: int


def find_mentions(text: str) -> Iterator[Mention]:
    """Yield the venues of the table that stand in a text, each with its year if one is near."""
    found: list[Mention] = []
    for match in _names().finditer(text):
        short = recognise_venue(match[0])
        start, end = match.span()
        if not short or short == "arXiv" or (found and start < found[-1].end):
            continue
        year, last = _year_near(text, start, end)
        if match[0].islower() and short.isupper() and year is None:
            continue
        found.append(Mention(short, True, year, start, last))
    edges = [0, *(mention.end for mention in found)], [*(mention.start for mention in found[1:]), len(text)]
    for mention, first, last in zip(found, *edges, strict=False):
        if _is_workshop(text[first : mention.start], text[mention.start : last]):
            name = f"{mention.venue.removesuffix(' Workshop')} Workshop"
            known = recognise_venue(name)
            mention = mention._replace(venue=known or name, known=known is not None)
        yield mention


def recognise_container(name: str) -> str | None:
    """Return the venue that a book or journal title names, such as ``Computer Vision – ECCV 2020``."""
    plain = re.sub(
        rf"\b{YEAR}\b|\b\d+(?:st|nd|rd|th)\b|\([^)]*\)|^(?:the|proceedings of the)\b", " ", name, flags=re.IGNORECASE
    )
    found = recognise_venue(" ".join(plain.split()).strip(" –-:,")) or recognise_venue(name)
    if found:
        return found
    acronyms = re.findall(r"\(([A-Za-z0-9 ]+)\)", name)
    for acronym in acronyms:
        if found := recognise_venue(re.sub(rf"\s*{YEAR}", "", acronym)):
            return f"{found} Workshop" if "workshop" in name.lower() and not found.endswith("Workshop") else found
    mentions = {mention.venue for mention in find_mentions(name) if mention.known}
    return mentions.pop() if len(mentions) == 1 else None


def _is_workshop(before: str, behind: str) -> bool:
    """Return whether the words around a venue, which begins *behind*, make it one of its workshops."""
    if _WORKSHOP_BEHIND.match(re.sub(rf"^[A-Za-z\s]+['’ -]?(?:{YEAR}|\d\d)?", "", behind, count=1)):
        return True
    word = WORKSHOP.search(behind)
    if word and not _OTHER_WORKSHOP.search(behind[: word.start()]):
        return True
    words = [*WORKSHOP.finditer(before)]
    return bool(words) and not _OTHER_WORKSHOP.search(before[words[-1].end() :])


def _year_near(text: str, start: int, end: int) -> tuple[int | None, int]:
    """Return the year next to a name, and where the two end."""
    if match := _NEAR_YEAR.match(text, end):
        return (int(match[1]) if match[1] else 2000 + int(match[2])), match.end()
    if match := _YEAR_BEFORE.search(text[max(0, start - 80) : start]):
        return int(match[1]), end
    return None, end


@cache
def _names() -> re.Pattern[str]:
    """Return a pattern of all names of venues, longest first; short ones must be in capitals as written."""
    names = sorted(
        (name for name in spellings() if name.casefold() not in _WORDS and len(name) > 2), key=len, reverse=True
    )
    patterns = [re.sub(r"(?:\\?[\s-])+", r"[\\s-]+", re.escape(name)) for name in names]
    return re.compile(rf"(?<![\w@/.-])(?:{'|'.join(patterns)})(?=[\W_]|\d\d|W\b|$)", re.IGNORECASE)
