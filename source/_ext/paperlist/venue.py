"""The closed table of venues, read from ``venues.toml`` beside this file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files


class Kind(Enum):
    """What a venue is; it decides the types in the export formats."""

    CONFERENCE = "conference"
    JOURNAL = "journal"
    WORKSHOP = "workshop"
    BOOK = "book"
    REPORT = "report"
    PREPRINT = "preprint"


@dataclass(frozen=True, slots=True)
class Venue:
    """Where papers are published."""

    short: str
    """The name in entries, such as ``NeurIPS``."""

    name: str
    """The name in bibliographies."""

    kind: Kind

    publisher: str = ""
    """Who published a book."""


@cache
def venues() -> dict[str, Venue]:
    """Return all venues by their short names."""
    table = tomllib.loads(files(__package__).joinpath("venues.toml").read_text(encoding="utf-8"))
    return {
        short: Venue(short, row["name"], Kind(row["kind"]), row.get("publisher", "")) for short, row in table.items()
    }


def find_venue(short: str) -> Venue:
    """Return the venue of that short name; an unknown one counts as a conference of that name."""
    return venues().get(short) or Venue(short, short, Kind.CONFERENCE)
