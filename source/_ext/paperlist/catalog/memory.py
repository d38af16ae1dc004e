"""What has been translated already, so that it can be found again.

A sentence is the same wherever it stands: on its page, on another one, or
among the obsolete ones that once were on a page.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .pofile import Catalogue, Message

LIKE = 0.6
"""How much two texts must share for the translation of one to be of use for the other."""

_WORD = re.compile(r"\S+")


class Text(NamedTuple):
    """An English text and where it stands."""

    english: str
    page: str


class Known(NamedTuple):
    """A translation and where it stands."""

    english: str
    """The text that was translated: of a fuzzy message the previous one, if that is known."""

    message: Message
    page: str

    @property
    def key(self) -> tuple[str | None, str]:
        """What tells one text from another."""
        return self.message.context, self.english


class Memory:
    """All translations into one language."""

    def __init__(self, catalogues: Mapping[str, Catalogue]) -> None:
        self._pages = {
            page: {message.id for message in catalogue.messages if not message.obsolete}
            for page, catalogue in catalogues.items()
        }
        self.known: list[Known] = [
            Known(message.previous if message.fuzzy and message.previous else message.id, message, page)
            for page, catalogue in catalogues.items()
            for message in catalogue.messages
            if any(message.strings)
        ]
        self._drafts: dict[tuple[str | None, str], list[tuple[str, Message]]] = {}
        for page, catalogue in catalogues.items():
            for message in catalogue.messages:
                if message.comments or any(message.strings):
                    self._drafts.setdefault((message.context, message.id), []).append((page, message))
        self._exact: dict[tuple[str | None, str], list[Known]] = {}
        for known in self.known:
            # a doubtful translation of a text that is not told is one of no text
            if known.message.translated or known.message.previous:
                self._exact.setdefault(known.key, []).append(known)

    def find(self, message: Message, page: str, now: set[str]) -> tuple[Known | None, bool]:
        """Return the translation of exactly this text, and whether there are other ones as good.

        :param now: the texts that are on the page, by which a page is known that was renamed
        """
        found = self._exact.get((message.context, message.id), [])
        if not found:
            return None, False
        own = [known for known in found if known.page == page]
        if own:
            return min(own, key=lambda known: (known.message.obsolete, known.message.fuzzy)), False
        best = max(found, key=lambda known: (len(now & self._pages[known.page]), not known.message.obsolete))
        akin = 2 * len(now & self._pages[best.page]) > len(now)
        return best, not akin and len({known.message.string for known in found}) > 1

    def find_drafts(self, message: Message, page: str) -> list[Message]:
        """Return what has been begun to make of a text: on its page, then on others."""
        drafts = self._drafts.get((message.context, message.id), [])
        drafts = [draft for draft in drafts if draft[0] == page or any(draft[1].strings)]
        return [draft for _, draft in sorted(drafts, key=lambda draft: (draft[0] != page, draft[1].obsolete))]


def likeness(before: str, after: str) -> float:
    """Return how much two texts share, from 0 to 1: words in order, or characters if there are few words."""
    old, new = _words(before), _words(after)
    if min(len(old), len(new)) < 4:
        return SequenceMatcher(None, before, after, autojunk=False).ratio()
    # most pairs share few words; the exact count is dear
    if 4 * len(set(old) & set(new)) < min(len(old), len(new)):
        return 0.0
    return SequenceMatcher(None, old, new, autojunk=False).ratio()


@lru_cache(maxsize=8192)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text))


def match_alike(texts: Mapping[int, Text], gone: Mapping[int, Text]) -> Iterator[tuple[int, int]]:
    """Pair new texts with old ones that have gone, the most alike first, those of one page before others.

    Each old text is given to one new text: that of a neighbour, which is alike
    too, is left for the neighbour.  Only the parts of a text that was split
    share it.
    """
    pairs = sorted(
        (
            (-score, text.page != old_text.page, new, old)
            for new, text in texts.items()
            for old, old_text in gone.items()
            if (score := likeness(old_text.english, text.english)) >= LIKE or _is_part(text.english, old_text.english)
        ),
    )
    given: set[int] = set()
    served: set[int] = set()
    for _, _, new, old in pairs:
        if new not in served and (old not in given or _is_part(texts[new].english, gone[old].english)):
            given.add(old)
            served.add(new)
            yield new, old


def find_parts(text: str, gone: Mapping[int, str]) -> list[int]:
    """Return the old texts that a new one is merged of, in its order; none if they are not most of it."""
    parts = sorted((text.index(english), old) for old, english in gone.items() if english in text)
    if len(parts) < 2 or sum(len(gone[old]) for _, old in parts) < 0.8 * len(text):
        return []
    return [old for _, old in parts]


def _is_part(text: str, whole: str) -> bool:
    """Return whether a text of some length is a part of another."""
    return len(_words(text)) >= 4 and text in whole
