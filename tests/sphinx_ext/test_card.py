"""The card that shared links show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.testing.util import SphinxTestApp

    Build = Callable[..., SphinxTestApp]

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser:sphinx.deprecation.RemovedInSphinx11Warning")

DRAW = """from matplotlib.figure import Figure


def draw(_):
    figure = Figure(figsize=(6, 2))
    figure.text(0.5, 0.5, _("word"), color="{color}")
    return figure
"""
FILES = {
    "page.md": "# Page\n",
    "figures/all.py": DRAW.format(color="#1f2328"),
    "figures/other.py": DRAW.format(color="#b8323f"),
}
ADDRESS = "https://example.org/en/"


@pytest.fixture
def build_site(build: Build) -> Build:
    """A function that builds a page of a project with two figures; takes files and settings."""

    def run(files: dict[str, str] | None = None, **settings: str) -> SphinxTestApp:
        options = {"extensions": ["myst_parser", "plots"], "plots_cover": "all", "plots_cache": "cache", **settings}
        return build(FILES | (files or {}), confoverrides=options)

    return run


def properties(app: SphinxTestApp) -> dict[str, str]:
    page = BeautifulSoup((app.outdir / "index.html").read_text("utf-8"), "html.parser")
    return {str(tag.get("property") or tag.get("name")): str(tag["content"]) for tag in page.select("meta[content]")}


def test_page_names_the_card_with_its_full_address_and_size(build_site: Build) -> None:
    app = build_site(html_baseurl=ADDRESS)
    assert app.warning.getvalue() == ""
    named = properties(app)
    assert named["og:image"].startswith(ADDRESS)
    card = (app.outdir / named["og:image"].removeprefix(ADDRESS)).read_bytes()
    assert card.startswith(b"\x89PNG")
    size = tuple(int.from_bytes(card[start : start + 4], "big") for start in (16, 20))
    assert size == (1200, 630) == (int(named["og:image:width"]), int(named["og:image:height"]))
    assert named["twitter:card"] == "summary_large_image"


def test_card_shows_the_figure_and_is_the_same_each_time(build_site: Build) -> None:
    path = build_site(html_baseurl=ADDRESS).outdir / "_images" / "card.png"
    first = path.read_bytes()
    build_site(html_baseurl=ADDRESS)
    assert path.read_bytes() == first
    build_site(html_baseurl=ADDRESS, plots_cover="other")
    assert path.read_bytes() != first


def test_site_without_address_has_no_card(build_site: Build) -> None:
    app = build_site()
    assert not (app.outdir / "_images" / "card.png").exists()
    assert not any(name.startswith(("og:image", "twitter:")) for name in properties(app))


def test_machine_without_the_fonts_builds_the_site_without_card(
    build_site: Build,
) -> None:
    text = DRAW.format(color="#1f2328").replace('_("word")', '"\\U000f0000"')
    app = build_site({"figures/all.py": text}, html_baseurl=ADDRESS)
    assert app.warning.getvalue() == ""
    assert "no card for shared links" in app.status.getvalue()
    assert "og:image" not in properties(app)
