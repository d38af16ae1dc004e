"""The renderer, and every figure of ours in every language."""

from __future__ import annotations

import gzip
import re
import subprocess
from gettext import translation
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from matplotlib.path import Path as Outline

from plots.cover import SIZE, draw_cover
from plots.palette import DARK, INK, LIGHT, PAPER
from plots.panels import simplify
from plots.render import DPI, PlotError, render, render_cached, sources, words
from plots.svg import HAN, LATIN, compact, recolour, size

if TYPE_CHECKING:
    from collections.abc import Callable

LANGUAGES = ["en", "zh_CN"]
SCHEMES = {"light": "", "dark": "-dark"}
HEAVY = 20_000
"""No file of a figure should have as many bytes, compressed."""

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


def built(figure: Path, language: str, scheme: str = "light") -> str:
    """Return the SVG that the build of the site has left."""
    return Path(f"build/html/{language}/_images/{figure.stem}{SCHEMES[scheme]}.svg").read_text("utf-8")


@pytest.fixture
def module(tmp_path: Path) -> Path:
    path = tmp_path / tmp_path.name.replace("-", "_") / "sample.py"
    path.parent.mkdir()
    path.write_text(MODULE, "utf-8")
    return path


@pytest.mark.parametrize("figure", FIGURES, ids=lambda path: path.stem)
def test_a_figure_is_drawn_alike_each_time(figure: Path) -> None:
    svg = compact(render(figure, gettext("zh_CN"), "svg").decode(), "zh_CN")
    for scheme, colours in (("light", LIGHT), ("dark", DARK)):
        assert recolour(svg, colours) == built(figure, "zh_CN", scheme)
    first, second = (render(figure, gettext("zh_CN"), "pdf") for _ in range(2))
    assert first == second


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("figure", FIGURES, ids=lambda path: path.stem)
def test_words_are_text_in_their_language(figure: Path, language: str, scheme: str) -> None:
    svg = built(figure, language, scheme)
    assert f'xml:lang="{language.replace("_", "-")}"' in svg
    shown = " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg))
    for message in words(figure):
        for line in gettext(language)(message).split("\n"):
            plain = re.sub(r"\{\w+\}.*", "", line).strip()
            assert plain in shown


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("figure", FIGURES, ids=lambda path: path.stem)
def test_a_file_is_light_and_stands_alone(figure: Path, language: str, scheme: str) -> None:
    svg = built(figure, language, scheme)
    assert len(gzip.compress(svg.encode())) < HEAVY
    assert not re.search(r"<script|<style| style=|href=\"(?!#)|url\((?!#)", svg)
    fonts = re.findall(r'font-family="([^"]*)"', svg)
    first, last = (HAN, LATIN) if language == "zh_CN" else (LATIN, HAN)
    assert fonts == [f"{first}, {last}, sans-serif"]


@pytest.mark.parametrize("figure", FIGURES, ids=lambda path: path.stem)
def test_colours_are_those_of_the_scheme(figure: Path) -> None:
    for scheme, colours in (("light", {**dict.fromkeys(DARK), **LIGHT}), ("dark", DARK)):
        expected = {new or old for old, new in colours.items()}
        assert set(re.findall(r"#[0-9a-f]{6}\b", built(figure, "en", scheme))) <= expected


def test_text_and_paper_are_those_of_the_theme() -> None:
    css = files("furo").joinpath("theme/furo/static/styles/furo.css").read_text("utf-8")
    for name, value in (("foreground", INK), ("background", PAPER)):
        found = re.findall(rf"--color-{name}-primary:(#\w+)", css)
        full = [re.sub(r"^#(.)(.)(.)$", r"#\1\1\2\2\3\3", colour) for colour in found]
        assert [LIGHT[value], DARK[value]] == list(dict.fromkeys(full))


def test_fonts_are_those_of_the_site() -> None:
    css = Path("source/_static/site.css").read_text("utf-8")
    (stack,) = re.findall(r"--font-stack:([^;]*);", css)
    assert re.sub(r"\s+", " ", stack).strip().replace('"', "'") == f"{LATIN}, {HAN}, sans-serif"


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
        light, dark = render_cached(module, lambda _: word, "svg", tmp_path, "en")
        assert recolour(dark.read_text("utf-8"), {new: old for old, new in DARK.items()}) == recolour(
            light.read_text("utf-8"), {new: old for old, new in LIGHT.items()}
        )
        return light

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


def drawing(content: str) -> str:
    """Return what is left of the content of an SVG by matplotlib."""
    head = 'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 75 150"'
    svg = compact(f'<svg width="75pt" height="150pt" {head}>{content}</svg>', "en")
    assert size(svg) == (100, 200)
    return svg.partition(">")[2].strip().removesuffix("</svg>")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("M 1.26 -5.7 \nL 2 3 \nL 2.51 3.5 \nL 2.04 3.6 \nz\n", "m1.3-5.7.7 8.7.5.5-.5.1z"),
        ("M 0 0 L 0.34 0 L 0.68 1 L 1.02 0", "m0 0 .3 0 .4 1 .3-1"),
        ("M 1 1 Q 2 1 2 2 L 2 3 C 2 4 3 4 4 4 L 5 5", "m1 1q1 0 1 1l0 1c0 1 1 1 2 1l1 1"),
        ("M 5 5 L 6 5 z L 5 7 M 1 1 L 2 2", "m5 5 1 0zl0 2m-4-6 1 1"),
    ],
)
def test_paths_are_relative_and_do_not_drift(before: str, after: str) -> None:
    assert drawing(f'<path d="{before}"/>') == f'<path d="{after}" />'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("M 0 0 L 1 0.04 L 2 0.1 L 3 0", "m0 0 3 0"),
        ("M 0 0 L 1 0.2 L 2 0 L 3 0.1 L 4 0", "m0 0 1 .2 1-.2 2 0"),
        ("M 0 0 L 1 0 L 2 0 L 2 1 L 2 2 L 0 2 z", "m0 0 2 0 0 2-2 0z"),
        ("M 0 0 L 2 0 L 2 2 z L 1 0.1 L 2 0", "m0 0 2 0 0 2zl2 0"),
        ("M 0 0 L 1 0 L 2 0 C 3 0 4 1 4 2 L 4 3 L 4 4 L 4 5", "m0 0 2 0c1 0 2 1 2 2l0 3"),
    ],
)
def test_corners_that_are_hardly_one_are_left_out(before: str, after: str) -> None:
    assert drawing(f'<path d="{before}"/>') == f'<path d="{after}" />'


LINE = 'style="fill: none; stroke: #2b5c8a{}"'


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        (f'd="M 1 1 L 2 2" {LINE.format("")}', f'd="M 4 1 L 5 2" {LINE.format("")}', "m1 1 1 1m2-1 1 1"),
        (f'd="M 1 1 L 2 2" {LINE.format("")}', f'd="M 4 1 L 5 2" {LINE.format("; stroke-width: 2")}', None),
        (f'd="M 1 1 L 2 2" {LINE.format("; stroke-opacity: 0.5")}', None, None),
        ('d="M 0 0 L 9 0 L 9 9 z"', 'd="M 5 0 L 14 0 L 14 9"', "m0 0 9 0 0 9zm5 0 9 0 0 9"),
        ('d="M 0 0 L 9 0 L 9 9 z"', 'd="M 5 0 L 14 9 L 14 0 z"', None),
        ('d="M 0 0 L 9 0 L 9 9 z" opacity="0.5"', None, None),
        ('d="M 0 0 L 9 0 L 9 9 z" id="m1"', None, None),
    ],
    ids=["lines", "other-paint", "translucent", "same-turn", "other-turn", "translucent-shape", "referred"],
)
def test_what_looks_alike_is_one_path(first: str, second: str | None, together: str | None) -> None:
    use = '<use xlink:href="#m1" x="1" y="1" />' if "m1" in first else ""
    left = drawing(f"<g><path {first}/><path {second or first}/></g>{use}")
    assert re.findall(r'<path d="([^"]*)"', left) == [together] if together else left.count("<path") == 2


DISC = f'<defs><path id="m1" d="M 0 0.8 {"C 0.2 0.8 0.4 0.7 0.5 0.5 " * 8}z "/></defs>'


def test_opaque_discs_are_one_path() -> None:
    place = '<use xlink:href="#m1" x="{}.04" y="2" style="fill: #2b5c8a{}"/>'
    opaque, translucent = (
        drawing(f"{DISC}<g>{place.format(9, alpha)}{place.format(2, alpha)}{place.format(7, alpha)}</g>")
        for alpha in ("", "; fill-opacity: 0.5")
    )
    cap = 'stroke-width="1.6" stroke-linecap="round" stroke="#2b5c8a"'
    assert opaque == f'<path d="m2 2h.01m5 0h.01m2 0h.01" {cap} />'
    assert translucent.count("<path") == translucent.count('stroke-opacity="0.5"') == 3


def test_dots_do_not_drift() -> None:
    row = "".join(f'<use xlink:href="#m1" x="{x}" y="{x % 7}" style="fill: #2b5c8a"/>' for x in range(200))
    (path,) = re.findall(r'<path d="([^"]*)"', drawing(f"{DISC}<g>{row}</g>"))
    x, met = 0.0, []
    for move in re.findall(r"m(-?[\d.]+)", path):
        x += float(move)
        assert abs(x - round(x)) < 0.1
        met.append(round(x))
        x += 0.01
    assert sorted(met) == list(range(200))


def test_what_is_not_seen_is_left_out() -> None:
    left = drawing(
        '<metadata>x</metadata><defs><style type="text/css">*{}</style></defs>'
        '<g id="axes_1"><g id="a" clip-path="url(#p2)"><path id="patch_1" d="M 0 0 L 1 1" style="fill: none"/>'
        '<path d="M 0 0 L 1 1" style="fill: none; stroke: #7d858f"/></g></g>'
        '<defs><clipPath id="p2"><rect x="1.23" y="0" width="9" height="9"/></clipPath></defs>'
        """<text style="font-size: 9px; font-family: 'A B'" x="1" y="2" transform="rotate(-0 1 2)">x &lt; y</text>"""
    )
    assert left == (
        '<g clip-path="url(#p2)"><path d="m0 0 1 1" fill="none" stroke="#7d858f" /></g>'
        '<defs><clipPath id="p2"><rect x="1.2" y="0" width="9" height="9" /></clipPath></defs>'
        '<text x="1" y="2" font-size="9px">x &lt; y</text>'
    )


def test_formulas_and_images_are_kept() -> None:
    formula = '<text transform="scale(0.015)"><tspan x="1.23">x</tspan>\n<tspan x="4">y</tspan></text>'
    image = '<image xlink:href="data:image/png;base64,AA==" width="3" height="3" />'
    kept = formula.replace("1.23", "1.2").replace("\n", "") + image
    assert drawing(f'<g id="axes_1">\n{formula}\n{image}\n</g>') == kept


def test_an_outline_keeps_its_shape_with_fewer_corners() -> None:
    angle = np.linspace(0, 2 * np.pi, 401)
    circle = np.stack([np.cos(angle), np.sin(angle)], axis=-1)
    before = Outline.make_compound_path(*(Outline(radius * circle, closed=True) for radius in (1, 0.5)))
    after = simplify(before, 0.001)
    assert np.shape(before.vertices)[0] > 4 * np.shape(after.vertices)[0]
    for polygon, radius in zip(map(np.asarray, after.to_polygons()), (1, 0.5), strict=True):
        assert (polygon[0] == polygon[-1]).all()
        # where the outline is furthest in
        middles = (polygon[1:] + polygon[:-1]) / 2
        assert np.abs(np.hypot(*middles.T) - radius).max() < 0.0011


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
