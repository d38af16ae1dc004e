"""The Sphinx side: everything that needs Sphinx or docutils."""

from __future__ import annotations

import gc
from importlib.resources import files
from typing import TYPE_CHECKING

from .. import __version__
from . import (
    assets,
    book,
    credit,
    data,
    domain,
    downloads,
    epub,
    explore,
    export,
    glossary,
    head,
    languages,
    latex,
    math,
    nodes,
    progress,
    recent,
    root,
    search,
    sentences,
    transforms,
    translation,
)
from .builders import makes_site

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

PACKAGE = files("paperlist")

# the trees of a build live to its end: to look through them for garbage
# at every seven hundred new objects takes a quarter of its time
_OBJECTS_BEFORE_COLLECTION = 10_000


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register nodes, transforms, domain and the rest."""
    gc.set_threshold(_OBJECTS_BEFORE_COLLECTION)
    for module in (nodes, latex, epub, transforms, domain, book, downloads, glossary, languages, math, translation):
        module.setup(app)
    # what only HTML has; the pages are finished last
    for module in (sentences, progress, credit, recent, explore, search, head, export, data, root, assets):
        module.setup(app)
    app.connect("config-inited", add_files)
    app.connect("builder-inited", add_static_files)
    return {
        "version": __version__,
        "env_version": 4,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def add_files(app: Sphinx, config: Config) -> None:
    """Put our templates before those of the theme."""
    config.templates_path = [*config.templates_path, str(PACKAGE / "templates")]


def add_static_files(app: Sphinx) -> None:
    """Add the style sheet and script that the markup of the nodes needs."""
    if makes_site(app.builder):
        app.config.html_static_path.append(str(PACKAGE / "static"))
        app.add_css_file("paperlist.css")
        app.add_js_file("paperlist.js", loading_method="defer")
