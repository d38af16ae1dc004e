"""The message catalogues: read, check, update and count translations.

A catalogue is a ``.po`` file of GNU gettext; each page has one in each language.
"""

from __future__ import annotations

from .check import check_catalogue
from .pofile import Catalogue, Message, parse_catalogue, render_catalogue

__all__ = ["Catalogue", "Message", "check_catalogue", "parse_catalogue", "render_catalogue"]
