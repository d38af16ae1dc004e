"""The Sphinx side: everything that needs Sphinx or docutils."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from .. import __version__
from . import (
    book,
    data,
    domain,
    explore,
    export,
    glossary,
    head,
    languages,
    math,
    nodes,
    recent,
    root,
    search,
    transforms,
    translation,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

PACKAGE = files("paperlist")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register nodes, transforms, domain and the rest."""
    for module in (nodes, transforms, domain, book, glossary, languages, math, translation):
        module.setup(app)
    # what only HTML has; the pages are finished last
    for module in (recent, explore, search, head, export, data, root):
        module.setup(app)
    app.connect("config-inited", add_files)
    app.connect("builder-inited", add_static_files)
    app.add_latex_package("paperlist", after_hyperref=True)
    return {
        "version": __version__,
        "env_version": 2,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def add_files(app: Sphinx, config: Config) -> None:
    """Put the macros of the nodes beside the LaTeX that uses them, and our templates before those of the theme."""
    config.templates_path = [*config.templates_path, str(PACKAGE / "templates")]
    config.latex_additional_files = [*config.latex_additional_files, str(PACKAGE / "latex" / "paperlist.sty")]


def add_static_files(app: Sphinx) -> None:
    """Add the style sheet and script that the markup of the nodes needs."""
    if app.builder.format == "html":
        app.config.html_static_path.append(str(PACKAGE / "static"))
        app.add_css_file("paperlist.css")
        app.add_js_file("paperlist.js", loading_method="defer")
