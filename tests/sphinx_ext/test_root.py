"""What is written for machines: map, feeds, descriptions; and the page for wrong addresses."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from paperlist.sphinx_ext.head import shorten

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinx.testing.util import SphinxTestApp

    Build = Callable[..., SphinxTestApp]

ENTRY = "- [(S) A title](https://arxiv.org/abs/2001.00001)\n  *Ann Author*\n  **[`arXiv 2020`]**\n\n  What is new.\n"
PAGE = f"# Page\n\nWhat the page is about.\n\n## Topic\n\n{ENTRY}"
LANDING = ("landing.html", "root.html")
MAP = {"": "http://www.sitemaps.org/schemas/sitemap/0.9", "xhtml": "http://www.w3.org/1999/xhtml"}
SETTINGS = {
    "paperlist_languages": {"en": "English", "zh_CN": "简体中文"},
    "paperlist_export_dir": "..",
    "html_baseurl": "https://a.example/list/en/",
    "project": "A list",
}


def head(app: SphinxTestApp, page: str) -> BeautifulSoup:
    return BeautifulSoup((app.outdir / page).read_text("utf-8").partition("<body")[0], "html.parser")


def test_sitemap_names_each_page_in_all_languages(build: Build) -> None:
    app = build({"page.md": PAGE}, confoverrides=SETTINGS)
    root = app.outdir.parent
    urls = ElementTree.parse(root / "sitemap.xml").getroot()
    found = {
        url.findtext("loc", namespaces=MAP): {
            link.attrib["hreflang"]: link.attrib["href"] for link in url.findall("xhtml:link", MAP)
        }
        for url in urls
    }
    assert set(found) == {
        f"https://a.example/list/{language}/{page}.html" for language in ("en", "zh_CN") for page in ("index", "page")
    }
    assert found["https://a.example/list/zh_CN/page.html"] == {
        "en": "https://a.example/list/en/page.html",
        "zh-CN": "https://a.example/list/zh_CN/page.html",
    }
    assert "Sitemap: https://a.example/list/sitemap.xml\n" in (root / "robots.txt").read_text("utf-8")
    assert "- [Page](https://a.example/list/en/page.html): Papers: 1. What the page is about.\n" in (
        root / "llms.txt"
    ).read_text("utf-8")


def test_without_an_address_there_is_no_map(build: Build) -> None:
    app = build({"page.md": PAGE}, confoverrides=SETTINGS | {"html_baseurl": ""})
    assert not (app.outdir.parent / "sitemap.xml").exists()
    assert (app.outdir.parent / "robots.txt").read_text("utf-8") == "User-agent: *\nAllow: /\n"


def test_the_root_is_written_by_the_first_language_alone(build: Build) -> None:
    app = build({"page.md": PAGE}, confoverrides=SETTINGS | {"language": "zh_CN"})
    assert not (app.outdir.parent / "robots.txt").exists()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize(("card", "image"), [("", None), ("card.png", "https://a.example/list/en/_images/card.png")])
def test_landing_page_can_be_shared(build: Build, source: Path, language: str, card: str, image: str | None) -> None:
    """Either language's build writes it, and both the same."""
    templates = {f"_templates/{name}": source.joinpath("_templates", name).read_text("utf-8") for name in LANDING}
    address = f"https://a.example/list/{language}/"
    options = {"paperlist_landing": "../index.html", "templates_path": ["_templates"], "html_context": {"card": card}}
    settings = SETTINGS | options | {"language": language, "html_baseurl": address}
    app = build({"page.md": PAGE, **templates}, confoverrides=settings)
    page = head(app, "../index.html")
    tags = {tag.get("property") or tag.get("name"): tag.get("content") for tag in page.select("meta[content]")}
    assert tags["og:url"] == page.select_one("link[rel=canonical]")["href"] == "https://a.example/list/"  # type: ignore[index]
    assert tags["og:description"] == tags["description"]
    assert tags.get("og:image") == image


def test_description_and_canonical_link(build: Build) -> None:
    page = head(build({"page.md": PAGE}, confoverrides=SETTINGS), "page.html")
    tags = {tag.get("property") or tag.get("name"): tag.get("content") for tag in page.select("meta[content]")}
    assert tags["description"] == tags["og:description"] == "What the page is about."
    assert tags["og:title"] == "Page"
    assert tags["og:url"] == "https://a.example/list/en/page.html"
    assert [link["href"] for link in page.select("link[rel=canonical]")] == ["https://a.example/list/en/page.html"]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Short.", "Short."),
        ("One sentence here. " + "x" * 20, "One sentence here."),
        ("许多图像在这里。" + "字" * 30, "许多图像在这里。"),
        ("no end " * 9, "no end no end no…"),
    ],
)
def test_shorten(text: str, short: str) -> None:
    assert shorten(text, 20 if text.isascii() else 12) == short


def commit(folder: Path) -> None:
    environment = os.environ | {"GIT_AUTHOR_DATE": "2026-03-01T00:00:00Z", "GIT_CONFIG_GLOBAL": os.devnull}
    identity = ("-c", "user.name=Ann", "-c", "user.email=ann@a.example")
    for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "x")):
        subprocess.run(["git", *identity, *arguments], cwd=folder, env=environment, check=True)


def test_what_is_new(build: Build, tmp_path: Path) -> None:
    """With a history there are a feed and a list of new entries; before there is one, neither."""
    pages: dict[str, str | None] = {"page.md": PAGE, "new.md": "# New\n\n```{recent}\n```\n"}
    app = build(pages)
    assert not (app.outdir / "feed.xml").exists()
    assert "no feed" in app.status.getvalue()
    assert head(app, "page.html").select("link[type='application/atom+xml']") == []

    commit(tmp_path / "source")
    app = build(pages, freshenv=True)
    assert app.warning.getvalue() == ""
    new = BeautifulSoup((app.outdir / "new.html").read_text("utf-8"), "html.parser").select(".recent li")
    assert [item.get_text() for item in new] == ["S A title 2026-03-01"]
    assert [a["href"] for a in new[0].select("a")] == ["page.html#arxiv-2001-00001"]
    feed = (app.outdir / "feed.xml").read_text("utf-8")
    assert "<summary>What is new.</summary>" in feed
    assert "<updated>2026-03-01T00:00:00Z</updated>" in feed
    assert [link["href"] for link in head(app, "page.html").select("link[type='application/atom+xml']")] == [
        "./feed.xml"
    ]
