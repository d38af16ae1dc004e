"""What is wrong with a catalogue: as a file, and message by message."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..diagnostic import Code, Diagnostic
from .chinese import has_han, iter_writing_faults
from .parity import PLACEHOLDER, is_copy, iter_parity_faults, iter_template_faults
from .pofile import parse_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..glossary import Term
    from .pofile import Catalogue, Message

TEMPLATES = frozenset({"sphinx", "figures"})
"""The catalogues of words that stand in code: templates, extension, figures; all others belong to pages."""

_INVISIBLE = re.compile(r"[\u0000-\u0009\u000b-\u001f\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_TERM = re.compile(r"(?<!`)\{term\}`([^`<]*?)(?: <([^>`]+)>)?`")
_NPLURALS = re.compile(r"nplurals\s*=\s*\d+\s*;\s*plural\s*=\s*[^;]+;?\s*")
_CODE = re.compile(r"(`+)[^`]+\1")


def check_catalogue(
    path: str,
    data: bytes,
    language: str,
    terms: Iterable[Term],
    sources: Mapping[str, str] | None = None,
    *,
    page: str = "",
    complete: bool = True,
) -> Iterator[Diagnostic]:
    """Yield what is wrong with a catalogue.

    :param path: the file's name, for the diagnostics
    :param data: the content of the ``.po`` file
    :param language: the language code of the translation, such as ``zh_CN``
    :param terms: the glossary, whose terms the translation must keep to
    :param sources: the texts of the pages by their names, if it shall be checked that the messages are theirs
    :param page: the name of the page, if it is not the stem of *path*
    :param complete: whether untranslated and fuzzy messages are to be told
    """
    catalogue = parse_catalogue(data)
    page = page or path.replace("\\", "/").rpartition("/")[2].removesuffix(".po")
    plain = page in TEMPLATES
    checker = _Checker(path, page, language, terms, plain=plain)
    for fault in catalogue.faults:
        yield Diagnostic(path, fault.line, fault.code, f"cannot be read: {fault.message}")
    yield from checker.check_header(catalogue)
    yield from checker.check_duplicates(catalogue)
    if sources is not None and page not in TEMPLATES:
        yield from checker.check_page(catalogue, sources)
    for message in catalogue.live:
        if complete:
            yield from checker.check_state(message)
        yield from checker.check_translation(message)


class _Checker:
    """Checks one catalogue."""

    def __init__(self, path: str, page: str, language: str, terms: Iterable[Term], *, plain: bool) -> None:
        """Take what the catalogue is; the messages of a *plain* one are not Markdown, but texts of a program."""
        terms = list(terms)
        self._plain = plain
        self.path, self.page, self.language = path, page, language
        self._avoided = {variant: term for term in terms for variant in term.avoided.get(language, ())}
        self._names = {term.abbreviation for term in terms}
        self._targets = {
            name.lower(): term for term in terms for name in (term.name, term.abbreviation, *term.aliases) if name
        }

    def _say(self, line: int, code: Code, message: str) -> Diagnostic:
        return Diagnostic(self.path, line, code, " ".join(message.split()))

    def check_header(self, catalogue: Catalogue) -> Iterator[Diagnostic]:
        if catalogue.header is None:
            if catalogue.messages or not catalogue.faults:
                yield self._say(1, Code.CATALOGUE_HEADER, "the header is missing")
            return
        fields, line = catalogue.fields, catalogue.header.line
        charset = fields.get("Content-Type", "").lower().partition("charset=")[2]
        if charset not in ("utf-8", "utf8"):
            yield self._say(line, Code.CATALOGUE_HEADER, f"the charset is {charset or 'missing'}, not UTF-8")
        if (named := fields.get("Language", self.language)) != self.language:
            yield self._say(line, Code.CATALOGUE_HEADER, f"the language is {named}, not {self.language} as the folder")
        plural = fields.get("Plural-Forms")
        if plural is not None and not _NPLURALS.fullmatch(plural):
            yield self._say(line, Code.CATALOGUE_HEADER, f"plural forms cannot be read: {plural}")

    def check_duplicates(self, catalogue: Catalogue) -> Iterator[Diagnostic]:
        messages: dict[tuple[str | None, str, bool], Message] = {}
        translations: dict[str, Message] = {}
        for message in catalogue.messages:
            first = messages.setdefault((message.context, message.id, message.obsolete), message)
            if first is not message:
                text = f"the same message as in line {first.line}: {_short(message.id)}"
                yield self._say(message.line, Code.DUPLICATE_MESSAGE, text)
                continue
            if message.obsolete or len(message.string) <= 10 or self._plain:
                continue
            twin = translations.setdefault(message.string, message)
            if twin is not message and twin.id.lower() != message.id.lower():
                text = f"the same translation as in line {twin.string_line}, of another sentence"
                yield self._say(message.string_line, Code.TRANSLATED_NAMES, text)

    def check_page(self, catalogue: Catalogue, sources: Mapping[str, str]) -> Iterator[Diagnostic]:
        """Yield messages that are not in the sources, or say that the catalogue is that of another page."""
        texts = {message.line: " ".join(message.id.split()) for message in catalogue.live}
        own = sources.get(self.page, "")
        strangers = {line: text for line, text in texts.items() if text not in own}
        if 2 * len(strangers) > len(texts):
            held = {
                page: sum(text in content for text in strangers.values())
                for page, content in sources.items()
                if page != self.page and not page.startswith("*")
            }
            page = max(held, key=held.__getitem__, default="")
            if page and 2 * held[page] > len(texts):
                yield self._say(1, Code.WRONG_PAGE, f"these are the messages of {page}, not of {self.page}")
                return
        if self.page not in sources:
            return  # a catalogue of a script, such as one that draws figures
        for line, text in strangers.items():
            if not any(text in content for content in sources.values()):
                hint = f"no such sentence in the sources; the msgid was changed, or run make po: {_short(text)}"
                yield self._say(line, Code.WRONG_PAGE, hint)

    def check_state(self, message: Message) -> Iterator[Diagnostic]:
        if message.fuzzy:
            yield self._say(message.line, Code.FUZZY, f"fuzzy: {_short(message.id)}")
        if not all(message.strings):
            yield self._say(message.string_line, Code.UNTRANSLATED, f"not translated: {_short(message.id)}")

    def check_translation(self, message: Message) -> Iterator[Diagnostic]:
        originals = [message.id, *[message.plural or message.id] * (len(message.strings) - 1)]
        for english, translation in zip(originals, message.strings, strict=True):
            # a fuzzy translation is that of the previous text
            english = message.previous if message.fuzzy and message.previous else english
            if translation:
                for code, text in self._faults(english, translation):
                    yield self._say(message.string_line, code, text)

    def _faults(self, english: str, translation: str) -> Iterator[tuple[Code, str]]:
        if match := _INVISIBLE.search(translation.replace("\n", "")):
            yield Code.INVISIBLE, f"an invisible character, U+{ord(match[0]):04X}; is a backslash missing before it?"
        if self._plain:
            yield from iter_template_faults(english, translation)
        else:
            if not translation.strip():
                yield Code.UNTRANSLATED, "nothing but blanks"
                return
            if translation != translation.strip():
                yield Code.TRANSLATION, "blanks at the ends"
            elif "\n" in translation and "\n\n" not in translation:
                yield Code.TRANSLATION, "a line end inside; the translation of a sentence is one line"
            yield from iter_parity_faults(english, translation, self._names)
            if is_copy(english, translation):
                yield Code.TRANSLATED_COPY, "still English"
        if self.language == "zh_CN":
            if not has_han(translation) and has_words(english, self._names) and not is_copy(english, translation):
                yield Code.TRANSLATED_COPY, "no Chinese in it"
            # a line end between two words of a figure is no blank
            yield from iter_writing_faults(translation.replace("\n", ""))
        yield from self._term_faults(translation)
        for variant, term in self._avoided.items():
            if variant in translation:
                name = term.translations.get(self.language, term.name)
                yield Code.TERM, f"{term.name} is {name} here, not {variant}"

    def _term_faults(self, translation: str) -> Iterator[tuple[Code, str]]:
        """Yield references to terms whose text is no form of the term: it has no character of it."""
        for text, name in _TERM.findall(translation):
            term = self._targets.get((name or text).lower())
            if term is None:
                continue  # what is no term at all is a reference changed, or a fault of the page
            own = term.translations.get(self.language, "")
            names = {known.lower() for known in (term.name, term.abbreviation, *term.aliases)} if name else ()
            if own and not set(own) & set(text) and text.lower() not in names and text != term.abbreviation:
                yield Code.TERM, f"{term.name} is {own} here, not {text}"


def has_words(english: str, names: Iterable[str]) -> bool:
    """Return whether a text has words that can be translated, more than names and code."""
    english = _CODE.sub("", PLACEHOLDER.sub("", english))
    return bool(set(re.findall(r"[^\W\d_]{3,}", english)) - set(names)) and bool(re.search(r"\b[a-z]{3,}", english))


def _short(text: str) -> str:
    """Return the beginning of a message, in one line."""
    words = " ".join(text.split())
    return words if len(words) <= 70 else f"{words[:69]}…"
