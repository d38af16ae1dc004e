from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

DDPM = "arxiv-2006-11239"


def test_switching_language_keeps_the_entry(page: Page, server: str, foreign: list[str]) -> None:
    page.goto(f"{server}/index.html")
    page.click("text=Read in English")
    page.click(".sidebar-tree >> text=Diffusion models")
    page.hover(f"#{DDPM} .paper-title")
    page.click(f"#{DDPM} .headerlink")
    page.click(".language-switch >> text=简体中文")
    page.wait_for_url(f"**/zh_CN/diffusion-model.html#{DDPM}")
    assert page.get_attribute("html", "lang") == "zh-CN"
    entry = page.locator(f"#{DDPM}")
    assert "Denoising Diffusion Probabilistic Models" in entry.inner_text()
    assert any("\u4e00" <= char <= "\u9fff" for char in entry.locator("p").inner_text())
    # the theme scrolls smoothly, so the entry arrives a moment later
    page.wait_for_function(
        "id => { const top = document.getElementById(id).getBoundingClientRect().top; return 0 <= top && top < 400; }",
        arg=DDPM,
    )
    assert foreign == []


def test_switch_works_without_javascript(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/zh_CN/flow.html")
    page.click(".language-switch >> text=English")
    assert page.url == f"{server}/en/flow.html"
    context.close()


def test_pages_of_every_kind_stay_on_the_site(page: Page, server: str, foreign: list[str]) -> None:
    for name in ("index", "diffusion-model", "glossary", "genindex", "paper-years", "search"):
        page.goto(f"{server}/zh_CN/{name}.html", wait_until="networkidle")
    assert foreign == []


@pytest.mark.parametrize(
    ("language", "query", "expected"),
    [
        ("en", "denoising diffusion", "DDPM"),
        ("zh_CN", "扩散模型", "扩散模型"),
        ("zh_CN", "解耦表征", "解耦表征"),
        ("zh_CN", "DDPM", "DDPM"),
    ],
)
def test_search_finds(page: Page, server: str, language: str, query: str, expected: str) -> None:
    page.goto(f"{server}/{language}/index.html")
    page.fill(".sidebar-search", query)
    page.press(".sidebar-search", "Enter")
    page.wait_for_function("() => document.querySelector('#search-results .search-summary')?.textContent.match(/\\d/)")
    results = page.locator("#search-results li").all_inner_texts()
    assert any(expected in result for result in results), results


def test_works_from_a_folder(page: Page, site: Path) -> None:
    page.goto(f"file://{site}/en/flow.html#arxiv-1410-8516")
    page.click(".language-switch >> text=简体中文")
    assert page.url == f"file://{site}/zh_CN/flow.html#arxiv-1410-8516"


def test_formulas_are_drawn(page: Page, server: str) -> None:
    page.goto(f"{server}/en/diffusion-model.html")
    boxes = page.eval_on_selector_all("div.math math", "nodes => nodes.map(n => n.getBoundingClientRect().height)")
    assert len(boxes) >= 4
    assert min(boxes) > 10


@pytest.mark.parametrize("width", [360, 400, 500, 1280])
def test_sentences_take_no_more_lines_for_what_edits_them(browser: Browser, server: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{server}/zh_CN/variational-autoencoder.html")
    checked, lost = page.evaluate("""() => {
      const links = [...document.querySelectorAll("p > .edit-sentence, li > .edit-sentence")];
      const lost = links.filter(link => {
        const before = document.createRange();
        before.setStart(link.parentElement, 0);
        before.setEndBefore(link);
        const last = [...before.getClientRects()].at(-1);
        return link.getBoundingClientRect().top > last.bottom - 2;
      });
      return [links.length, lost.map(link => link.parentElement.textContent)];
    }""")
    assert checked > 100
    assert lost == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    page.close()


def test_page_is_printed_whole_and_without_what_is_for_the_screen(page: Page, server: str, tmp_path: Path) -> None:
    page.goto(f"{server}/en/text-to-image.html")
    page.emulate_media(media="print")
    for screen_only in (".sidebar-drawer", ".toc-drawer", ".paper-filter", ".paper-cite", ".mobile-header"):
        assert page.locator(screen_only).count(), screen_only
        assert not any(box.is_visible() for box in page.locator(screen_only).all()), screen_only
    assert page.locator(".paper-entry").first.evaluate("node => getComputedStyle(node).breakInside") == "avoid"
    folded = page.eval_on_selector_all(
        "details.paper-authors:not([open])",
        """lists => lists.map(list => {
          const whole = list.cloneNode(true);
          whole.querySelector(".more").remove();
          return whole.textContent;
        })""",
    )
    page.pdf(path=tmp_path / "page.pdf")
    run = subprocess.run(["pdftotext", tmp_path / "page.pdf", "-"], capture_output=True, text=True, check=True)
    printed = " ".join(run.stdout.split())
    assert len(folded) > 10
    assert [names for names in folded if " ".join(names.split()) not in printed] == []
    assert page.locator(".paper-entry").last.locator(".paper-title").inner_text().split()[-1] in printed


def test_chinese_is_set_as_chinese(page: Page, server: str) -> None:
    page.goto(f"{server}/zh_CN/flow.html")
    style = page.evaluate("""() => {
      const text = document.querySelector("article p");
      const {lineHeight, fontSize, lineBreak, textAutospace, fontFamily} = getComputedStyle(text);
      text.insertAdjacentHTML("beforeend", "<em>强调</em>");
      const slanted = getComputedStyle(text.lastChild).fontStyle;
      return {ratio: parseFloat(lineHeight) / parseFloat(fontSize), lineBreak, textAutospace, fontFamily, slanted};
    }""")
    assert style["ratio"] == pytest.approx(1.7, abs=0.02)
    assert (style["lineBreak"], style["textAutospace"], style["slanted"]) == ("strict", "normal", "normal")
    for font in ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC"):
        assert font in style["fontFamily"]
