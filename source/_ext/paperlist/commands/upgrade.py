"""``paperlist upgrade``: find the preprints that have been published."""

from __future__ import annotations

import difflib
import json
import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..atomic import locked, write_text
from ..diagnostic import Code, Diagnostic
from ..match import Publication, choose_publication
from .pages import add_paths, parse_records, read_pages
from .report import FINDINGS, FOUND_NOTHING, USAGE, note, progress, report

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Sequence

    from ..check import Record
    from ..entry import Entry

    Search = Callable[[Entry], Iterable[Publication]]

HELP = "Find the arXiv entries that have been published since, by title and authors, in DBLP and Crossref."
EXAMPLE = "paperlist upgrade --write source/flow.md"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A preprint and where it was published."""

    record: Record
    publication: Publication

    @property
    def place(self) -> str:
        """Venue and year."""
        return f"{self.publication.place} {self.publication.year}"

    def diagnostic(self) -> Diagnostic:
        """Return the proposal as a finding."""
        entry, found = self.record.entry, self.publication
        where = f"{found.source}, {found.url}" if found.url else found.source
        message = f"can be upgraded: {entry.name}, arXiv {entry.year} -> {self.place} ({where})"
        return self.record.diagnostic(Code.UPGRADE, message)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    add_paths(parser)
    parser.add_argument("--write", action="store_true", help="write the changes into the pages")
    parser.add_argument("--json", action="store_true", help="write the proposals as JSON instead of a diff")
    parser.add_argument(
        "--offline",
        type=Path,
        metavar="FILE",
        help="ask nobody; take the publications from JSON lines with title, authors, venue and year (.xz, .gz allowed)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Print what would change, or write it; nothing is written unless all answers are in."""
    from ..evidence import EvidenceError
    from ..online import OnlineError

    pages, diagnostics = read_pages(arguments.paths)
    records, malformed = parse_records(pages)
    diagnostics += malformed
    preprints = [record for record in records if record.entry.venue == "arXiv"]
    try:
        search = _search_file(arguments.offline) if arguments.offline else _search_online()
        proposals = [
            Proposal(record, publication)
            for record in progress(preprints, len(preprints), "preprints")
            if (publication := choose_publication(search(record.entry), record.entry))
        ]
    except (OnlineError, EvidenceError) as error:
        note(str(error))
        return USAGE
    if arguments.json:
        print(json.dumps([_as_dict(proposal) for proposal in proposals], ensure_ascii=False, indent=2))
    for page in pages:
        own = [proposal for proposal in proposals if proposal.record.path == str(page.path)]
        if not own:
            continue
        if arguments.write:
            _write(page.path, own)
        elif not arguments.json:
            sys.stdout.writelines(_diff(page.path, page.text, _upgraded(page.text, own)))
    if arguments.write:
        report(diagnostics)
        return FINDINGS if diagnostics else FOUND_NOTHING
    diagnostics += (proposal.diagnostic() for proposal in proposals)
    return report(diagnostics, f"{len(preprints)} preprints, none known to be published" if not arguments.json else "")


def _search_online() -> Search:
    """Return a search in DBLP and then, if that finds nothing, in Crossref."""
    from ..crossref import search_crossref
    from ..dblp import search_dblp
    from ..online import open_session, rest

    session = open_session()
    asked = time.monotonic() - 60

    def search(entry: Entry) -> Iterable[Publication]:
        nonlocal asked
        rest(asked)
        found = search_dblp(session, entry.title)
        if choose_publication(found, entry) is None:
            found += search_crossref(session, entry.title, entry.authors[0].name)
        asked = time.monotonic()
        return found

    return search


def _search_file(path: Path) -> Search:
    from ..evidence import Evidence, read_evidence

    evidence = Evidence(read_evidence(path))
    return lambda entry: evidence.find(entry.title, entry.eprint)


def _upgraded(text: str, proposals: Sequence[Proposal]) -> str:
    """Return a page with the venues of some entries changed, and nothing else."""
    lines = _lines(text)
    for proposal in proposals:
        entry, start = proposal.record.entry, proposal.record.line - 1
        for number in range(start, min(start + 6, len(lines))):
            if (old := f"[`arXiv {entry.year}`]") in lines[number]:
                lines[number] = lines[number].replace(old, f"[`{proposal.place}`]", 1)
                break
    return "".join(lines)


def _write(path: Path, proposals: Sequence[Proposal]) -> None:
    """Change the venues in a page as it is by now."""
    with locked(path.parent):
        text = path.read_bytes().decode("utf-8")
        now = {record.entry.identity: record for record in parse_records(read_pages([path])[0])[0]}
        current = [
            Proposal(record, proposal.publication)
            for proposal in proposals
            if (record := now.get(proposal.record.entry.identity)) and record.entry.venue == "arXiv"
        ]
        write_text(path, _upgraded(text, current))
    for proposal in current:
        print(f"upgraded {proposal.record.entry.identity} to {proposal.place} in {path}")


def _diff(path: Path, before: str, after: str) -> Iterable[str]:
    name = path.as_posix()
    return difflib.unified_diff(_lines(before), _lines(after), fromfile=f"a/{name}", tofile=f"b/{name}")


def _lines(text: str) -> list[str]:
    """Return the lines of a text with their ends."""
    return re.split(r"(?<=\n)(?!$)", text)


def _as_dict(proposal: Proposal) -> dict[str, str | int | None]:
    entry, found = proposal.record.entry, proposal.publication
    return {
        "path": proposal.record.path,
        "line": proposal.record.line,
        "identity": entry.identity,
        "title": entry.title,
        "from": f"arXiv {entry.year}",
        "venue": found.place,
        "year": found.year,
        "source": found.source,
        "url": found.url,
    }
