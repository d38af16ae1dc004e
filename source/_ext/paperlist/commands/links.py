"""``paperlist links``: check that all links still lead somewhere."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

from ..atomic import write_text
from ..diagnostic import Code, Diagnostic
from ..page import iter_links
from .pages import add_paths, read_pages
from .report import FORMATS, USAGE, note, progress, report

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from ..link_check import Outcome

HELP = "Ask all external links of the pages whether they still lead somewhere."
EXAMPLE = "paperlist links --days 30 source/flow.md"

_DAY = 86400.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    add_paths(parser)
    parser.add_argument("--days", type=float, default=7, help="trust good answers for so many days (default: 7)")
    parser.add_argument(
        "--cache",
        type=Path,
        default=Path("build", "cache", "links.json"),
        help="where good answers are kept (default: build/cache/links.json)",
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to write the findings (default: text)")
    parser.add_argument("--json", dest="format", action="store_const", const="json", help="the same as --format json")


def run(arguments: argparse.Namespace) -> int:
    """Check the links; each is asked for once, and told at every place where it stands."""
    from ..link_check import LinkChecker, State

    pages, diagnostics = read_pages(arguments.paths)
    places: dict[str, list[tuple[str, int]]] = {}
    for page in pages:
        for line, url in iter_links(page.text):
            places.setdefault(url, []).append((str(page.path), line))
    good = _read_cache(arguments.cache, arguments.days)
    asked = [url for url in places if url not in good]
    outcomes: list[Outcome] = []
    try:
        for outcome in progress(LinkChecker().check(asked), len(asked), "links"):
            outcomes.append(outcome)
            if outcome.state is State.GOOD:
                good[outcome.url] = time.time()
    finally:
        _write_cache(arguments.cache, good)
    unreachable = [outcome for outcome in outcomes if outcome.state is State.UNREACHABLE]
    if asked and len(unreachable) == len(asked):
        note(f"no network, it seems: none of {len(asked)} links can be reached")
        return USAGE
    diagnostics += _diagnostics(outcomes, places)
    silent = sum(outcome.state is State.UNKNOWN for outcome in outcomes)
    if silent and arguments.format == "text":
        note(f"{silent} links are on servers that do not talk to programs")
    return report(diagnostics, f"{len(places)} links, {len(asked)} asked for", arguments.format)


def _diagnostics(outcomes: Iterable[Outcome], places: dict[str, list[tuple[str, int]]]) -> Iterable[Diagnostic]:
    from ..link_check import State

    for outcome in outcomes:
        if outcome.state is State.MOVED:
            code, message = Code.MOVED, f"{outcome.url} has moved to {outcome.detail}"
        elif outcome.state in (State.DEAD, State.UNREACHABLE):
            code, message = Code.DEAD_LINK, f"{outcome.url} {outcome.detail}"
        else:
            continue
        yield from (Diagnostic(path, line, code, message) for path, line in places[outcome.url])


def _read_cache(path: Path, days: float) -> dict[str, float]:
    """Return when links have last been found good, as far as that is recent enough; a broken cache is none."""
    try:
        known = json.loads(path.read_text("utf-8"))
        return {str(url): float(when) for url, when in known.items() if time.time() - float(when) < days * _DAY}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _write_cache(path: Path, good: dict[str, float]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_text(path, json.dumps(good, indent=0, sort_keys=True) + "\n")
