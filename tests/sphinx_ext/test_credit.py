"""Translators are named on a page and in the book."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.testing.util import SphinxTestApp

    Build = Callable[..., SphinxTestApp]

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser:sphinx.deprecation.RemovedInSphinx11Warning")

LANGUAGES = {"en": "English", "zh_CN": "简体中文", "ar": "العربية", "ja": "日本語"}
OPTIONS = {"locale_dirs": ["locale"], "paperlist_languages": LANGUAGES, "latex_engine": "xelatex"}
PAGE = {"page.md": "# Page\n\n```{translators}\n```\n"}


def catalogue(*people: str) -> str:
    comments = "".join(f"# {name} <x@a.example>, 2026.\n" for name in people)
    return f'{comments}msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'


FILES = PAGE | {
    "locale/zh_CN/LC_MESSAGES/page.po": catalogue("李明", "Ann & Bo_b"),
    "locale/ar/LC_MESSAGES/page.po": catalogue("سارة"),
    "locale/ja/LC_MESSAGES/page.po": catalogue("FIRST AUTHOR"),
}


def test_page(build: Build) -> None:
    app = build(FILES, confoverrides=OPTIONS | {"language": "zh_CN"})
    assert app.warning.getvalue() == ""
    html = BeautifulSoup((app.outdir / "page.html").read_text("utf-8"), "html.parser")
    assert [item.get_text(strip=True) for item in html.select(".body li")] == [
        "简体中文: 李明, Ann & Bo_b",
        "العربية: سارة",
    ]


def test_names_are_no_text_to_translate(build: Build) -> None:
    app = build(FILES, "gettext", confoverrides=OPTIONS | {"language": "en", "gettext_compact": False})
    assert "Bo_b" not in (app.outdir / "page.pot").read_text("utf-8")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("zh_CN", r"\newcommand{\booktranslators}{Translated by 李明, Ann \& Bo\_b}"),
        ("ja", r"\newcommand{\booktranslators}{}"),
        ("en", ""),
    ],
)
def test_book(build: Build, language: str, line: str) -> None:
    app = build(FILES, "latex", confoverrides=OPTIONS | {"language": language})
    assert app.warning.getvalue() == ""
    tex = next(app.outdir.glob("*.tex")).read_text("utf-8")
    assert line in tex
    assert ("booktranslators" in tex) is bool(line)
