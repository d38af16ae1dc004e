"""What a reader does: search, explore, cite; by mouse and by keyboard, online and from a folder."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    Open = Callable[..., Page]

READY = ".explore-hits[data-state=ready]"


@pytest.fixture
def explore(page: Page, server: str) -> Open:
    """A function that opens the explorer with a query string, and waits until it shows its list."""

    def visit(query: str = "", language: str = "en") -> Page:
        page.goto(f"{server}/{language}/explore.html{query}")
        page.wait_for_selector(READY, state="attached")
        return page

    return visit


def count(page: Page) -> int:
    """Return the number of papers that the explorer or the filter says it shows."""
    numbers = re.findall(r"[\d,]+", page.locator("output").inner_text())
    return int((numbers[1] if "篇" in page.locator("output").inner_text() else numbers[0]).replace(",", ""))


def state(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def choose(page: Page, name: str, value: str) -> None:
    page.select_option(f"select[name={name}]", value)
    page.wait_for_function("name => new URLSearchParams(location.search).has(name)", arg=name)
    page.wait_for_timeout(50)


# -- The search box --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "query", "title", "target"),
    [
        ("en", "ddpm", "Denoising Diffusion Probabilistic Models", "diffusion-model.html#arxiv-2006-11239"),
        ("zh_CN", "去噪扩散概率模型", "Denoising Diffusion Probabilistic Models", "#arxiv-2006-11239"),
        ("zh_CN", "VQ-VAE 离散", "Neural Discrete Representation Learning", "#arxiv-1711-00937"),
    ],
)
def test_box_leads_to_the_paper(
    page: Page, server: str, foreign: list[str], language: str, query: str, title: str, target: str
) -> None:
    page.goto(f"{server}/{language}/glossary.html")
    page.keyboard.press("/")
    page.keyboard.type(query)
    hits = page.locator("#search-hits [role=option]")
    hits.first.wait_for()
    texts = hits.all_inner_texts()
    place = next(i for i, text in enumerate(texts) if title in text)
    for _ in range(place + 1):
        page.keyboard.press("ArrowDown")
    assert page.get_attribute(".sidebar-search", "aria-activedescendant") == f"hit-{place}"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{target}")
    assert foreign == []


def test_box_shows_papers_before_sections_and_closes(page: Page, server: str) -> None:
    page.goto(f"{server}/en/index.html")
    page.fill(".sidebar-search", "score matching")
    page.wait_for_selector("#search-hits [role=option]")
    groups = page.eval_on_selector_all("#search-hits [role=group]", "nodes => nodes.map(n => n.ariaLabel)")
    assert groups == ["Papers", "Sections"]
    page.press(".sidebar-search", "Escape")
    assert not page.is_visible("#search-hits")
    assert page.get_attribute(".sidebar-search", "aria-expanded") == "false"


def test_data_are_loaded_only_when_wanted(page: Page, server: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(f"{server}/en/flow.html", wait_until="networkidle")
    assert [path for path in asked if "/data/" in path or "minisearch" in path] == []
    page.focus(".sidebar-search")
    page.wait_for_function("() => !!globalThis.MiniSearch")
    assert any(path.endswith("/data/papers.js") for path in asked)


# -- The explorer ----------------------------------------------------------------------


def test_explorer_shows_all(explore: Open, foreign: list[str], site: Path) -> None:
    page = explore()
    everything = json.loads((site / "papers.json").read_text("utf-8"))
    assert count(page) == len(everything)
    shown = page.locator(".explore-hits > li").count()
    page.click(".explore-more button")
    assert page.locator(".explore-hits > li").count() == 2 * shown
    assert foreign == []


def test_index_is_ready_before_the_first_key(explore: Open) -> None:
    page = explore()
    page.wait_for_selector("form.explore[data-state=ready]")
    hits = """async () => {
      const list = document.querySelector(".explore-hits");
      const input = document.querySelector("form.explore input[name=q]");
      const painted = new Promise(resolve => new MutationObserver(resolve).observe(list, {childList: true}));
      input.value = "glow";
      input.dispatchEvent(new Event("input", {bubbles: true}));
      const asked = performance.getEntriesByType("resource").length;
      await painted;
      return [list.firstElementChild.textContent, performance.getEntriesByType("resource").length - asked];
    }"""
    first, asked = page.evaluate(hits)
    assert first.startswith("Glow")
    assert asked == 0


def test_facets_alone_and_together(explore: Open) -> None:
    page = explore()
    whole = count(page)
    choose(page, "category", "flow")
    category = count(page)
    assert 0 < category < whole
    # the number beside a choice is the number it leaves
    label = page.locator("select[name=venue] option[value=ICML]").inner_text()
    choose(page, "venue", "ICML")
    assert count(page) == int(re.findall(r"\((\d+)\)", label)[0])
    badges = page.locator(".explore-hits .paper-badge").all_inner_texts()
    assert badges
    assert all(badge.startswith("ICML ") for badge in badges)
    choose(page, "from", "2019")
    choose(page, "to", "2021")
    years = {int(badge[-4:]) for badge in page.locator(".explore-hits .paper-badge").all_inner_texts()}
    assert years
    assert years <= {2019, 2020, 2021}
    before = count(page)
    page.check("input[name=code]")
    page.wait_for_function("() => location.search.includes('code=1')")
    page.wait_for_timeout(50)
    assert 0 < count(page) <= before
    page.click("button[type=reset]")
    page.wait_for_function("() => !location.search")
    page.wait_for_timeout(50)
    assert count(page) == whole


def test_topic(explore: Open) -> None:
    page = explore()
    choose(page, "topic", "flow/autoregressive-flows")
    places = page.locator(".explore-hits .paper-facts").all_inner_texts()
    assert len(places) == count(page) > 5
    assert all("Autoregressive flows" in place for place in places)


@pytest.mark.parametrize(
    ("order", "reverse"), [("year", True), ("oldest", False)], ids=["newest first", "oldest first"]
)
def test_order_by_year(explore: Open, order: str, reverse: bool) -> None:
    page = explore(f"?sort={order}")
    years = [int(badge[-4:]) for badge in page.locator(".explore-hits .paper-badge").all_inner_texts()]
    assert years == sorted(years, reverse=reverse)
    assert len(years) == 50


def test_order_by_title(explore: Open) -> None:
    page = explore("?sort=title&category=flow")
    titles, ordered = page.eval_on_selector_all(
        ".explore-hits .paper-title",
        """nodes => {
          const titles = nodes.map(node => node.lastChild.textContent.trim());
          const compare = (a, b) => a.localeCompare(b, "en", {sensitivity: "base", numeric: true});
          return [titles, titles.toSorted(compare)];
        }""",
    )
    assert titles == ordered
    assert len(set(titles)) == 50


def test_order_by_venue(explore: Open) -> None:
    page = explore("?sort=venue&category=flow")
    badges = page.locator(".explore-hits .paper-badge").all_inner_texts()
    order = [(badge[:-5].casefold(), -int(badge[-4:])) for badge in badges]
    assert order == sorted(order)
    assert len({venue for venue, _ in order}) > 3


def test_order_by_date_added(explore: Open) -> None:
    page = explore()
    # our own came on few days
    page.evaluate("""async () => {
      const { papers } = await paperlist.loadPapers();
      papers.added = papers.title.map((_, id) => `2026-01-${10 + (id * 7) % 20}`);
    }""")
    choose(page, "sort", "added")
    dates = page.evaluate("""async () => {
      const { papers } = await paperlist.loadPapers();
      const anchors = [...document.querySelectorAll(".explore-hits .paper-title")].map(link => link.hash.slice(1));
      return anchors.map(anchor => papers.added[papers.anchor.indexOf(anchor)]);
    }""")
    assert len(dates) == 50
    assert dates == sorted(dates, reverse=True)
    assert dates[0] == "2026-01-29"


def test_a_view_can_be_shared_and_gone_back_from(explore: Open) -> None:
    page = explore("?q=score+matching&category=energy-based-model")
    assert page.input_value("input[name=q] >> nth=-1") == "score matching"
    assert page.input_value("select[name=category]") == "energy-based-model"
    first = count(page)
    assert 0 < first < 90
    choose(page, "venue", "NeurIPS")
    second = count(page)
    assert second < first
    page.go_back()
    page.wait_for_function("() => !location.search.includes('venue')")
    page.wait_for_timeout(50)
    assert count(page) == first
    assert page.input_value("select[name=venue]") == ""


@pytest.mark.parametrize("kind", ["bib", "ris", "json"])
def test_export_holds_exactly_what_is_shown(explore: Open, site: Path, kind: str) -> None:
    page = explore("?category=flow&venue=ICML&code=1")
    with page.expect_download() as download:
        page.click(f"[data-export={kind}]")
    assert download.value.suggested_filename == f"papers.{kind}"
    text = download.value.path().read_text("utf-8")
    mark = {"bib": "\n@", "ris": "TY  - ", "json": '"id": '}[kind]
    assert f"\n{text}".count(mark) == count(page)
    titles = page.eval_on_selector_all(".explore-hits .paper-title", "nodes => nodes.map(n => n.lastChild.textContent)")
    assert len(titles) == count(page)
    if kind == "json":
        assert sorted(item["title"].strip() for item in json.loads(text)) == sorted(map(str.strip, titles))
    # each record is, byte for byte, one of the whole bibliography
    whole = (site / f"papers.{kind}").read_text("utf-8")
    for record in re.split(r"\n\n" if kind != "json" else r",\n", text.strip("[]\n")):
        assert record in whole


def test_explorer_by_keyboard(explore: Open) -> None:
    page = explore()
    page.focus("form.explore input[name=q]")
    page.keyboard.type("normalizing flow")
    page.wait_for_function("() => location.search.includes('q=')")
    seen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.name || document.activeElement.textContent"))
    assert seen[:8] == ["category", "topic", "venue", "from", "to", "sort", "code", "Reset"]
    assert seen[8:11] == ["BibTeX", "RIS", "CSL-JSON"]
    assert page.evaluate("document.activeElement.matches('.explore-hits a')")
    page.keyboard.press("Enter")
    page.wait_for_url("**.html#*")


def test_language_of_a_filtered_view(explore: Open) -> None:
    page = explore("?q=扩散模型&category=diffusion-model&from=2020", "zh_CN")
    chinese = state(page)
    page.click(".language-switch >> text=English")
    page.wait_for_selector(READY, state="attached")
    assert "/en/explore.html" in page.url
    assert state(page) == chinese
    assert page.input_value("select[name=category]") == "diffusion-model"
    assert count(page) > 20


def test_without_scripts_all_papers_are_listed(browser: Browser, server: str, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/en/explore.html")
    papers = json.loads((site / "papers.json").read_text("utf-8"))
    assert page.locator(".explore-all li").count() == len(papers)
    assert not page.is_visible("form.explore")
    page.goto(f"{server}/en/flow.html")
    assert not page.is_visible("form.paper-filter")
    assert not page.is_visible(".paper-cite >> nth=0")
    context.close()


# -- A category ------------------------------------------------------------------------


def test_filter_of_a_category(page: Page, server: str) -> None:
    page.goto(f"{server}/en/flow.html")
    everything = page.locator(".paper-entry").count()
    page.fill("form.paper-filter input[name=q]", "spline")
    page.wait_for_function("() => document.querySelector('form.paper-filter output').textContent")
    assert count(page) == page.locator(".paper-entry:visible").count()
    assert 0 < count(page) < everything
    assert page.is_visible("#arxiv-1906-04032")
    assert not page.is_visible("#arxiv-1410-8516")
    page.reload()
    page.wait_for_function("() => document.querySelector('form.paper-filter output').textContent")
    # what a shared view shows is the papers, not the primer above them
    page.wait_for_function("() => document.querySelector('form.paper-filter').getBoundingClientRect().top < 100")
    assert page.is_visible("#arxiv-1906-04032")
    assert not page.is_visible("#arxiv-1410-8516")
    page.fill("form.paper-filter input[name=q]", "")
    page.wait_for_function("() => !location.search")
    page.check("form.paper-filter input[name=code]")
    page.wait_for_function("() => document.querySelector('form.paper-filter output').textContent")
    assert page.locator(".paper-entry:visible").count() == page.locator(".paper-entry:visible .link-code").count() > 10


def test_cite_shows_and_copies(page: Page, server: str, site: Path) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server)
    page.goto(f"{server}/zh_CN/diffusion-model.html")
    button = "#arxiv-2006-11239 .paper-cite"
    page.click(button)
    page.wait_for_selector("#arxiv-2006-11239 .paper-bibtex [role=status]:has-text('已复制')")
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("@inproceedings{ho2020denoising,")
    assert text in (site / "papers.bib").read_text("utf-8")
    assert page.inner_text("#arxiv-2006-11239 pre") == text.strip()
    page.click(button)
    assert page.locator("#arxiv-2006-11239 pre").count() == 0
    assert page.get_attribute(button, "aria-expanded") == "false"


def test_zotero_finds_every_entry(page: Page, server: str) -> None:
    page.goto(f"{server}/en/flow.html")
    page.wait_for_selector(".Z3988", state="attached")
    assert page.locator(".paper-entry .Z3988").count() == page.locator(".paper-entry").count()
    fields = parse_qs(page.get_attribute("#arxiv-1410-8516 .Z3988", "title") or "")
    assert fields["rft.atitle"] == ["NICE: Non-linear Independent Components Estimation"]
    assert fields["rft.au"] == ["Laurent Dinh", "David Krueger", "Yoshua Bengio"]
    assert fields["rft.date"] == ["2015"]
    assert fields["rft_id"] == ["https://arxiv.org/abs/1410.8516"]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("name", ["flow", "text-to-image"])  # the second has titles with math and long lists of authors
def test_script_and_file_say_the_same_to_search_engines(page: Page, server: str, language: str, name: str) -> None:
    page.goto(f"{server}/{language}/{name}.html")
    script = page.locator("script[type='application/ld+json']").text_content()
    href = page.get_attribute("link[type='application/ld+json']", "href")
    file = page.request.get(f"{server}/{language}/{href}").json()
    said = json.loads(script or "")["@graph"]
    assert len(said) > 100
    assert said == file["@graph"]


# -- From a folder ---------------------------------------------------------------------


def test_from_a_folder(page: Page, site: Path, foreign: list[str]) -> None:
    page.goto(f"file://{site}/en/index.html")
    page.fill(".sidebar-search", "real nvp")
    page.wait_for_selector("#search-hits a")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/flow.html#arxiv-1605-08803")
    page.goto(f"file://{site}/zh_CN/explore.html")
    page.wait_for_selector(READY, state="attached")
    choose(page, "category", "flow")
    with page.expect_download() as download:
        page.click("[data-export=bib]")
    assert download.value.path().read_text("utf-8").count("@") >= count(page)
    page.click(".language-switch >> text=English")
    page.wait_for_url("**/en/explore.html?category=flow")
    pdf = page.get_attribute(".downloads a", "href")
    assert pdf is not None
    assert (site / "en" / pdf).resolve().exists()
    assert foreign == []
