from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from math_core import LatexError

from paperlist.sphinx_ext.math import render_mathml

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.testing.util import SphinxTestApp

    Build = Callable[..., SphinxTestApp]
    Warnings = Callable[[SphinxTestApp], list[str]]


def read_html(app: SphinxTestApp, page: str) -> BeautifulSoup:
    return BeautifulSoup((app.outdir / page).read_text("utf-8"), "html.parser")


def test_mathml() -> None:
    assert render_mathml("x_t < y", display=False) == (
        "<math><msub><mi>x</mi><mi>t</mi></msub><mo>&lt;</mo><mi>y</mi></math>"
    )
    assert render_mathml("x", display=True).startswith('<math display="block">')


@pytest.mark.parametrize("tex", ["\\frobnicate", "{x", "\\left( x", "x^2^3"])
def test_bad_math(tex: str) -> None:
    with pytest.raises(LatexError):
        render_mathml(tex, display=False)


def test_macros_do_not_leak() -> None:
    render_mathml("\\gdef\\mine{x}\\mine", display=False)
    with pytest.raises(LatexError):
        render_mathml("\\mine", display=False)


def test_page(build: Build) -> None:
    page = "# Page\n\nSome $x_t$ in a line.\n\n$$\na < b\n$$\n\n\\begin{align*}\na &= b \\\\\nc &= d\n\\end{align*}\n"
    app = build({"page.md": page})
    assert app.warning.getvalue() == ""
    html = read_html(app, "page.html")
    assert [math.get_text() for math in html.select("p > math:not([display])")] == ["xt"]
    block, lines = html.select("div.math > math[display=block]")
    assert block.get_text() == "a<b"
    assert len(lines.select("mtr")) == 2
    assert "\\" not in lines.get_text()
    assert len(html.select("math")) == 3
    assert html.select("script[src*=mathjax i]") == []


def test_equation_number(build: Build) -> None:
    page = "# Page\n\n$$\na\n$$ (eq-one)\n\n$$\nb\n$$ (eq-two)\n\n$$\nc\n$$\n\nSee {eq}`eq-two`.\n"
    app = build({"page.md": page})
    assert app.warning.getvalue() == ""
    html = read_html(app, "page.html")
    blocks = html.select("div.math")
    assert [block.get("id") for block in blocks] == ["equation-eq-one", "equation-eq-two", None]
    assert [block.get_text(strip=True) for block in blocks] == ["a(1)¶", "b(2)¶", "c"]
    assert [a["href"] for a in html.select(".eqno a.headerlink")] == ["#equation-eq-one", "#equation-eq-two"]
    assert [(a.get_text(), a["href"]) for a in html.select("p a.internal")] == [("(2)", "#equation-eq-two")]


def test_faults(build: Build, warnings: Warnings) -> None:
    page = """\
# Page

Good $x$, bad $\\frobnicate$.

$$
\\left( a < b
$$

- [(A) The $\\nocommand$ of <b](https://a.example)
  *Ann Author*
  **[`JMLR 2004`]**

  And $\\nosummary$.
"""
    app = build({"page.md": page, "later.md": "# Later\n\n$\\nosuch$\n"})
    found = warnings(app)
    start = "WARNING: cannot turn TeX into MathML: "
    assert found[0] == f'later.md:3: {start}Unknown command "\\nosuch". \\nosuch [paperlist.math]'
    assert found[1] == f'page.md:3: {start}Unknown command "\\frobnicate". \\frobnicate [paperlist.math]'
    assert found[2].startswith(f"page.md:5: {start}")
    assert found[3] == f'page.md:9: {start}Unknown command "\\nocommand". \\nocommand [paperlist.math]'
    assert found[4] == f'page.md:13: {start}Unknown command "\\nosummary". \\nosummary [paperlist.math]'
    html = read_html(app, "page.html")
    assert [code.get_text() for code in html.select("p > code, div.math code, a code")] == [
        "\\frobnicate",
        "\\left( a < b",
        "\\nocommand",
        "\\nosummary",
    ]
    assert html.select("b") == []
