"""The cover of the EPUB and the card that shared links to the site show, with one of the figures."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

from paperlist.atomic import write_bytes
from paperlist.sphinx_ext.builders import makes_site

from ..cover import CARD_SIZE, draw_card, draw_cover
from ..render import DPI, PlotError, render_cached
from .plot import translation_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)

CARD = "_images/card.png"


def write_cover(app: Sphinx) -> None:
    """Draw the cover where ``epub_cover`` says."""
    config = app.config
    if app.builder.name != "epub" or not (config.epub_cover and config.plots_cover):
        return
    try:
        cover = draw_cover(_picture(app), config.project, config.author)
    except PlotError as error:
        logger.warning(str(error), type="plots")
        return
    _write(Path(app.outdir, config.epub_cover[0]), cover)


def write_card(app: Sphinx) -> None:
    """Draw the card of a site that knows its address, and give templates ``card``, the full address that it needs."""
    config = app.config
    if not (makes_site(app.builder) and config.html_baseurl and config.plots_cover):
        return
    try:
        card = draw_card(_picture(app), config.project)
    except PlotError as error:
        # a site needs no fonts on the machine that builds it
        logger.info("no card for shared links: %s", error)
        return
    _write(Path(app.outdir, CARD), card)
    config.html_context["card"] = posixpath.join(config.html_baseurl, CARD)


def add_card(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Name the card in the head of a page, as https://ogp.me/ says."""
    card = context.get("card")
    if not card:
        return
    width, height = (round(inches * DPI) for inches in CARD_SIZE)
    context["metatags"] = context.get("metatags", "") + (
        f'<meta property="og:image" content="{card}">\n'
        f'<meta property="og:image:width" content="{width}">\n'
        f'<meta property="og:image:height" content="{height}">\n'
        '<meta name="twitter:card" content="summary_large_image">\n'
    )


def _picture(app: Sphinx) -> bytes:
    """Return the figure that ``plots_cover`` names, a PNG.

    :raises PlotError: if it cannot be drawn
    """
    config, folder = app.config, Path(app.srcdir)
    cache = folder / config.plots_cache
    cache.mkdir(parents=True, exist_ok=True)
    module = folder / config.plots_folder / f"{config.plots_cover}.py"
    words = translation_of(config, folder).gettext
    (picture,) = render_cached(module, words, "png", cache, config.language)
    return picture.read_bytes()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_bytes(path, content)


def setup(app: Sphinx) -> None:
    """Register cover and card."""
    app.add_config_value(
        "plots_cover", "", "html", frozenset({str}), "The figure on the cover of the EPUB and the card of the site."
    )
    app.connect("builder-inited", write_cover)
    app.connect("builder-inited", write_card)
    app.connect("html-page-context", add_card)
