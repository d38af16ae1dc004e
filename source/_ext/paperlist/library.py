"""All entries of the list, found by the names people use for them."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from .diagnostic import Code
from .entry import assign_keys

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .check import Record


class PaperLookupError(LookupError):
    """A name fits no paper, or more than one."""

    def __init__(self, code: Code, message: str) -> None:
        super().__init__(message)
        self.code = code
        """Either ``UNKNOWN_PAPER`` or ``AMBIGUOUS_PAPER``."""


class Library:
    """The entries of the list by short name, identity, title and BibTeX key."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._by_identity: dict[str, Record] = {}
        self._by_name: dict[str, list[Record]] = {}
        for record in records:
            self._by_identity.setdefault(record.entry.identity, record)
        self.keys = assign_keys(record.entry for record in self._by_identity.values())
        """The BibTeX key of each entry, by identity."""
        for identity, record in self._by_identity.items():
            scheme, _, value = identity.partition(":")
            for name in {identity, value, f"{scheme.lower()}:{value}", self.keys[identity], record.entry.short}:
                if name:
                    self._by_name.setdefault(name, []).append(record)

    def find(self, name: str) -> Record:
        """Return the paper that *name* stands for: a short name, an identity or a BibTeX key.

        :raises PaperLookupError: if there is none, or if two papers share the name
        """
        found = self._by_name.get(name, ())
        if len(found) == 1:
            return found[0]
        if found:
            homes = " or ".join(f"{record.entry.identity} ({record.entry.name})" for record in found)
            raise PaperLookupError(Code.AMBIGUOUS_PAPER, f"{name} is the name of {len(found)} papers: write {homes}")
        close = get_close_matches(name, self._by_name, n=1, cutoff=0.7)
        hint = f"; did you mean {close[0]}?" if close else ""
        raise PaperLookupError(Code.UNKNOWN_PAPER, f"unknown paper: {name}{hint}")
