from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from docutils import nodes
from myst_parser.mdit_to_docutils import base
from myst_parser.parsers.sphinx_ import MystParser
from sphinx.testing.util import SphinxTestApp

from paperlist.sphinx_ext.translation import NodeText

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Build = Callable[..., SphinxTestApp]
    Warnings = Callable[[SphinxTestApp], list[str]]

# MyST 5.2 resolves links by an attribute that Sphinx is going to remove
pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser:sphinx.deprecation.RemovedInSphinx11Warning")

CHINESE = {"language": "zh_CN", "locale_dirs": ["locale"]}
HEAD = [
    "DDPM Denoising Diffusion Probabilistic Models",
    "Jonathan Ho and Pieter Abbeel",
    "NeurIPS 2020 UC Berkeley",
]


def files(page: str, translation: str) -> dict[str, str]:
    """Return a page and a catalogue in which *translation* is what "One." says."""
    po = f'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "One."\nmsgstr "{translation}"\n'
    return {"page.md": f"# Page\n\n{page}", "locale/zh_CN/LC_MESSAGES/page.po": po}


def read_html(app: SphinxTestApp, page: str) -> BeautifulSoup:
    return BeautifulSoup((app.outdir / page).read_text("utf-8"), "html.parser")


@pytest.mark.sphinx("html", testroot="translation", confoverrides=CHINESE, freshenv=True)
def test_html(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""
    page = read_html(app, "papers.html")
    assert page.html is not None
    assert page.html["lang"] == "zh-CN"
    assert [heading.get_text() for heading in page.select("h1")] == ["扩散模型¶"]
    entry = page.select("li.paper-entry")[0]
    head = entry.select_one(".paper-head")
    assert head is not None
    # title, names and venue stay English, and say so; what the links are called does not
    english = [part.get_text() for part in head.select("[lang=en]")]
    assert [*english[:2], " ".join(english[2:])] == HEAD
    assert [a.get_text() for a in head.select("a.paper-link")] == ["Code"]
    assert [a["title"] for a in entry.select("a.headerlink")] == ["此论文的链接"]
    assert [p.get_text() for p in entry.select("p")] == ["与 VAE 不同，预测噪声 ϵ 就够了。"]
    assert [a["href"] for a in entry.select("p a")] == ["#arxiv-2006-11240"]
    reference = page.select("li.paper-reference")[0]
    assert reference.get_text() == "DDPM Denoising Diffusion Probabilistic Models, NeurIPS\u00a02020 → 扩散模型"
    assert [heading.get_text() for heading in read_html(app, "paper-authors.html").select("h1")] == ["作者索引"]


@pytest.mark.sphinx("latex", testroot="translation", confoverrides=CHINESE | {"latex_engine": "xelatex"}, freshenv=True)
def test_latex(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""
    tex = next(app.outdir.glob("*.tex")).read_text("utf-8")
    assert (
        "\\papertitle{https://arxiv.org/abs/2006.11239}{DDPM}{Denoising Diffusion Probabilistic Models}%\n"
        "\\paperauthors{Jonathan~Ho\\paperauthorsep{}Pieter~Abbeel}%\n"
        "\\papermeta{NeurIPS 2020}{UC Berkeley}{\\paperlink{https://github.com/hojonathanho/diffusion}{Github}}"
        "{arXiv:2006.\\allowbreak{}11239}{ho2020denoising}%\n"
        "\n\\sphinxAtStartPar\n与\\ "
    ) in tex
    assert "不同，预测噪声 \\(\\epsilon\\) \\sphinxstyleemphasis{就够了}。" in tex


@pytest.mark.sphinx("text", testroot="translation", confoverrides=CHINESE, freshenv=True)
def test_text(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""
    lines = [line.strip() for line in (app.outdir / "papers.txt").read_text("utf-8").splitlines()]
    start = lines.index(f"* {HEAD[0]}")
    assert lines[start : start + 5] == [
        f"* {HEAD[0]}",
        f"*{HEAD[1]}*",
        '**"NeurIPS 2020" UC Berkeley** Github',
        "",
        "与 VAE 不同，预测噪声 \\epsilon *就够了*。",
    ]


def test_messages_are_parsed_as_by_myst(rootdir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = []
    for name in ("ours", "myst"):
        app = SphinxTestApp(
            srcdir=rootdir / "test-translation", builddir=tmp_path / name, confoverrides=CHINESE, freshenv=True
        )
        try:
            if name == "myst":
                monkeypatch.setattr(base, "make_document", inspect.unwrap(base.make_document))
                app.add_source_parser(MystParser, override=True)
            app.build()
        finally:
            app.cleanup()
        assert app.warning.getvalue() == ""
        pages.append({path.name: path.read_text("utf-8") for path in app.outdir.glob("*.html")})
    assert "一段" in pages[0]["rich.html"]
    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    ("page", "translation", "shown"),
    [
        ("One.\n", "一 <b onclick=evil()>二</b>", ["<b onclick=evil()>", "</b>"]),
        ("One.\n", "一 <!-- evil -->", ["<!-- evil -->"]),
        ("## One.\n", "一 <b onclick=evil()>", ["<b onclick=evil()>"]),
        ("One.\n", "<script>evil()</script>", ["<script>evil()</script>"]),
        ("One.\n", "<!-- evil -->", ["<!-- evil -->"]),
        ("One.\n", "```{raw} html\\n<b>evil</b>\\n```", ["<b>evil</b>"]),
        ("| a | b |\n| - | - |\n| One. | One. |\n", "一 <evil>", ["<evil>", "<evil>"]),
    ],
    ids=["inline", "inline comment", "heading", "script", "comment", "directive", "cells"],
)
def test_raw_html(build: Build, warnings: Warnings, page: str, translation: str, shown: list[str]) -> None:
    app = build(files(page, translation), confoverrides=CHINESE)
    assert warnings(app) == [
        f"page.md:3:<translated>:1: WARNING: raw HTML: {text} [paperlist.raw_html]" for text in shown
    ]
    assert "evil" not in (app.outdir / "page.html").read_text("utf-8")


def test_unknown_role_is_told_once(build: Build, warnings: Warnings) -> None:
    app = build(files("One.\n", "一 {nobody}`二`。"), confoverrides=CHINESE)
    assert len(warnings(app)) == 1
    assert warnings(app)[0].startswith("page.md:")
    assert 'Unknown interpreted text role "nobody"' in warnings(app)[0]


def test_unknown_paper(build: Build, warnings: Warnings) -> None:
    app = build(files("One.\n", "一 {paper}`nobody`。"), confoverrides=CHINESE)
    assert "page.md:3:<translated>:1: WARNING: unknown paper: nobody [paperlist.unknown_paper]" in warnings(app)


def test_same_message_on_the_same_line_of_two_pages(build: Build) -> None:
    pages = files("One.\n", "一 {paper}`A`") | {
        "page.md": "# Page\n\nOne.\n\n- [(A) X](https://a.example)\n  *A B*\n  **[`JMLR 2004`]**\n"
    }
    pages |= {"folder/page.md": "# Page\n\nOne.\n"}
    pages["locale/zh_CN/LC_MESSAGES/folder/page.po"] = pages["locale/zh_CN/LC_MESSAGES/page.po"].replace("一", "二")
    app = build(
        {"index.md": "# A list\n\n```{toctree}\npage\nfolder/page\n```\n", **pages},
        confoverrides=CHINESE | {"gettext_compact": False, "suppress_warnings": ["i18n"]},
    )
    assert app.warning.getvalue() == ""
    assert [p.get_text() for p in read_html(app, "page.html").select("section > p")] == ["一 A"]
    assert [p.get_text() for p in read_html(app, "folder/page.html").select("section > p")] == ["二 A"]


def test_node_in_a_log() -> None:
    node = nodes.paragraph("", "One.")
    text = NodeText(node)
    node += nodes.Text(" Two.")
    assert str(text) == "<paragraph>One. Two.</paragraph>"
