from __future__ import annotations

import io
import json
import re
import subprocess
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.testing.util import SphinxTestApp

HEAD = """\
- [(Sp_c#1 {x}) 50\\% of #1 & \\\\ ~x^2 a_b \\$5 {y}](https://a.example/p_1/~me?a=1%20b&c=d#e^f{g}_h)
  *[Ann_A #1 {&} ~^](https://b.example/~ann?x=%7E&y=1#_z) and B\\\\C %*
  **[`JMLR 2004`] (`R&D #1 50% {MIT} $x_y ~ ^ \\\\`)** [[Data](https://c.example/~d?e=%23_f&g#h)]
"""


def read_html(app: SphinxTestApp, page: str) -> BeautifulSoup:
    return BeautifulSoup((app.outdir / page).read_text("utf-8"), "html.parser")


@pytest.mark.sphinx("html", testroot="basic", freshenv=True)
def test_html(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""
    page = read_html(app, "diffusion.html")
    entry = page.select("ul.paper-list > li.paper-entry")[0]
    assert entry["id"] == "arxiv-2006-11239"

    head, *summary = [element for element in entry.find_all(recursive=False) if element.name != "script"]
    assert head["class"] == ["paper-head"]
    title = head.select("a.paper-title")[0]
    assert title["href"] == "https://arxiv.org/abs/2006.11239"
    assert title.get_text() == "DDPM Denoising Diffusion Probabilistic Models"
    assert [short.get_text() for short in title.select(".paper-short")] == ["DDPM"]
    authors = head.select(".paper-authors")[0]
    assert authors.get_text() == "Jonathan Ho, Ajay Jain, and Pieter Abbeel"
    assert [(a.get_text(), a["href"]) for a in authors.select("a")] == [("Jonathan Ho", "https://jonathanho.example/")]
    facts = head.select(".paper-facts")[0]
    assert [badge.get_text() for badge in facts.select(".paper-badge")] == ["NeurIPS 2020"]
    assert [part.get_text() for part in facts.select(".paper-institutions")] == ['UC Berkeley, "R&D" Lab']
    assert [(a.get_text(), a["href"], a["class"]) for a in facts.select("a.paper-link")] == [
        ("Code", "https://github.com/hojonathanho/diffusion", ["paper-link", "link-code"]),
        ("Project page", "https://hojonathanho.github.io/diffusion/", ["paper-link", "link-project"]),
    ]
    assert all(a["rel"] == ["noopener"] for a in head.select('a[href^="http"]'))
    assert [button.get_text() for button in facts.select("button.paper-cite")] == ["Cite"]
    assert [a["href"] for a in head.select("a.headerlink")] == ["#arxiv-2006-11239"]

    assert [element.name for element in summary] == ["p", "div", "p"]
    assert summary[0].get_text().startswith("Predicting the noise")
    assert not any(element.has_attr("lang") for element in summary)


@pytest.mark.sphinx("html", testroot="basic")
def test_html_of_the_least_entry(app: SphinxTestApp) -> None:
    app.build()
    entry = read_html(app, "energy.html").select("li.paper-entry")[1]
    assert entry["id"] == "doi-10-1000-ebm-2"
    parts = entry.select(".paper-title, .paper-authors, .paper-badge")
    assert [part.get_text() for part in parts] == ["Learning Deep Energy Models", "Ann Author", "JMLR 2011"]
    assert entry.select(".paper-short, .paper-institutions, .paper-link") == []


@pytest.mark.sphinx("html", testroot="basic")
def test_two_authors_are_joined_without_a_comma(app: SphinxTestApp) -> None:
    app.build()
    authors = read_html(app, "vae.html").select(".paper-authors")
    assert authors[0].get_text() == "Diederik P. Kingma and Max Welling"


@pytest.mark.sphinx("html", testroot="basic")
def test_math_in_a_title(app: SphinxTestApp) -> None:
    app.build()
    title = read_html(app, "vae.html").select("li.paper-entry")[1].select("a.paper-title")[0]
    assert title.get_text() == "beta-VAE Understanding Disentangling in β-VAE"
    assert [math.get_text() for math in title.select("math")] == ["β"]


def test_html_of_specials(build: Callable[..., SphinxTestApp]) -> None:
    entry = (
        '- [A <b> "T" & \\<i> title](https://a.example/?a=1&b=%22)\n  *Ann "A" Author*\n  **[`JMLR 2004`] (`<R&D>`)**\n'
    )
    app = build({"page.md": "# Page\n\n" + entry.replace("<b>", "\\<b>")})
    assert app.warning.getvalue() == ""
    head = read_html(app, "page.html").select(".paper-head")[0]
    parts = head.select(".paper-title, .paper-authors, .paper-badge, .paper-institutions")
    assert [part.get_text() for part in parts] == ['A <b> "T" & <i> title', 'Ann "A" Author', "JMLR 2004", "<R&D>"]
    assert head.select("a.paper-title")[0]["href"] == "https://a.example/?a=1&b=%22"


def entry_by(count: int) -> str:
    names = [f"Author {chr(65 + number)}" for number in range(count)]
    return (
        f"# Page\n\n- [A title](https://a.example)\n  *{', '.join(names[:-1])}, and {names[-1]}*\n  **[`JMLR 2004`]**\n"
    )


@pytest.mark.parametrize("count", [10, 11, 26])
def test_long_lists_of_authors_are_folded(build: Callable[..., SphinxTestApp], count: int) -> None:
    authors = read_html(build({"page.md": entry_by(count)}), "page.html").select(".paper-authors")[0]
    shown = authors.select("summary span")
    if count == 10:
        assert shown == []
        assert authors.get_text().count("Author") == 10
        return
    assert authors.name == "details"
    assert shown[0].get_text().count("Author") == 8
    assert shown[1].get_text() == f"and {count - 8} more"
    # all of them are in the text of the page
    assert re.findall("Author (.)", authors.get_text()) == [chr(65 + number) for number in range(count)]


def test_jsonld(build: Callable[..., SphinxTestApp]) -> None:
    entry = "- [(S) A β title](https://a.example)\n  *Ann Author and Ben Bauer*\n  **[`JMLR 2004`]**\n"
    app = build({"folder/page.md": f"# Page\n\n{entry}", "bare.md": "# No entries\n"})
    (link,) = read_html(app, "folder/page.html").select('link[type="application/ld+json"]')
    assert read_html(app, "bare.html").select('link[type="application/ld+json"]') == []
    graph = json.loads((app.outdir / "folder" / str(link["href"])).resolve().read_text("utf-8"))
    at = "https://a.example/data/folder/page.jsonld"
    assert urljoin(at, graph["@context"][1]["@base"]) == "https://a.example/folder/page.html"
    assert graph["@graph"] == [
        {
            "@type": "ScholarlyArticle",
            "@id": "#title-a-beta-title",
            "alternateName": "S",
            "name": "A β title",
            "author": [{"@type": "Person", "name": "Ann Author"}, {"@type": "Person", "name": "Ben Bauer"}],
            "isPartOf": {"@type": "CreativeWork", "name": "JMLR"},
            "datePublished": "2004",
            "url": "https://a.example",
        }
    ]


def test_a_mixed_list_stays_a_common_list(build: Callable[..., SphinxTestApp]) -> None:
    entry = "- [A title](https://a.example)\n  *Ann Author*\n  **[`JMLR 2004`]**\n"
    app = build({"page.md": f"# Page\n\n{entry}- A remark.\n"})
    page = read_html(app, "page.html")
    assert page.select("ul.paper-list") == []
    assert [item.get("id") for item in page.select("article li, div.body li")] == ["title-a-title", None]


@pytest.mark.sphinx("text", testroot="basic")
def test_text(app: SphinxTestApp) -> None:
    app.build()
    lines = [line.strip() for line in (app.outdir / "diffusion.txt").read_text("utf-8").splitlines()]
    start = lines.index("* DDPM Denoising Diffusion Probabilistic Models")
    assert lines[start : start + 5] == [
        "* DDPM Denoising Diffusion Probabilistic Models",
        "*Jonathan Ho, Ajay Jain, and Pieter Abbeel*",
        '**"NeurIPS 2020" UC Berkeley, "R&D" Lab** Github Project',
        "",
        "Predicting the noise \\epsilon is *enough* for good images.",
    ]


@pytest.mark.parametrize(
    ("builder", "name"),
    [("man", "alist.1"), ("texinfo", "alist.texi"), ("pseudoxml", "page.pseudoxml"), ("xml", "page.xml")],
)
def test_other_builders(build: Callable[..., SphinxTestApp], builder: str, name: str) -> None:
    entry = "- [(X) A title](https://a.example)\n  *Ben Bauer*\n  **[`JMLR 2004`]**\n\n  A summary.\n\n- {paper}`X`\n"
    app = build({"page.md": f"# Page\n\n{entry}"}, builder)
    assert app.warning.getvalue() == ""
    text = (app.outdir / name).read_text("utf-8")
    places = [text.index(part) for part in ("A title", "Ben Bauer", "JMLR 2004", "A summary.")]
    assert places == sorted(places)
    assert "A title" in text[places[-1] :]


@pytest.mark.sphinx("latex", testroot="basic", freshenv=True)
def test_latex(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""
    tex = (app.outdir / "alist.tex").read_text("utf-8")
    assert "\\usepackage{paperlist}" in tex
    assert (app.outdir / "paperlist.sty").exists()
    start = tex.index("\\begin{paperentry}")
    assert tex[start:].startswith(
        "\\begin{paperentry}{\\label{\\detokenize{diffusion:arxiv-2006-11239}}}\n"
        "\\papertitle{https://arxiv.org/abs/2006.11239}{DDPM}{Denoising Diffusion Probabilistic Models}%\n"
        "\\paperauthors{\\href{https://jonathanho.example/}{Jonathan~Ho}\\paperauthorsep{}Ajay~Jain"
        "\\paperauthorsep{}Pieter~Abbeel}%\n"
        '\\papermeta{NeurIPS 2020}{UC Berkeley, "R\\&D" Lab}{'
        "\\paperlink{https://github.com/hojonathanho/diffusion}{Github}"
        "\\paperlink{https://hojonathanho.github.io/diffusion/}{Project}}{arXiv:2006.\\allowbreak{}11239}{ho2020denoising}%\n"
        "\n\\sphinxAtStartPar\nPredicting the noise \\(\\epsilon\\)"
    )
    assert "{Understanding Disentangling in \\(\\beta\\)\\sphinxhyphen{}VAE}%" in tex
    assert "\\papermeta{ICLR 2014}{}{}{arXiv:1312.\\allowbreak{}6114}{kingma2013auto}%" in tex
    assert tex.count("\\begin{paperentry}") == tex.count("\\end{paperentry}") == 9


def test_latex_of_specials(build: Callable[..., SphinxTestApp]) -> None:
    app = build({"page.md": f"# Page\n\n{HEAD}"}, "latex")
    assert app.warning.getvalue() == ""
    tex = (app.outdir / "alist.tex").read_text("utf-8")
    title, authors, meta = re.findall(r"^\\paper(?:title|authors|meta)\{.*$", tex, re.MULTILINE)
    assert title == (
        r"\papertitle{https://a.example/p\_1/~me?a=1\%20b\&c=d\#e\%5Ef\%7Bg\%7D\_h}"
        r"{Sp\_c\#1 \{x\}}{50\% of \#1 \& \textbackslash{} \textasciitilde{}x\textasciicircum{}2 a\_b \$5 \{y\}}%"
    )
    # the tildes tie the words of a name together
    assert authors == (
        r"\paperauthors{\href{https://b.example/~ann?x=\%7E\&y=1\#\_z}"
        r"{Ann\_A~\#1~\{\&\}~\textasciitilde{}\textasciicircum{}}\paperauthorsep{}B\textbackslash{}C~\%}%"
    )
    assert meta == (
        r"\papermeta{JMLR 2004}"
        r"{R\&D \#1 50\% \{MIT\} \$x\_y \textasciitilde{} \textasciicircum{} \textbackslash{}\textbackslash{}}"
        r"{\paperlink{https://c.example/~d?e=\%23\_f\&g\#h}{Data}}{}{200450}%"
    )


@pytest.mark.parametrize(
    ("head", "urls"),
    [
        (
            HEAD,
            [
                "https://a.example/p_1/~me?a=1%20b&c=d#e%5Ef%7Bg%7D_h",
                "https://b.example/~ann?x=%7E&y=1#_z",
                "https://c.example/~d?e=%23_f&g#h",
            ],
        ),
        (
            "- [Title](https://a.example/?b=$1)\n  *[Ann Author](https://b.example/$a$)*\n"
            "  **[`JMLR 2004`]** [[Data](https://c.example/$)]\n",
            ["https://a.example/?b=$1", "https://b.example/$a$", "https://c.example/$"],
        ),
    ],
    ids=["all", "dollar"],
)
def test_links_of_specials_in_pdf(build: Callable[..., SphinxTestApp], head: str, urls: list[str]) -> None:
    elements = {"fontpkg": "", "polyglossia": "", "babel": ""}  # no fonts but those that TeX brings
    options = {"latex_engine": "xelatex", "latex_elements": elements}
    app = build({"page.md": f"# Page\n\n{head}"}, "latex", confoverrides=options)
    run = subprocess.run(
        ["xelatex", "-interaction=nonstopmode", "-halt-on-error", "alist.tex"],
        cwd=app.outdir,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-2000:]
    targets = [
        str(annotation.get_object()["/A"]["/URI"])
        for page in PdfReader(app.outdir / "alist.pdf").pages
        for annotation in page.get("/Annots", [])
        if "/URI" in annotation.get_object().get("/A", {})
    ]
    assert targets == urls


@pytest.mark.sphinx("gettext", testroot="basic", freshenv=True)
def test_gettext(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""
    catalogues = {
        path.stem: {message.id for message in read_po(io.BytesIO(path.read_bytes())) if message.id}
        for path in app.outdir.glob("*.pot")
    }
    # neither heads nor references, neither display math nor a paragraph of nothing but formulas
    assert catalogues["diffusion"] == {
        "Diffusion models",
        "Noise, undone.",
        "Basics",
        "Predicting the noise $\\epsilon$ is *enough* for good images.",
        "Latents",
        "Diffusion in the latent space of an autoencoder, see {paper}`VAE`.",
    }
    assert catalogues["vae"] == {"Variational autoencoders", "What a larger weight of the second term does."}
