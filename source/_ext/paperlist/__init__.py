"""Read, check, export and typeset the entries of a reading list of papers.

The package is a command (``paperlist``) and a Sphinx extension of one grammar;
:mod:`paperlist.sphinx_ext` is the only part that needs Sphinx.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "1.0.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the Sphinx extension; imported late, so that the command starts without Sphinx."""
    from .sphinx_ext import setup as setup_extension

    return setup_extension(app)
