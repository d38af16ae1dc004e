"""Put an entry at its place in a page, and touch nothing else there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from .entry import slug
from .library import PaperLookupError
from .markdown import EntryError, parse_entry, parser, render_entry
from .page import iter_items, render_item

if TYPE_CHECKING:
    from .entry import Entry
    from .library import Library
    from .page import Item


class TopicError(ValueError):
    """A page does not have the topic, or has it twice."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A heading and the lines below it, up to the next heading."""

    name: str
    line: int
    """The line of the heading, counted from 1."""
    end: int
    """The line behind the last one, counted from 1."""


def iter_topics(text: str) -> list[Topic]:
    """Return the topics of a page, in order."""
    lines = text.count("\n") + 1 + (not text.endswith("\n"))
    tokens = parser().parse(text)
    headings = [
        (following.content, token.map)
        for token, following in pairwise(tokens)
        if token.type == "heading_open" and token.level == 0 and token.map
    ]
    starts = [place[0] + 1 for _, place in headings]
    return [
        Topic(name, start, end) for (name, _), start, end in zip(headings, starts, [*starts[1:], lines], strict=True)
    ]


def find_topic(text: str, name: str) -> Topic:
    """Return the topic of that name; capitals and punctuation do not count.

    :raises TopicError: if there is none, or more than one
    """
    topics = iter_topics(text)
    found = [topic for topic in topics if slug(topic.name) == slug(name) or topic.name == name]
    if len(found) == 1:
        return found[0]
    if found:
        lines = " and ".join(str(topic.line) for topic in found)
        raise TopicError(f"the topic {name} stands twice, at lines {lines}")
    held = {item.section for item in iter_items(text)}
    known = ", ".join(topic.name for topic in topics if topic.line in held)
    raise TopicError(f"no topic {name}; the topics with papers are: {known or 'none'}")


def insert_entry(text: str, topic: str, entry: Entry, library: Library, summary: str = "") -> str:
    """Return a page with an entry added to a topic, before the first paper that is younger.

    :param library: all entries of the list, to date the references among the items
    :raises TopicError: if the page does not have the topic, or has it twice
    """
    place = find_topic(text, topic)
    item = render_item(render_entry(entry), summary)
    end = "\r\n" if "\r\n" in text else "\n"
    items = [one for one in iter_items(text) if one.section == place.line and one.placed]
    later = next((one for one in items if _sort_key(one, library) > entry.sort_key), None)
    lines = re.split(r"(?<=\n)", text)
    lines = lines[:-1] if lines and not lines[-1] else lines
    if later:
        return _join(lines, later.line - 1, f"{item}\n", end)
    number = items[-1].end - 1 if items else _behind_content(lines, place)
    if lines and number == len(lines) and not lines[-1].endswith("\n"):
        lines[-1] += end
    return _join(lines, number, f"\n{item}", end)


def _join(lines: list[str], number: int, block: str, end: str) -> str:
    return "".join([*lines[:number], block.replace("\n", end), *lines[number:]])


def _behind_content(lines: list[str], topic: Topic) -> int:
    """Return the number of lines up to the last one of a topic that is not blank."""
    number = min(topic.end - 1, len(lines))
    while number > topic.line and not lines[number - 1].strip():
        number -= 1
    # the label of the heading below belongs to that
    if number > topic.line and re.match(r"\([^\s()]+\)=\s*$", lines[number - 1]):
        number -= 1
        while number > topic.line and not lines[number - 1].strip():
            number -= 1
    return number


def _sort_key(item: Item, library: Library) -> tuple[int, int, str]:
    """Return what an item is sorted by; an item that cannot be dated comes first, so that nothing goes before it."""
    try:
        entry = library.find(item.reference).entry if item.reference else parse_entry(item.source)
    except (EntryError, PaperLookupError):
        return 0, 0, ""
    return entry.sort_key
