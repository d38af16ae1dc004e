"""The message catalogues: what is wrong with a translation."""

from __future__ import annotations

import io
from itertools import zip_longest
from typing import TYPE_CHECKING

from autocorrect_py import format_for
from babel.messages.pofile import PoFileError, read_po

from .diagnostic import Code, Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .glossary import Term


def check_catalogue(path: str, data: bytes, language: str, terms: Iterable[Term]) -> Iterator[Diagnostic]:
    """Yield what is wrong with a catalogue.

    :param path: the file's name, for the diagnostics
    :param data: the content of the ``.po`` file
    :param language: the language code of the translation, such as ``zh_CN``
    :param terms: the glossary, whose terms the translation must keep to
    """
    try:
        catalogue = read_po(io.BytesIO(data), locale=language, abort_invalid=True)
    except (PoFileError, LookupError, ValueError) as error:
        line = error.lineno + 1 if isinstance(error, PoFileError) else 0
        yield Diagnostic(path, line, Code.CATALOGUE, f"cannot be read: {' '.join(str(error).split())}")
        return
    avoided = {variant: term for term in terms for variant in term.avoided.get(language, ())}
    for message in catalogue:
        if not message.id:
            continue
        # a message with plural forms has several ids and strings
        ids, strings = _forms(message.id), _forms(message.string)
        line, name, translation = message.lineno or 0, " ".join(ids[0].split()), "\n".join(strings)
        if message.fuzzy:
            yield Diagnostic(path, line, Code.FUZZY, f"fuzzy: {name}")
        if not all(strings):
            yield Diagnostic(path, line, Code.UNTRANSLATED, f"not translated: {name}")
        if language.startswith("zh") and (corrected := format_for(translation, "markdown")) != translation:
            yield Diagnostic(path, line, Code.COPYWRITING, f"write {_difference(translation, corrected)}")
        for variant, term in avoided.items():
            if variant in translation:
                hint = f"{term.name} is {term.translations.get(language, term.name)} here, not {variant}"
                yield Diagnostic(path, line, Code.TERM, hint)


def _forms(text: str | Iterable[str | None] | None) -> list[str]:
    """Return the forms of a message's text, empty ones as empty strings."""
    return [form or "" for form in ([text] if text is None or isinstance(text, str) else text)]


def _difference(before: str, after: str) -> str:
    """Return the first place where two texts differ, with a few characters around it."""
    start = next(i for i, (old, new) in enumerate(zip_longest(before, after)) if old != new)
    return f"“{after[max(0, start - 6) : start + 8]}” instead of “{before[max(0, start - 6) : start + 8]}”"
