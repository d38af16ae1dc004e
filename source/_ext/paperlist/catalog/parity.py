"""What a translation must share with the English: markup, numbers, names, ends."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ..diagnostic import Code
from .markup import read_markup

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from .markup import Markup

    Finding = tuple[Code, str]

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sdif](?!\w)|(?<!\{)\{\w*\}(?!`)")
"""What a program puts something in the place of."""

_TAG = re.compile(r"</?[a-zA-Z][^>]*>|&#?\w+;")
_LITERAL = re.compile(r"\*+|`+|\$+|~~|\]\(|\]\[|\]（|\\|<|>|\{|\}|[＊｀＄｛｝［］＼＃＜＞]")
"""What looks like markup where it is only text: where it did not parse."""

_NUMBER = re.compile(r"(?<![A-Za-z\d.])\d[\d,]*(?:\.\d+)?(?![\d]*s\b)")
_NAME = re.compile(r"(?<![A-Za-z])[A-Za-z]*[A-Z][A-Za-z]*[A-Z\d][A-Za-z\d]*")
_WORD = re.compile(r"\b[a-z]{3,}\b")

_KINDS: tuple[tuple[str, Code, str], ...] = (
    ("links", Code.TRANSLATED_LINKS, "link"),
    ("code", Code.TRANSLATED_CODE, "code"),
    ("roles", Code.TRANSLATED_ROLES, "reference"),
    ("footnotes", Code.TRANSLATED_FOOTNOTES, "footnote"),
)


def iter_template_faults(english: str, translation: str) -> Iterator[Finding]:
    """Yield what the translation of a text of the templates has lost: placeholders, tags, blanks at its ends."""
    yield from _compare(
        Code.PLACEHOLDERS, "placeholder", PLACEHOLDER.findall(english), PLACEHOLDER.findall(translation)
    )
    if "%" in english and "%" in PLACEHOLDER.sub("", translation.replace("%%", "")):
        yield Code.PLACEHOLDERS, "a % alone; write %%"
    yield from _compare(Code.RAW_HTML, "tag", _TAG.findall(english), _TAG.findall(translation))
    if english.startswith("\n") != translation.startswith("\n") or english.endswith("\n") != translation.endswith("\n"):
        yield Code.TRANSLATION, "begins or ends with a line end where the English does not, or the other way round"


def iter_parity_faults(english: str, translation: str, names: Collection[str] = ()) -> Iterator[Finding]:
    """Yield what a translated paragraph has lost, gained or broken, against the English.

    :param names: names in Latin letters that any translation may use, such as abbreviations of the glossary
    """
    before, after = read_markup(english), read_markup(translation)
    if after.html != before.html:
        yield Code.RAW_HTML, f"raw HTML: {' '.join(after.html).strip()[:60]}"
    elif after.block != before.block:
        yield Code.TRANSLATION, f"Markdown reads the translation as {after.block or 'a paragraph'}"
        return
    elif after.paragraphs > max(before.paragraphs, 1):
        yield Code.TRANSLATION, "a second paragraph; readers would not see it"
        return
    for kind, code, name in _KINDS:
        old, new = getattr(before, kind), getattr(after, kind)
        yield from _compare(code, name, old.elements(), new.elements())
    yield from _compare_math(before, after)
    yield from _compare_emphasis(before, after)
    yield from _compare(
        Code.PLACEHOLDERS, "placeholder", PLACEHOLDER.findall(before.text), PLACEHOLDER.findall(after.text)
    )
    yield from _compare_text(before.text, after.text, names)


def is_copy(english: str, translation: str) -> bool:
    """Return whether a translation is still English: the same words, at least one of them no name."""
    before, after = read_markup(english), read_markup(translation)
    words = _WORD.findall(before.text)
    return bool(words) and before.text.split() == after.text.split()


def _compare(code: Code, name: str, before: Collection[str] | Iterator[str], after: object) -> Iterator[Finding]:
    old, new = Counter(before), Counter(after)  # type: ignore[call-overload]
    lost, gained = list((old - new).elements()), list((new - old).elements())
    if lost and gained:
        yield code, f"{name} changed: {', '.join(lost)} is now {', '.join(gained)}"
    elif lost:
        yield code, f"{name} lost: {', '.join(lost)}"
    elif gained:
        yield code, f"{name} not in the English: {', '.join(gained)}"


def _compare_math(before: Markup, after: Markup) -> Iterator[Finding]:
    lost, gained = list((before.math - after.math).elements()), list((after.math - before.math).elements())
    # a sign may be named once more than in English, not a new one
    gained = [math for math in gained if not any(math in known for known in before.math)]
    yield from _compare(Code.TRANSLATED_MATH, "math", [f"${math}$" for math in lost], [f"${math}$" for math in gained])


def _compare_emphasis(before: Markup, after: Markup) -> Iterator[Finding]:
    for name, old, new in (
        ("bold", before.strong, after.strong),
        ("emphasis", before.emphasis, after.emphasis),
    ):
        if old != new:
            yield Code.TRANSLATED_EMPHASIS, f"{name} {old} times in English, {new} times here"


def _compare_text(before: str, after: str, names: Collection[str]) -> Iterator[Finding]:
    literal = Counter(_LITERAL.findall(after)) - Counter(_LITERAL.findall(before))
    if literal:
        sign = next(iter(literal))
        yield Code.LITERAL_MARKUP, f"{sign} is shown as it is: …{_around(after, sign)}…"
    numbers = [number for number in _NUMBER.findall(before) if _significant(number)]
    known = {_significant(number) for number in _NUMBER.findall(after)}
    if lost := [number for number in numbers if _significant(number) not in known]:
        yield Code.TRANSLATED_NUMBERS, f"number lost: {', '.join(lost)}"
    for name in sorted(set(_NAME.findall(after))):
        if len(name) > 2 and name.lower() not in before.lower() and name not in names:
            yield Code.TRANSLATED_NAMES, f"{name} is not in the English; is this the translation of another sentence?"
    yield from _compare_ends(before.rstrip(), after.rstrip())


def _significant(number: str) -> str:
    """Return the digits of a number that stay when units change (1.5 billion is 15 亿); empty for a single one."""
    digits = re.sub(r"[,.]", "", number).strip("0")
    return digits if len(digits) > 1 else ""


def _compare_ends(before: str, after: str) -> Iterator[Finding]:
    if not before or not after or before[-1] in ":;,":
        return
    ended, ends = before[-1] in ".?!", after[-1] in "。？！…” .?!"
    if ended and not ends:
        yield Code.TRANSLATED_END, f"the sentence does not end: …{after[-12:]}"
    elif not ended and after[-1] in "。？！" and before[-1].isalnum():
        yield Code.TRANSLATED_END, f"ends like a sentence, the English does not: …{after[-12:]}"


def _around(text: str, sign: str) -> str:
    at = text.index(sign)
    return " ".join(text[max(0, at - 8) : at + len(sign) + 8].split())
