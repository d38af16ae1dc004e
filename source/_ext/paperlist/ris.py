"""Entries as RIS, https://en.wikipedia.org/wiki/RIS_(file_format)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .entry import Author, Entry, plain_title, sort_by_key
from .venue import Kind, find_venue

if TYPE_CHECKING:
    from collections.abc import Iterable

_TYPES = {
    Kind.CONFERENCE: "CPAPER",
    Kind.WORKSHOP: "CPAPER",
    Kind.JOURNAL: "JOUR",
    Kind.BOOK: "CHAP",
    Kind.REPORT: "RPRT",
    Kind.PREPRINT: "UNPB",
}


def render_ris(entries: Iterable[Entry]) -> str:
    """Return a RIS file of *entries*, sorted by BibTeX key."""
    return "".join(render_ris_entry(entry, key) for key, entry in sort_by_key(entries))


def render_ris_entry(entry: Entry, key: str) -> str:
    """Return one entry as a RIS record."""
    venue = find_venue(entry.venue)
    tags = [
        ("TY", _TYPES[venue.kind]),
        ("ID", key),
        ("TI", plain_title(entry.title)),
        ("ST", entry.short),
        *(("AU", _ris_name(author)) for author in entry.authors),
        ("PB" if venue.kind is Kind.REPORT else "T2", venue.name),
        ("PB", venue.publisher),
        ("PY", str(entry.year)),
        ("DO", entry.doi),
        ("AN", f"arXiv:{entry.eprint}" if entry.eprint else None),
        ("UR", entry.url),
        *(("L2", link.url) for link in entry.links),
    ]
    return "".join(f"{tag}  - {value}\n" for tag, value in tags if value) + "ER  - \n\n"


def _ris_name(author: Author) -> str:
    given, family, suffix = author.split()
    return ", ".join(part for part in (family, given, suffix) if part)
