"""The list of milestones follows the entries of all pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.testing.util import SphinxTestApp

    Build = Callable[..., SphinxTestApp]
    Warnings = Callable[[SphinxTestApp], list[str]]

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser:sphinx.deprecation.RemovedInSphinx11Warning")

OPTIONS = {"extensions": ["myst_parser", "paperlist", "plots"]}
LIST = "# A line\n\n## Milestones\n\n```{milestones}\n```\n"
# read behind the page of the list
PAGE = """\
# Later

## Start here

- {paper}`DDPM`

## Papers

- [(DDPM) Denoising Diffusion Probabilistic Models](https://arxiv.org/abs/2006.11239)
  *Jonathan Ho and Pieter Abbeel*
  **[`NeurIPS 2020`]**
"""


def read_milestones(app: SphinxTestApp) -> list[tuple[str, str]]:
    page = BeautifulSoup((app.outdir / "a-line.html").read_text("utf-8"), "html.parser")
    return [(link.get_text(), str(link["href"])) for link in page.select("dl.milestones a")]


def test_milestones(build: Build) -> None:
    app = build({"a-line.md": LIST, "later.md": PAGE}, confoverrides=OPTIONS)
    assert app.warning.getvalue() == ""
    assert read_milestones(app) == [("DDPM", "later.html#arxiv-2006-11239")]

    app = build({"later.md": PAGE.replace("DDPM", "Diffusion")}, confoverrides=OPTIONS)
    assert app.warning.getvalue() == ""
    assert read_milestones(app) == [("Diffusion", "later.html#arxiv-2006-11239")]


def test_milestones_in_a_book(build: Build) -> None:
    app = build({"a-line.md": LIST, "later.md": PAGE}, "latex", confoverrides=OPTIONS)
    tex = (app.outdir / "alist.tex").read_text("utf-8")
    assert "DDPM" in tex[tex.index("A line") : tex.index("Later")]


def test_milestone_without_an_entry(build: Build, warnings: Warnings) -> None:
    app = build({"a-line.md": LIST, "later.md": PAGE.replace("`DDPM`", "`Nobody`")}, confoverrides=OPTIONS)
    assert [line.partition("WARNING: ")[2] for line in warnings(app)] == [
        "unknown paper: Nobody [plots]",
        "unknown paper: Nobody [paperlist.unknown_paper]",
    ]
    assert read_milestones(app) == []
