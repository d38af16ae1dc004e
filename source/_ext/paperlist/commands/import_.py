"""``paperlist import``: read other people's lists."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from ..diagnostic import Code, Diagnostic
from ..dialects import read_list
from ..identifier import parse_identifier
from ..markdown import render_entry
from ..page import render_item
from .report import report

if TYPE_CHECKING:
    import argparse

    from ..dialects import Found

HELP = "Read other people's lists in Markdown, and write their papers as entries or JSON."
EXAMPLE = "paperlist import --to json README.md"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="lists in Markdown")
    parser.add_argument(
        "--to",
        choices=("markdown", "json"),
        default="markdown",
        help="entries in canonical form, or an array of what the list says of each paper (default: markdown)",
    )
    parser.add_argument("--json", dest="to", action="store_const", const="json", help="the same as --to json")


def run(arguments: argparse.Namespace) -> int:
    """Write the papers to standard output, and every line that was not understood to standard error."""
    papers: list[Found] = []
    diagnostics: list[Diagnostic] = []
    items: list[str] = []
    for path in arguments.files:
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            diagnostics.append(Diagnostic(str(path), 0, Code.ENCODING, "not UTF-8"))
            continue
        found, unread = read_list(text)
        papers += found
        diagnostics += (Diagnostic(str(path), one.line, Code.UNREAD, f"not read: {one.text}") for one in unread)
        for paper in found:
            for label in paper.empty:
                message = f"the link {label} of “{paper.title}” has no target and is left out"
                diagnostics.append(Diagnostic(str(path), paper.line, Code.EMPTY_TARGET, message))
            if gaps := ", ".join(paper.iter_gaps()):
                identifier = parse_identifier(paper.url)
                hint = f"; try paperlist add {identifier.value}" if identifier else ""
                message = f"incomplete, {gaps}: {paper.title}{hint}"
                diagnostics.append(Diagnostic(str(path), paper.line, Code.INCOMPLETE, message))
            else:
                items.append(render_item(render_entry(paper.to_entry()), paper.summary))
    if arguments.to == "json":
        print(json.dumps([paper.to_dict() for paper in papers], ensure_ascii=False, indent=2))
    else:
        print("\n".join(items), end="")
    return report(diagnostics)
