"""The Sphinx side: the directives that put figures on pages."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from paperlist.sphinx_ext.builders import makes_site

from . import benchmarks, cover, milestones, plot

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

STATIC = files("plots") / "static"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives."""
    app.setup_extension("paperlist")
    for module in (plot, benchmarks, cover, milestones):
        module.setup(app)
    app.connect("builder-inited", add_static_files)
    return {"version": "1.0.0", "env_version": 2, "parallel_read_safe": True, "parallel_write_safe": True}


def add_static_files(app: Sphinx) -> None:
    """Add the style sheet, and the script that sorts tables."""
    if makes_site(app.builder):
        app.config.html_static_path.append(str(STATIC))
        app.add_css_file("plots.css")
        app.add_js_file("sortable.js", loading_method="defer")
