"""How far a translation is: counts by page, what to do next, a badge."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from .compile import STALE, is_stale
from .files import find_catalogues, page_of
from .markup import read_markup
from .pofile import parse_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from .pofile import Catalogue, Message

DONE = 95
"""The percentage from which on a page needs no notice that a part of it is in English."""

_TOCTREE = re.compile(r"^```\{toctree\}\n(.*?)^```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Status:
    """How many messages of a page, or of all, are in which state."""

    total: int = 0
    translated: int = 0
    stale: int = 0
    """Translations that readers still see, with a mark, though the English has changed a little."""

    fuzzy: int = 0
    """Translations that are not shown until somebody has looked at them."""

    missing: int = 0
    words: int = 0
    """The English words of what is not translated: stale, fuzzy or missing."""

    @property
    def percent(self) -> float:
        """What is translated; stale, fuzzy and missing ones are not."""
        return percentage(self.translated, self.total)

    def __add__(self, other: Status) -> Status:
        return Status(
            self.total + other.total,
            self.translated + other.translated,
            self.stale + other.stale,
            self.fuzzy + other.fuzzy,
            self.missing + other.missing,
            self.words + other.words,
        )


def percentage(part: int, whole: int) -> float:
    """Return how many percent a part is, rounded down, so that only all is 100; of nothing, all is done."""
    return 1000 * part // whole / 10 if whole else 100.0


class Todo(NamedTuple):
    """A sentence to translate."""

    path: str
    line: int
    page: str
    state: str
    """``missing``, ``fuzzy`` or ``stale``."""

    english: str


class Progress(NamedTuple):
    """How far a language is."""

    pages: dict[str, Status]
    todos: list[Todo]

    @property
    def total(self) -> Status:
        """The sum of all pages."""
        return sum(self.pages.values(), Status())


def count_messages(catalogue: Catalogue) -> Status:
    """Return how many messages of a catalogue are in which state."""
    states = [state_of(message) for message in catalogue.live]
    words = sum(
        len(re.findall(r"\w+(?:[-'’]\w+)*", read_markup(message.id).text))
        for message, state in zip(catalogue.live, states, strict=True)
        if state != "translated"
    )
    counts = {state: states.count(state) for state in ("translated", "stale", "fuzzy", "missing")}
    return Status(total=len(states), words=words, **counts)


def state_of(message: Message) -> str:
    """Return the state of a message: ``translated``, ``stale``, ``fuzzy`` or ``missing``."""
    if not all(message.strings):
        return "missing"
    if STALE in message.flags or is_stale(message):
        return "stale"
    return "fuzzy" if message.fuzzy else "translated"


def line_of(message: Message) -> int:
    """Return the line of a message in the project's catalogue; a copy for the build has it as a hint."""
    hint = message.hints[0] if message.hints else ""
    return int(hint) if hint.isdecimal() else message.string_line


def read_progress(locale: Path, language: str, order: Sequence[str] = ()) -> Progress:
    """Return how far a language is.

    :param order: the pages in the order of their weight; others follow by name
    """
    paths = {page_of(path): path for path in find_catalogues(locale, language)}
    weights = {page: weight for weight, page in enumerate(order)}
    pages, todos = {}, []
    for page in sorted(paths, key=lambda page: (weights.get(page, len(weights)), page)):
        catalogue = parse_catalogue(paths[page].read_bytes())
        if not catalogue.live:
            continue  # the page is gone
        pages[page] = count_messages(catalogue)
        todos += [
            Todo(str(paths[page]), line_of(message), page, state, " ".join(message.id.split()))
            for message in catalogue.live
            if (state := state_of(message)) != "translated"
        ]
    return Progress(pages, todos)


def page_order(index: str) -> list[str]:
    """Return the pages in the order in which readers meet them: the front page, then its tables of contents."""
    pages = ["index"]
    for block in _TOCTREE.findall(index):
        pages += [line.strip() for line in block.splitlines() if line.strip() and not line.startswith(":")]
    return pages


def render_table(rows: Iterable[tuple[str, Status]]) -> list[str]:
    """Return the lines of a table of counts."""
    lines = [f"{'page':<30}{'done':>8}{'of':>6}{'%':>7}{'stale':>7}{'fuzzy':>7}{'missing':>9}{'words left':>12}"]
    lines += [
        f"{page:<30}{one.translated:>8}{one.total:>6}{one.percent:>7.1f}"
        f"{one.stale:>7}{one.fuzzy:>7}{one.missing:>9}{one.words:>12}"
        for page, one in rows
    ]
    return lines


def render_badge(label: str, percent: float) -> str:
    """Return a badge as an SVG image."""
    value = f"{percent:g} %"
    color = "#2e7d32" if percent >= DONE else "#b26a00" if percent >= DONE / 2 else "#b3261e"
    left, right = (12 + sum(13 if ord(char) > 0x2E7F else 7 for char in text) for text in (label, value))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="20" role="img"'
        f' aria-label="{escape(label)}: {value}">'
        f'<rect width="{left}" height="20" fill="#444"/><rect x="{left}" width="{right}" height="20" fill="{color}"/>'
        '<g fill="#fff" font-family="Verdana,DejaVu Sans,Noto Sans CJK SC,sans-serif" font-size="11"'
        f' text-anchor="middle"><text x="{left / 2:g}" y="14">{escape(label)}</text>'
        f'<text x="{left + right / 2:g}" y="14">{value}</text></g></svg>\n'
    )
