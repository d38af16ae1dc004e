"""The order of names in an index: Latin with or without accents, and Han by its pinyin."""

from __future__ import annotations

import re
import unicodedata

from .entry import fold

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+")

# characters that are read otherwise in a family name than in most words
_FAMILY_NAMES = {
    "仇": "qiu",
    "任": "ren",
    "区": "ou",
    "华": "hua",
    "单": "shan",
    "曾": "zeng",
    "朴": "piao",
    "查": "zha",
    "盖": "ge",
    "翟": "zhai",
    "解": "xie",
}


def latinize(text: str) -> str:
    """Return *text* with accents dropped and Han in pinyin; other scripts stay."""
    text = _HAN.sub(lambda match: _pinyin(match[0]), text)
    return "".join(fold(char) or char for char in unicodedata.normalize("NFC", text))


def _pinyin(text: str) -> str:
    from pypinyin import lazy_pinyin  # a quarter of a second, for a list without Han in vain

    return " ".join(lazy_pinyin(text))


def latinize_name(name: str) -> str:
    """Return a person's name, family name first, as :func:`latinize` does."""
    reading = _FAMILY_NAMES.get(name[:1])
    return f"{reading} {latinize(name[1:])}" if reading else latinize(name)


def collate(latin: str) -> tuple[bool, str]:
    """Return what to sort latinized text by: capitals and signs do not count, other scripts come last."""
    words = " ".join(re.findall(r"\w+", latin.lower()))
    return not words[:1].isascii(), words


def initial(latin: str) -> str:
    """Return the letter that latinized text stands under in an index."""
    return next((char for char in latin.upper() if char.isalpha()), latin[:1])
