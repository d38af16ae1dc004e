from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from docutils import nodes
from sphinx import addnodes

from paperlist.markdown import parse_entry
from paperlist.page import iter_items
from paperlist.sphinx_ext.nodes import paper_entry, paper_reference

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.testing.util import SphinxTestApp

    Build = Callable[..., SphinxTestApp]
    Warnings = Callable[[SphinxTestApp], list[str]]

ENTRY = """\
- [(DDPM) Denoising Diffusion Probabilistic Models](https://arxiv.org/abs/2006.11239)
  *Jonathan Ho and Pieter Abbeel*
  **[`NeurIPS 2020`]**
"""
MISPLACED = "an entry or reference outside a bullet list at the top level [paperlist.misplaced]"


# MyST 5.2 resolves links by an attribute that Sphinx is going to remove
pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser:sphinx.deprecation.RemovedInSphinx11Warning")


def indent(text: str, by: str) -> str:
    return "".join(f"{by}{line}\n" for line in text.splitlines())


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            ENTRY.replace("*Jonathan Ho and Pieter Abbeel*", "Jonathan Ho"),
            ["4: WARNING: the authors follow the title: *A, B, and C* [paperlist.authors]"],
        ),
        (
            ENTRY.replace("`NeurIPS 2020`", "NeurIPS 2020"),
            ["5: WARNING: write **[`Venue YYYY`]** or **[`Venue YYYY`] (`A, B`)** [paperlist.venue]"],
        ),
        (
            ENTRY.replace("https://arxiv.org/abs/2006.11239", ""),
            [
                "3: WARNING: 'myst' cross-reference target not found: '' [myst.xref_missing]",
                "3: WARNING: the title links to nothing [paperlist.url]",
            ],
        ),
        (
            ENTRY + "  A summary.\n",
            ["5: WARNING: text behind the head: leave a blank line before the summary [paperlist.trailing]"],
        ),
        (
            "- Not an entry.\n" + ENTRY.replace("]**", "]** [[Code]]"),
            ["6: WARNING: links are [[Label](URL)], one space apart:  [[Code]] [paperlist.links]"],
        ),
        (
            ENTRY.replace("NeurIPS 2020", "NeurlPS 2020"),
            ["3: WARNING: unknown venue: NeurlPS; did you mean NeurIPS? [paperlist.unknown_venue]"],
        ),
        (
            "- A remark.\n\n" + ENTRY.replace("2006.11239", "2006.11239v2"),
            [
                "5: WARNING: write https://arxiv.org/abs/<id> without version: https://arxiv.org/abs/2006.11239v2"
                " [paperlist.url]"
            ],
        ),
        (f":::{{note}}\n{ENTRY}:::\n", [f"4: WARNING: {MISPLACED}"]),
        (f"> Quote:\n>\n{indent(ENTRY, '> ')}", [f"5: WARNING: {MISPLACED}"]),
        (f"- Outer.\n\n{indent(ENTRY, '  ')}", [f"5: WARNING: {MISPLACED}"]),
        (f"1. {ENTRY[2:].replace('  *', '   *')}", [f"3: WARNING: {MISPLACED}"]),
        (
            ":::{note}\n\n- {paper}`nobody`\n:::\n",
            [f"5: WARNING: {MISPLACED}", "5: WARNING: unknown paper: nobody [paperlist.unknown_paper]"],
        ),
    ],
    ids=[
        "authors",
        "venue",
        "url",
        "trailing",
        "links",
        "unknown venue",
        "version",
        "in a directive",
        "in a quote",
        "in a list",
        "in a numbered list",
        "reference in a directive",
    ],
)
def test_faults(build: Build, warnings: Warnings, page: str, expected: list[str]) -> None:
    later = ENTRY.replace("NeurIPS", "Nowhere").replace("2006.11239", "2006.00001").replace("Denoising", "Other")
    app = build({"page.md": f"# Page\n\n{page}", "later.md": f"# Later\n\n{later}"})
    assert sorted(warnings(app)) == [
        "later.md:3: WARNING: unknown venue: Nowhere; new ones are added to venues.toml [paperlist.unknown_venue]",
        *(f"page.md:{line}" for line in expected),
    ]


def test_malformed_entry_is_shown_as_written(build: Build) -> None:
    app = build({"page.md": f"# Page\n\n{ENTRY.replace('*', '_', 1).replace('NeurIPS 2020', 'NeurIPS')}"})
    page = BeautifulSoup((app.outdir / "page.html").read_text("utf-8"), "html.parser")
    assert page.select("li.paper-entry") == []
    assert "(DDPM) Denoising Diffusion Probabilistic Models" in page.get_text()


# -- Raw HTML --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "line", "shown"),
    [
        ("Some <b>bold</b> word.\n", 3, ["<b>", "</b>"]),
        # a paragraph has but one line in MyST
        ("Text\nand <b>.\n", 3, ["<b>"]),
        ("<div onclick='evil()'>\n\nText.\n\n</div>\n", 3, ["<div onclick='evil()'>"]),
        ("<script>\nevil()\n</script>\n", 3, ["<script>"]),
        ("<!-- evil\n-->\n", 3, ["<!-- evil"]),
        ("Text <!-- evil --> text.\n", 3, ["<!-- evil -->"]),
        ("<br />\n", 3, ["<br />"]),
        ("```{raw} html\n<i>evil</i>\n```\n", 3, ["<i>evil</i>"]),
        ("- Item\n\n  <img src='evil.png'>\n", 5, ["<img src='evil.png'>"]),
        (f"{ENTRY}\n  Text <i onclick='evil()'>.\n", 7, ["<i onclick='evil()'>"]),
    ],
    ids=[
        "inline",
        "second line",
        "block",
        "script",
        "comment",
        "inline comment",
        "break",
        "directive",
        "item",
        "summary",
    ],
)
def test_raw_html(build: Build, warnings: Warnings, page: str, line: int, shown: list[str]) -> None:
    app = build({"page.md": f"# Page\n\n{page}", "later.md": "# Later\n\n<u>\n"})
    found = warnings(app)
    assert found[0] == "later.md:3: WARNING: raw HTML: <u> [paperlist.raw_html]"
    assert found[1 : 1 + len(shown)] == [
        f"page.md:{line}: WARNING: raw HTML: {text} [paperlist.raw_html]" for text in shown
    ]
    body = (app.outdir / "page.html").read_text("utf-8").partition("<section")[2].partition("</section>")[0]
    assert "evil" not in body
    assert not re.search(r"<(b|i|br|img|script(?! type=.application/ld.json))\b", body)


def test_hard_breaks_are_no_raw_html(build: Build) -> None:
    app = build({"page.md": "# Page\n\nOne  \ntwo\\\nthree.\n"})
    assert app.warning.getvalue() == ""
    page = BeautifulSoup((app.outdir / "page.html").read_text("utf-8"), "html.parser")
    assert len(page.select("p br")) == 2


# -- Two readers -----------------------------------------------------------------------


@pytest.mark.sphinx("html", testroot="layout", freshenv=True)
def test_pages_are_read_as_by_the_command(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""
    text = Path(app.srcdir, "index.md").read_text("utf-8")
    doctree = app.env.get_doctree("index")
    items = [item for item in iter_items(text) if item.placed]
    found = list(doctree.findall(lambda node: isinstance(node, (paper_entry, paper_reference))))
    assert len(items) == len(found) == 11
    for item, node in zip(items, found, strict=True):
        assert isinstance(node, nodes.list_item)
        section = node.parent.parent
        assert isinstance(section, nodes.section)
        title = section[0]
        assert isinstance(title, nodes.title)
        assert (item.line, item.topic) == (node.line, title.rawsource)
        assert item.is_entry == isinstance(node, paper_entry)
        if item.is_entry:
            assert parse_entry(item.source) == node["entry"]
            assert bool(item.summary) == (len(node) > 1)
        else:
            assert item.reference == next(node.findall(addnodes.pending_xref))["reftarget"]


@pytest.mark.parametrize(
    "front_matter", ["---\nauthor: Ann\n---\n\n", '---\nmyst:\n  enable_extensions: ["deflist"]\n---\n\n']
)
def test_page_with_front_matter(build: Build, front_matter: str) -> None:
    app = build({"page.md": f"{front_matter}# Page\n\n{ENTRY}\n  A *summary*.\n"})
    assert app.warning.getvalue() == ""
    page = BeautifulSoup((app.outdir / "page.html").read_text("utf-8"), "html.parser")
    (entry,) = page.select("ul.paper-list > li.paper-entry")
    assert entry["id"] == "arxiv-2006-11239"
    assert [summary.get_text() for summary in entry.select("p")] == ["A summary."]


def test_head_is_stored_as_one_node(build: Build) -> None:
    app = build({"page.md": f"# Page\n\n{ENTRY}"})
    (entry,) = app.env.get_doctree("page").findall(paper_entry)
    assert [list(child.children) for child in entry.children] == [[]]
