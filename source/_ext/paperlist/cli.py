"""The ``paperlist`` command."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .atomic import write_text
from .bibtex import render_bibtex
from .catalog.files import check_files
from .check import Record, check_entry, check_records
from .commands import compile as compile_
from .commands import language, merge, status
from .csl import render_csl
from .diagnostic import Code, Diagnostic
from .library import Library, PaperLookupError
from .markdown import EntryError, parse_entry, render_entry
from .page import format_page, iter_faults, iter_items, iter_references
from .ris import render_ris

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FOUND_NOTHING, FINDINGS, USAGE = 0, 1, 2
"""The exit statuses."""

EXPORTS = {"bibtex": render_bibtex, "csl": render_csl, "ris": render_ris}
"""The formats of ``paperlist export``."""


COMMANDS = {"merge": merge, "compile": compile_, "language": language, "status": status}
"""The commands that have modules of their own."""

DEFAULT_PATHS = (Path("source"), Path("locale"))
"""What ``paperlist check`` looks at if it is not told."""


class Page(NamedTuple):
    """A Markdown file and its text."""

    path: Path
    text: str


def main() -> None:
    """Run the command and leave with its exit status."""
    sys.exit(run(sys.argv[1:]))


def run(argv: Sequence[str]) -> int:
    """Run one command.

    :param argv: the arguments behind the command's name
    :return: 0 if all is well, 1 if there are findings, 2 if the call is wrong
    """
    try:
        arguments = _arguments().parse_args(argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        return int(arguments.command(arguments))
    except BrokenPipeError:
        return FINDINGS
    except OSError as error:
        print(f"paperlist: {error.filename}: {error.strerror}", file=sys.stderr)
        return USAGE


def _check(arguments: argparse.Namespace) -> int:
    chosen, diagnostics = _read(arguments.paths)
    pages, others = _read(_lists(arguments.paths))
    diagnostics += others
    records, malformed = _parse(pages)
    diagnostics += malformed
    for page in pages:
        diagnostics += iter_faults(str(page.path), page.text)
    for record in records:
        diagnostics += check_entry(record)
    diagnostics += check_records(records)
    diagnostics += _check_references(pages, Library(records))
    diagnostics += _check_format(pages)
    paths = {str(path) for path in _find(arguments.paths, "*.md")}
    count = sum(record.path in paths for record in records)
    found = [one for one in diagnostics if one.path in paths]
    catalogues = _find(arguments.paths, "*.po")
    found += check_files(catalogues, arguments.glossary)
    return _report(found, f"{count} entries in {len(chosen)} pages, {len(catalogues)} catalogues")


def _format(arguments: argparse.Namespace) -> int:
    pages, diagnostics = _read(arguments.paths)
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
    return _report(diagnostics, f"{len(pages)} pages, {changed} changed" if not arguments.check else "")


def _export(arguments: argparse.Namespace) -> int:
    pages, diagnostics = _read(arguments.paths)
    records, malformed = _parse(pages)
    diagnostics += malformed
    text = EXPORTS[arguments.format](record.entry for record in records)
    if arguments.output:
        write_text(arguments.output, text)
    else:
        sys.stdout.write(text)
    return _report(diagnostics)


def _read(paths: Iterable[Path]) -> tuple[list[Page], list[Diagnostic]]:
    """Return the Markdown pages at or below *paths*, and a diagnostic for each that cannot be read."""
    pages, diagnostics = [], []
    for path in _find(paths, "*.md"):
        try:
            pages.append(Page(path, path.read_bytes().decode("utf-8")))
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            diagnostics.append(Diagnostic(str(path), line, Code.ENCODING, "not UTF-8"))
    return pages, diagnostics


def _find(paths: Iterable[Path], pattern: str) -> list[Path]:
    """Return the files of *paths* that fit a pattern, and those that fit below its folders."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found.update(dict.fromkeys(sorted(file for file in path.rglob(pattern) if file.is_file())))
        else:
            if path not in DEFAULT_PATHS:
                path.stat()  # what is not there is an error, not an empty list
            if path.match(pattern):
                found[path] = None
    return list(found)


def _lists(paths: Iterable[Path]) -> list[Path]:
    """Return *paths* with each file replaced by its folder: what one page may say depends on all of them."""
    return list(dict.fromkeys(path if path.is_dir() else path.parent for path in paths))


def _parse(pages: Iterable[Page]) -> tuple[list[Record], list[Diagnostic]]:
    """Return the entries of all pages, and a diagnostic for each item that is none."""
    records, diagnostics = [], []
    for page in pages:
        path = str(page.path)
        for item in iter_items(page.text):
            if not item.placed:
                message = "an entry or reference outside a bullet list at the top level"
                diagnostics.append(Diagnostic(path, item.line, Code.MISPLACED, message))
            elif item.is_entry:
                try:
                    records.append(Record(parse_entry(item.source), path, item.line, item.topic, item.section))
                except EntryError as error:
                    diagnostics.append(Diagnostic(path, item.head + error.line, error.code, str(error)))
    return records, diagnostics


def _check_references(pages: Iterable[Page], library: Library) -> Iterator[Diagnostic]:
    for page in pages:
        for line, name in iter_references(page.text):
            try:
                library.find(name)
            except PaperLookupError as error:
                yield Diagnostic(str(page.path), line, error.code, str(error))


def _check_format(pages: Iterable[Page]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for every entry whose head is not spelt in the canonical way."""
    for page in pages:
        for item in iter_items(page.text):
            if not (item.placed and item.is_entry):
                continue
            try:
                canonical = render_entry(parse_entry(item.source))
            except EntryError:
                continue
            if item.source != canonical:
                breaks = item.source.replace("  \n", "\n") == canonical.replace("  \n", "\n")
                code = Code.BREAK if breaks else Code.FORMAT
                message = "two blanks must end lines 1 and 2" if breaks else "not in canonical form"
                yield Diagnostic(str(page.path), item.line, code, f"{message}; run paperlist format")


def _report(diagnostics: Iterable[Diagnostic], summary: str = "") -> int:
    """Print diagnostics, sorted by place, and return the exit status."""
    found = sorted(set(diagnostics), key=lambda one: (one.path, one.line, one.message))
    for diagnostic in found:
        print(diagnostic, file=sys.stderr)
    if found:
        print(f"{len(found)} findings", file=sys.stderr)
    elif summary:
        print(summary)
    return FINDINGS if found else FOUND_NOTHING


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="paperlist",
        description="Keep a reading list: check, format and export the entries of its Markdown pages.",
        epilog="Exit status: 0 all is well, 1 there are findings, 2 the call is wrong.",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def add(
        name: str, command: object, text: str, example: str, default: Sequence[Path] = (Path("source"),)
    ) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text, epilog=f"Example: {example}")
        sub.add_argument(
            "paths",
            nargs="*",
            type=Path,
            default=list(default),
            metavar="PATH",
            help=f"files or folders (default: {' '.join(map(str, default))})",
        )
        sub.set_defaults(command=command)
        return sub

    check = add(
        "check",
        _check,
        "Report what is wrong with the pages, their entries and their translations.",
        "paperlist check source/flow.md",
        DEFAULT_PATHS,
    )
    check.add_argument(
        "--glossary", type=Path, default=Path("source", "glossary.toml"), help="the terms that translations keep to"
    )
    formatter = add("format", _format, "Write entries in canonical form.", "paperlist format --check source")
    formatter.add_argument("--check", action="store_true", help="change nothing, report the pages that would change")
    export = add("export", _export, "Write all entries in a bibliography format.", "paperlist export --format csl")
    export.add_argument("--format", choices=EXPORTS, default="bibtex", help="the format (default: bibtex)")
    export.add_argument("-o", "--output", type=Path, help="the file to write (default: standard output)")
    for name, module in COMMANDS.items():
        sub = commands.add_parser(name, help=module.HELP, description=module.HELP, epilog=f"Example: {module.EXAMPLE}")
        module.add_arguments(sub)
        sub.set_defaults(command=module.run)
    return parser
