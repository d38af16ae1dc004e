"""Entries as CSL-JSON, https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .entry import Author, Entry, plain_title, sort_by_key
from .venue import Kind, find_venue

if TYPE_CHECKING:
    from collections.abc import Iterable

_TYPES = {
    Kind.CONFERENCE: "paper-conference",
    Kind.WORKSHOP: "paper-conference",
    Kind.JOURNAL: "article-journal",
    Kind.BOOK: "chapter",
    Kind.REPORT: "report",
    Kind.PREPRINT: "article",
}


def render_csl(entries: Iterable[Entry]) -> str:
    """Return a CSL-JSON array of *entries*, sorted by BibTeX key, which serves as their id; one item a line."""
    items = (json.dumps(csl_item(entry, key), ensure_ascii=False) for key, entry in sort_by_key(entries))
    return "[\n" + ",\n".join(items) + "\n]\n"


def csl_item(entry: Entry, key: str) -> dict[str, Any]:
    """Return one entry as a CSL-JSON item."""
    venue = find_venue(entry.venue)
    container = "publisher" if venue.kind is Kind.REPORT else "container-title"
    item = {
        "id": key,
        "type": _TYPES[venue.kind],
        "title": plain_title(entry.title),
        "title-short": entry.short,
        "author": [_csl_name(author) for author in entry.authors],
        container: venue.name,
        **({"publisher": venue.publisher} if venue.publisher else {}),
        "issued": {"date-parts": [[entry.year]]},
        "DOI": entry.doi,
        "number": f"arXiv:{entry.eprint}" if entry.eprint else None,
        "URL": entry.url,
    }
    return {name: value for name, value in item.items() if value}


def _csl_name(author: Author) -> dict[str, str]:
    given, family, suffix = author.split()
    name = {"family": family, "given": given, "suffix": suffix}
    return {part: value for part, value in name.items() if value} if given else {"literal": author.name}
