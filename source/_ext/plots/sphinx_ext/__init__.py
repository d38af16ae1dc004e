"""The Sphinx side: the directives that put figures on pages."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

from docutils import nodes

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
    app.connect("builder-inited", add_static_path)
    app.connect("html-page-context", add_static_files)
    return {"version": "1.0.0", "env_version": 5, "parallel_read_safe": True, "parallel_write_safe": True}


def add_static_path(app: Sphinx) -> None:
    """Let Sphinx copy the style sheet and the script."""
    if makes_site(app.builder):
        app.config.html_static_path.append(str(STATIC))


def add_static_files(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Add the style sheet to the pages that have something of ours, and the script to those with tables to sort."""
    if not (doctree and makes_site(app.builder)):
        return
    classes = {name for node in doctree.findall(nodes.Element) for name in node["classes"]}
    if classes & {"plot-figure", "benchmark", "milestones"}:
        app.add_css_file("plots.css")
    if "benchmark" in classes:
        app.add_js_file("sortable.js", loading_method="defer")
