"""The ``paperlist`` command."""

from __future__ import annotations

import argparse
import io
import os
import sys
from typing import TYPE_CHECKING

from .commands import add, check, export, import_, language, links, merge, status, upgrade
from .commands import compile as compile_
from .commands import format as formatting
from .commands.export import EXPORTS
from .commands.report import FINDINGS, INTERRUPTED, USAGE, note

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["EXPORTS", "main", "run"]

COMMANDS = {
    "add": add,
    "import": import_,
    "check": check,
    "format": formatting,
    "export": export,
    "upgrade": upgrade,
    "links": links,
    "merge": merge,
    "compile": compile_,
    "status": status,
    "language": language,
}
"""The modules of the commands, by the names of these."""


def main() -> None:
    """Run the command and leave with its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = run(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = FINDINGS
    except KeyboardInterrupt:
        status = INTERRUPTED
    sys.exit(status)


def run(argv: Sequence[str]) -> int:
    """Run one command.

    :param argv: the arguments behind the command's name
    :return: 0 if all is well, 1 if there are findings, 2 if the call is wrong or there is no network
    """
    try:
        arguments = _arguments().parse_args(argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        return int(arguments.run(arguments))
    except BrokenPipeError:
        raise
    except OSError as error:
        note(f"{error.filename}: {error.strerror}" if error.filename else str(error))
        return USAGE


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="paperlist",
        description="Keep a reading list: add, check, format and export the entries of its Markdown pages.",
        epilog="Exit status: 0 all is well, 1 there are findings, 2 the call is wrong or there is no network.",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, command in COMMANDS.items():
        sub = commands.add_parser(
            name, help=command.HELP, description=command.HELP, epilog=f"Example: {command.EXAMPLE}"
        )
        command.add_arguments(sub)
        sub.set_defaults(run=command.run)
    return parser
