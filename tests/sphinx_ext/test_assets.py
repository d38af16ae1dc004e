"""Style sheets and scripts are light when they arrive, and complete."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.testing.util import SphinxTestApp

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser:sphinx.deprecation.RemovedInSphinx11Warning")

STATIC = files("paperlist") / "static"
_ADDRESS = re.compile(r"url\('[^']*'\)")


@pytest.mark.sphinx("html", testroot="basic")
def test_comments_and_blanks_are_dropped(app: SphinxTestApp) -> None:
    for _ in range(2):  # Sphinx copies the files anew
        app.build(force_all=True)
        for name in ("paperlist.css", "paperlist.js"):
            before = (STATIC / name).read_text("utf-8")
            after = (app.outdir / "_static" / name).read_text("utf-8")
            assert len(after) < 0.9 * len(before)
            assert not re.search(r"/\*|^\s*//|^\s", after, re.MULTILINE)
            assert _ADDRESS.findall(after) == _ADDRESS.findall(before)


@pytest.mark.sphinx("html", testroot="basic")
def test_texts_in_scripts_are_kept(app: SphinxTestApp) -> None:
    app.build()
    strings = re.compile(r'"[^"\n]*"|`[^`\n]*`')
    for name in ("search.js", "citation.js", "explore.js", "filter.js", "search-box.js"):
        code = re.sub(r"^\s*//.*", "", (STATIC / name).read_text("utf-8"), flags=re.MULTILINE)
        code = re.sub(r"/\*.*?\*/", "", code, flags=re.DOTALL)
        assert strings.findall((app.outdir / "_static" / name).read_text("utf-8")) == strings.findall(code)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_icon_is_there(site: Path, language: str) -> None:
    for path in sorted((site / language).glob("*.html")):
        page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        asked = {str(use["href"]).removeprefix("#") for use in page.select("use[href]")}
        assert asked <= {str(symbol["id"]) for symbol in page.select("symbol")}, path.name
