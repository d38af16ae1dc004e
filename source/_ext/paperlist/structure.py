"""Faults in the structure of a page: items that miss being entries, topics, summaries, references."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from .diagnostic import Code, Diagnostic
from .markdown import EntryError, is_entry, parse_entry, parser
from .page import iter_items

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from .page import Item

_VENUE = re.compile(r"\*\*\[`[^`]+`\]")
_TITLE = re.compile(r"\[[^\n]*\]\(https?://[^\n]*\)\s*\n")
_MATH = re.compile(r"\$[^$]*\$")
_TEMPLATE = re.compile(r"one or two sentences of our own|\bTODO\b|\bFIXME\b|\bXXX\b|lorem ipsum", re.IGNORECASE)


def iter_structure_faults(path: str, text: str, summaries: bool) -> Iterator[Diagnostic]:
    """Yield the faults of a page that lie in how its parts stand to each other.

    :param path: the file's name, for the diagnostics
    :param text: the Markdown of the page
    :param summaries: whether the entries of this list have summaries
    """
    tokens = parser().parse(text)
    for line, code, message in (
        *_near_misses(tokens),
        *_topics(tokens),
        *_empty_targets(tokens),
        *_repeated_references(text),
        *_summaries(text, summaries),
    ):
        yield Diagnostic(path, line, code, message)


def has_summaries(pages: Sequence[str]) -> bool:
    """Return whether any entry of the list has a summary; then all should have one."""
    return any(item.is_entry and item.summary for text in pages for item in iter_items(text))


def _near_misses(tokens: Sequence[Token]) -> Iterator[tuple[int, Code, str]]:
    """Yield the paragraphs that hold a venue but are not the head of an item, and those hidden in directives."""
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "colon_fence" and token.map:
            for number, line in enumerate(token.content.split("\n"), start=token.map[0] + 2):
                if _VENUE.match(line.strip()):
                    yield number, Code.MISPLACED, "an entry inside a directive is not seen; put it outside"
        if token.type != "inline" or not token.map or not before or before.type != "paragraph_open":
            continue
        like = _VENUE.search(token.content) or _TITLE.match(token.content)
        item = _is_item_head(tokens, before)
        if (like and not (item and is_entry(token.content))) and (item or _VENUE.search(token.content)):
            yield token.map[0] + 1, Code.NEAR_MISS, f"not seen as an entry: {token.content.splitlines()[0][:60]}"


def _is_item_head(tokens: Sequence[Token], opening: Token) -> bool:
    position = next(number for number, token in enumerate(tokens) if token is opening)
    return position > 0 and tokens[position - 1].type == "list_item_open"


def _topics(tokens: Sequence[Token]) -> Iterator[tuple[int, Code, str]]:
    seen: dict[tuple[str, ...], int] = {}
    trail: list[str] = []
    blocks = [token for token in tokens if token.type != "inline" and token.type != "heading_close"]
    for token, following in zip_longest(blocks, blocks[1:]):
        if token is None or token.type != "heading_open" or token.level or not token.map:
            continue
        level, line = int(token.tag[1]), token.map[0] + 1
        title = tokens[tokens.index(token) + 1].content
        trail = [*trail[: level - 1], *[""] * (level - 1 - len(trail)), title]
        if first := seen.get(place := tuple(trail)):
            yield line, Code.REPEATED_TOPIC, f"the topic stands at line {first} already: {title}"
        seen.setdefault(place, line)
        if level > 1 and (following is None or (following.type == "heading_open" and int(following.tag[1]) <= level)):
            yield line, Code.EMPTY_TOPIC, f"nothing below the heading: {title}"


def _empty_targets(tokens: Sequence[Token]) -> Iterator[tuple[int, Code, str]]:
    for token in tokens:
        line = token.map[0] + 1 if token.map else 0
        for child in token.children or ():
            if child.type == "link_open" and not child.attrGet("href"):
                yield line, Code.EMPTY_TARGET, "a link to nothing"
            line += child.type in ("softbreak", "hardbreak")


def _repeated_references(text: str) -> Iterator[tuple[int, Code, str]]:
    seen: dict[tuple[str, str], int] = {}
    for item in iter_items(text):
        names = [item.reference] if item.reference else _names(item)
        for name in names:
            place = item.topic, name
            if item.reference and place in seen:
                yield item.line, Code.REPEATED_REFERENCE, f"{name} stands in this topic at line {seen[place]} already"
            seen.setdefault(place, item.line)


def _names(item: Item) -> list[str]:
    try:
        entry = parse_entry(item.source)
    except EntryError:
        return []
    return [name for name in (entry.short, entry.identity) if name]


def _summaries(text: str, expected: bool) -> Iterator[tuple[int, Code, str]]:
    for item in iter_items(text):
        if not (item.is_entry and item.placed):
            continue
        if not item.summary:
            if expected:
                yield item.line, Code.SUMMARY, "the entry has no summary"
            continue
        words = len(_MATH.sub("math", item.summary).split())
        if "\n\n" in item.summary or not 8 <= words <= 40:
            form = "more than one paragraph" if "\n\n" in item.summary else f"{words} words"
            yield item.line, Code.SUMMARY_LENGTH, f"the summary has {form}; write 8 to 40 words"
        if match := _TEMPLATE.search(item.summary):
            yield item.line, Code.PLACEHOLDER, f"left over from the template: {match[0]}"
