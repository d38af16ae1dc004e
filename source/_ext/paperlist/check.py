"""Rules over entries: one by one, and many held against each other.

The rules take :class:`Record` objects, entries with their places, and yield
diagnostics; the command line and the Sphinx domain call the same ones.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .address import CODE_HOSTS, HTTP_HOSTS, iter_title_url_faults, iter_url_faults
from .diagnostic import Code, Diagnostic
from .entry import Entry, plain_title, slug, split_title
from .venue import find_venue, venues

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["HTTP_HOSTS", "LABELS", "LATE", "Record", "check_entry", "check_records", "check_style"]

LABELS = ("Github", "Project", "Video", "Demo", "Slides", "Data", "Blog", "Paper")
"""The labels of links, in their order."""

LATE = ("1602.00229", "2207.12598", "2301.00537")
"""Papers put on arXiv long after their publication, looked up one by one."""

_NAME_MARK = re.compile(r"[*†‡§¶∗@⁰¹²³⁴-⁹_{}\\]|[^\W\d]\d+$|^\d|\s\d+$")
_LATEX = re.compile(r"\\[A-Za-z'`^\"~=.]|[{}]|``|''|--")
_TEMPLATE = re.compile(
    r"Paper Name|Author \d|Institution( \d)?|Conference/Journal( Year)?|Venue|abs link|homepage|link"
)


@dataclass(frozen=True, slots=True)
class Record:
    """An entry and where it stands."""

    entry: Entry
    path: str
    """The file, as in diagnostics."""
    line: int
    """The first line, counted from 1."""
    topic: str
    """The heading above."""
    section: int = 0
    """The line of that heading, which tells two of the same words apart."""

    def diagnostic(self, code: Code, message: str) -> Diagnostic:
        """Return a problem of this entry."""
        return Diagnostic(self.path, self.line, code, message)


def check_entry(record: Record) -> Iterator[Diagnostic]:
    """Yield what is wrong with one entry by itself."""
    for rule in (_author_faults, _venue_faults, _year_faults, _link_faults):
        for code, message in rule(record.entry):
            yield record.diagnostic(code, message)


def check_style(record: Record) -> Iterator[Diagnostic]:
    """Yield what could be right in one entry, but is more likely a slip; the command asks, a build does not."""
    for rule in (_title_faults, _name_faults, _template_faults):
        for code, message in rule(record.entry):
            yield record.diagnostic(code, message)


def check_records(records: Sequence[Record]) -> Iterator[Diagnostic]:
    """Yield what is wrong among entries: duplicates, twins, wrong order.

    :param records: all entries of the list, each page's in the order of the page
    """
    yield from _check_duplicates(records)
    yield from _check_order(records)


def _title_faults(entry: Entry) -> Iterator[tuple[Code, str]]:
    text = "".join("x" if math else part for math, part in split_title(entry.title))
    if found := _LATEX.search(text):
        yield Code.TITLE_FORM, f"LaTeX in the title, write Unicode or $…$: {found[0]}"
    if re.search(r"\s{2}|\s$|[^.]\.$", text):
        yield Code.TITLE_FORM, f"two blanks, or a full stop at the end of the title: {plain_title(entry.title)}"
    words = re.findall(r"[^\W\d_]{2,}", text)
    if len(words) >= 4 and all(word.isupper() for word in words):
        yield Code.TITLE_FORM, f"the title is all in capitals: {plain_title(entry.title)}"
    if entry.short and slug(entry.short) == slug(plain_title(entry.title)) and len(entry.short.split()) > 3:
        yield Code.TITLE_FORM, f"the short name is the whole title: {entry.short}"


def _author_faults(entry: Entry) -> Iterator[tuple[Code, str]]:
    names = [author.name for author in entry.authors]
    if any(re.search(r"\bet\.? al\.?$|^others$", name, re.IGNORECASE) for name in names):
        yield Code.AUTHORS, "name all authors instead of et al."
    for name, count in Counter(names).items():
        if count > 1:
            yield Code.REPEATED_AUTHOR, f"the author is named {count} times: {name}"


def _name_faults(entry: Entry) -> Iterator[tuple[Code, str]]:
    for name in dict.fromkeys(author.name for author in entry.authors):
        letters = re.sub(r"[^\w]", "", name)
        if _NAME_MARK.search(name) or (len(letters) > 5 and letters.isupper() and letters.isascii()):
            yield Code.AUTHOR_NAME, f"a mark, a number or capitals throughout in a name: {name}"


def _venue_faults(entry: Entry) -> Iterator[tuple[Code, str]]:
    if entry.venue not in venues():
        close = get_close_matches(entry.venue, venues(), n=1)
        hint = f"; did you mean {close[0]}?" if close else "; new ones are added to venues.toml"
        yield Code.UNKNOWN_VENUE, f"unknown venue: {entry.venue}{hint}"
    elif not find_venue(entry.venue).was_held(entry.year):
        yield Code.VENUE_YEAR, f"there was no {entry.venue} in {entry.year}"
    for name, count in Counter(entry.institutions).items():
        if count > 1:
            yield Code.INSTITUTIONS, f"the institution is named {count} times: {name}"


def _year_faults(entry: Entry) -> Iterator[tuple[Code, str]]:
    if not entry.eprint or entry.eprint in LATE:
        return
    year, month = entry.eprint_date
    if entry.venue == "arXiv":
        if year > entry.year:
            yield Code.YEAR, f"arXiv {entry.year}, but arXiv:{entry.eprint} is younger"
        elif year < entry.year - 1:
            yield Code.YEAR, f"arXiv {entry.year}, but arXiv:{entry.eprint} is of {year}"
    elif 12 * (year - entry.year) + month > 16:
        yield Code.YEAR, f"{entry.venue} {entry.year}, but arXiv:{entry.eprint} is of {year}-{month:02}"
    elif entry.year - year > 4:
        yield Code.YEAR, f"{entry.venue} {entry.year}, {entry.year - year} years after arXiv:{entry.eprint}"


def _link_faults(entry: Entry) -> Iterator[tuple[Code, str]]:
    yield from iter_title_url_faults(entry.url)
    targets = [link.url for link in entry.links]
    for url in (entry.url, *targets, *(author.url or "" for author in entry.authors)):
        if url:
            yield from iter_url_faults(url)
    for label in (link.label for link in entry.links):
        if label not in LABELS:
            yield Code.UNKNOWN_LABEL, f"unknown label: {label}; known are {', '.join(LABELS)}"
    order = [LABELS.index(link.label) for link in entry.links if link.label in LABELS]
    if any(first >= second for first, second in pairwise(order)):
        yield Code.LINK_ORDER, f"links are ordered {', '.join(LABELS)}, each once"
    for url, count in Counter(url for url, _ in {(link.url, link.label) for link in entry.links}).items():
        if count > 1:
            yield Code.REPEATED_LINK, f"the same address {count} times: {url}"
    for link in entry.links:
        if link.url == entry.url:
            yield Code.LINK_TARGET, f"{link.label} links to where the title does: {link.url}"
        elif link.label == "Github" and not _is_repository(link.url):
            yield Code.LINK_TARGET, f"Github does not link to a repository: {link.url}"


def _template_faults(entry: Entry) -> Iterator[tuple[Code, str]]:
    for text in (plain_title(entry.title), *(author.name for author in entry.authors), *entry.institutions):
        if _TEMPLATE.fullmatch(text):
            yield Code.PLACEHOLDER, f"left over from the template: {text}"


def _is_repository(url: str) -> bool:
    """Return whether a link labelled Github may lead to code; hosts that are no code host, such as arXiv, may not."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return host not in ("arxiv.org", "openreview.net", "doi.org", "paperswithcode.com", "youtube.com") and (
        host not in CODE_HOSTS or len(parts.path.strip("/")) > 0
    )


def _check_duplicates(records: Iterable[Record]) -> Iterator[Diagnostic]:
    by_identity: dict[str, Record] = {}
    by_title: dict[tuple[str, str], Record] = {}
    for record in records:
        entry = record.entry
        title = slug(plain_title(entry.title)), slug(entry.authors[0].split()[1])
        if other := by_identity.get(entry.identity):
            message = f"duplicate entry of {entry.identity}, the other is at {other.path}:{other.line}"
            yield record.diagnostic(Code.DUPLICATE, message)
        elif other := by_title.get(title):
            message = f"same title and first author as {other.entry.identity} at {other.path}:{other.line}"
            yield record.diagnostic(Code.SAME_TITLE, message)
        by_identity.setdefault(entry.identity, record)
        by_title.setdefault(title, record)


def _check_order(records: Iterable[Record]) -> Iterator[Diagnostic]:
    latest: dict[tuple[str, int, str], Record] = {}
    for record in records:
        place = record.path, record.section, record.topic
        before = latest.get(place)
        if before and before.entry.sort_key > record.entry.sort_key:
            message = f"{record.entry.name} is older than {before.entry.name} above it; oldest first in a topic"
            yield record.diagnostic(Code.ORDER, message)
        else:
            latest[place] = record
