"""``paperlist add``: from an arXiv id, a DOI or an OpenReview link to an entry, maybe in its page."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..atomic import locked, write_text
from ..dialects.found import Found
from ..entry import Entry, plain_title, slug
from ..identifier import Identifier, parse_identifier
from ..insert import TopicError, find_topic, insert_entry
from ..library import Library
from ..markdown import render_entry
from ..page import render_item
from .pages import Page, parse_records, read_pages
from .report import FINDINGS, FOUND_NOTHING, USAGE, note

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from ..check import Record

HELP = "Look papers up on arXiv, Crossref or OpenReview, and write their entries."
EXAMPLE = 'paperlist add 2006.11239 --page diffusion-model --topic "Fast samplers"'


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("ids", nargs="+", metavar="ID", help="an arXiv id, a DOI, or an address that holds one")
    parser.add_argument("--page", help="insert the entries into this page, at their places by date")
    parser.add_argument("--topic", help="the heading below which they go")
    parser.add_argument("--summary", default="", help="one or two sentences of your own, for a single paper")
    parser.add_argument("--source", type=Path, default=Path("source"), help="the folder of the pages (default: source)")
    parser.add_argument("--json", action="store_true", help="write JSON instead, as paperlist import does")


def run(arguments: argparse.Namespace) -> int:
    """Add the papers; what is known already, unknown to the registry or wrong is said and left out."""
    from ..online import OnlineError

    identifiers: dict[Identifier, None] = {}
    for text in arguments.ids:
        identifier = parse_identifier(text)
        if identifier is None:
            note(f"not an arXiv id, DOI or OpenReview link: {text}")
            return USAGE
        identifiers[identifier] = None
    path = _page(arguments.page, arguments.source)
    if problem := _problem(arguments, path, len(identifiers)):
        note(problem)
        return USAGE
    pages, _ = read_pages([arguments.source]) if arguments.source.exists() else ([], [])
    records, _ = parse_records(pages)
    known = {record.entry.identity: record for record in records}
    status = FOUND_NOTHING
    wanted = []
    for identifier in identifiers:
        if record := known.get(str(identifier)):
            note(_known(record))
            status = FINDINGS
        else:
            wanted.append(identifier)
    entries: list[Entry] = []
    try:
        for identifier, entry, doubts in _look_up(wanted):
            for doubt in doubts:
                note(f"{identifier}: {doubt}")
            twin = None if entry is None else _twin(entry, records)
            if twin:
                note(_known(twin))
            if entry is None or twin:
                status = FINDINGS
            else:
                entries.append(entry)
    except OnlineError as error:
        note(str(error))
        return USAGE
    entries.sort(key=lambda entry: entry.sort_key)
    if path is not None:
        return max(status, _insert(path, arguments, entries))
    if arguments.json:
        print(json.dumps([Found.of(entry).to_dict() for entry in entries], ensure_ascii=False, indent=2))
    else:
        sys.stdout.write("\n".join(render_item(render_entry(entry), arguments.summary) for entry in entries))
    return status


def _page(name: str | None, source: Path) -> Path | None:
    """Return the file of a page, given by its name or its path."""
    if name is None:
        return None
    path = Path(name)
    return path if path.suffix == ".md" and path.exists() else source / f"{name.removesuffix('.md')}.md"


def _problem(arguments: argparse.Namespace, path: Path | None, count: int) -> str | None:
    """Return what is wrong with the call, before anybody is asked."""
    if arguments.summary and count > 1:
        return "--summary is for a single paper"
    if path is None:
        return "--topic needs --page" if arguments.topic else None
    if not path.exists():
        return f"no page {path}"
    if not arguments.topic:
        return "--page needs --topic, the heading below which the papers go"
    try:
        find_topic(path.read_text("utf-8"), arguments.topic)
    except TopicError as error:
        return f"{path}: {error}"
    return None


def _look_up(identifiers: Sequence[Identifier]) -> Iterator[tuple[Identifier, Entry | None, list[str]]]:
    """Yield the entry of each identifier, None if it is unknown, and what is doubtful about it."""
    from ..arxiv import fetch_arxiv
    from ..crossref import fetch_doi
    from ..metadata import build_entry
    from ..online import open_session
    from ..openreview import fetch_openreview

    ids = [identifier.value for identifier in identifiers if identifier.scheme == "arxiv"]
    preprints = fetch_arxiv(ids) if ids else {}
    session = open_session()
    for identifier in identifiers:
        doubt = ""
        if identifier.scheme == "arxiv":
            metadata = preprints.get(identifier.value)
        elif identifier.scheme == "doi":
            metadata = fetch_doi(session, identifier.value)
        else:
            metadata, doubt = fetch_openreview(session, identifier.value)
        if metadata is None:
            yield identifier, None, [doubt or "no such paper"]
            continue
        entry, doubts = build_entry(metadata)
        yield identifier, entry, [*doubts, doubt] if doubt else doubts


def _twin(entry: Entry, records: Sequence[Record]) -> Record | None:
    """Return an entry of the list that has the same title and first author under another address."""
    title, family = slug(plain_title(entry.title)), slug(entry.authors[0].split()[1])
    for record in records:
        other = record.entry
        if slug(plain_title(other.title)) == title and slug(other.authors[0].split()[1]) == family:
            return record
    return None


def _known(record: Record) -> str:
    return f"known already: {record.entry.identity} at {record.path}:{record.line} ({record.entry.name})"


def _insert(path: Path, arguments: argparse.Namespace, entries: Sequence[Entry]) -> int:
    """Insert entries into a page; what another process has added meanwhile stays."""
    with locked(path.parent):
        text = path.read_bytes().decode("utf-8")
        records, _ = parse_records([Page(path, text)])
        here = {record.entry.identity: record for record in records}
        others, _ = parse_records(read_pages([arguments.source])[0]) if arguments.source.exists() else ([], [])
        library = Library([*records, *others])
        status = FOUND_NOTHING
        for entry in entries:
            if record := here.get(entry.identity):
                note(_known(record))
                status = FINDINGS
                continue
            try:
                text = insert_entry(text, arguments.topic, entry, library, arguments.summary)
            except TopicError as error:
                note(f"{path}: {error}")
                return USAGE
            print(f"added {entry.identity} to {path}")
        write_text(path, text)
    return status
