"""In a preview, a key shows the English."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

SCRIPT = files("paperlist").joinpath("static", "preview.js").read_text("utf-8")
SENTENCE = """
const sentence = document.createElement("p");
sentence.innerHTML = '一句<span class="original">One sentence</span>';
document.querySelector("article").prepend(sentence);
"""


@pytest.fixture
def preview(page: Page, server: str) -> Page:
    """A page of the site as a preview has it."""
    page.goto(f"{server}/zh_CN/flow.html")
    page.evaluate(f"() => {{ {SENTENCE} {SCRIPT} }}")
    return page


def shown(page: Page) -> bool:
    return page.locator(".original").is_visible()


def test_key_shows_the_english_and_hides_it(preview: Page) -> None:
    assert not shown(preview)
    preview.keyboard.press("e")
    assert shown(preview)
    preview.keyboard.press("e")
    assert not shown(preview)


def test_english_stays_when_the_page_is_built_anew(preview: Page) -> None:
    preview.keyboard.press("e")
    preview.reload()
    preview.evaluate(f"() => {{ {SENTENCE} {SCRIPT} }}")
    assert shown(preview)


def test_other_keys_and_the_search_field_do_nothing(preview: Page) -> None:
    preview.keyboard.press("Control+e")
    preview.keyboard.press("x")
    preview.locator("input.sidebar-search").first.focus()
    preview.keyboard.press("e")
    assert not shown(preview)
