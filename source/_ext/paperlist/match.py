"""Tell whether a publication is the published form of a preprint: same title and same authors.

The title must be the same, not begin the same: “Deep Learning” is many papers.
The authors must be the same, too: two papers are called “Stochastic
Normalizing Flows”.  Authors are compared by family name and first initial,
since lists abbreviate given names; some may have joined or left on the way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .comment import recognise_container
from .entry import Author, fold, plain_title, slug
from .venue import Kind, find_venue, recognise_venue, venues

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .entry import Entry

_EARLIEST, _LATEST = -3, 7
"""How many years a publication may be before or behind the preprint."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What a bibliography says of a published paper."""

    title: str
    authors: tuple[str, ...]
    venue: str
    """As the bibliography gives it."""

    year: int
    source: str
    """The bibliography."""

    url: str = ""
    eprint: str = ""
    """The arXiv id, if the bibliography knows it."""

    @property
    def place(self) -> str | None:
        """The short name of the venue, None if the table of venues does not have it."""
        name = re.sub(r"\s*\([^)]*\)$", "", self.venue)  # NeurIPS (Datasets and Benchmarks), ECCV (12)
        return recognise_venue(self.venue) or recognise_venue(name) or recognise_container(self.venue)


def title_key(title: str) -> str:
    """Return what is left of a title without capitals, punctuation, accents and blanks."""
    return slug(plain_title(title)).replace("-", "")


def same_authors(first: Sequence[str], second: Sequence[str]) -> bool:
    """Return whether two lists of names are of the same people, but for a few.

    The first author of each is in the other; half of the shorter list and a third of the longer are common.
    """
    keys = [list(dict.fromkeys(map(_author_key, names))) for names in (first, second)]
    if not all(keys) or keys[0][0] not in keys[1] or keys[1][0] not in keys[0]:
        return False
    common = len(set(keys[0]) & set(keys[1]))
    return 2 * common >= min(map(len, keys)) and 3 * common >= max(map(len, keys))


def is_published_form(publication: Publication, entry: Entry) -> bool:
    """Return whether a publication is the published form of a preprint."""
    authors = [author.name for author in entry.authors]
    if publication.eprint and entry.eprint and publication.eprint != entry.eprint:
        return False
    if not same_authors(publication.authors, authors):
        return False
    if not _EARLIEST <= publication.year - entry.date[0] <= _LATEST:
        return False
    if publication.eprint and publication.eprint == entry.eprint:
        return True
    key = title_key(entry.title)
    return len(key) > 5 and key == title_key(publication.title)


def choose_publication(publications: Iterable[Publication], entry: Entry) -> Publication | None:
    """Return the first publication of a preprint at a venue of the table, workshops aside; None if there is none.

    Of a conference paper and its journal version the conference paper is the first.
    """
    found = [
        publication
        for publication in publications
        if is_published_form(publication, entry)
        and (place := publication.place) is not None
        and venues()[place].kind in (Kind.CONFERENCE, Kind.JOURNAL)
        and venues()[place].was_held(publication.year)
    ]
    return min(found, key=lambda one: (one.year, find_venue(one.place or "").kind is Kind.JOURNAL), default=None)


def _author_key(name: str) -> str:
    """Return family name and first initial of a name, as DBLP may number it: ``Wei Wang 0001``."""
    given, family, _ = Author(re.sub(r"\s+\d{4}$", "", name.strip())).split()
    if "," in name:
        family, _, given = (part.strip() for part in name.partition(","))
    initial = fold(given)[:1]
    return re.sub(r"[^a-z]", "", fold(family.split()[-1] if family else name).lower()) + initial.lower()
