"""Search in Chinese pages: every two neighbouring Han characters are a word.

Sphinx's own Chinese search finds nothing without jieba, does not segment the
query, and its script is broken in Sphinx 9.0 (sphinx-doc/sphinx#14229).  Here
page and query are split alike: runs of Han into bigrams, other words as in
English.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from sphinx.search.en import SearchEnglish

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(rf"[{_HAN}]+|[^\W{_HAN}]+")
_HAN_RUN = re.compile(rf"[{_HAN}]+")


def split_words(text: str) -> list[str]:
    """Return the search words of a text: Han bigrams (a lone character stays one) and other words."""
    words = []
    for word in _WORD.findall(text):
        if len(word) > 1 and _HAN_RUN.fullmatch(word):
            words += ["".join(pair) for pair in pairwise(word)]
        else:
            words.append(word)
    return words


class English(SearchEnglish):
    """English as in Sphinx, but each word is stemmed once, not once a page: a tenth of a build."""

    def __init__(self, options: dict[str, str]) -> None:
        super().__init__(options)
        self._stem = cache(super().stem)

    def stem(self, word: str) -> str:
        return self._stem(word)


class BigramChinese(English):
    """Chinese, English words included."""

    lang = "zh"
    js_splitter_code = r"""
var splitQuery = (query) =>
  (query.match(/[HAN]+|(?:(?![HAN])[\p{L}\p{N}_])+/gu) || []).flatMap((word) =>
    word.length > 1 && /[HAN]/.test(word)
      ? Array.from({ length: word.length - 1 }, (_, i) => word.slice(i, i + 2))
      : [word]);
""".replace("HAN", _HAN)

    def stem(self, word: str) -> str:
        return word if _HAN_RUN.match(word) else super().stem(word)

    def split(self, input: str) -> list[str]:
        return split_words(input)


def setup(app: Sphinx) -> None:
    """Register the search languages."""
    app.add_search_language(English)
    app.add_search_language(BigramChinese)
