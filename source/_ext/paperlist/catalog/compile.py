"""Copies of the catalogues for the build: nothing in them breaks it.

What cannot be read, and translations whose markup would make warnings, are
left out and shown in English.  A translation whose English has changed a
little is put in, with the flag ``stale`` instead of ``fuzzy``: readers see it
with a mark.  Each message has a hint with its line in the catalogue, so that
the site can point at it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ..atomic import write_text
from ..diagnostic import Code, Diagnostic
from .check import TEMPLATES
from .files import page_of
from .memory import likeness
from .parity import iter_parity_faults, iter_template_faults
from .pofile import Catalogue, Message, parse_catalogue, render_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STALE = "stale"
"""The flag of a translation whose English has changed a little."""

LITTLE = 0.75
"""How alike two English texts are that differ little."""

_HEADER = "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n"
_UNREADABLE = re.compile(r"[\u0000\ufffd]")
_BREAKING = {
    Code.RAW_HTML,
    Code.PLACEHOLDERS,
    Code.TRANSLATION,
    Code.TRANSLATED_LINKS,
    Code.TRANSLATED_MATH,
    Code.TRANSLATED_ROLES,
    Code.TRANSLATED_FOOTNOTES,
}


def is_stale(message: Message) -> bool:
    """Return whether the English of a translation has changed a little, and no markup with it."""
    return (
        message.fuzzy
        and bool(message.string)
        and message.previous is not None
        and likeness(message.previous, message.id) >= LITTLE
        and not _breaks(message)
    )


def compile_catalogue(path: str, data: bytes, page: str) -> tuple[str, list[Diagnostic]]:
    """Return a catalogue for the build, and what had to be left out of it.

    :param path: the file's name, for the diagnostics
    :param page: the name of its page
    """
    catalogue = parse_catalogue(data)
    found = [
        Diagnostic(path, fault.line, fault.code, fault.message) for fault in catalogue.faults if not fault.lossless
    ]
    messages: dict[tuple[str | None, str], Message] = {}
    for message in catalogue.live:
        copy = replace(message, comments=[], hints=[str(message.string_line)])
        if is_stale(message):
            copy.flags = message.flags - {"fuzzy"} | {STALE}
        elif message.translated and _breaks(message, plain=page in TEMPLATES):
            copy.string, copy.forms = "", []
            text = f"shown in English, since the markup is broken: {' '.join(message.id.split())[:60]}"
            found.append(Diagnostic(path, message.string_line, Code.LITERAL_MARKUP, text))
        messages.setdefault((message.context, message.id), copy)
    # a header that says something else than is so would stop the build
    return render_catalogue(Catalogue(Message("", _HEADER), list(messages.values()))), found


def compile_catalogues(locale: Path, target: Path) -> Iterator[Diagnostic]:
    """Write copies of a project's catalogues, and yield what had to be left out of them.

    Copies that are up to date are not touched; those without a catalogue are removed.
    """
    wanted = set()
    for path in sorted(locale.rglob("*.po")):
        copy = target / path.relative_to(locale)
        wanted |= {copy, copy.with_suffix(".mo")}
        if copy.exists() and copy.stat().st_mtime_ns >= path.stat().st_mtime_ns:
            continue
        text, found = compile_catalogue(str(path), path.read_bytes(), page_of(path))
        yield from found
        copy.parent.mkdir(parents=True, exist_ok=True)
        write_text(copy, text)
    for copy in [*target.rglob("*.po"), *target.rglob("*.mo")]:
        if copy not in wanted:
            copy.unlink()


def _breaks(message: Message, *, plain: bool = False) -> bool:
    """Return whether a translation would make warnings or stop the build: by its markup, or as a text of a program."""
    faults = iter_template_faults if plain else iter_parity_faults
    return any(
        _UNREADABLE.search(string) or any(code in _BREAKING for code, _ in faults(message.id, string))
        for string in message.strings
    )
