from __future__ import annotations

import io
import posixpath
import re
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from sphinx.util.inventory import InventoryFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.testing.util import SphinxTestApp

    Build = Callable[..., SphinxTestApp]
    Warnings = Callable[[SphinxTestApp], list[str]]

CHINESE = {"language": "zh_CN", "locale_dirs": ["locale"]}
IDS = ["term-evidence-lower-bound", "term-score-function", "term-beta-vae"]


def read_html(app: SphinxTestApp, page: str) -> BeautifulSoup:
    return BeautifulSoup((app.outdir / page).read_text("utf-8"), "html.parser")


@pytest.mark.sphinx("html", testroot="glossary", freshenv=True)
def test_english(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""
    page = read_html(app, "terms.html")
    terms = page.select("dl.glossary > dt")
    assert [term["id"] for term in terms] == IDS
    assert [term.get_text() for term in terms] == [
        "evidence lower bound (ELBO)\u00a0· 证据下界",
        "score function\u00a0· 分数函数",
        "β-VAE",
    ]
    assert [strong.get_text() for strong in terms[0].select("strong")] == ["evidence lower bound (ELBO)"]
    assert [(name.get_text(), name["lang"]) for name in terms[0].select(".term-name")] == [("证据下界", "zh-CN")]

    definitions = page.select("dl.glossary > dd")
    assert [p.get_text() for p in definitions[0].select("p")] == [
        "A lower bound on log\u2061p(x), see score function.",
        "Not used here: 变分下界、下界",
    ]
    assert [a["href"] for a in definitions[0].select("p a")] == ["#term-score-function"]
    assert [span["lang"] for span in definitions[0].select(".term-variants [lang]")] == ["zh-CN"]
    assert [em.get_text() for em in definitions[1].select("p em")] == ["log"]
    assert len(definitions[2].select("p")) == 1


@pytest.mark.sphinx("html", testroot="glossary", srcdir="glossary-zh", confoverrides=CHINESE)
def test_chinese(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""
    page = read_html(app, "terms.html")
    terms = page.select("dl.glossary > dt")
    # by pinyin: fen, zheng
    assert [term["id"] for term in terms] == IDS[::-1]
    assert [term.get_text() for term in terms] == [
        "β-VAE",
        "分数函数\u00a0· score function",
        "证据下界\u00a0· evidence lower bound (ELBO)",
    ]
    assert [strong.get_text() for strong in page.select("dt strong")] == ["分数函数", "证据下界"]
    assert [name["lang"] for name in page.select("dt .term-name")] == ["en", "en", "en"]
    assert [p.get_text() for p in page.select("dl.glossary > dd")[2].select("p")] == [
        "log\u2061p(x) 的下界，见 分数函数。",
        "此处不用：变分下界、下界",
    ]


@pytest.mark.sphinx("html", testroot="glossary")
def test_references(app: SphinxTestApp) -> None:
    app.build()
    links = read_html(app, "index.html").select("div.body p a.internal")
    assert [(a.get_text(), a["href"]) for a in links] == [
        ("evidence lower bound", "terms.html#term-evidence-lower-bound"),
        ("the bound", "terms.html#term-evidence-lower-bound"),
        ("score function", "terms.html#term-score-function"),
    ]


@pytest.mark.sphinx("html", testroot="glossary", srcdir="glossary-zh", confoverrides=CHINESE)
def test_references_from_a_translation(app: SphinxTestApp) -> None:
    app.build()
    links = read_html(app, "index.html").select("div.body p a.internal")
    assert [(a.get_text(), a["href"]) for a in links] == [
        ("分数函数", "terms.html#term-score-function"),
        ("证据下界", "terms.html#term-evidence-lower-bound"),
        ("下限", "terms.html#term-evidence-lower-bound"),
    ]


@pytest.mark.sphinx("html", testroot="glossary")
def test_inventory(app: SphinxTestApp) -> None:
    app.build()
    with (app.outdir / "objects.inv").open("rb") as file:
        terms = InventoryFile.load(file, "", posixpath.join)["std:term"]
    assert {name: item.uri for name, item in terms.items()} == {
        "evidence lower bound": "terms.html#term-evidence-lower-bound",
        "ELBO bound": "terms.html#term-evidence-lower-bound",
        "variational lower bound": "terms.html#term-evidence-lower-bound",
        "score function": "terms.html#term-score-function",
        "β-VAE": "terms.html#term-beta-vae",
    }


@pytest.mark.sphinx("gettext", testroot="glossary", srcdir="glossary-gettext")
def test_gettext(app: SphinxTestApp) -> None:
    app.build()
    catalogue = read_po(io.BytesIO((app.outdir / "terms.pot").read_bytes()))
    assert {message.id for message in catalogue if message.id} == {
        "Glossary",
        "A lower bound on $\\log p(x)$, see {term}`score function`.",
        "The gradient of the *log* density.",
        "A VAE with a weight.",
    }


@pytest.mark.sphinx("latex", testroot="glossary", srcdir="glossary-latex")
def test_latex(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""
    tex = next(app.outdir.glob("*.tex")).read_text("utf-8")
    assert "\\label{\\detokenize{terms:term-evidence-lower-bound}}" in tex
    assert "\\hyperref[\\detokenize{terms:term-score-function}]" in tex


TERM = '[[term]]\nname = "a"\ndefinition = "b"\n'


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        (f"{TERM}[[term\n", "(at line 4, column 7)"),
        ('[[term]]\nname = "a"\n', "a term needs a name and a definition: {'name': 'a'}"),
        ("[[term]]\nname = 1\ndefinition = 'x'\n", "a term needs a name and a definition"),
        ('[term]\nname = "a"\ndefinition = "b"\n', ""),
        ('term = "a"\n', ""),
        (f"{TERM}aliases = 1\n", ""),
        (None, "No such file"),
    ],
    ids=["syntax", "definition", "type", "table", "string", "aliases", "file"],
)
def test_broken_file(build: Build, warnings: Warnings, toml: str | None, message: str) -> None:
    files = {"page.md": "# Page\n\nText.\n\n```{terms} terms.toml\n```\n", "later.md": "# Later\n\n<b>\n"}
    app = build(files if toml is None else {**files, "terms.toml": toml})
    found = warnings(app)
    assert len(found) == 2
    assert found[0] == "later.md:3: WARNING: raw HTML: <b> [paperlist.raw_html]"
    assert found[1].startswith("page.md:5: WARNING: terms.toml: ")
    assert message in found[1]
    assert found[1].endswith(" [paperlist.glossary]")


def test_faults_in_definitions(build: Build, warnings: Warnings) -> None:
    toml = '[[term]]\nname = "a"\ndefinition = "See {term}`nothing` and <b>."\n'
    app = build({"page.md": "# Page\n\n```{terms} terms.toml\n```\n", "terms.toml": toml})
    found = warnings(app)
    assert len(found) == 2
    # where the directive begins or ends: the file has no lines for Sphinx
    assert all(re.match(r"page\.md:[34]: WARNING: ", text) for text in found)
    assert any("raw HTML: <b>" in text for text in found)
    assert any("term not in glossary: 'nothing'" in text for text in found)


def test_same_term_twice(build: Build, warnings: Warnings) -> None:
    app = build({"page.md": "# Page\n\n```{terms} terms.toml\n```\n", "terms.toml": TERM * 2})
    assert [
        text for text in warnings(app) if text.startswith("page.md:3:") and "duplicate term description of a" in text
    ]


def test_page_follows_its_file(build: Build) -> None:
    page = "# Page\n\n```{terms} terms.toml\n```\n\nSee {term}`a`.\n"
    build({"page.md": page, "terms.toml": TERM})
    app = build({"terms.toml": TERM.replace('"b"', '"Another."')})
    assert app.warning.getvalue() == ""
    assert [p.get_text() for p in read_html(app, "page.html").select("dd p")] == ["Another."]
