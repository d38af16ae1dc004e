"""Our own EPUBs as `make` has built them."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree
from zipfile import ZIP_STORED, ZipFile

import pytest
from bs4 import BeautifulSoup

from book.reading import check_epub
from paperlist.markdown import parse_entry
from paperlist.page import iter_items

if TYPE_CHECKING:
    from pathlib import Path

    from bs4.element import PageElement

TITLE = "awesome-2d-generative-models"
SIDE_PAGES = {"explore", "contribute", "translate"}
NAMES = {
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "svg": "http://www.w3.org/2000/svg",
}


@pytest.fixture(scope="session")
def path(site: Path, language: str) -> Path:
    return site / "epub" / f"{TITLE}-{language}.epub"


@pytest.fixture(scope="session")
def files(path: Path) -> dict[str, bytes]:
    """What is in the archive."""
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="session")
def pages(files: dict[str, bytes]) -> dict[str, BeautifulSoup]:
    """The pages of the book."""
    return {
        name: BeautifulSoup(content.decode("utf-8"), "html.parser")
        for name, content in files.items()
        if name.endswith(".xhtml")
    }


@pytest.fixture(scope="session")
def package(files: dict[str, bytes]) -> ElementTree.Element:
    return ElementTree.fromstring(files["content.opf"])


@pytest.fixture(scope="session")
def on_site(site: Path, language: str) -> dict[str, BeautifulSoup]:
    """The same pages on the site, in the order of its contents."""
    front = read_html(site / language / "index.html")
    links = front.select(".sidebar-tree li.toctree-l1 > a")
    names = ["index", *(str(link["href"]).removesuffix(".html") for link in links)]
    return {name: read_html(site / language / f"{name}.html") for name in names if name not in SIDE_PAGES}


def read_html(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def words(tag: PageElement | None) -> str:
    """Return the text of an element, without blanks and the signs of permanent links."""
    assert tag
    return re.sub(r"\s+|¶", "", tag.get_text())


def links_out(page: BeautifulSoup, selector: str) -> Counter[str]:
    return Counter(str(link["href"]) for link in page.select(selector) if "://" in str(link["href"]))


def test_epubcheck_finds_nothing(path: Path) -> None:
    assert check_epub(path) == []


def test_same_pages_in_the_same_order_as_on_the_site(
    package: ElementTree.Element, on_site: dict[str, BeautifulSoup]
) -> None:
    manifest = {item.attrib["id"]: item.attrib["href"] for item in package.iterfind("opf:manifest/opf:item", NAMES)}
    spine = [manifest[item.attrib["idref"]] for item in package.iterfind("opf:spine/opf:itemref", NAMES)]
    assert spine == [
        "epub-cover.xhtml",
        "title.xhtml",
        "nav.xhtml",
        *(f"{name}.xhtml" for name in on_site),
        "paper-authors.xhtml",
        "paper-years.xhtml",
    ]
    assert all(item.get("linear") is None for item in package.iterfind("opf:spine/opf:itemref", NAMES))


def test_same_entries_as_on_the_site(pages: dict[str, BeautifulSoup], on_site: dict[str, BeautifulSoup]) -> None:
    count = 0
    for name, page in on_site.items():
        entries = page.select("li.paper-entry")
        found = pages[f"{name}.xhtml"].select("li.paper-entry")
        for entry, other in zip(entries, found, strict=True):
            assert other["id"] == entry["id"]
            assert words(other.select(".paper-title")[0]) == words(entry.select(".paper-title")[0])
            assert words(other.select(".paper-facts")[0]).startswith(words(entry.select(".paper-badge")[0]))
            assert [words(text) for text in other.find_all("p")[3:]] == [
                words(text) for text in entry.find_all("p", recursive=False)
            ]
        count += len(entries)
    assert count >= 1010


def test_same_links_as_on_the_site(pages: dict[str, BeautifulSoup], on_site: dict[str, BeautifulSoup]) -> None:
    for name, page in on_site.items():
        # those of the theme and of translators stand outside the sections
        expected = links_out(page, "article section a[href]:not(.edit-sentence)")
        assert links_out(pages[f"{name}.xhtml"], "a[href]") == expected, name


def test_authors_are_all_named(pages: dict[str, BeautifulSoup], source: Path) -> None:
    shown = {
        str(head["href"]): words(head.find_next(class_="paper-authors"))
        for page in pages.values()
        for head in page.select(".paper-title a")
    }
    for markdown in source.glob("*.md"):
        for entry in (parse_entry(item.source) for item in iter_items(markdown.read_text("utf-8")) if item.is_entry):
            names = [re.sub(r"\s+", "", author.name) for author in entry.authors]
            assert all(name in shown[entry.url] for name in names), entry.name


def test_contents_are_the_headings_of_the_site(
    pages: dict[str, BeautifulSoup], on_site: dict[str, BeautifulSoup], language: str
) -> None:
    contents = pages["nav.xhtml"].select('nav[epub\\:type="toc"] > ol > li')
    shown = {words(item.a): [words(link) for link in item.select(":scope > ol a")] for item in contents if item.a}
    expected = {
        words(page.select("article h1")[0]): [
            words(title) for title in page.select("article section > section > h2") if not title.select("time")
        ]
        for name, page in on_site.items()
        if name != "index"
    }
    own = {
        "en": ["Titlepage", "Overview", "Indexofauthors", "Indexbyyearandvenue"],
        "zh_CN": ["扉页", "概览", "作者索引", "年份与发表处索引"],
    }[language]
    assert list(shown) == [*own[:2], *expected, *own[2:]]
    assert {title: shown[title] for title in expected} == expected


def test_fixed_words_are_those_of_the_language(files: dict[str, bytes], language: str) -> None:
    wanted = {
        "en": ["Contents", "Cover", "Code", "Project page"],
        "zh_CN": ["目录", "封面", "代码", "项目主页", "图 1"],
    }
    text = "".join(files[name].decode("utf-8") for name in files if name.endswith((".xhtml", ".opf", ".ncx")))
    for word in wanted[language]:
        assert word in text
    if language == "zh_CN":
        for word in ["Title page", ">Contents", "Cover:", "Version 1", 'caption-number">Fig', "Link to"]:
            assert word not in text
    for page in (name for name in files if name.endswith(".xhtml")):
        tag = language.replace("_", "-")
        assert f'lang="{tag}" xml:lang="{tag}"' in files[page].decode("utf-8")[:400], page


def test_nothing_of_the_site_and_nothing_from_outside(files: dict[str, bytes], pages: dict[str, BeautifulSoup]) -> None:
    assert {name.rpartition(".")[2] for name in files} == {
        "mimetype",
        "xml",
        "opf",
        "ncx",
        "xhtml",
        "css",
        "svg",
        "png",
    }
    for name, page in pages.items():
        assert page.select("script, style, form, button, input, select, iframe, noscript, details") == [], name
        assert page.select('meta[http-equiv], meta[property], link:not([rel="stylesheet"])') == [], name
        assert page.select(".headerlink, .edit-sentence, .edit-translation, .paper-cite, .recent, .books") == [], name
        loaded = [str(tag.get("src") or tag.get("href")) for tag in page.select("[src], link[href]")]
        assert [address for address in loaded if ":" in address] == [], name
    for name, content in files.items():
        if name.endswith((".css", ".svg")):
            assert not re.search(r"@import|<script|<image|(?:href=\"|url\()[\"']?(?!#)", content.decode("utf-8")), name


def test_links_inside_lead_somewhere(pages: dict[str, BeautifulSoup], files: dict[str, bytes]) -> None:
    ids = {name: {str(tag["id"]) for tag in page.select("[id]")} for name, page in pages.items()}
    count = 0
    for name, page in pages.items():
        for link in page.select("a[href], img[src]"):
            address = urlsplit(str(link.get("href") or link.get("src")))
            if address.scheme:
                continue
            target = normpath(join(dirname(name), unquote(address.path))) if address.path else name
            assert target in files, (name, address)
            assert not address.fragment or address.fragment in ids[target], (name, address)
            count += 1
    assert count > 6000


def test_math_is_that_of_the_site_and_is_declared(
    pages: dict[str, BeautifulSoup], package: ElementTree.Element, on_site: dict[str, BeautifulSoup]
) -> None:
    properties = {
        item.attrib["href"]: item.get("properties", "") for item in package.iterfind("opf:manifest/opf:item", NAMES)
    }
    for name, page in on_site.items():
        formulas = page.select("article section math")
        others = pages[f"{name}.xhtml"].select("math")
        assert [words(formula) for formula in others] == [words(formula) for formula in formulas], name
        assert ("mathml" in properties[f"{name}.xhtml"]) == bool(formulas), name
        assert all(formula.get("xmlns") == "http://www.w3.org/1998/Math/MathML" for formula in others)


def test_figures_are_images_with_words_for_those_who_cannot_see_them(
    pages: dict[str, BeautifulSoup], files: dict[str, bytes], on_site: dict[str, BeautifulSoup]
) -> None:
    count = 0
    for name, page in on_site.items():
        figures = pages[f"{name}.xhtml"].select("figure")
        assert len(figures) == len(page.select("article figure"))
        for image in (image for figure in figures for image in figure.select("img")):
            assert len(str(image["alt"])) > 20
            svg = ElementTree.fromstring(files[str(image["src"])])
            assert svg.tag == "{http://www.w3.org/2000/svg}svg"
            assert svg.get("viewBox")
            assert b"var(--" not in files[str(image["src"])]
            count += 1
    assert count >= 12


def test_cover(files: dict[str, bytes], package: ElementTree.Element) -> None:
    (cover,) = (
        item
        for item in package.iterfind("opf:manifest/opf:item", NAMES)
        if item.get("properties") == "cover-image" and item.get("media-type") == "image/png"
    )
    png = files[cover.attrib["href"]]
    assert png.startswith(b"\x89PNG")
    width, height = (int.from_bytes(png[start : start + 4], "big") for start in (16, 20))
    assert width >= 1000
    assert height == width * 3 / 2
    assert len(png) < 500e3


def test_metadata(package: ElementTree.Element, path: Path, site: Path, language: str) -> None:
    facts = {tag.tag.partition("}")[2]: tag.text for tag in package.iterfind("opf:metadata/*", NAMES)}
    assert facts["language"] == {"en": "en", "zh_CN": "zh-CN"}[language]
    assert facts["title"] == {"en": "Awesome 2D Generative Models", "zh_CN": "二维生成模型阅读清单"}[language]
    assert facts["creator"] == {"en": "The contributors", "zh_CN": "全体贡献者"}[language]
    assert facts["rights"]
    assert "CC BY 4.0" in facts["rights"]
    assert "unknown" not in facts.values()
    # readers keep notes and place by it, so it stays what it is
    assert (
        facts["identifier"]
        == {
            "en": "urn:uuid:e6fe2407-efc5-53a1-8b31-21cb07bb1d38",
            "zh_CN": "urn:uuid:ff47a92f-1fb2-503e-b9cd-1357d1c82b7e",
        }[language]
    )
    assert facts["identifier"] in ZipFile(path).read("toc.ncx").decode("utf-8")


def test_archive_is_dated_by_the_commit_alone(path: Path, package: ElementTree.Element) -> None:
    (modified,) = (
        tag.text
        for tag in package.iterfind("opf:metadata/opf:meta", NAMES)
        if tag.get("property") == "dcterms:modified" and tag.text
    )
    moment = datetime.strptime(modified, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    with ZipFile(path) as archive:
        first, *rest = archive.infolist()
    assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
    for info in (first, *rest):
        assert info.extra == b""
        # a ZIP file counts by two seconds
        assert info.date_time == (*moment.timetuple()[:5], moment.second // 2 * 2)


def test_small_enough_to_send(path: Path) -> None:
    assert path.stat().st_size < 2e6


def test_site_tells_the_size(site: Path, path: Path, language: str) -> None:
    size = f"{path.stat().st_size / 1e6:.1f} MB"
    for page in [site / "index.html", *sorted((site / language).glob("*.html"))]:
        links = read_html(page).select(f'a[href$="epub/{path.name}"]')
        assert links, page
        for link in links:
            assert (page.parent / str(link["href"])).resolve() == path.resolve()
        assert any(size in (link.parent or link).get_text() for link in links), page
