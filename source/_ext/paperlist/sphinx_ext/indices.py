"""The indices of the domain: entries by author, and by year and venue."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sphinx.domains import Index, IndexEntry
from sphinx.locale import _

from ..entry import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..check import Record
    from .domain import PaperDomain


class _PaperIndex(Index):
    domain: PaperDomain

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        raise NotImplementedError

    def _records(self, docnames: Iterable[str] | None) -> list[tuple[Record, str]]:
        """Return the entries of the wanted pages with their docnames."""
        wanted = None if docnames is None else set(docnames)
        return [
            (record, docname)
            for docname in sorted(self.domain.records)
            if wanted is None or docname in wanted
            for record in self.domain.records[docname]
        ]


class AuthorIndex(_PaperIndex):
    """Entries by author, sorted by family name."""

    name = "authors"
    localname = _("Index of authors")
    shortname = _("Authors")

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        papers: dict[tuple[str, str], list[tuple[Record, str]]] = defaultdict(list)
        for record, docname in self._records(docnames):
            for author in record.entry.authors:
                given, family, suffix = author.split()
                papers[family, " ".join(filter(None, (given, suffix)))].append((record, docname))
        content: dict[str, list[IndexEntry]] = defaultdict(list)
        for name in sorted(papers, key=lambda name: (fold(" ".join(name)).lower(), name)):
            family, given = name
            initial = next((char for char in fold(family).upper() if char.isalpha()), family[:1])
            heading = f"{family}, {given}" if given else family
            content[initial].append(IndexEntry(heading, 1, "", "", "", "", ""))
            content[initial] += sub_entries(papers[name])
        return sorted(content.items()), False


class YearIndex(_PaperIndex):
    """Entries by year, newest first, and by venue within a year."""

    name = "years"
    localname = _("Index by year and venue")
    shortname = _("Years")

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        papers: dict[int, dict[str, list[tuple[Record, str]]]] = defaultdict(lambda: defaultdict(list))
        for record, docname in self._records(docnames):
            papers[record.entry.year][record.entry.venue].append((record, docname))
        content = []
        for year in sorted(papers, reverse=True):
            entries = []
            for venue in sorted(papers[year], key=str.lower):
                entries.append(IndexEntry(f"{venue} {year}", 1, "", "", "", "", ""))
                entries += sub_entries(papers[year][venue])
            content.append((str(year), entries))
        return content, False


def sub_entries(papers: Iterable[tuple[Record, str]]) -> list[IndexEntry]:
    """Return the lines below a heading of an index, oldest paper first."""
    ordered = sorted(papers, key=lambda paper: (paper[0].entry.sort_key, paper[0].entry.identity))
    return [
        IndexEntry(record.entry.label, 2, docname, record.entry.anchor, str(record.entry.year), "", "")
        for record, docname in ordered
    ]
