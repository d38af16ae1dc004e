"""The cover of the EPUB, with one of the figures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from ..cover import draw_cover
from ..render import PlotError, render_cached
from .plot import translation_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)


def write_cover(app: Sphinx) -> None:
    """Draw the cover where ``epub_cover`` says."""
    config = app.config
    if app.builder.name != "epub" or not (config.epub_cover and config.plots_cover):
        return
    folder = Path(app.srcdir)
    cache = folder / config.plots_cache
    cache.mkdir(parents=True, exist_ok=True)
    module = folder / config.plots_folder / f"{config.plots_cover}.py"
    try:
        words = translation_of(config, folder).gettext
        (picture,) = render_cached(module, words, "png", cache, config.language)
    except PlotError as error:
        logger.warning(str(error), type="plots")
        return
    target = Path(app.outdir, config.epub_cover[0])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(draw_cover(picture.read_bytes(), config.project, config.author))


def setup(app: Sphinx) -> None:
    """Register the cover."""
    app.add_config_value("plots_cover", "", "epub", frozenset({str}), "The figure on the cover of the EPUB.")
    app.connect("builder-inited", write_cover)
