"""Faults in the letters of a page: what cannot be seen, what looks like something else, what a merge left."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from .diagnostic import Code, Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

_ALLOWED_CONTROLS = "\t\n\r"
_CONFLICT = re.compile(r"(?:<{7}|\|{7}|>{7}) |={7}$")
_WORD = re.compile(r"[^\W\d_]+")
_UNSAFE = re.compile(
    r"(?:\]\(\s*<?|^\[[^\]]+\]:\s*<?|<)\s*((?:javascript|vbscript|data|file|blob):[^\s)>]*)", re.IGNORECASE
)

# Letters of other scripts that look like Latin ones, https://www.unicode.org/reports/tr39/ (confusables),
# without those that mathematics uses for themselves.
_CYRILLIC = dict(zip("АВЕЅІЈКМНОРСТХУаеіјорсухѕԁԛԝһ", "ABESIJKMHOPCTXYaeijopcyxsdqwh", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True))
_LOOK_ALIKES = _CYRILLIC | _GREEK


def iter_letter_faults(path: str, text: str) -> Iterator[Diagnostic]:
    """Yield the faults of a page that stand in single letters, lines or line ends.

    :param path: the file's name, for the diagnostics
    :param text: the Markdown of the page
    """
    ends = {end for end in ("\r\n", "\n", "\r") if end in text.replace("\r\n", "" if end != "\r\n" else "\r\n")}
    if len(ends) > 1:
        yield Diagnostic(path, 0, Code.LINE_ENDS, "two kinds of line ends in one page")
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        if line.isascii() and line.isprintable() and not line.startswith(("<", "=", ">", "|")) and ":" not in line:
            continue  # nearly all lines
        for char in dict.fromkeys(line):
            if _is_invisible(char):
                name = unicodedata.name(char, "control character")
                yield Diagnostic(path, number, Code.CONTROL_CHARACTER, f"invisible U+{ord(char):04X}, {name.lower()}")
        for word in dict.fromkeys(_WORD.findall(line)):
            if found := _look_alike(word):
                latin = _LOOK_ALIKES.get(found) or unicodedata.normalize("NFKC", found)
                message = f"{found} (U+{ord(found):04X}) looks like {latin} in “{word}”"
                yield Diagnostic(path, number, Code.LOOK_ALIKE, message)
        if _CONFLICT.match(line):
            yield Diagnostic(path, number, Code.CONFLICT, f"mark of a merge conflict: {line[:7]}")
        if match := _UNSAFE.search(re.sub(r"`[^`]*`", "", line)):
            yield Diagnostic(
                path, number, Code.UNSAFE_LINK, f"a link that may run a script or hold data: {match[1][:40]}"
            )


def _is_invisible(char: str) -> bool:
    """Return whether a character is a control, a format or a blank that looks like an ordinary one."""
    category = unicodedata.category(char)
    return (category in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp") and char not in _ALLOWED_CONTROLS) or (
        category == "Zs" and char not in " \u3000"
    )


def _look_alike(word: str) -> str | None:
    """Return a letter of *word* that passes for a Latin one, None if there is none.

    A word of one foreign script is a word of that script, unless each of its
    letters has a Latin twin; Greek letters by themselves are mathematics.
    """
    if word.isascii():
        return None
    for char in word:
        compatible = unicodedata.normalize("NFKC", char)
        if char != compatible and compatible.isascii() and compatible.isalpha():
            return char  # full-width and mathematical letters, ligatures
    twins = [char for char in word if char in _LOOK_ALIKES]
    if not twins:
        return None
    latin = any(unicodedata.name(char, "").startswith("LATIN") for char in word)
    posing = all(char in _CYRILLIC for char in word) or (len(word) > 1 and all(char in _LOOK_ALIKES for char in word))
    return twins[0] if latin or posing else None
