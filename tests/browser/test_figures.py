from __future__ import annotations

import gettext
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from plots.render import render
from plots.svg import compact

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from playwright.sync_api import Browser, Page, Route

FIGURES = sorted(path for path in Path("source/figures").glob("*.py") if "\ndef draw(" in path.read_text("utf-8"))
SHOWN = "figure.plot-figure img:visible"
LOADED = "image => image.decode().then(() => image.naturalWidth)"


def pixels(picture: bytes) -> NDArray[np.int16]:
    return np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"), dtype=np.int16)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("page_name", ["index", "diffusion-model", "evaluation-and-loss"])
def test_a_figure_can_be_seen_in_light_and_dark(browser: Browser, server: str, language: str, page_name: str) -> None:
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    page.goto(f"{server}/{language}/{page_name}.html")
    pictures = []
    for theme in ("light", "dark"):
        # the theme's own switch sets this attribute
        page.evaluate("theme => { document.body.dataset.theme = theme; }", theme)
        image = page.locator(SHOWN).first
        image.scroll_into_view_if_needed()
        assert image.evaluate(LOADED) > 0
        pictures.append(pixels(image.screenshot()).reshape(-1, 3))
    context.close()
    for picture, bright in zip(pictures, (True, False), strict=True):
        colors, counts = np.unique(picture, axis=0, return_counts=True)
        paper = colors[counts.argmax()]
        assert (paper.mean() > 128) == bright
        drawn = np.abs(picture - paper).max(axis=1) > 60
        assert 0.01 < drawn.mean() < 0.6


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_one_of_the_two_files_is_fetched(browser: Browser, server: str, scheme: str) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url.rpartition("/")[2]))
    page.goto(f"{server}/en/flow.html", wait_until="networkidle")
    page.locator(SHOWN).scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    light, dark = "flow.svg", "flow-dark.svg"
    assert {light, dark} & set(fetched) == {dark if scheme == "dark" else light}
    page.evaluate("theme => { document.body.dataset.theme = theme; }", "light" if scheme == "dark" else "dark")
    page.wait_for_load_state("networkidle")
    assert page.locator(SHOWN).evaluate(LOADED) > 0
    assert {light, dark} <= set(fetched)
    context.close()


def test_the_light_one_is_printed(browser: Browser, server: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{server}/en/flow.html", wait_until="networkidle")
    with page.expect_response("**/flow.svg"):
        page.pdf()
    context.close()


def test_nothing_moves_when_a_figure_arrives(page: Page, server: str) -> None:
    held: list[Route] = []
    page.route("**/_images/*", lambda route: held.append(route))
    page.goto(f"{server}/en/flow.html", wait_until="domcontentloaded")
    box = page.locator(".plot")
    box.scroll_into_view_if_needed()
    before = box.bounding_box()
    while not held:
        page.wait_for_timeout(50)
    held[0].continue_()
    assert page.locator(SHOWN).evaluate(LOADED) > 0
    after = box.bounding_box()
    assert before
    assert after
    assert after["height"] > 300
    assert abs(after["height"] - before["height"]) < 1


def test_a_figure_is_seen_from_a_folder(page: Page, site: Path) -> None:
    page.goto((site / "zh_CN" / "flow.html").absolute().as_uri())
    image = page.locator(SHOWN)
    image.scroll_into_view_if_needed()
    assert image.evaluate(LOADED) > 0


def test_a_figure_scrolls_on_a_phone_and_does_not_widen_it(browser: Browser, server: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{server}/en/diffusion-model.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator(SHOWN).first.bounding_box()["width"] > 500  # type: ignore[index]
    assert page.locator(".plot").first.get_attribute("tabindex") == "0"
    page.set_viewport_size({"width": 1280, "height": 900})
    page.wait_for_function("!document.querySelector('.plot').hasAttribute('tabindex')")
    context.close()


@pytest.mark.parametrize("figure", FIGURES, ids=lambda path: path.stem)
def test_a_file_looks_like_what_was_drawn(page: Page, figure: Path) -> None:
    before = render(figure, gettext.gettext, "svg").decode("utf-8")
    pictures = []
    page.set_viewport_size({"width": 1400, "height": 1500})
    for svg in (before, compact(before, "en")):
        # the words have other fonts, and an element of a page has no prologue
        bare = re.sub(r"^.*?(?=<svg)|<text.*?</text>", "", svg, flags=re.DOTALL)
        page.set_content(re.sub(r'(<svg[^>]*?) width="[^"]*" height="[^"]*"', r'\1 width="1380"', bare))
        pictures.append(pixels(page.locator("svg").screenshot()))
    # edges may be a fraction of a pixel off: what differs much must be thin
    differs = np.abs(pictures[0] - pictures[1]).max(axis=2) > 96
    thick = differs[1:-1, 1:-1] & differs[:-2, 1:-1] & differs[2:, 1:-1] & differs[1:-1, :-2] & differs[1:-1, 2:]
    assert differs.mean() < 0.02
    assert thick.sum() == 0


def test_tables_are_sorted_by_a_click(browser: Browser, server: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{server}/en/benchmarks.html")
    table = page.locator("table.benchmark").first

    def column(number: int) -> list[str]:
        return table.locator(f"tbody td:nth-child({number})").all_inner_texts()

    table.locator("th button", has_text="FID").click()
    values = [float(text) for text in column(4)]
    assert values == sorted(values)
    table.locator("th button", has_text="Size").click()
    table.locator("th button", has_text="Size").click()
    sizes = [text.strip() for text in column(6)]
    full = [
        float(text[:-1]) * {"M": 1, "B": 1000}[text[-1]]
        for text in sizes
        if text and text[-1] in "MB" and "+" not in text
    ]
    assert full == sorted(full, reverse=True)
    assert sizes.index("") == len([size for size in sizes if size])
    context.close()
