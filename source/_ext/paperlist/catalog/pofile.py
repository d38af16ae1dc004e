"""The format of catalogues: read it, damaged or not, and write it in one form.

Libraries stop at the first fault of a file and write what they read in forms
of their own.  Here reading goes on behind a fault, so that all are told at
once, and a text that was written is written the same again: one line a
sentence, never wrapped, so that a changed sentence is a changed line.

https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ..diagnostic import Code

if TYPE_CHECKING:
    from collections.abc import Iterator

_STRING = re.compile(r'(?:(msgctxt|msgid|msgid_plural|msgstr)(?:\[(\d)\])?\s*)?"((?:[^"\\]|\\.)*)"')
_CONFLICT = re.compile(r"(<{7}|\|{7}|={7}|>{7})( |$)")
_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}
_ESCAPED = str.maketrans({value: f"\\{name}" for name, value in _ESCAPES.items()})


@dataclass(slots=True)
class Message:
    """A sentence and its translation."""

    id: str
    """The English text."""

    string: str = ""
    """The translation, empty if there is none; of a plural message the first form."""

    context: str | None = None
    plural: str | None = None
    """The English plural."""

    forms: list[str] = field(default_factory=list)
    """The plural forms of the translation, the first one included."""

    previous: str | None = None
    """The English text that the translation was made from, if that has changed."""

    comments: list[str] = field(default_factory=list)
    """What translators have noted."""

    hints: list[str] = field(default_factory=list)
    """What translators are told."""

    flags: set[str] = field(default_factory=set)
    obsolete: bool = False
    """Whether the text has gone from the page."""

    line: int = 0
    """The line of the English text, counted from 1; 0 if the message was not read from a file."""

    string_line: int = 0
    """The line of the translation."""

    @property
    def fuzzy(self) -> bool:
        """Whether the translation has to be held against the English text."""
        return "fuzzy" in self.flags

    @property
    def strings(self) -> list[str]:
        """All forms of the translation."""
        return self.forms or [self.string]

    @property
    def translated(self) -> bool:
        """Whether the translation is complete, and nobody doubts it."""
        return all(self.strings) and not self.fuzzy


class Fault(NamedTuple):
    """What keeps a part of a catalogue from being read."""

    line: int
    code: Code
    message: str
    lossless: bool = False
    """Whether everything was read all the same, so that writing the catalogue anew mends it."""


@dataclass(slots=True)
class Catalogue:
    """What stands in a ``.po`` file."""

    header: Message | None = None
    messages: list[Message] = field(default_factory=list)
    """All messages but the header, obsolete ones included, in the order of the file."""

    faults: list[Fault] = field(default_factory=list)

    @property
    def fields(self) -> dict[str, str]:
        """The fields of the header, such as ``Language``."""
        lines = self.header.string.split("\n") if self.header else []
        return {name.strip(): value.strip() for name, colon, value in (line.partition(":") for line in lines) if colon}

    @property
    def live(self) -> list[Message]:
        """The messages that are on the page."""
        return [message for message in self.messages if not message.obsolete]


def parse_catalogue(data: bytes) -> Catalogue:
    """Read a catalogue; what cannot be read is in its ``faults``."""
    reader = _Reader()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        reader.fault(data[: error.start].count(b"\n") + 1, "not UTF-8", Code.ENCODING)
        text = data.decode("utf-8", errors="replace")
    if text.startswith("\ufeff"):
        reader.fault(1, "a byte order mark; save the file without", Code.ENCODING, lossless=True)
        text = text.removeprefix("\ufeff")
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        reader.read(number, line.strip())
    catalogue = reader.finish()
    if "\r" in text:
        first = text[: text.index("\r")].count("\n") + 1
        catalogue.faults.append(Fault(first, Code.CATALOGUE, "line ends of Windows; run make po", lossless=True))
    return catalogue


class _Reader:
    """Reads a catalogue line by line."""

    def __init__(self) -> None:
        self._catalogue = Catalogue()
        self._parts: dict[str, str] = {}
        """The strings of the current message: by keyword, with ``|`` before that of a previous text."""
        self._part = ""
        """The one that a line without keyword continues."""
        self._broken = False
        self._start()

    def _start(self) -> None:
        self._message = Message("")
        self._parts, self._part, self._broken = {}, "", False

    def read(self, number: int, line: str) -> None:
        obsolete = line.startswith("#~")
        if obsolete:
            line = line[2:].lstrip()
            if line.startswith("|"):
                line = f"#{line}"
        if not line:
            self._part = ""
        elif _CONFLICT.match(line):
            if line.startswith("<"):
                self._begin(number)
            self._broken = True
            self.fault(number, "the mark of a merge conflict", Code.CONFLICT)
        elif line.startswith("#|"):
            self._begin(number)
            self._string(number, line[2:].lstrip(), "|")
        elif line.startswith("#"):
            self._begin(number)
            self._comment(line)
        else:
            if line.startswith(("msgctxt", "msgid ", 'msgid"')):
                self._begin(number, text=True)
            self._message.obsolete |= obsolete
            self._string(number, line)

    def finish(self) -> Catalogue:
        self._end(0)
        return self._catalogue

    def fault(self, line: int, message: str, code: Code = Code.CATALOGUE, *, lossless: bool = False) -> None:
        self._catalogue.faults.append(Fault(line, code, message, lossless))

    def _begin(self, number: int, *, text: bool = False) -> None:
        """End the current message if it is complete, or if *text* begins another though it is not."""
        complete = any(name.startswith("msgstr") for name in self._parts)
        if complete or ("msgid" in self._parts and (text or self._broken)):
            self._end(number)

    def _comment(self, line: str) -> None:
        kind, text = line[1:2], line[2:].strip()
        if kind == ",":
            self._message.flags |= {flag.strip() for flag in text.split(",") if flag.strip()}
        elif kind == ".":
            self._message.hints.append(text)
        elif kind != ":":
            self._message.comments.append(line[1:].strip())

    def _string(self, number: int, line: str, prefix: str = "") -> None:
        match = _STRING.fullmatch(line)
        if match is None:
            self._broken = True
            self.fault(number, f"not a line of a catalogue: {line[:60]}")
            return
        keyword, index, text = match.groups()
        if keyword:
            self._part = f"{prefix}{keyword}[{index}]" if index else f"{prefix}{keyword}"
            if self._part in self._parts:
                if not self._broken:
                    self.fault(number, f"a second {self._part}")
                self._broken = True
            self._parts[self._part] = ""
            if self._part == "msgid":
                self._message.line = number
            elif self._part in ("msgstr", "msgstr[0]"):
                self._message.string_line = number
        elif not self._part:
            self._broken = True
            self.fault(number, f"a text without keyword: {line[:60]}")
            return
        self._parts[self._part] += self._unescape(number, text)

    def _unescape(self, number: int, text: str) -> str:
        for escape in _ESCAPE.finditer(text):
            if escape[1] not in _ESCAPES:
                self._broken = True
                self.fault(number, f"unknown escape {escape[0]}; a backslash is written \\\\")
        return _ESCAPE.sub(lambda escape: _ESCAPES.get(escape[1], escape[0]), text)

    def _end(self, number: int) -> None:
        """File the current message."""
        message, parts = self._message, self._parts
        broken = self._broken
        self._start()
        if not parts:
            return
        if "msgid" not in parts or not any(name.startswith("msgstr") for name in parts):
            if not broken:
                self.fault(message.line or number, "a message without msgid or msgstr")
            return
        if broken:
            return
        message.id, message.context = parts["msgid"], parts.get("msgctxt")
        message.plural, message.previous = parts.get("msgid_plural"), parts.get("|msgid")
        if message.plural is not None:
            message.forms = [text for name, text in sorted(parts.items()) if name.startswith("msgstr[")]
        message.string = message.forms[0] if message.forms else parts.get("msgstr", "")
        if message.id == "" and message.context is None and not message.obsolete and self._catalogue.header is None:
            self._catalogue.header = message
        else:
            self._catalogue.messages.append(message)


def render_catalogue(catalogue: Catalogue) -> str:
    """Write a catalogue: header, messages, then the obsolete ones; references and flags of formats are left out."""
    messages = [catalogue.header] if catalogue.header else []
    messages += sorted(catalogue.messages, key=lambda message: message.obsolete)
    return "".join(f"{line}\n" for message in messages for line in [*_render(message), ""])


def _render(message: Message) -> Iterator[str]:
    yield from (f"# {comment}".rstrip() for comment in message.comments)
    if not message.obsolete:
        yield from (f"#. {hint}" for hint in message.hints)
    flags = sorted(flag for flag in message.flags if not flag.endswith("-format") and flag != "no-wrap")
    if flags:
        yield f"#, {', '.join(flags)}"
    mark = "#~ " if message.obsolete else ""
    if message.previous is not None:
        yield from _quote("#~| msgid" if message.obsolete else "#| msgid", message.previous)
    if message.context is not None:
        yield from _quote(f"{mark}msgctxt", message.context)
    yield from _quote(f"{mark}msgid", message.id)
    if message.plural is not None:
        yield from _quote(f"{mark}msgid_plural", message.plural)
        for index, form in enumerate(message.forms or [message.string]):
            yield from _quote(f"{mark}msgstr[{index}]", form)
    else:
        yield from _quote(f"{mark}msgstr", message.string)


def _quote(keyword: str, text: str) -> Iterator[str]:
    """Yield the lines of a string: one, or one for each line of the text."""
    prefix = keyword[: keyword.index("msg")]
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    if len(lines) > 1 or text.endswith("\n"):
        yield f'{keyword} ""'
        yield from (f'{prefix}"{line.translate(_ESCAPED)}"' for line in lines)
    else:
        yield f'{keyword} "{text.translate(_ESCAPED)}"'
