"""Bring catalogues up to date with the pages, and lose nothing that was translated.

sphinx-intl writes fresh catalogues: the texts of today's pages, in order,
without translation.  Here they are filled from what is known:

- the same text, wherever it was, keeps its translation;
- a text that was changed, split or merged gets the old translation, fuzzy and with the previous English;
- what is on no page any more stays at the end of its catalogue, obsolete.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from .memory import Known, Memory, Text, find_parts, match_alike
from .pofile import Catalogue, Message

if TYPE_CHECKING:
    from collections.abc import Mapping

_PARTS = "\n\n"
"""What stands between the texts that one was merged of."""

_UNSPACED = ("zh", "ja")
"""Languages in which sentences follow each other without a blank."""


@dataclass(slots=True)
class Update:
    """The new state of a catalogue."""

    catalogue: Catalogue
    moved: list[Message] = field(default_factory=list)
    """What leaves this catalogue, because it is in another one now."""

    @property
    def empty(self) -> bool:
        """Whether nothing is left in the catalogue."""
        return not self.catalogue.messages

    def keeping(self) -> Catalogue:
        """Return the new state with what leaves still in it: to be written until the others are written."""
        return replace(self.catalogue, messages=[*self.catalogue.messages, *self.moved])


def merge_catalogues(fresh: Mapping[str, Catalogue], old: Mapping[str, Catalogue], language: str) -> dict[str, Update]:
    """Return the new catalogues of one language by page.

    :param fresh: the texts of today's pages, untranslated
    :param old: the catalogues so far
    """
    merger = _Merger(fresh, old, language)
    merger.fill_exact()
    merger.fill_alike()
    return merger.finish()


class _Merger:
    """Fills the catalogues of one language."""

    def __init__(self, fresh: Mapping[str, Catalogue], old: Mapping[str, Catalogue], language: str) -> None:
        self._old = old
        self._joint = "" if language.startswith(_UNSPACED) else " "
        self._memory = Memory(old)
        self._pages = {page: [_blank(message) for message in catalogue.live] for page, catalogue in fresh.items()}
        self._present = {(message.context, message.id) for page in self._pages.values() for message in page}
        self._headers = {page: catalogue.header for page, catalogue in fresh.items()}

    def fill_exact(self) -> None:
        """Give every text that is known its translation."""
        for page, messages in self._pages.items():
            now = {message.id for message in messages}
            for message in messages:
                drafts = self._memory.find_drafts(message, page)
                draft = next((one for one in drafts if not self._is_borrowed(one)), None)
                known, ambiguous = self._memory.find(message, page, now)
                if known is not None:
                    _take(message, known.message)
                    message.flags |= {"fuzzy"} if ambiguous else set()
                elif draft is not None:
                    _take(message, draft)
                    message.flags |= {"fuzzy"} if any(draft.strings) else set()
                    message.previous = draft.previous

    def _is_borrowed(self, draft: Message) -> bool:
        """Return whether a draft is nothing but the translation of texts that are back on a page."""
        texts = draft.previous.split(_PARTS) if draft.previous else []
        known = [self._memory.find(Message(text, context=draft.context), "", set())[0] for text in texts]
        strings = [one.message.string for one in known if one and (draft.context, one.english) in self._present]
        return bool(texts) and len(strings) == len(texts) and draft.string == self._joint.join(strings)

    def fill_alike(self) -> None:
        """Offer texts that are still untranslated the translations of those that have gone."""
        blank: dict[tuple[str | None, str], list[tuple[Message, str]]] = {}
        for page, messages in self._pages.items():
            for message in messages:
                if not any(message.strings) and message.plural is None:
                    blank.setdefault((message.context, message.id), []).append((message, page))
        self._offer_alike([same[0] for same in blank.values()])
        for (first, _), *others in blank.values():
            for message, _ in others:
                message.string, message.previous, message.flags = first.string, first.previous, {*first.flags}

    def _offer_alike(self, blank: list[tuple[Message, str]]) -> None:
        gone = {
            number: known
            for number, known in enumerate(self._memory.known)
            if not {known.key, (known.message.context, known.message.id)} & self._present
            and not self._is_borrowed(known.message)
        }
        english = {number: known.english for number, known in gone.items()}
        once = {text: number for number, text in reversed(english.items())}
        for message, _ in blank:
            if parts := find_parts(message.id, {number: text for text, number in once.items()}):
                message.string = self._joint.join(gone[part].message.string for part in parts)
                # as paragraphs: were it the text itself, its translation would pass for one of the whole
                message.previous = _PARTS.join(english[part] for part in parts)
                message.flags.add("fuzzy")
        texts = {number: Text(message.id, page) for number, (message, page) in enumerate(blank) if not message.string}
        old_texts = {number: Text(known.english, known.page) for number, known in gone.items()}
        for new, number in match_alike(texts, old_texts):
            _offer(blank[new][0], gone[number])

    def finish(self) -> dict[str, Update]:
        """Return the catalogues, with what has gone at their ends."""
        live = [message for messages in self._pages.values() for message in messages]
        kept = {(message.context, text, message.string) for message in live for text in (message.id, message.previous)}
        updates = {}
        for page in sorted({*self._pages, *self._old}):
            messages = self._pages.get(page, [])
            here = {(message.context, message.id) for message in messages}
            obsolete: list[Message] = []
            moved: list[Message] = []
            for message in self._old[page].messages if page in self._old else []:
                key = message.context, message.id
                if key in here or not any(message.strings):
                    continue
                here.add(key)
                left = replace(message, obsolete=True)
                (moved if self._is_kept(message, kept) else obsolete).append(left)
            header = self._header(page)
            updates[page] = Update(Catalogue(header, [*messages, *obsolete]), moved)
        return updates

    def _is_kept(self, message: Message, kept: set[tuple[str | None, str | None, str]]) -> bool:
        text = message.previous if message.fuzzy and message.previous else message.id
        return (message.context, text, message.string) in kept

    def _header(self, page: str) -> Message | None:
        """Return the header that the catalogue has, or one like those of the others."""
        if page in self._old and self._old[page].header:
            return self._old[page].header
        fresh = self._headers.get(page)
        if fresh is None:
            return None
        others = [catalogue.header for catalogue in self._old.values() if catalogue.header]
        comments = others[0].comments if others else fresh.comments
        return replace(fresh, comments=comments, flags=fresh.flags - {"fuzzy"})


def _blank(message: Message) -> Message:
    """Return a message of a fresh catalogue as one to fill."""
    forms = [""] * len(message.forms)
    return Message(message.id, context=message.context, plural=message.plural, forms=forms, hints=message.hints)


def _take(message: Message, known: Message) -> None:
    """Give a message the translation of the same text."""
    message.string, message.forms, message.comments = known.string, list(known.forms), list(known.comments)


def _offer(message: Message, known: Known) -> None:
    """Give a message the translation of a text that is like it."""
    message.string = known.message.string
    message.comments = list(known.message.comments) or message.comments
    message.previous = known.english
    message.flags.add("fuzzy")
