"""``paperlist check``: report what is wrong with the pages, their entries and their translations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..catalog.files import check_files
from ..check import check_entry, check_records, check_style
from ..diagnostic import Code, Diagnostic
from ..lettering import iter_letter_faults
from ..library import Library, PaperLookupError
from ..markdown import EntryError, parse_entry, render_entry
from ..page import iter_faults, iter_items, iter_references
from ..structure import has_summaries, iter_structure_faults
from .pages import DEFAULT_PATHS, Page, add_paths, find_files, lists_of, parse_records, read_pages
from .report import FORMATS, report

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

HELP = "Report what is wrong with the pages, their entries and their translations."
EXAMPLE = "paperlist check source/flow.md"

EDITOR = (
    "the editor has trimmed them: set files.trimTrailingWhitespace (VS Code) "
    "or trim_trailing_whitespace (.editorconfig) to false for Markdown"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    add_paths(parser, DEFAULT_PATHS)
    parser.add_argument(
        "--glossary", type=Path, default=Path("source", "glossary.toml"), help="the terms that translations keep to"
    )
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="text",
        help="how to write the findings: lines, JSON, or annotations of GitHub Actions (default: text)",
    )
    parser.add_argument("--json", dest="format", action="store_const", const="json", help="the same as --format json")


def run(arguments: argparse.Namespace) -> int:
    """Check the pages and catalogues; what one page may say depends on all pages of its folder."""
    chosen, diagnostics = read_pages(arguments.paths)
    pages, others = read_pages(lists_of(arguments.paths))
    diagnostics += others
    records, malformed = parse_records(pages)
    diagnostics += malformed
    summaries = has_summaries([page.text for page in pages])
    for page in pages:
        path = str(page.path)
        diagnostics += iter_faults(path, page.text)
        diagnostics += iter_letter_faults(path, page.text)
        diagnostics += iter_structure_faults(path, page.text, summaries)
    for record in records:
        diagnostics += check_entry(record)
        diagnostics += check_style(record)
    diagnostics += check_records(records)
    diagnostics += _check_references(pages, Library(records))
    diagnostics += _check_format(pages)
    paths = {str(path) for path in find_files(arguments.paths, "*.md")}
    count = sum(record.path in paths for record in records)
    found = [one for one in diagnostics if one.path in paths]
    catalogues = find_files(arguments.paths, "*.po")
    found += check_files(catalogues, arguments.glossary)
    summary = f"{count} entries in {len(chosen)} pages, {len(catalogues)} catalogues"
    return report(found, summary, arguments.format)


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
                if item.source.replace("  \n", "\n") == canonical.replace("  \n", "\n"):
                    code, message = Code.BREAK, f"two blanks must end lines 1 and 2; run paperlist format; {EDITOR}"
                else:
                    code, message = Code.FORMAT, "not in canonical form; run paperlist format"
                yield Diagnostic(str(page.path), item.line, code, message)
