"""Draw figures by code: a Python module with a function ``draw`` becomes SVG on the site and PDF in the book.

The package is a Sphinx extension; :mod:`plots.sphinx_ext` is the only part that needs Sphinx.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the Sphinx extension; imported late, so that figures can be drawn without Sphinx."""
    from .sphinx_ext import setup as setup_extension

    return setup_extension(app)
