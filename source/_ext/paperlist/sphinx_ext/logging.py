"""Say a diagnostic through Sphinx: the words of the command line, counted by ``-W``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

if TYPE_CHECKING:
    from docutils import nodes

    from ..diagnostic import Code

_logger = logging.getLogger("paperlist")


def warn(code: Code, message: str, location: nodes.Node | tuple[str, int] | str | None) -> None:
    """Log a warning of type ``paperlist.<code>``.

    :param location: a node, a docname with a line, or a docname
    """
    _logger.warning("%s", message, type="paperlist", subtype=code.value, location=location)
