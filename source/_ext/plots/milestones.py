"""The milestones of the list: the papers that its pages tell a newcomer to start with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from paperlist.check import Record
from paperlist.markdown import parse_entry, role_target
from paperlist.page import iter_items

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from paperlist.entry import Entry
    from paperlist.library import Library

_SECTION = re.compile(r"^## Start here\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_REFERENCE = re.compile(r"^- \{paper\}`([^`]+)`", re.MULTILINE)


class Milestone(NamedTuple):
    """A paper, and the pages that start with it."""

    entry: Entry
    pages: list[str]


def read_records(paths: Iterable[Path]) -> list[Record]:
    """Return the entries of pages."""
    return [
        Record(parse_entry(item.source), str(path), item.line, item.topic)
        for path in paths
        for item in iter_items(path.read_text("utf-8"))
        if item.is_entry
    ]


def read_milestones(paths: Iterable[Path], library: Library) -> list[Milestone]:
    """Return the papers below the headings ``Start here``, oldest first.

    :param paths: the pages
    :param library: the entries of all pages
    :raises PaperLookupError: if a page starts with a paper that no page has
    """
    found: dict[str, Milestone] = {}
    for path in sorted(paths):
        for section in _SECTION.findall(path.read_text("utf-8")):
            for reference in _REFERENCE.findall(section):
                entry = library.find(role_target(reference)).entry
                found.setdefault(entry.identity, Milestone(entry, [])).pages.append(path.stem)
    return sorted(found.values(), key=lambda milestone: milestone.entry.sort_key)
