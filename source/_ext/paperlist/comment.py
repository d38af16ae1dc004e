"""Where a paper was published, from what its authors wrote on arXiv: the comment and the journal reference.

Comments are free text.  A venue counts if it stands there with a year and
nothing in its clause says that the paper was only sent there, extends an
earlier one, or took part in a challenge.  What remains doubtful is said, not
guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from .venue import Kind, find_venue, recognise_venue, spellings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Publication:
    """Where and when a paper was published."""

    venue: str
    """The short name of the venue; ``arXiv`` if nothing else is known."""

    year: int
    track: str = ""
    """Oral, spotlight and the like."""

    doubt: str = ""
    """Why the venue is only ``arXiv``, if that may be wrong."""


class Mention(NamedTuple):
    """A venue that stands in a text."""

    venue: str
    """The short name, or the name as written if the table of venues does not have it."""
    known: bool
    year: int | None
    start: int
    end: int


def _any(*phrases: str) -> re.Pattern[str]:
    """Return a pattern that finds any of some phrases as whole words, in capitals or not."""
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.IGNORECASE)


_YEAR = r"(?:19[89]\d|20[0-4]\d)"
_NEAR_YEAR = re.compile(
    rf"(?:[\s,('’*–-]|\d{{1,2}}(?:st|nd|rd|th)|conference|proceedings|main|track|workshops?|volume|vol\.?|in|of|at)*"
    rf"(?:({_YEAR})|['’ -]?(\d\d)(?![\d\w.%]))",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(
    rf"({_YEAR})(?:\s|ieee|/|cvf|acm|the|\d+(?:st|nd|rd|th)|annual|international)*$", re.IGNORECASE
)
_WORKSHOP = re.compile(r"\bworkshops?\b|\bW\b", re.IGNORECASE)
_UNKNOWN = re.compile(
    rf"\b((?:[A-Z][a-z]+ )?(?:\d?[A-Z][A-Za-z]*[A-Z][A-Za-z]*|[23]DV)(?: Asia| Workshops?)?)[ '’-]?({_YEAR})\b"
)
_SENT = _any(
    r"submi(?:tted|ssion)",
    r"(?:under|in|currently|for) (?:peer[ -])?review",
    r"review(?:ed|ing)? (?:at|for|by)",
    r"rejected|withdrawn",
    r"in preparation|plan\w* to submit",
    r"template|style|format",
)
_OTHER_PAPER = _any(
    r"exten(?:ds?|ded|ding|sion)",
    r"(?:earlier|previous(?:ly)?|preliminary|prior|short(?:er)?|abridged|initial|older) (?:\w+ )?"
    r"(?:version|work|paper|abstract|draft)",
    r"(?:conference|journal) version of|conference version",
    r"follow[- ]?up|companion|supersedes?",
    r"based on|builds? (?:up)?on|improves? (?:up)?on|compared? (?:to|with)",
    r"our (?:\w+ ){0,2}(?:paper|work)",
)
_NO_PAPER = _any(
    r"challenge|competition|leaderboard|task",
    r"winn(?:er|ing)|\w+ place",
    r"tutorial|survey of|papers? (?:from|in|of)|data ?sets? from",
    r"doctoral|demo(?:nstration)?s? track",
)
_ACCEPTED = _any(
    r"accepted|to appear|appear(?:s|ed|ing)?|published|camera[- ]ready|in press|forthcoming|presented|proceedings",
    r"paper at|final version|version for",
)
_TRACK = re.compile(
    r"\b(oral|spotlight|poster|highlight|notable[ -]top[ -]\d+%|datasets? and benchmarks?|outstanding paper(?: award)?"
    r"|best (?:student )?paper(?: award)?(?: (?:finalist|candidate|runner[- ]up|honou?rable mention))?)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"(?<=[;\n])|(?<=[.!?])(?=\s+[A-Z(])|(?<=,)(?=\s)|(?<=\))(?=,?\s)")
_MAYBE = _any(r"accepted|to appear|in press|published (?:in|at)|camera[- ]ready")
_WORDS = frozenset(["nature", "science", "entropy", "tip", "preprint", "pami", "proceedings of the ieee"])
"""Names that are ordinary words, or too short, in running text."""


def find_publication(comment: str, journal_reference: str, year: int) -> Publication:
    """Return where a paper was published.

    :param comment: the comment on arXiv, empty if there is none
    :param journal_reference: the journal reference on arXiv, empty if there is none
    :param year: the year in which the paper came to arXiv
    """
    preprint = Publication("arXiv", year)
    if journal_reference:
        found = _of_reference(journal_reference, year)
        if found and not found.doubt:
            return replace(found, track=_track(comment))
        if found:
            preprint = found
    found = _of_comment(comment, year)
    return found if found.venue != "arXiv" or found.doubt else preprint


def find_mentions(text: str) -> Iterator[Mention]:
    """Yield the venues of the table that stand in a text, each with its year if one is near."""
    taken: list[tuple[int, int]] = []
    for match in _names().finditer(text):
        short = recognise_venue(match[0])
        start, end = match.span()
        if not short or short == "arXiv" or any(start < last and first < end for first, last in taken):
            continue
        year, last = _year_near(text, start, end)
        if match[0].islower() and (year is None or " " not in match[0]) and short.isupper() and year is None:
            continue
        taken.append((start, last))
        tail = text[end:last] + text[last : last + 12].split(",")[0]
        workshop = f"{short} Workshop"
        if _WORKSHOP.search(tail) and recognise_venue(workshop):
            short = recognise_venue(workshop) or short
        elif _WORKSHOP.search(tail):
            short = workshop
        yield Mention(short, recognise_venue(short) is not None, year, start, last)


def recognise_container(name: str) -> str | None:
    """Return the venue that a book or journal title names, such as ``Computer Vision – ECCV 2020``."""
    plain = re.sub(
        rf"\b{_YEAR}\b|\b\d+(?:st|nd|rd|th)\b|\([^)]*\)|^(?:the|proceedings of the)\b", " ", name, flags=re.IGNORECASE
    )
    found = recognise_venue(" ".join(plain.split()).strip(" –-:,")) or recognise_venue(name)
    if found:
        return found
    acronyms = re.findall(r"\(([A-Za-z0-9 ]+)\)", name)
    for acronym in acronyms:
        if found := recognise_venue(re.sub(rf"\s*{_YEAR}", "", acronym)):
            return f"{found} Workshop" if "workshop" in name.lower() and not found.endswith("Workshop") else found
    mentions = {mention.venue for mention in find_mentions(name) if mention.known}
    return mentions.pop() if len(mentions) == 1 else None


def _of_reference(reference: str, year: int) -> Publication | None:
    """Return the publication that a journal reference names."""
    years = [int(found) for found in re.findall(rf"\b{_YEAR}\b", reference)]
    name = re.split(rf"[,;:(]|\b(?:vol|volume|pp|pages|no)\b\.?|\b{_YEAR}\b|\b\d+\b", reference, maxsplit=1)[0]
    venue = recognise_venue(name.strip(" .")) or recognise_venue(re.split(r",|\bvol", reference)[0])
    if venue == "arXiv":
        return None
    if not venue:
        mentions = [mention for mention in find_mentions(reference) if mention.known]
        venue = mentions[0].venue if len({mention.venue for mention in mentions}) == 1 else None
        years = [mentions[0].year] if venue and mentions[0].year else years
    short = re.search(r"[’'](\d\d)\b", reference)
    if not years and short:
        years = [2000 + int(short[1])]
    if venue and re.search(r"\bworkshops?\b", reference, re.IGNORECASE) and not venue.endswith("Workshop"):
        venue = recognise_venue(f"{venue} Workshop")
    if not venue:
        return Publication("arXiv", year, doubt=f"the journal reference is not known here: {reference}")
    if not years:
        return Publication("arXiv", year, doubt=f"the journal reference has no year: {reference}")
    return _checked(venue, years[0], year, reference)


def _of_comment(comment: str, year: int) -> Publication:
    """Return the publication that a comment names."""
    preprint = Publication("arXiv", year)
    accepted: list[tuple[Mention, bool]] = []
    doubtful: list[str] = []
    sent_before = False
    for clause in _clauses(comment):
        mentions = list(find_mentions(clause))
        sent = bool(_SENT.search(clause)) and not re.search(r"\baccepted\b", clause, re.IGNORECASE)
        if not mentions:
            sent_before = sent
            unknown = _UNKNOWN.search(clause)
            refused = sent or _OTHER_PAPER.search(clause) or _NO_PAPER.search(clause)
            if not refused and (unknown or _MAYBE.search(clause)) and not re.search(r"arxiv", clause, re.IGNORECASE):
                doubtful.append(clause.strip(" ,.;"))
            continue
        sent = sent or sent_before
        sent_before = False
        for mention in mentions:
            before = clause[: mention.end]
            if sent or _OTHER_PAPER.search(before) or _NO_PAPER.search(clause):
                continue
            accepted.append((mention, bool(_ACCEPTED.search(clause))))
    known = [(mention, sure) for mention, sure in accepted if mention.known and mention.year]
    if any(sure for _, sure in known):
        known = [(mention, sure) for mention, sure in known if sure]
    if len({mention.venue for mention, _ in known}) > 1:
        known = [pair for pair in known if find_venue(pair[0].venue).kind is not Kind.WORKSHOP]
    places = {(mention.venue, mention.year) for mention, _ in known}
    if len(places) == 1:
        venue, when = places.pop()
        assert when is not None
        return replace(_checked(venue, when, year, comment), track=_track(comment))
    if len(places) > 1 or accepted or doubtful:
        return replace(preprint, doubt=f"the comment leaves it open: {' '.join(comment.split())}")
    return preprint


def _checked(venue: str, year: int, arxiv_year: int, source: str) -> Publication:
    """Return the publication, or a doubt if it cannot have been in that year."""
    if not find_venue(venue).was_held(year):
        return Publication("arXiv", arxiv_year, doubt=f"there was no {venue} in {year}: {' '.join(source.split())}")
    if not arxiv_year - 12 <= year <= arxiv_year + 6:
        return Publication(
            "arXiv", arxiv_year, doubt=f"{venue} {year} is far from {arxiv_year}: {' '.join(source.split())}"
        )
    return Publication(venue, year)


def _clauses(comment: str) -> Iterable[str]:
    """Return the clauses of a comment; a year that a comma cut off goes back to its venue."""
    clauses: list[str] = []
    for piece in _CLAUSE.split(re.sub(r"https?://\S+", " ", comment)):
        if clauses and re.match(rf"\s*\(?(?:{_YEAR})\b", piece):
            clauses[-1] += piece
        elif piece.strip(" ,.;"):
            clauses.append(piece)
    return clauses


def _year_near(text: str, start: int, end: int) -> tuple[int | None, int]:
    """Return the year next to a name, and where the two end."""
    if match := _NEAR_YEAR.match(text, end):
        return (int(match[1]) if match[1] else 2000 + int(match[2])), match.end()
    if match := _YEAR_BEFORE.search(text[:start]):
        return int(match[1]), end
    return None, end


def _track(comment: str) -> str:
    match = _TRACK.search(comment)
    return match[1].lower() if match else ""


@cache
def _names() -> re.Pattern[str]:
    """Return a pattern of all names of venues, longest first; short ones must be in capitals as written."""
    names = sorted(
        (name for name in spellings() if name.casefold() not in _WORDS and len(name) > 2), key=len, reverse=True
    )
    patterns = [re.sub(r"(?:\\?[\s-])+", r"[\\s-]+", re.escape(name)) for name in names]
    return re.compile(rf"(?<![\w@/.-])(?:{'|'.join(patterns)})(?=[\W_]|\d\d|W\b|$)", re.IGNORECASE)
