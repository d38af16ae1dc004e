"""The parts of an entry besides its title: authors, venue, institutions, links, in any order and bracket."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..entry import Author, Link
from ..mend import mend_label
from ..venue import recognise_venue
from .found import Facts
from .inline import find_closing, normalise, read_link

if TYPE_CHECKING:
    from .found import Found

_YEAR = re.compile(r"(?<!\d)(?:19[5-9]\d|20\d\d)(?!\d)")
_SHORT_YEAR = re.compile(r"[’'](\d\d)(?!\d)")
_TRACK = re.compile(
    r"\(([^()]*)\)?|\b(oral|spotlight|poster|highlights?|best (?:student )?paper(?: award)?|award candidate)\b",
    re.IGNORECASE,
)
_PREPRINT = re.compile(r"^arxiv(?:[.:\s-]*(?:e-?print|preprint|pre-print))?s?$|^preprint$|^corr$", re.IGNORECASE)
_NAME_SPLIT = re.compile(r"\s*(?:[,;，；、]\s*(?:and\s+|&\s*)?|\s+and\s+|\s+&\s+)\s*")
_OTHERS = re.compile(r"[,;]?\s*\b(?:et\.?\s*al\.?|and others|etc\.?)\s*\.?$", re.IGNORECASE)
_NOT_A_NAME = re.compile(
    r"\b(?:universit\w*|institut\w*|colleges?|lab(?:s|oratory)?|research|academy|school|google|nvidia|deepmind|"
    r"microsoft|adobe|facebook|meta|apple|amazon|alibaba|tencent|baidu|huawei|department|center|centre|inc|ai)\b",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    ["al", "bin", "da", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "la", "le"]
) | frozenset(["ten", "ter", "van", "vom", "von", "y", "zu", "zur"])


@dataclass
class Parts(Facts):
    """What one line says of a paper."""

    plain: list[str] = field(default_factory=list)
    """Text outside brackets and emphasis, not understood here."""

    def __bool__(self) -> bool:
        return bool(self.authors or self.venue or self.year or self.institutions or self.links or self.empty)

    @property
    def rest(self) -> str:
        """What was not understood."""
        return " ".join(self.plain).strip()


def parse_parts(text: str) -> Parts:
    """Return the parts of an entry that a line holds; whatever is none is in ``plain``."""
    text, position, parts = normalise(text), 0, Parts()
    while position < len(text):
        char = text[position]
        if char == "[":
            position = _square(text, position, parts)
        elif char == "(" and (close := find_closing(text, position)) > 0:
            _round(text[position + 1 : close], parts)
            position = close + 1
        elif char == "*" and (close := text.find("*", position + 1)) > 0:
            parse_authors(text[position + 1 : close], parts)
            position = close + 1
        elif char in " \t\\|,;.–—":
            position += 1
        else:
            end = min((at for at in (text.find(mark, position + 1) for mark in "[(*") if at > 0), default=len(text))
            parts.plain.append(text[position:end].strip(" \t\\|,;"))
            position = end
    return parts


def parse_authors(text: str, parts: Parts) -> None:
    """Take the names of *text*, some with links to homepages, into *parts*."""
    text = text.strip().strip("*").strip()
    if text.startswith("[") and not read_link(text, 0) and text.endswith("]"):
        text = text[1:-1]
    if match := _OTHERS.search(text):
        parts.others, text = True, text[: match.start()]
    homepages: list[Author] = []
    bare, position = "", 0
    while position < len(text):
        link = read_link(text, position)
        if link:
            homepages.append(Author(link.label.strip(), link.url or None))
            bare, position = f"{bare}\0", link.end
        else:
            bare, position = bare + text[position], position + 1
    for name in _NAME_SPLIT.split(bare.strip(" .,;\\")):
        name = re.sub(r"\s+", " ", re.sub(r"[*†‡∗]+$|^and\s+|\\(?=[^\w\s])", "", name.strip()))
        if "\0" in name and homepages:
            parts.authors.append(homepages.pop(0))
        elif "://" in name:
            parts.plain.append(name)
        elif name:
            parts.authors.append(Author(name))


def is_several(name: str) -> bool:
    """Return whether what our own form takes for one name is more: names between other marks, or “et al.”."""
    return bool(_NAME_SPLIT.search(name) or _OTHERS.search(name))


def parse_venue(text: str, parts: Parts, *, sure: bool = False) -> bool:
    """Take venue, year and track out of *text*; return False, changing nothing, if it is no venue.

    :param sure: whether a text without year is a venue even if the table does not know it
    """
    text = " ".join(text.split())
    rest, year, track = text, None, ""
    if match := _YEAR.search(rest):
        year, rest = int(match[0]), f"{rest[: match.start()]} {rest[match.end() :]}"
    elif match := _SHORT_YEAR.search(rest):
        year, rest = 2000 + int(match[1]), f"{rest[: match.start()]} {rest[match.end() :]}"
    if match := _TRACK.search(rest):
        track, rest = (match[1] or match[2] or "").strip(), f"{rest[: match.start()]} {rest[match.end() :]}"
    name = " ".join(rest.split()).strip(" -–,.:;'’()")
    name = "" if name.lower() in ("none", "n/a", "unknown") else name
    if re.fullmatch(r"workshops?", track, re.IGNORECASE):
        name, track = f"{name} Workshop", ""
    known = "arXiv" if _PREPRINT.match(name) else recognise_venue(name)
    if not (known or year or (name and sure)):
        return False
    parts.venue = (known or name) if name else parts.venue
    parts.year = year or parts.year
    parts.track = track or parts.track
    return True


def looks_like_names(text: str) -> bool:
    """Return whether *text* is a list of names of persons: two to six words each, in capitals but for particles."""
    text = _OTHERS.sub("", text.strip().strip("*")).strip(" .,;\\")
    names = [re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", name) for name in _NAME_SPLIT.split(text)]
    return bool(text) and all(map(_is_name, names))


def merge(found: Found, parts: Parts) -> bool:
    """Take the parts of a line into an entry; return False, changing nothing, if they contradict what it has."""
    if (parts.venue and found.venue) or (parts.authors and found.authors) or (parts.year and found.year):
        return False
    found.authors += parts.authors
    found.others = found.others or parts.others
    found.venue = found.venue or parts.venue
    found.year = found.year or parts.year
    found.track = found.track or parts.track
    found.institutions += parts.institutions
    found.links += [link for link in parts.links if link not in found.links]
    found.empty += parts.empty
    return True


def _square(text: str, start: int, parts: Parts) -> int:
    """Take the square bracket at *start*, a link, a venue, names or institutions; return the position behind it."""
    if text.startswith("[[", start) and (link := read_link(text, start + 1)) and text[link.end : link.end + 1] == "]":
        _link(link.label, link.url, parts)
        return link.end + 1
    if link := read_link(text, start):
        _link(link.label, link.url, parts)
        return link.end
    close = find_closing(text, start)
    if close < 0:
        parts.plain.append(text[start:])
        return len(text)
    content = text[start + 1 : close].strip()
    if "://" in content:
        parts.plain.append(f"[{content}]")
    elif looks_like_names(content) and not parts.authors:
        parse_authors(content, parts)
    elif parts.venue and not _YEAR.fullmatch(content) and not content[:1].isdigit():
        parts.institutions += _institutions(content)
    elif not parse_venue(content, parts, sure=not parts.venue and " " not in content):
        parts.plain.append(f"[{content}]")
    return close + 1


def _round(content: str, parts: Parts) -> None:
    content = content.strip()
    if content.startswith("["):
        position = 0
        while link := read_link(content, position):
            _link(link.label, link.url, parts)
            position = link.end
        if rest := content[position:].strip():
            parts.plain.append(rest)
    elif content.startswith("*"):
        parse_authors(content, parts)
    elif "://" in content:
        parts.plain.append(f"({content})")
    else:
        parts.institutions += _institutions(content)


def _link(label: str, url: str, parts: Parts) -> None:
    label = mend_label(plain_label(label))
    if url:
        parts.links.append(Link(label, url))
    else:
        parts.empty.append(label)


def plain_label(label: str) -> str:
    """Return the label of a link without markup and signs around it."""
    return label.replace("\\", "").strip(" *_`[]") or label


def _institutions(text: str) -> list[str]:
    return [name for name in (part.strip(" .") for part in re.split(r"[,，、]", text)) if name]


def _is_name(name: str) -> bool:
    words = name.split()
    return (
        2 <= len(words) <= 6
        and not any(char.isdigit() for char in name)
        and not _NOT_A_NAME.search(name)
        and recognise_venue(name) is None
        and all(word[:1].isupper() or word.strip(".") in _PARTICLES or word[:2] in ("d'", "d’") for word in words)
        and all(char.isalpha() or char in " .'’-‐()" for char in name)
    )
