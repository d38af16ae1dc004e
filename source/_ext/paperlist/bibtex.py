"""Entries as BibTeX, https://www.bibtex.com/g/bibtex-format/."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .entry import Author, Entry, sort_by_key, split_title
from .venue import Kind, find_venue

if TYPE_CHECKING:
    from collections.abc import Iterable

_TYPES = {
    Kind.CONFERENCE: ("inproceedings", "booktitle"),
    Kind.WORKSHOP: ("inproceedings", "booktitle"),
    Kind.JOURNAL: ("article", "journal"),
    Kind.BOOK: ("incollection", "booktitle"),
    Kind.REPORT: ("techreport", "institution"),
    Kind.PREPRINT: ("misc", None),
}
_SPECIAL = re.compile(r"[\\{}$&%#_~^]")
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def render_bibtex(entries: Iterable[Entry]) -> str:
    """Return a BibTeX file of *entries*, sorted by key.

    Letters beyond ASCII stay as they are (UTF-8).
    """
    return "\n".join(render_bibtex_entry(entry, key) for key, entry in sort_by_key(entries))


def render_bibtex_entry(entry: Entry, key: str) -> str:
    """Return one entry as BibTeX; fields without a value are left out."""
    venue = find_venue(entry.venue)
    kind, container = _TYPES[venue.kind]
    title = "".join(f"${part}$" if math else _escape(part) for math, part in split_title(entry.title))
    fields = [
        ("title", f"{{{title}}}"),  # the second pair of braces keeps the capitals
        ("author", " and ".join(map(_render_author, entry.authors))),
        (container, _escape(venue.name)),
        ("publisher", _escape(venue.publisher)),
        ("year", str(entry.year)),
        ("eprint", entry.eprint),
        ("archiveprefix", "arXiv" if entry.eprint else None),
        ("doi", entry.doi),
        ("url", entry.url),
    ]
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if name and value)
    return f"@{kind}{{{key},\n{body}}}\n"


def _render_author(author: Author) -> str:
    given, family, suffix = author.split()
    if not given:
        return f"{{{_escape(family)}}}"
    return _escape(", ".join(part for part in (family, suffix, given) if part))


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda match: _ESCAPES.get(match[0], f"\\{match[0]}"), text)
