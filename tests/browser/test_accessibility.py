"""What axe finds against WCAG 2.2 AA and its own best practices, which should be nothing."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

AXE = Axe()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# thousands of lines of one make, of which the first show what axe would say of all
LONG = "paper-authors.html"
VIEWS: list[tuple[str, dict[str, Any]]] = [
    ("light", {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"}),
    ("dark", {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}),
]


def violations(page: Page, *without: str) -> list[str]:
    rules = {rule: {"enabled": False} for rule in without}
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"], "rules": rules}
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in AXE.run(page, options=options).response["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize(("scheme", "view"), VIEWS, ids=[name for name, _ in VIEWS])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_axe_finds_nothing(
    browser: Browser, server: str, site: Path, language: str, scheme: str, view: dict[str, Any]
) -> None:
    """Every page, light on a wide screen and dark on a phone."""
    context = browser.new_context(**view)
    page = context.new_page()
    found = {}
    for path in sorted((site / language).glob("*.html")):
        page.goto(f"{server}/{language}/{path.name}", wait_until="networkidle")
        if path.name == LONG:
            page.eval_on_selector_all("dl :is(dt, dd)", "lines => lines.slice(200).forEach(line => line.remove())")
        found[path.name] = violations(page)
    context.close()
    assert len(found) > 15
    assert {name: texts for name, texts in found.items() if texts} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index.html", "404.html"])
def test_axe_finds_nothing_above_the_languages(page: Page, server: str, name: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{server}/{name}")
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_axe_finds_nothing_in_what_scripts_show(page: Page, server: str, language: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{server}/{language}/flow.html?q=spline#arxiv-1906-04032")
    page.click("#arxiv-1906-04032 .paper-cite")
    page.wait_for_selector("#arxiv-1906-04032 pre")
    # the theme's link back to the top, shown when one scrolls up, stands beside the landmarks
    assert violations(page, "region") == []
    page.fill(".sidebar-search", "score")
    page.press(".sidebar-search", "ArrowDown")
    page.wait_for_selector("#search-hits [role=option]")
    page.press(".sidebar-search", "ArrowDown")
    assert violations(page, "region") == []
    page.goto(f"{server}/{language}/search.html?q=flow")
    page.wait_for_selector("#search-results li")
    assert violations(page) == []


def test_focus_is_seen(page: Page, server: str) -> None:
    page.goto(f"{server}/en/flow.html#arxiv-1410-8516")
    for selector in (".sidebar-search", "#arxiv-1906-04032 .paper-title", "#arxiv-1906-04032 .paper-cite"):
        page.focus(selector)
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        outline = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
        shadow = page.evaluate("() => getComputedStyle(document.activeElement.parentElement).boxShadow")
        assert outline != "none" or shadow != "none", selector


def test_ids_are_unique_and_headings_in_order(page: Page, server: str, site: Path) -> None:
    for path in sorted(site.glob("*/*.html")):
        page.goto(f"{server}/{path.parent.name}/{path.name}")
        ids = page.eval_on_selector_all("[id]", "nodes => nodes.map(node => node.id)")
        assert len(ids) == len(set(ids)), [name for name in ids if ids.count(name) > 1]
        levels = page.eval_on_selector_all(
            "main h1, article :is(h1, h2, h3, h4, h5)", "nodes => nodes.map(n => +n.tagName[1])"
        )
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), path
