from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

from paperlist.sphinx_ext.languages import Alternate, language_tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.testing.util import SphinxTestApp

    Build = Callable[..., SphinxTestApp]

SITE = "https://a.example/list/en/"
LANGUAGES = {"en": "English", "zh_CN": "简体中文"}
PAGES = {
    "page.md": "# Page\n",
    "folder/deep.md": "# Deep\n",
    "index.md": "# A list\n\n```{toctree}\npage\nfolder/deep\n```\n",
}


def links(app: SphinxTestApp, page: str, at: str = SITE) -> dict[str, str]:
    """Return where the hreflang links of a page lead if the site stands at *at*."""
    html = BeautifulSoup((app.outdir / page).read_text("utf-8"), "html.parser")
    found = html.select("head link[rel=alternate][hreflang]")
    return {str(link["hreflang"]): urljoin(f"{at}{page}", str(link["href"])) for link in found}


def alternates(app: SphinxTestApp) -> dict[str, list[Alternate]]:
    """Return what the templates of each page got, once the app is built."""
    contexts: dict[str, list[Alternate]] = {}

    def note(_app: SphinxTestApp, name: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
        contexts[name] = context["alternates"]

    app.connect("html-page-context", note, priority=900)
    app.build(force_all=True)
    return contexts


@pytest.mark.sphinx("html", testroot="basic", srcdir="languages", confoverrides={"paperlist_languages": LANGUAGES})
def test_alternates(app: SphinxTestApp) -> None:
    found = alternates(app)
    assert app.warning.getvalue() == ""
    assert [alternate._replace(href="") for alternate in found["vae"]] == [
        Alternate("English", "en", "", True),
        Alternate("简体中文", "zh-CN", "", False),
    ]
    # pages without a source have their twins too
    for page in ("vae", "index", "search", "genindex", "paper-authors", "paper-years"):
        assert [urljoin(f"{SITE}{page}.html", alternate.href) for alternate in found[page]] == [
            f"https://a.example/list/en/{page}.html",
            f"https://a.example/list/zh_CN/{page}.html",
        ]


def expected(target: str) -> dict[str, str]:
    english = f"https://a.example/list/en/{target}"
    return {"en": english, "zh-CN": f"https://a.example/list/zh_CN/{target}", "x-default": english}


@pytest.mark.parametrize("page", ["page.html", "folder/deep.html"])
def test_relative_links(build: Build, page: str) -> None:
    app = build(PAGES, confoverrides={"paperlist_languages": LANGUAGES})
    assert app.warning.getvalue() == ""
    assert links(app, page) == expected(page)
    # the same files lead to the same place of another site
    assert set(links(app, page, "file:///tmp/en/").values()) == {f"file:///tmp/{code}/{page}" for code in LANGUAGES}


@pytest.mark.parametrize("base", ["https://a.example/list/zh_CN/", "https://a.example/list/zh_CN"])
def test_absolute_links(build: Build, base: str) -> None:
    options = {"paperlist_languages": LANGUAGES, "html_baseurl": base, "language": "zh_CN"}
    app = build(PAGES, confoverrides=options)
    assert app.warning.getvalue() == ""
    assert links(app, "folder/deep.html", "https://mirror.example/") == expected("folder/deep.html")


@pytest.mark.parametrize(("page", "target"), [("index.html", ""), ("folder/deep/index.html", "folder/deep/")])
def test_links_of_folders(build: Build, page: str, target: str) -> None:
    app = build(PAGES, "dirhtml", confoverrides={"paperlist_languages": LANGUAGES})
    assert links(app, page) == expected(target)


def test_one_language(build: Build) -> None:
    app = build(PAGES)
    assert app.warning.getvalue() == ""
    assert links(app, "page.html") == {}


@pytest.mark.parametrize(("code", "tag"), [("en", "en"), ("zh_CN", "zh-CN"), ("pt_BR", "pt-BR")])
def test_language_tag(code: str, tag: str) -> None:
    assert language_tag(code) == tag
