"""When each paper came to the list, as the git history tells."""

from __future__ import annotations

import re
import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from .entry import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_MARK = "commit-time "
# an added line that begins an entry: the title's text and its URL
_ADDED = re.compile(r"^\+ *[-+*] \[(?:\([^)]*\) )?(.*)\]\((https?://\S+?)\)(?:  |\\)?$")


class HistoryError(Exception):
    """There is no history to read: no git, no repository, or a shallow clone."""


def read_added(folder: Path) -> dict[str, datetime]:
    """Return when the entry of each paper was first written, by identity.

    :param folder: where the pages stand, inside a git repository
    :raises HistoryError: if there is no history, or only its last part
    """
    if _git(folder, "rev-parse", "--is-shallow-repository").strip() != "false":
        raise HistoryError("a shallow clone")
    log = _git(folder, "log", "--reverse", "--patch", "--unified=0", "--no-color", "--no-ext-diff", "--no-renames",
               f"--format={_MARK}%at", "--", "*.md")  # fmt: skip
    return parse_log(log.splitlines())


def parse_log(lines: Iterable[str]) -> dict[str, datetime]:
    """Return the time of the first addition of each paper in a log, oldest commit first."""
    added: dict[str, datetime] = {}
    time = datetime.fromtimestamp(0, UTC)
    for line in lines:
        if line.startswith(_MARK):
            time = datetime.fromtimestamp(int(line.removeprefix(_MARK)), UTC)
        elif match := _ADDED.match(line):
            entry = Entry(title=match[1], url=match[2], authors=(), venue="", year=0)
            added.setdefault(entry.identity, time)
    return added


def _git(folder: Path, *arguments: str) -> str:
    try:
        run = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=True)
    except OSError as error:
        raise HistoryError("no git") from error
    except subprocess.CalledProcessError as error:
        raise HistoryError("no git repository") from error
    return run.stdout
