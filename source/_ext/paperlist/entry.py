"""The entry, one paper of the list, and the names that derive from it.

The classes have no slots: cached properties need a ``__dict__``, and thousands
of entries in a pickled environment are read faster with one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# https://info.arxiv.org/help/arxiv_identifier.html
_ARXIV_URL = re.compile(
    r"https?://(?:www\.)?arxiv\.org/abs/((\d\d)(\d\d)\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/(\d\d)(\d\d)\d{3})(v\d+)?$"
)
_OPENREVIEW_URL = re.compile(r"https?://openreview\.net/(?:forum|pdf)\?id=([\w-]+)$")
_DOI_URL = re.compile(r"https?://(?:dx\.)?doi\.org/(10\.\d{4,}/\S+)$")

_MATH = re.compile(r"(?<!\\)((?:\\\\)*)\$([^$]*)\$")
_ESCAPED = re.compile(r"\\([\\$])")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_PARTICLES = frozenset(
    [
        "da",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "do",
        "dos",
        "du",
        "la",
        "le",
        "ten",
        "ter",
        "van",
        "vom",
        "von",
        "zu",
        "zur",
    ]
)
_SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})
_STOP_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "on",
        "in",
        "of",
        "for",
        "to",
        "from",
        "by",
        "at",
        "as",
        "with",
        "and",
        "or",
        "is",
        "are",
        "be",
        "via",
        "into",
        "do",
        "does",
        "can",
        "towards",
        "toward",
    ]
)
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "AE"}
    | {"œ": "oe", "Œ": "OE", "Ð": "D", "ẞ": "SS", "ς": "σ", "ı": "i", "ð": "d", "þ": "th", "Þ": "Th"}
)


def fold(text: str) -> str:
    """Return *text* in plain ASCII: accents dropped, Greek letters spelt out, the rest left out."""
    if text.isascii():
        return text
    folded = []
    for char in unicodedata.normalize("NFKD", text.translate(_LETTERS)):
        if char.isascii():
            folded.append(char)
        elif (name := unicodedata.name(char, "")).startswith("GREEK"):
            letter = name.split(" LETTER ")[-1].split(" ")[0].lower() if " LETTER " in name else ""
            folded.append("lambda" if letter == "lamda" else letter)
    return "".join(folded)


def slug(text: str) -> str:
    """Return *text* as lower-case ASCII words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text).lower()).strip("-")


@dataclass(frozen=True)
class Author:
    """One author: the name as printed and, if known, a homepage."""

    name: str
    url: str | None = None

    def split(self) -> tuple[str, str, str]:
        """Return given name, family name and suffix.

        The family name is the last word, with the lower-case particles before
        it; double family names cannot be told from the name alone.
        """
        words = self.name.split()
        suffix = words.pop() if len(words) > 2 and words[-1] in _SUFFIXES else ""
        start = len(words) - 1
        while start > 1 and words[start - 1] in _PARTICLES:
            start -= 1
        return " ".join(words[:start]), " ".join(words[start:]), suffix


@dataclass(frozen=True)
class Link:
    """A link behind the venue, such as the code."""

    label: str
    url: str


@dataclass(frozen=True)
class Entry:
    """The facts of one paper: the head of an entry."""

    title: str
    """The title as published; ``$…$`` is inline math, ``\\$`` and ``\\\\`` are the characters themselves."""

    url: str
    """Where the title links to."""

    authors: tuple[Author, ...]
    """All authors, in order."""

    venue: str
    """The short name of the venue; ``arXiv`` if published nowhere else."""

    year: int
    """The year of the venue."""

    short: str = ""
    """The name people say, such as ``DDPM``; empty if there is none."""

    institutions: tuple[str, ...] = ()
    """The institutions, in order; empty if unknown."""

    links: tuple[Link, ...] = ()
    """Links to code, project page and the like, in order."""

    @cached_property
    def eprint(self) -> str | None:
        """The arXiv id without version, such as ``2006.11239`` or ``cs/0603122``."""
        match = _ARXIV_URL.match(self.url)
        return match[1] if match else None

    @property
    def doi(self) -> str | None:
        """The DOI that the title links to, in lower case (DOIs ignore case)."""
        match = _DOI_URL.match(self.url)
        return match[1].lower() if match else None

    @cached_property
    def identity(self) -> str:
        """What tells this paper from all others: ``arxiv:…``, ``openreview:…``, ``doi:…`` or ``title:…``."""
        if self.eprint:
            return f"arxiv:{self.eprint}"
        if match := _OPENREVIEW_URL.match(self.url):
            return f"openreview:{match[1]}"
        if self.doi:
            return f"doi:{self.doi}"
        return f"title:{slug(plain_title(self.title))}"

    @cached_property
    def anchor(self) -> str:
        """The permanent HTML id; it stays when a preprint gets published."""
        scheme, _, value = self.identity.partition(":")
        return f"{scheme}-{re.sub(r'[^A-Za-z0-9_]+', '-', value).strip('-')}"

    @cached_property
    def date(self) -> tuple[int, int]:
        """Year and month of the first appearance; month 0 where only the year is known.

        The arXiv id tells both, unless it was given after the publication.
        """
        year, month = self.eprint_date
        return (year, month) if 0 < year <= self.year else (self.year, 0)

    @property
    def eprint_date(self) -> tuple[int, int]:
        """Year and month of the arXiv id; zeros if there is none."""
        match = _ARXIV_URL.match(self.url)
        if not match:
            return 0, 0
        year, month = int(match[2] or match[4]), int(match[3] or match[5])
        return year + (1900 if year > 90 else 2000), month

    @cached_property
    def sort_key(self) -> tuple[int, int, str]:
        """What the entries of a topic are sorted by: the date, then the arXiv id."""
        return *self.date, self.eprint or ""

    @property
    def name(self) -> str:
        """What to call the paper in a sentence: the short name, else the title."""
        return self.short or plain_title(self.title)

    @cached_property
    def label(self) -> str:
        """Short name and title as plain text, as in an index."""
        title = plain_title(self.title)
        return f"{self.short}: {title}" if self.short else title

    @cached_property
    def base_key(self) -> str:
        """The BibTeX key before clashes are resolved, such as ``ho2020denoising``."""
        family = re.sub(r"[^a-z0-9]", "", fold(self.authors[0].split()[1]).lower())
        words = [word for word in slug(plain_title(self.title)).split("-") if word]
        word = next((word for word in words if word not in _STOP_WORDS), words[0] if words else "")
        return f"{family}{self.date[0]}{word}"


def split_title(title: str) -> Iterator[tuple[bool, str]]:
    """Yield the parts of a title: whether it is math, and its text without ``$`` and escapes."""
    end = 0
    for match in _MATH.finditer(title):
        if before := title[end : match.start()] + match[1]:
            yield False, _ESCAPED.sub(r"\1", before)
        yield True, match[2]
        end = match.end()
    if rest := title[end:]:
        yield False, _ESCAPED.sub(r"\1", rest)


@lru_cache(maxsize=2048)  # every index and export asks for each
def plain_title(title: str) -> str:
    """Return a title as plain text: math without dollar signs, commands by their names."""
    return "".join(_COMMAND.sub(r"\1", part) if math else part for math, part in split_title(title))


def assign_keys(entries: Iterable[Entry]) -> dict[str, str]:
    """Return the BibTeX key of each entry by its identity.

    Of the entries that claim one key the oldest keeps it; the others get a
    letter: ``ho2020denoising``, ``ho2020denoisinga``, ``ho2020denoisingb`` …
    """
    keys: dict[str, str] = {}
    taken: set[str] = set()
    for entry in sorted(entries, key=lambda entry: (entry.date, entry.identity)):
        if entry.identity in keys:
            continue
        key, number = entry.base_key, 0
        while key in taken:
            key, number = entry.base_key + _letters(number), number + 1
        keys[entry.identity] = key
        taken.add(key)
    return keys


def sort_by_key(entries: Iterable[Entry]) -> list[tuple[str, Entry]]:
    """Return the entries with their BibTeX keys, sorted by key, each identity once."""
    unique = {entry.identity: entry for entry in entries}
    keys = assign_keys(unique.values())
    return sorted(((keys[identity], entry) for identity, entry in unique.items()), key=lambda pair: pair[0])


def _letters(number: int) -> str:
    """Return the letters of a number: a, b, … z, aa, ab, and so on."""
    number, letter = divmod(number, 26)
    return (_letters(number - 1) if number else "") + chr(ord("a") + letter)
