from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sphinx.errors import ExtensionError

from paperlist.bibtex import render_bibtex
from paperlist.csl import render_csl
from paperlist.markdown import parse_entry
from paperlist.page import iter_items
from paperlist.ris import render_ris

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinx.testing.util import SphinxTestApp

    Build = Callable[..., SphinxTestApp]

NAMES = ["papers.bib", "papers.json", "papers.ris"]


def expected(source: Path) -> dict[str, str]:
    """Return what the exports of a project must hold, read without Sphinx."""
    entries = [
        parse_entry(item.source)
        for page in sorted(source.glob("*.md"))
        for item in iter_items(page.read_text("utf-8"))
        if item.is_entry
    ]
    assert len(entries) == 9
    return {
        "papers.bib": render_bibtex(entries),
        "papers.json": render_csl(entries),
        "papers.ris": render_ris(entries),
    }


def read(folder: Path) -> dict[str, str]:
    return {path.name: path.read_bytes().decode("utf-8") for path in folder.glob("papers.*")}


@pytest.mark.sphinx("html", testroot="basic", srcdir="export")
def test_html(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""
    assert read(app.outdir) == expected(app.srcdir)


@pytest.mark.sphinx("dirhtml", testroot="basic", srcdir="export")
def test_dirhtml(app: SphinxTestApp) -> None:
    app.build()
    assert read(app.outdir) == expected(app.srcdir)


@pytest.mark.sphinx("html", testroot="basic", srcdir="export-dir", confoverrides={"paperlist_export_dir": "../a/b"})
def test_folder(app: SphinxTestApp) -> None:
    app.build()
    assert read(app.outdir.parent / "a" / "b") == expected(app.srcdir)
    assert read(app.outdir) == {}
    assert sorted(path.name for path in (app.outdir.parent / "a" / "b").iterdir()) == ["data", *NAMES]


@pytest.mark.parametrize("builder", ["text", "gettext", "dummy"])
def test_other_builders_write_none(build: Build, builder: str) -> None:
    app = build({"page.md": "# Page\n\n- [X](https://a.example)\n  *A B*\n  **[`JMLR 2004`]**\n"}, builder)
    assert app.warning.getvalue() == ""
    assert list(app.srcdir.rglob("papers.*")) == []


@pytest.mark.sphinx("latex", testroot="basic", srcdir="export-latex")
def test_latex_has_the_bibliography_to_attach(app: SphinxTestApp) -> None:
    app.build()
    assert read(app.outdir) == {name: text for name, text in expected(app.srcdir).items() if name == "papers.bib"}


@pytest.mark.sphinx("html", testroot="basic", srcdir="export-failure")
def test_failed_build_leaves_the_files(app: SphinxTestApp) -> None:
    def fail(*_: object) -> None:
        raise ValueError("planted")

    app.build()
    for name in NAMES:
        (app.outdir / name).write_text("from an earlier build", "utf-8")
    app.connect("env-updated", fail)
    with pytest.raises(ExtensionError, match="planted"):
        app.build(force_all=True)
    assert read(app.outdir) == dict.fromkeys(NAMES, "from an earlier build")


def test_empty_list(build: Build) -> None:
    app = build({"page.md": "# Page\n"})
    assert read(app.outdir) == {"papers.bib": render_bibtex([]), "papers.json": render_csl([]), "papers.ris": ""}
