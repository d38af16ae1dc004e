"""``paperlist language``: add a language to the project, or take one away."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..atomic import write_text
from ..catalog.files import LANGUAGES
from ..language import add_language, remove_language, render_book_style

if TYPE_CHECKING:
    import argparse

HELP = "Add a language to the project, or take one away; make language also makes its catalogues."
EXAMPLE = "paperlist language ja"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("code", metavar="CODE", help="the language, such as ja or pt_BR")
    parser.add_argument("--remove", action="store_true", help="take the language away, with its catalogues")
    parser.add_argument("--source", type=Path, default=Path("source"), help="the folder of the pages")
    parser.add_argument("--locale", type=Path, default=Path("locale"), help="the folder of the catalogues")


def run(arguments: argparse.Namespace) -> int:
    """Change the table of the languages, and what else a language has."""
    table: Path = arguments.source / LANGUAGES
    style: Path = arguments.source / "_latex" / f"book-{arguments.code}.sty"
    try:
        change = remove_language if arguments.remove else add_language
        text = change(table.read_text("utf-8"), arguments.code)
    except ValueError as error:
        print(f"paperlist: {error}", file=sys.stderr)
        return 2
    write_text(table, text)
    if arguments.remove:
        style.unlink(missing_ok=True)
        shutil.rmtree(arguments.locale / arguments.code, ignore_errors=True)
        print(f"removed {arguments.code}")
        return 0
    (arguments.locale / arguments.code / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    if book := render_book_style(arguments.code):
        style.parent.mkdir(exist_ok=True)
        write_text(style, book)
    else:
        print(
            f"paperlist: no fonts are known for a book in {arguments.code}; the site has it all the same",
            file=sys.stderr,
        )
    print(f"added {arguments.code}; see {table} and translate its title there")
    return 0
