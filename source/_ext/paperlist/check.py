"""Rules over entries: one by one, and many held against each other.

The rules take :class:`Record` objects, entries with their places, and yield
diagnostics; the command line and the Sphinx domain call the same ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise
from typing import TYPE_CHECKING

from .diagnostic import Code, Diagnostic
from .entry import Entry, plain_title, slug
from .venue import venues

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LABELS = ("Github", "Project", "Video", "Demo", "Slides", "Data", "Blog", "Paper")
"""The labels of links, in their order."""

HTTP_HOSTS = ("http://yann.lecun.com/",)
"""Where links may begin with http, since the host offers nothing else."""


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
    entry = record.entry
    if entry.venue not in venues():
        close = get_close_matches(entry.venue, venues(), n=1)
        hint = f"; did you mean {close[0]}?" if close else "; new ones are added to venues.toml"
        yield record.diagnostic(Code.UNKNOWN_VENUE, f"unknown venue: {entry.venue}{hint}")
    if "arxiv.org/" in entry.url and not entry.url.endswith(f"//arxiv.org/abs/{entry.eprint}"):
        yield record.diagnostic(Code.URL, f"write https://arxiv.org/abs/<id> without version: {entry.url}")
    for url in (entry.url, *(link.url for link in entry.links), *(author.url or "" for author in entry.authors)):
        if url and not url.startswith(("https://", *HTTP_HOSTS)):
            yield record.diagnostic(Code.URL, f"not an https link: {url}")
    for label in (link.label for link in entry.links):
        if label not in LABELS:
            yield record.diagnostic(Code.UNKNOWN_LABEL, f"unknown label: {label}; known are {', '.join(LABELS)}")
    order = [LABELS.index(link.label) for link in entry.links if link.label in LABELS]
    if any(first >= second for first, second in pairwise(order)):
        yield record.diagnostic(Code.LINK_ORDER, f"links are ordered {', '.join(LABELS)}, each once")
    if entry.venue == "arXiv" and entry.eprint and entry.date[1] == 0:
        yield record.diagnostic(Code.YEAR, f"arXiv {entry.year}, but arXiv:{entry.eprint} is younger")
    if any(author.name.lower().removesuffix(".").endswith("et al") for author in entry.authors):
        yield record.diagnostic(Code.AUTHORS, "name all authors instead of et al.")


def check_records(records: Sequence[Record]) -> Iterator[Diagnostic]:
    """Yield what is wrong among entries: duplicates, twins, wrong order.

    :param records: all entries of the list, each page's in the order of the page
    """
    yield from _check_duplicates(records)
    yield from _check_order(records)


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
