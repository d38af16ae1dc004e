"""The figures on our own pages."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

LANGUAGES = ["en", "zh_CN"]
# the page for contributors shows the directive as code
PAGES = sorted(
    path for path in Path("source").glob("*.md") if "```{plot}" in path.read_text("utf-8") and path.stem != "contribute"
)


def read_html(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def test_every_category_has_a_figure() -> None:
    for path in Path("source").glob("*.md"):
        if "\n## Start here\n" in path.read_text("utf-8"):
            assert path in PAGES


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_figures_have_alt_text_caption_and_code_in_both_languages(site: Path, page: Path) -> None:
    shown = []
    for language in LANGUAGES:
        figures = read_html(site / language / f"{page.stem}.html").select("figure.plot-figure")
        assert figures
        for figure in figures:
            (svg,) = figure.select("svg")
            assert svg["role"] == "img"
            assert figure.select("figcaption .caption-text")
            assert figure.select('.legend a[href*="figure-code.html#code-"]')
            caption = figure.select(".caption-text")[0].get_text()
            shown += [(language, str(svg["aria-label"])), (language, caption)]
    for language, text in shown:
        assert len(text) > 20
        assert any("\u4e00" <= char <= "\u9fff" for char in text) == (language == "zh_CN")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_ids_of_figures_are_unique(site: Path, language: str, page: Path) -> None:
    html = read_html(site / language / f"{page.stem}.html")
    count = Counter(element["id"] for element in html.select("[id]"))
    ids = [element["id"] for element in html.select("figure.plot-figure, figure.plot-figure svg [id]")]
    assert ids
    assert [id_ for id_ in ids if count[id_] > 1] == []
