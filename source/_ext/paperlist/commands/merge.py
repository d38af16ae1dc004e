"""``paperlist merge``: bring the catalogues up to date with the pages."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..catalog.update import DamagedCatalogueError, update_catalogues

if TYPE_CHECKING:
    import argparse

HELP = "Fill the fresh catalogues of sphinx-intl with the translations there are; make po does both."
EXAMPLE = "paperlist merge build/gettext/locale locale"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("fresh", type=Path, metavar="FRESH", help="today's catalogues, untranslated")
    parser.add_argument("locale", type=Path, metavar="LOCALE", help="the catalogues to update")


def run(arguments: argparse.Namespace) -> int:
    """Update all catalogues, or none if one of them is damaged."""
    try:
        for path in update_catalogues(arguments.fresh, arguments.locale):
            print(f"updated {path}" if path.exists() else f"removed {path}")
    except DamagedCatalogueError as error:
        for diagnostic in error.diagnostics:
            print(diagnostic, file=sys.stderr)
        print("paperlist: nothing was written; mend the catalogues first", file=sys.stderr)
        return 1
    return 0
