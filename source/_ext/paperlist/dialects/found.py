"""What an importer finds in other people's lists."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..entry import Author, Entry, Link
from ..mend import mend_entry

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Unread:
    """Text that no dialect understood."""

    line: int
    """The line, counted from 1."""

    text: str


@dataclass
class Facts:
    """What one line, or all of them, say of a paper besides its title."""

    authors: list[Author] = field(default_factory=list)
    others: bool = False
    """Whether the list ends the authors with “et al.”."""

    venue: str = ""
    """The short name of the venue; as the list gives it, if the table of venues does not have it."""

    year: int | None = None
    track: str = ""
    """What stands with the venue: ``oral``, ``Best paper``."""

    institutions: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    """The links besides the title's, with the labels of the closed set where they mean the same."""

    empty: list[str] = field(default_factory=list)
    """The labels of links without a target, which are left out."""


@dataclass
class Found(Facts):
    """One paper of a list: what the list says of it, which may be less than an entry needs."""

    title: str = ""
    """As in :class:`~paperlist.entry.Entry`: ``$…$`` is math."""

    short: str = ""
    url: str = ""
    """As the list gives it."""

    line: int = 0
    """The line where the entry begins, counted from 1."""

    summary: str = ""
    """The paragraph below, where the list has our own form."""

    @classmethod
    def of(cls, entry: Entry) -> Found:
        """Return what an entry says."""
        return cls(
            title=entry.title,
            short=entry.short,
            url=entry.url,
            authors=list(entry.authors),
            venue=entry.venue,
            year=entry.year,
            institutions=list(entry.institutions),
            links=list(entry.links),
        )

    def iter_gaps(self) -> Iterator[str]:
        """Yield what an entry needs and the list does not say."""
        if not self.url:
            yield "no address"
        if self.others or not self.authors:
            yield f"only “{self.authors[0].name} et al.”" if self.authors else "no authors"
        if not self.venue:
            yield "no venue"
        if self.year is None:
            yield "no year"

    def to_entry(self) -> Entry:
        """Return the canonical entry.

        :raises ValueError: if something is missing
        """
        if any(self.iter_gaps()) or self.year is None:
            raise ValueError(", ".join(self.iter_gaps()))
        return mend_entry(
            Entry(
                self.title,
                self.url,
                tuple(self.authors),
                self.venue,
                self.year,
                self.short,
                tuple(self.institutions),
                tuple(self.links),
            )
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form of ``paperlist import --to json``; of links of one label the later get a number."""
        links: dict[str, str] = {}
        for link in self.links:
            label, number = link.label, 1
            while label in links:
                number += 1
                label = f"{link.label} {number}"
            links[label] = link.url
        return {
            "title": self.title,
            "short": self.short,
            "url": self.url,
            "authors": [author.name for author in self.authors],
            "author_links": {author.name: author.url for author in self.authors if author.url},
            "venue": self.venue,
            "year": self.year,
            "track": self.track,
            "institutions": self.institutions,
            "links": links,
            "line": self.line,
        }
