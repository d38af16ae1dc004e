from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

if TYPE_CHECKING:
    from playwright.sync_api import Browser


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
        shot = page.locator("figure.plot-figure svg").first.screenshot()
        pictures.append(Image.open(io.BytesIO(shot)).convert("RGB"))
    context.close()
    for picture, bright in zip(pictures, (True, False), strict=True):
        pixels = np.asarray(picture, dtype=np.int16).reshape(-1, 3)
        colors, counts = np.unique(pixels, axis=0, return_counts=True)
        paper = colors[counts.argmax()]
        assert (paper.mean() > 128) == bright
        drawn = np.abs(pixels - paper).max(axis=1) > 60
        assert 0.01 < drawn.mean() < 0.6


def test_a_figure_does_not_widen_a_phone(browser: Browser, server: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{server}/en/diffusion-model.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator("figure.plot-figure svg").first.bounding_box()["width"] > 500  # type: ignore[index]
    context.close()


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
