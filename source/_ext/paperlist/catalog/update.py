"""Update the catalogues on disk: nothing is lost, wherever the work is interrupted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..atomic import write_text
from ..diagnostic import Diagnostic
from .files import find_catalogues, find_languages
from .merge import merge_catalogues
from .pofile import Catalogue, parse_catalogue, render_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class DamagedCatalogueError(ValueError):
    """A catalogue cannot be read in whole, so that writing it anew would lose something."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        super().__init__("damaged catalogues")
        self.diagnostics = diagnostics
        """What cannot be read."""


def update_catalogues(fresh: Path, locale: Path) -> Iterator[Path]:
    """Bring the catalogues of a project up to date, and yield those that have changed.

    :param fresh: a folder of today's catalogues, untranslated; its languages are updated
    :param locale: the folder of the project's catalogues
    :raises DamagedCatalogueError: before anything is written, if one of them cannot be read
    """
    for language in find_languages(fresh):
        yield from _update_language(fresh / language / "LC_MESSAGES", locale, language)


def _update_language(fresh: Path, locale: Path, language: str) -> Iterator[Path]:
    folder = locale / language / "LC_MESSAGES"
    texts = {path: path.read_bytes() for path in find_catalogues(locale, language)}
    old = {_page(path, folder): _read(path, data) for path, data in texts.items()}
    new = {_page(path, fresh): _read(path, path.read_bytes()) for path in sorted(fresh.rglob("*.po"))}
    updates = merge_catalogues(new, old, language)
    paths = {page: folder / f"{page}.po" for page in updates}
    for path in paths.values():
        path.parent.mkdir(parents=True, exist_ok=True)
        for draft in path.parent.glob(f".{path.name}.*"):
            draft.unlink()  # what an interrupted run has left
    # What moves stands in both catalogues until all are written: whoever stops us leaves it in one at least.
    for page, update in updates.items():
        if not (update.empty and not update.moved):
            _write(paths[page], render_catalogue(update.keeping() if update.moved else update.catalogue))
    for page, update in updates.items():
        path = paths[page]
        if update.empty and page not in new:
            path.unlink(missing_ok=True)
        elif update.moved or update.empty:
            _write(path, render_catalogue(update.catalogue))
        if not path.exists() or texts.get(path) != path.read_bytes():
            yield path


def _page(path: Path, folder: Path) -> str:
    return path.relative_to(folder).with_suffix("").as_posix()


def _read(path: Path, data: bytes) -> Catalogue:
    catalogue = parse_catalogue(data)
    faults = [
        Diagnostic(str(path), fault.line, fault.code, fault.message) for fault in catalogue.faults if not fault.lossless
    ]
    if faults:
        raise DamagedCatalogueError(faults)
    return catalogue


def _write(path: Path, text: str) -> None:
    if not path.exists() or path.read_bytes() != text.encode():
        write_text(path, text)
