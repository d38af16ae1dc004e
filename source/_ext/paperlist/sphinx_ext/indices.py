"""The indices of the domain: entries by author, and by year and venue."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from docutils import nodes
from sphinx.domains import Index, IndexEntry
from sphinx.locale import _

from ..collation import collate, initial, latinize_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..check import Record
    from ..entry import Entry
    from .domain import PaperDomain

Place = TypeVar("Place")


class paper_index(nodes.General, nodes.Element):
    """An index of the book.

    ``groups`` are pairs of a title and lines, lines pairs of a text and the
    labels it leads to; a line without labels is a heading.
    """


class _PaperIndex(Index):
    domain: PaperDomain

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        raise NotImplementedError

    def _papers(self, docnames: Iterable[str] | None) -> list[tuple[Entry, tuple[Record, str]]]:
        """Return the entries of the wanted pages, each with its record and docname, oldest first."""
        wanted = None if docnames is None else set(docnames)
        papers = [
            (record.entry, (record, docname))
            for docname in self.domain.records
            if wanted is None or docname in wanted
            for record in self.domain.records[docname]
        ]
        return sorted(papers, key=lambda paper: (paper[0].sort_key, paper[0].identity))


class AuthorIndex(_PaperIndex):
    """Entries by author, sorted by family name."""

    name = "authors"
    localname = _("Index of authors")
    shortname = _("Authors")

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        return [
            (letter, [line for name, places in authors for line in _lines(name, places)])
            for letter, authors in group_by_author(self._papers(docnames))
        ], False


class YearIndex(_PaperIndex):
    """Entries by year, newest first, and by venue within a year."""

    name = "years"
    localname = _("Index by year and venue")
    shortname = _("Years")

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        return [
            (year, [line for venue, places in venues for line in _lines(f"{venue} {year}", places)])
            for year, venues in group_by_year(self._papers(docnames))
        ], False


def group_by_author(papers: Iterable[tuple[Entry, Place]]) -> list[tuple[str, list[tuple[str, list[Place]]]]]:
    """Return the places of papers by author, and the authors by initial, as in ``Ho, Jonathan``.

    :param papers: entries and where they stand, in the order in which an author's are wanted
    """
    authors: dict[str, list[Place]] = defaultdict(list)
    for entry, place in papers:
        for author in entry.authors:
            given, family, suffix = author.split()
            authors[", ".join(filter(None, (family, given, suffix)))].append(place)
    latin = {name: latinize_name(name) for name in authors}
    names = sorted(authors, key=lambda name: (not initial(latin[name]).isascii(), collate(latin[name]), name))
    return [
        (letter, [(name, authors[name]) for name in group])
        for letter, group in groupby(names, key=lambda name: initial(latin[name]))
    ]


def group_by_year(papers: Iterable[tuple[Entry, Place]]) -> list[tuple[str, list[tuple[str, list[Place]]]]]:
    """Return the places of papers by venue, and the venues by year, newest first."""
    years: dict[int, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for entry, place in papers:
        years[entry.year][entry.venue].append(place)
    return [
        (str(year), sorted(years[year].items(), key=lambda venue: venue[0].lower()))
        for year in sorted(years, reverse=True)
    ]


def _lines(heading: str, places: Iterable[tuple[Record, str]]) -> list[IndexEntry]:
    """Return a heading of an index and the lines below it."""
    return [IndexEntry(heading, 1, "", "", "", "", "")] + [
        # the short name as well, for readers with small screens
        IndexEntry(record.entry.label, 2, docname, record.entry.anchor, str(record.entry.year), record.entry.name, "")
        for record, docname in places
    ]
