"""Nothing from outside, nothing unsafe, and nothing that keeps readers out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from paperlist.policy import secure_page

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import ConsoleMessage, Page

PAGES = ["index", "diffusion-model", "explore", "search", "glossary", "contribute", "paper-years", "genindex"]


def test_every_page_states_a_strict_policy(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 30
    for path in pages:
        html = path.read_text("utf-8")
        policy = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
        assert len(policy) == 1, path
        assert policy[0].startswith("default-src 'none'; "), path
        assert "unsafe" not in policy[0], path
        assert not re.search(r"<[^>]* (?:style|on\w+)=", html), path
        assert not re.search(r'<a (?![^>]*rel="noopener")[^>]*href="https?:', html), path


def test_every_inline_script_is_in_the_policy(site: Path) -> None:
    for path in sorted((site / "en").glob("*.html")):
        html = path.read_text("utf-8")
        assert secure_page(html) == html, path


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_console_is_clean(page: Page, server: str, foreign: list[str], language: str) -> None:
    said: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            said.append(f"{page.url}: {message.text}")

    page.on("console", note)
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    for name in PAGES:
        page.goto(f"{server}/{language}/{name}.html?q=flow", wait_until="networkidle")
        page.fill(".sidebar-search", "vae")
        page.wait_for_selector("#search-hits [role=option]")
    page.goto(f"{server}/index.html")
    page.goto(f"{server}/404.html")
    assert [text for text in said if "favicon" not in text] == []
    assert foreign == []


def test_nothing_is_stored_but_the_theme(page: Page, server: str) -> None:
    page.goto(f"{server}/en/explore.html?q=flow", wait_until="networkidle")
    page.click(".theme-toggle-content button")
    assert page.evaluate("Object.keys(localStorage)") == ["theme"]
    assert page.evaluate("sessionStorage.length") == 0
    assert page.context.cookies() == []


def test_layout_stays(page: Page, server: str) -> None:
    observe = """() => { globalThis.shift = 0;
      new PerformanceObserver(list => { for (const e of list.getEntries()) shift += e.value; })
        .observe({type: "layout-shift", buffered: true}); }"""
    for name in ("index", "flow", "explore"):
        page.goto(f"{server}/en/{name}.html", wait_until="networkidle")
        page.evaluate(observe)
        page.wait_for_timeout(300)
        assert page.evaluate("shift") < 0.01, name
