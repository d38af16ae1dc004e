"""The closed table of venues, read from ``venues.toml`` beside this file."""

from __future__ import annotations

import re
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

    since: int = 0
    """The first year; 0 if it does not matter."""

    every: int = 1
    """The years between two meetings; a multiple of them away from the first year one was held."""

    aliases: tuple[str, ...] = ()
    """Other names, and misspellings, that are met elsewhere."""

    def was_held(self, year: int) -> bool:
        """Return whether the venue can have published in that year."""
        return year >= self.since and (year - self.since) % self.every == 0


@cache
def venues() -> dict[str, Venue]:
    """Return all venues by their short names."""
    table = tomllib.loads(files(__package__).joinpath("venues.toml").read_text(encoding="utf-8"))
    return {
        short: Venue(short, **{**row, "kind": Kind(row["kind"]), "aliases": tuple(row.get("aliases", ()))})
        for short, row in table.items()
    }


def find_venue(short: str) -> Venue:
    """Return the venue of that short name; an unknown one counts as a conference of that name."""
    return venues().get(short) or Venue(short, short, Kind.CONFERENCE)


@cache
def spellings() -> dict[str, str]:
    """Return the short names of all venues by their spellings: short and full names, and variants."""
    found = {}
    for short, venue in venues().items():
        for spelling in (short, venue.name, *venue.aliases):
            found[spelling] = short
        if short.endswith(" Workshop"):
            found[f"{short}s"] = found[f"{short.removesuffix(' Workshop')}W"] = short
    return found


@cache
def _folded_spellings() -> dict[str, str]:
    return {_fold(spelling): short for spelling, short in spellings().items()}


def recognise_venue(name: str) -> str | None:
    """Return the short name of the venue that is called *name* somewhere, None if it is not in the table.

    Capitals and punctuation do not count; full names and the variants listed in the table do.
    """
    return _folded_spellings().get(_fold(name))


def _fold(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()
