"""How Chinese is written here: blanks, punctuation, simplified characters."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from autocorrect_py import format_for

from ..diagnostic import Code
from .markup import read_markup

if TYPE_CHECKING:
    from collections.abc import Iterator

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_HAN_CHARACTER = re.compile(f"[{_HAN}]")
_PAIRS = (("（", "）"), ("《", "》"), ("“", "”"), ("‘", "’"), ("「", "」"), ("【", "】"))
_DOUBLED = re.compile(r"([，；：、。？！])[，；：、。？！]")
_REPEATED = re.compile(r"([的了是在和与把被])\1(?!确)")
_FULL_WIDTH = re.compile(r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_FOREIGN = re.compile(r"[\u3041-\u30ff\uac00-\ud7af]")
_BLANK_INSIDE = re.compile(rf"[{_HAN}][ \u3000]+[{_HAN}]|[ \u3000][，。；：、？！）》”]|[（《“][ \u3000]")


def iter_writing_faults(translation: str) -> Iterator[tuple[Code, str]]:
    """Yield what a Chinese reader would stumble over in a translation in Markdown."""
    corrected = format_for(translation, "markdown")
    if corrected != translation:
        yield Code.COPYWRITING, f"write {_difference(translation, corrected)}"
    text = read_markup(translation).text
    if wrong := sorted({char for char in _HAN_CHARACTER.findall(translation) if not _is_simplified(char)}):
        yield Code.TRADITIONAL, f"not a simplified character: {''.join(wrong)}"
    if match := _FOREIGN.search(text):
        yield Code.TRADITIONAL, f"not Chinese: {match[0]}"
    if match := _FULL_WIDTH.search(translation):
        yield Code.COPYWRITING, f"a letter or digit of full width: {match[0]}"
    for opening, closing in _PAIRS:
        if text.count(opening) != text.count(closing):
            yield Code.COPYWRITING, f"{opening} and {closing} do not pair"
    if match := _DOUBLED.search(text):
        yield Code.COPYWRITING, f"two marks in a row: {match[0]}"
    if match := _REPEATED.search(text):
        yield Code.COPYWRITING, f"a character twice: {match[0]}"
    if match := _BLANK_INSIDE.search(translation):
        yield Code.COPYWRITING, f"a blank too many: “{match[0]}”"


def has_han(text: str) -> bool:
    """Return whether a text holds a Chinese character."""
    return _HAN_CHARACTER.search(text) is not None


def _is_simplified(char: str) -> bool:
    """Return whether a character is in GB 2312, the simplified ones; others are traditional or rare."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _difference(before: str, after: str) -> str:
    """Return the first place where two texts differ, with a few characters around it."""
    start = next(i for i, (old, new) in enumerate(zip_longest(before, after)) if old != new)
    return f"“{after[max(0, start - 6) : start + 8]}” instead of “{before[max(0, start - 6) : start + 8]}”"
