"""The figures on our own pages, and the files that they are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from plots.svg import size

if TYPE_CHECKING:
    from bs4 import Tag

LANGUAGES = ["en", "zh_CN"]
# the page for contributors shows the directive as code
PAGES = sorted(
    path for path in Path("source").glob("*.md") if "```{plot}" in path.read_text("utf-8") and path.stem != "contribute"
)


def read_html(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def figures(site: Path, language: str, page: str) -> list[Tag]:
    found = read_html(site / language / f"{page}.html").select("figure.plot-figure")
    assert found
    return found


def test_every_category_has_a_figure() -> None:
    for path in Path("source").glob("*.md"):
        if "\n## Start here\n" in path.read_text("utf-8"):
            assert path in PAGES


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_figures_have_alt_text_caption_and_code_in_both_languages(site: Path, page: Path) -> None:
    shown = []
    for language in LANGUAGES:
        for figure in figures(site, language, page.stem):
            assert figure.select("figcaption .caption-text")
            assert figure.select('.legend a[href*="figure-code.html#code-"]')
            caption = figure.select(".caption-text")[0].get_text()
            (alt,) = {str(image["alt"]) for image in figure.select("img")}
            shown += [(language, alt), (language, caption)]
    for language, text in shown:
        assert len(text) > 20
        assert any("\u4e00" <= char <= "\u9fff" for char in text) == (language == "zh_CN")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_a_figure_is_a_light_file_and_a_dark_one(site: Path, language: str, page: Path) -> None:
    for figure in figures(site, language, page.stem):
        assert not figure.select("svg")
        images = figure.select("div.plot > img")
        assert [image["class"] for image in images] == [["only-light"], ["only-dark"]]
        light, dark = (site / language / str(image["src"]) for image in images)
        assert light.read_bytes() != dark.read_bytes()
        for image, file in zip(images, (light, dark), strict=True):
            # without these both would be fetched, and the page would move when they arrive
            assert image["loading"] == "lazy"
            assert (int(str(image["width"])), int(str(image["height"]))) == size(file.read_text("utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_load_what_they_need(site: Path, language: str) -> None:
    for path in (site / language).glob("*.html"):
        html = read_html(path)
        styles = [str(link["href"]) for link in html.select("link[rel=stylesheet]")]
        scripts = [str(script["src"]) for script in html.select("script[src]")]
        ours = bool(html.select("figure.plot-figure, table.benchmark, dl.milestones"))
        assert any("plots.css" in style for style in styles) == ours
        assert any("sortable.js" in script for script in scripts) == bool(html.select("table.benchmark"))
