"""The card that shared links show."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from sphinx.testing.util import SphinxTestApp

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser:sphinx.deprecation.RemovedInSphinx11Warning")

DRAW = """from matplotlib.figure import Figure


def draw(_):
    figure = Figure(figsize=(6, 2))
    figure.text(0.5, 0.5, _("word"), color="{color}")
    return figure
"""
ADDRESS = "https://example.org/en/"


@pytest.fixture
def build(rootdir: Path, tmp_path: Path) -> Callable[..., SphinxTestApp]:
    """A function that builds a page of a project with two figures, and returns the application."""
    folder = tmp_path / "source"
    (folder / "figures").mkdir(parents=True)
    shutil.copy(rootdir / "conf.py", folder)
    (folder / "index.md").write_text("# A list\n\nText.\n", "utf-8")
    for name, color in (("all", "#1f2328"), ("other", "#b8323f")):
        (folder / "figures" / f"{name}.py").write_text(DRAW.format(color=color), "utf-8")

    def run(**confoverrides: str) -> SphinxTestApp:
        options = {"extensions": ["myst_parser", "plots"], "plots_cover": "all", "plots_cache": "cache"}
        app = SphinxTestApp("html", srcdir=folder, confoverrides=options | confoverrides)
        try:
            app.build()
        finally:
            app.cleanup()
        return app

    return run


def properties(app: SphinxTestApp) -> dict[str, str]:
    page = BeautifulSoup((app.outdir / "index.html").read_text("utf-8"), "html.parser")
    return {str(tag.get("property") or tag.get("name")): str(tag["content"]) for tag in page.select("meta[content]")}


def test_page_names_the_card_with_its_full_address_and_size(build: Callable[..., SphinxTestApp]) -> None:
    app = build(html_baseurl=ADDRESS)
    assert app.warning.getvalue() == ""
    named = properties(app)
    assert named["og:image"].startswith(ADDRESS)
    card = (app.outdir / named["og:image"].removeprefix(ADDRESS)).read_bytes()
    assert card.startswith(b"\x89PNG")
    size = tuple(int.from_bytes(card[start : start + 4], "big") for start in (16, 20))
    assert size == (1200, 630) == (int(named["og:image:width"]), int(named["og:image:height"]))
    assert named["twitter:card"] == "summary_large_image"


def test_card_shows_the_figure_and_is_the_same_each_time(build: Callable[..., SphinxTestApp]) -> None:
    path = build(html_baseurl=ADDRESS).outdir / "_images" / "card.png"
    first = path.read_bytes()
    build(html_baseurl=ADDRESS)
    assert path.read_bytes() == first
    build(html_baseurl=ADDRESS, plots_cover="other")
    assert path.read_bytes() != first


def test_site_without_address_has_no_card(build: Callable[..., SphinxTestApp]) -> None:
    app = build()
    assert not (app.outdir / "_images" / "card.png").exists()
    assert not any(name.startswith(("og:image", "twitter:")) for name in properties(app))


def test_machine_without_the_fonts_builds_the_site_without_card(
    build: Callable[..., SphinxTestApp], tmp_path: Path
) -> None:
    text = DRAW.format(color="#1f2328").replace('_("word")', '"\\U000f0000"')
    (tmp_path / "source" / "figures" / "all.py").write_text(text, "utf-8")
    app = build(html_baseurl=ADDRESS)
    assert app.warning.getvalue() == ""
    assert "no card for shared links" in app.status.getvalue()
    assert "og:image" not in properties(app)
