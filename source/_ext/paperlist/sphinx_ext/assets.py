"""Style sheets and scripts of the site, without what only their authors read."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rcssmin import cssmin
from rjsmin import jsmin

from ..atomic import write_text
from .builders import makes_site

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_MINIFIERS = {".css": partial(cssmin, keep_bang_comments=True), ".js": partial(jsmin, keep_bang_comments=True)}


def minify_assets(app: Sphinx, exception: Exception | None) -> None:
    """Drop comments and needless space from what was copied; Sphinx copies it anew in each build."""
    if exception or not makes_site(app.builder):
        return
    for path in sorted(Path(app.outdir, "_static").glob("*.*")):
        if minify := _MINIFIERS.get(path.suffix):
            text = path.read_text("utf-8")
            if (small := minify(text)) != text:
                write_text(path, small)


def setup(app: Sphinx) -> None:
    """Register what is done at the end."""
    app.connect("build-finished", minify_assets)
