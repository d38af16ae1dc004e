"""``paperlist export``: write all entries in a bibliography format."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..atomic import write_text
from ..bibtex import render_bibtex
from ..csl import render_csl
from ..ris import render_ris
from .pages import add_paths, parse_records, read_pages
from .report import report

if TYPE_CHECKING:
    import argparse

HELP = "Write all entries in a bibliography format."
EXAMPLE = "paperlist export --format csl"

EXPORTS = {"bibtex": render_bibtex, "csl": render_csl, "ris": render_ris}
"""The formats."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    add_paths(parser)
    parser.add_argument("--format", choices=EXPORTS, default="bibtex", help="the format (default: bibtex)")
    parser.add_argument("-o", "--output", type=Path, help="the file to write (default: standard output)")


def run(arguments: argparse.Namespace) -> int:
    """Export the entries of the pages; items that are no entries are reported and left out."""
    pages, diagnostics = read_pages(arguments.paths)
    records, malformed = parse_records(pages)
    diagnostics += malformed
    text = EXPORTS[arguments.format](record.entry for record in records)
    if arguments.output:
        write_text(arguments.output, text)
    else:
        sys.stdout.write(text)
    return report(diagnostics)
