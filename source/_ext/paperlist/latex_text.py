"""Titles and names that come with TeX in them, as Unicode."""

from __future__ import annotations

import re
import unicodedata

_COMBINING = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331",
}  # fmt: skip
_LETTERS = {"ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ"} | {
    "aa": "å", "AA": "Å", "i": "i", "j": "j", "&": "&", "%": "%", "#": "#", "_": "_", "textemdash": "—",
}  # fmt: skip
_ACCENT = re.compile(
    r"\\([`'^~=.\"]|[uHvdckbr](?![A-Za-z]))\s*(?:\{\s*(\\[ij]|[A-Za-z])\s*\}|(\\[ij](?![A-Za-z])|[A-Za-z]))"
)
_LETTER = re.compile(r"\\(ss|ae|AE|oe|OE|aa|AA|textemdash|[oOlLij](?![A-Za-z])|[&%#_])(?:\{\}|\s(?=\w))?")
_STYLE = re.compile(r"\\(?:text|math)?(?:bf|it|sc|tt|rm|sf|emph|textit|textbf|textsc|texttt)\b\s*\{([^{}]*)\}")
_MATH = re.compile(r"(?<!\\)(\$[^$]+\$)")


def from_latex(text: str) -> str:
    """Return text with TeX's accents, letters, quotes and dashes as Unicode, and its braces dropped.

    Math between single dollar signs stays as it is.
    """
    parts = _MATH.split(" ".join(text.split()))
    parts[::2] = map(_plain, parts[::2])
    return "".join(parts)


def _plain(text: str) -> str:
    text = _STYLE.sub(r"\1", text)
    text = _ACCENT.sub(_accent, text)
    text = _LETTER.sub(lambda match: _LETTERS[match[1]], text)
    text = text.replace("---", "—").replace("``", "“").replace("''", "”")
    text = re.sub(r"(?<=\w)--(?=\w)|(?<=\s)--(?=\s)", "–", text)
    return re.sub(r"[{}]", "", text).replace("~", " ")


def _accent(match: re.Match[str]) -> str:
    letter = (match[2] or match[3]).lstrip("\\")
    return unicodedata.normalize("NFC", letter + _COMBINING[match[1]])
