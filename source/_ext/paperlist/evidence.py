"""Publications from a local file: JSON lines, one object a publication.

Its fields are ``title``, ``authors`` (an array), ``venue``, ``year`` and, where
known, ``url``, ``doi``, ``arxiv`` and ``src`` (an array of sources).  The file
may be compressed with xz or gzip.
"""

from __future__ import annotations

import gzip
import json
import lzma
from typing import IO, TYPE_CHECKING

from .match import Publication, title_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_OPENERS: dict[str, Callable[..., IO[str]]] = {".xz": lzma.open, ".gz": gzip.open}


class EvidenceError(ValueError):
    """The file is not in that form."""


class Evidence:
    """The publications of a file, by title and by arXiv id."""

    def __init__(self, publications: Iterator[Publication]) -> None:
        self._by_name: dict[str, list[Publication]] = {}
        for publication in publications:
            for name in (title_key(publication.title), f"arxiv:{publication.eprint}"):
                if name != "arxiv:":
                    self._by_name.setdefault(name, []).append(publication)

    def find(self, title: str, eprint: str | None) -> list[Publication]:
        """Return the publications of that title, and those of that arXiv id."""
        return [*self._by_name.get(title_key(title), ()), *self._by_name.get(f"arxiv:{eprint}", ())]


def read_evidence(path: Path) -> Iterator[Publication]:
    """Yield the publications of a file.

    :raises EvidenceError: if a line is none
    """
    with _OPENERS.get(path.suffix, open)(path, "rt", encoding="utf-8") as file:
        try:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield _publication(line, f"{path}:{number}", path.name)
        except (lzma.LZMAError, EOFError, UnicodeDecodeError, gzip.BadGzipFile) as error:
            raise EvidenceError(f"{path}: cannot be read: {error}") from error


def _publication(line: str, place: str, name: str) -> Publication:
    try:
        record = json.loads(line)
        return Publication(
            title=str(record["title"]),
            authors=tuple(map(str, record["authors"])),
            venue=str(record["venue"]),
            year=int(record["year"] or 0),
            source="+".join(record.get("src") or [name]),
            url=str(record.get("doi") or record.get("url") or ""),
            eprint=str(record.get("arxiv") or ""),
        )
    except (json.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise EvidenceError(f"{place}: not a publication: {error}") from error
