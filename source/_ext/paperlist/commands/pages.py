"""The pages that a command works on: find them, read them, take their entries out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..check import Record
from ..diagnostic import Code, Diagnostic
from ..markdown import EntryError, parse_entry
from ..page import iter_items

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence

DEFAULT_PATHS = (Path("source"), Path("locale"))
"""What ``paperlist check`` looks at if it is not told."""


class Page(NamedTuple):
    """A Markdown file and its text."""

    path: Path
    text: str


def add_paths(parser: argparse.ArgumentParser, default: Sequence[Path] = (Path("source"),)) -> None:
    """Let a command take files and folders."""
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        default=list(default),
        metavar="PATH",
        help=f"files or folders (default: {' '.join(map(str, default))})",
    )


def find_files(paths: Iterable[Path], pattern: str) -> list[Path]:
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


def read_pages(paths: Iterable[Path]) -> tuple[list[Page], list[Diagnostic]]:
    """Return the Markdown pages at or below *paths*, and a diagnostic for each that cannot be read."""
    pages, diagnostics = [], []
    for path in find_files(paths, "*.md"):
        try:
            pages.append(Page(path, path.read_bytes().decode("utf-8")))
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            diagnostics.append(Diagnostic(str(path), line, Code.ENCODING, "not UTF-8"))
    return pages, diagnostics


def lists_of(paths: Iterable[Path]) -> list[Path]:
    """Return *paths* with each file replaced by its folder: what one page may say depends on all of them."""
    return list(dict.fromkeys(path if path.is_dir() else path.parent for path in paths))


def parse_records(pages: Iterable[Page]) -> tuple[list[Record], list[Diagnostic]]:
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
