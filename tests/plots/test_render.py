"""The renderer, and every figure of ours in every language."""

from __future__ import annotations

import re
import subprocess
from gettext import translation
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from plots.cover import SIZE, draw_cover
from plots.palette import NAMES
from plots.render import DPI, PlotError, render, render_cached, sources, words
from plots.svg import describe, inline, standalone

if TYPE_CHECKING:
    from collections.abc import Callable

LANGUAGES = ["en", "zh_CN"]
FIGURES = sorted(path for path in Path("source/figures").glob("*.py") if "\ndef draw(" in path.read_text("utf-8"))

MODULE = """
from matplotlib.figure import Figure

def draw(_):
    figure = Figure(figsize=(2, 1))
    figure.text(0.5, 0.5, _("word"), color="#2b5c8a")
    return figure
"""


def gettext(language: str) -> Callable[[str], str]:
    return translation("figures", "build/locale", [language], fallback=language == "en").gettext


def rendered(figure: Path, language: str) -> str:
    """Return the SVG that the build of the site has left."""
    (file,) = Path("build/figures").glob(f"{figure.stem}-{language}-*.svg")
    return file.read_text("utf-8")


@pytest.fixture
def module(tmp_path: Path) -> Path:
    path = tmp_path / tmp_path.name.replace("-", "_") / "sample.py"
    path.parent.mkdir()
    path.write_text(MODULE, "utf-8")
    return path


@pytest.mark.parametrize("figure", FIGURES, ids=lambda path: path.stem)
def test_a_figure_is_drawn_alike_each_time(figure: Path) -> None:
    assert render(figure, gettext("zh_CN"), "svg").decode() == rendered(figure, "zh_CN")
    first, second = (render(figure, gettext("zh_CN"), "pdf") for _ in range(2))
    assert first == second


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("figure", FIGURES, ids=lambda path: path.stem)
def test_words_are_text_in_their_language(figure: Path, language: str) -> None:
    shown = " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", rendered(figure, language)))
    for message in words(figure):
        for line in gettext(language)(message).split("\n"):
            plain = re.sub(r"\{\w+\}.*", "", line).strip()
            assert plain in shown


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("figure", FIGURES, ids=lambda path: path.stem)
def test_colours_follow_the_page(figure: Path, language: str) -> None:
    svg = inline(rendered(figure, language), figure.stem)
    assert re.findall(r"#[0-9a-f]{6}\b", svg) == []
    assert "var(--plot-" in svg
    assert "<script" not in svg
    assert "font-family" not in svg


def test_the_style_sheet_has_every_colour() -> None:
    css = Path("source/_ext/plots/static/plots.css").read_text("utf-8")
    assert [name for name in NAMES.values() if f"--plot-{name}:" not in css] == []


@pytest.mark.parametrize("figure", FIGURES, ids=lambda path: path.stem)
def test_the_code_is_shown(figure: Path) -> None:
    page = Path("source/figure-code.md").read_text("utf-8")
    assert f"(code-{figure.stem})=" in page
    assert f"{{literalinclude}} figures/{figure.name}" in page


def test_book_embeds_fonts_and_keeps_text(module: Path, tmp_path: Path) -> None:
    pdf = tmp_path / "sample.pdf"
    pdf.write_bytes(render(module, lambda word: "扩散模型", "pdf"))
    fonts = subprocess.run(["pdffonts", str(pdf)], capture_output=True, text=True, check=True).stdout
    assert "NotoSansCJKsc" in fonts
    text = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    assert "扩散模型" in text


def test_a_missing_glyph_is_found(module: Path) -> None:
    with pytest.raises(PlotError, match="missing from font"):
        render(module, lambda word: "\U000f0000", "pdf")


def test_what_is_drawn_is_kept_until_code_or_words_change(module: Path, tmp_path: Path) -> None:
    def draw(word: str) -> Path:
        return render_cached(module, lambda _: word, "svg", tmp_path, "en")

    first = draw("one")
    stamp = first.stat().st_mtime_ns
    assert draw("one") == first
    assert first.stat().st_mtime_ns == stamp
    second = draw("two")
    assert second != first
    assert not first.exists()
    module.write_text(MODULE.replace("0.5, 0.5", "0.4, 0.5"), "utf-8")
    assert draw("two") != second


def test_sources_are_followed(module: Path) -> None:
    data = module.parent.parent / "facts.toml"
    data.write_text("", "utf-8")
    other = module.with_name("other.py")
    other.write_text('DATA = "*.toml"\n', "utf-8")
    module.write_text(f"from .other import x\n{MODULE}", "utf-8")
    assert sources(module) == [module, other, data]


def test_inline_svg_stands_alone_on_a_page(module: Path) -> None:
    svg = inline(
        '<?xml version="1.0"?>\n<svg width="1pt" height="1pt" viewBox="0 0 1 1">'
        '<defs><path id="m1" d="M 1.234 5.678 \nL 2 3"/></defs><g id="axes_1">'
        '<use xlink:href="#m1" x="1.05" style="fill: #2b5c8a; opacity: 0.123"/></g>'
        '<g clip-path="url(#p2)"/><clipPath id="p2"/></svg>',
        "sample",
    )
    assert svg.strip() == (
        '<svg viewBox="0 0 1 1"><defs><path id="plot-sample-1" d="M 1.2 5.6L2 3"/></defs><g>'
        '<use href="#plot-sample-1" x="1.0" fill="var(--plot-blue)" opacity="0.123"/></g>'
        '<g clip-path="url(#plot-sample-2)"/><clipPath id="plot-sample-2"/></svg>'
    )
    assert describe(svg, 'a "b" <c>').startswith('<svg role="img" aria-label="a &quot;b&quot; &lt;c&gt;" ')


def test_a_figure_stands_alone(module: Path) -> None:
    svg = standalone(render(module, lambda word: "扩散", "svg").decode(), "zh-CN")
    root = ElementTree.fromstring(svg)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-CN"
    assert "扩散" in "".join(root.itertext())
    assert "#2b5c8a" in svg
    assert ", sans-serif" in svg
    assert not re.search("DOCTYPE|metadata", svg)


def test_cover_holds_the_figure_and_is_the_same_each_time(module: Path) -> None:
    first, second = (
        draw_cover(render(module, str, "png"), "A title that takes more than one line", "作者") for _ in range(2)
    )
    assert first == second
    width, height = (int.from_bytes(first[start : start + 4], "big") for start in (16, 20))
    assert (width, height) == (SIZE[0] * DPI, SIZE[1] * DPI)


def test_words_that_the_cover_cannot_show_are_reported(module: Path) -> None:
    with pytest.raises(PlotError, match="missing from font"):
        render(module, lambda word: "\U000f0000", "png")
