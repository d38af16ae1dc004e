"""The languages of a project: a table for each, and the files that go with it.

They are read from a TOML file with one table a language, under its code::

    [zh_CN]
    name = "简体中文"
    title = "二维生成模型阅读清单"
    author = "全体贡献者"
    copyright = "全体贡献者。"
    complete = true

The first language is that of the sources.  ``complete`` says that a missing
translation is a fault, not just work to do.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError

_CODE = re.compile(r"[a-z]{2,3}(_[A-Z][a-z]{3})?(_[A-Z]{2})?")
_CJK = {
    "ja": "JP",
    "ko": "KR",
    "zh_CN": "SC",
    "zh_SG": "SC",
    "zh_TW": "TC",
    "zh_HK": "HK",
}
"""The regional letter forms of the Noto CJK fonts."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the site."""

    code: str
    """The code of Sphinx and gettext, such as ``zh_CN``; also the name of its folders."""

    name: str
    """Its own name for itself."""

    title: str
    author: str
    copyright: str
    complete: bool = False
    """Whether every sentence has to be translated."""


def read_languages(text: str) -> list[Language]:
    """Return the languages of a TOML file.

    :raises ValueError: if the file is not TOML, or a language lacks something
    """
    languages = []
    for code, table in tomllib.loads(text).items():
        try:
            languages.append(Language(code, **table))
        except TypeError as error:
            raise ValueError(f"{code}: {error}") from error
    return languages


def parse_code(code: str) -> Locale:
    """Return what is known of a language.

    :raises ValueError: if there is no such language
    """
    if not _CODE.fullmatch(code):
        raise ValueError(f"not a language code such as ja or pt_BR: {code}")
    try:
        return Locale.parse(code)
    except UnknownLocaleError as error:
        raise ValueError(f"unknown language: {code}") from error


def is_right_to_left(code: str) -> bool:
    """Return whether a language is written from right to left."""
    try:
        return bool(parse_code(code).text_direction == "rtl")
    except ValueError:
        return False


def add_language(text: str, code: str) -> str:
    """Return the TOML of the languages with one more, its texts in English to begin with.

    :raises ValueError: if the language is there or unknown
    """
    languages = read_languages(text)
    if code in [language.code for language in languages]:
        raise ValueError(f"{code} is there already")
    source = languages[0]
    name = parse_code(code).get_display_name() or code
    values = {"name": name, "title": source.title, "author": source.author, "copyright": source.copyright}
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items()]
    return f"{text.rstrip()}\n\n[{code}]\n{''.join(lines)}"


def remove_language(text: str, code: str) -> str:
    """Return the TOML of the languages without one.

    :raises ValueError: if the language is not there, or is that of the sources
    """
    codes = [language.code for language in read_languages(text)]
    if code not in codes[1:]:
        raise ValueError(f"{code} is the language of the sources" if code in codes else f"{code} is not there")
    without = re.sub(rf"^\[{code}\]\n.*?(?=^\[|\Z)", "", text, flags=re.MULTILINE | re.DOTALL)
    return f"{without.rstrip()}\n"


def render_book_style(code: str) -> str:
    """Return the LaTeX package with the book's words and fonts; empty if the fonts of its script are not known."""
    locale = parse_code(code)
    region = _CJK.get(code) or _CJK.get(locale.language)
    if region is None and not _is_in_fonts(locale):
        return ""
    lines = [
        f"% The words of the book in {locale.get_display_name('en')}: translate what book-en.sty says.",
        rf"\ProvidesPackage{{book-{code}}}",
        r"\RequirePackage{book-en}",
        rf"\hypersetup{{pdflang={code.replace('_', '-')}}}",
    ]
    if region:
        lines += [
            rf"\setCJK{family}font{{Noto {face} CJK {region}}}[ItalicFont=*, BoldFont=* Bold]"
            for family, face in (("main", "Serif"), ("sans", "Sans"), ("mono", "Sans Mono"))
        ]
    return "\n".join(lines) + "\n"


def _is_in_fonts(locale: Locale) -> bool:
    """Return whether the fonts of the book, which are Latin, Greek and Cyrillic, have the letters of a language."""
    return all(ord(char) < 0x530 for char in locale.months["format"]["wide"][1])
