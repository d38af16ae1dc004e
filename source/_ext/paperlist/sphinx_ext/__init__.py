"""The Sphinx side: everything that needs Sphinx or docutils."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from .. import __version__
from . import (
    book,
    credit,
    domain,
    downloads,
    export,
    glossary,
    languages,
    latex,
    math,
    nodes,
    progress,
    search,
    sentences,
    transforms,
    translation,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

PACKAGE = files("paperlist")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register nodes, transforms, domain and the rest."""
    for module in (
        nodes,
        latex,
        transforms,
        domain,
        book,
        downloads,
        export,
        glossary,
        languages,
        math,
        search,
        translation,
        sentences,
        progress,
        credit,
    ):
        module.setup(app)
    app.connect("builder-inited", add_static_files)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def add_static_files(app: Sphinx) -> None:
    """Add the style sheet and script that the markup of the nodes needs."""
    if app.builder.format == "html":
        app.config.html_static_path.append(str(PACKAGE / "static"))
        app.add_css_file("paperlist.css")
        app.add_js_file("paperlist.js", loading_method="defer")
