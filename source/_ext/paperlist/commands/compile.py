"""``paperlist compile``: copy the catalogues for a build."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..catalog.compile import compile_catalogues

if TYPE_CHECKING:
    import argparse

HELP = "Copy the catalogues for the build, without what would break it; make html does it."
EXAMPLE = "paperlist compile locale build/locale"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("locale", type=Path, metavar="LOCALE", help="the catalogues")
    parser.add_argument("target", type=Path, metavar="TARGET", help="where the copies go")


def run(arguments: argparse.Namespace) -> int:
    """Copy what has changed; what had to be left out is told, but is no reason to stop."""
    for diagnostic in compile_catalogues(arguments.locale, arguments.target):
        print(diagnostic, file=sys.stderr)
    return 0
