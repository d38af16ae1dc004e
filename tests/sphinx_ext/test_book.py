from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.testing.util import SphinxTestApp

    Build = Callable[..., SphinxTestApp]


# MyST 5.2 resolves links by an attribute that Sphinx is going to remove
pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser:sphinx.deprecation.RemovedInSphinx11Warning")

CHINESE = {"language": "zh_CN", "locale_dirs": ["locale"], "latex_engine": "xelatex"}


def outline(app: SphinxTestApp) -> list[str]:
    """Return the headings of the book, with a mark for each level below a chapter."""
    tex = next(app.outdir.glob("*.tex")).read_text("utf-8")
    levels = {"part": "=", "chapter": "", "section": "-", "subsection": "--"}
    return [
        f"{levels[level]}{title}"
        for level, title in re.findall(r"^\\(part|chapter|section|subsection)\{(.*)\}$", tex, re.M)
    ]


@pytest.mark.sphinx("latex", testroot="book", freshenv=True)
def test_order(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""
    assert outline(app) == [
        "Overview",
        "-What it is",
        "--How it began",
        "-Last words",
        "Diffusion",
        "-Part of diffusion",
        "Flow",
        "-Part of flow",
        "Glossary",
        "-Part of glossary",
        "Index of authors",
        "Index by year and venue",
    ]


@pytest.mark.sphinx("latex", testroot="book")
def test_content_and_links(app: SphinxTestApp) -> None:
    app.build()
    tex = (app.outdir / "alist.tex").read_text("utf-8")
    overview, *chapters, authors, years = tex.split("\\chapter{")[1:]
    assert "A list of papers" in overview
    assert "\\hyperref[\\detokenize{flow::doc}]" in overview
    assert overview.count("\\hyperref[\\detokenize{diffusion:arxiv-2006-11239}]") == 2
    assert overview.count("\\paperpage{\\detokenize{diffusion:arxiv-2006-11239}}") == 2
    assert "\\begin{paperreference}" in overview
    assert "The end." in overview
    assert [re.findall("Text of (\\w+)", chapter) for chapter in chapters] == [["diffusion"], ["flow"], ["glossary"]]
    assert "\\paperindexitem{Ho, Jonathan}{diffusion:arxiv-2006-11239}" in authors
    assert "\\paperindexgroup{2020}\n\\paperindexhead{NeurIPS}\n\\paperindexitem{DDPM}{diffusion:arxiv" in years
    # what the links lead to
    assert tex.count("\\label{\\detokenize{diffusion:arxiv-2006-11239}}") == 1
    assert tex.count("\\label{\\detokenize{flow::doc}}") == 1


@pytest.mark.sphinx("latex", testroot="book", srcdir="book-numbers")
def test_way_of_numbering(app: SphinxTestApp) -> None:
    app.build()
    tex = (app.outdir / "alist.tex").read_text("utf-8")
    macros = "frontchapters|mainchapters|appendixchapters|backchapters"
    assert re.findall(rf"^\\(?:chapter|{macros})\b.*$", tex, re.MULTILINE) == [
        "\\frontchapters",
        "\\chapter{Overview}",
        "\\mainchapters{1}",
        "\\chapter{Diffusion}",
        "\\appendixchapters",
        "\\chapter{Flow}",
        "\\chapter{Glossary}",
        "\\backchapters",
        "\\chapter{Index of authors}",
        "\\chapter{Index by year and venue}",
    ]


@pytest.mark.sphinx("latex", testroot="book", srcdir="book-less", confoverrides={"paperlist_book_exclude": ["flow"]})
def test_page_left_out(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""
    tex = (app.outdir / "alist.tex").read_text("utf-8")
    assert "Text of flow" not in tex
    assert "A list of papers, see" in tex
    assert "flow::doc" not in tex


ONE_CHAPTER = {"latex_documents": [("second", "one.tex", "", "Ann Author", "manual", False)]}


def test_chapter_alone(build: Build) -> None:
    paper = "- [({0}) Title of {0}](https://arxiv.org/abs/{1})\n  *Ann Author*\n  **[`ICLR 2020`]**\n"
    index = "# A list\n\n```{toctree}\nfirst\nsecond\n```\n"
    first = f"# First\n\n## Topic\n\n{paper.format('One', '2001.00001')}"
    second = f"# Second\n\nSee {{paper}}`One` and {{paper}}`Two`.\n\n## Topic\n\n{paper.format('Two', '2001.00002')}"
    app = build(
        {"index.md": index, "first.md": first, "second.md": f"{second}- {{paper}}`One`\n"},
        "latex",
        confoverrides=ONE_CHAPTER,
    )
    assert app.warning.getvalue() == ""
    assert outline(app) == ["Second", "-Topic", "Index of authors", "Index by year and venue"]
    tex = (app.outdir / "one.tex").read_text("utf-8")
    assert "\\title{Second}" in tex
    assert "\\mainchapters{2}" in tex
    # what stands elsewhere is reached on the web, and has no page
    assert tex.count("\\sphinxhref{https://arxiv.org/abs/2001.00001}") == 2
    assert tex.count("\\paperpage{") == 1


@pytest.mark.sphinx("latex", testroot="translation", srcdir="book-zh", confoverrides=CHINESE)
def test_chinese(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""
    assert outline(app)[:2] == ["概览", "扩散模型"]


ONE = "# One\n\nText.\n"
TWO = "# Two\n\nText.\n"


def test_toctree_in_a_section(build: Build) -> None:
    index = "# A list\n\nText.\n\n## Papers\n\nThese.\n\n```{toctree}\none\n```\n\n## More\n\n```{toctree}\ntwo\n```\n"
    app = build({"index.md": index, "one.md": ONE, "two.md": TWO}, "latex")
    assert app.warning.getvalue() == ""
    assert outline(app) == ["Overview", "-Papers", "-More", "One", "Two"]


def test_toctree_in_a_page(build: Build) -> None:
    index = "# A list\n\nText.\n\n```{toctree}\none\n```\n"
    app = build({"index.md": index, "one.md": f"{ONE}\n```{{toctree}}\ntwo\n```\n", "two.md": TWO}, "latex")
    assert app.warning.getvalue() == ""
    assert outline(app) == ["Overview", "One", "-Two"]


def test_front_page_without_text(build: Build) -> None:
    app = build({"one.md": ONE, "two.md": TWO}, "latex")
    assert app.warning.getvalue() == ""
    assert outline(app) == ["One", "Two"]


def test_front_page_alone(build: Build) -> None:
    app = build({"index.md": "# A list\n\nText.\n\n## One\n\nText.\n"}, "latex")
    assert app.warning.getvalue() == ""
    assert outline(app) == ["One"]


def test_other_builders_keep_the_order(build: Build) -> None:
    index = "# A list\n\nText.\n\n```{toctree}\none\n```\n\n## More\n\nText.\n"
    app = build({"index.md": index, "one.md": ONE}, "singlehtml")
    page = BeautifulSoup((app.outdir / "index.html").read_text("utf-8"), "html.parser")
    assert [heading.get_text().rstrip("¶") for heading in page.select("h1, h2")] == ["A list", "One", "More"]
