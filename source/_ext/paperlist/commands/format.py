"""``paperlist format``: write entries in canonical form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..atomic import write_text
from ..diagnostic import Code, Diagnostic
from ..page import format_page
from .pages import add_paths, read_pages
from .report import report

if TYPE_CHECKING:
    import argparse

HELP = "Write entries in canonical form, and mend in them what needs no decision."
EXAMPLE = "paperlist format --check source"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    add_paths(parser)
    parser.add_argument("--check", action="store_true", help="change nothing, report the pages that would change")


def run(arguments: argparse.Namespace) -> int:
    """Format the pages, or say which are not formatted."""
    pages, diagnostics = read_pages(arguments.paths)
    changed = 0
    for page in pages:
        formatted = format_page(page.text)
        if formatted == page.text:
            continue
        changed += 1
        if arguments.check:
            line = next(
                number
                for number, (before, after) in enumerate(
                    zip([*page.text.split("\n"), ""], [*formatted.split("\n"), ""], strict=False), start=1
                )
                if before != after
            )
            diagnostics.append(Diagnostic(str(page.path), line, Code.FORMAT, "not in canonical form"))
        else:
            write_text(page.path, formatted)
            print(f"formatted {page.path}")
    return report(diagnostics, f"{len(pages)} pages, {changed} changed" if not arguments.check else "")
