"""The catalogues of a project: where they are, and which texts they translate.

They stand in ``locale/<language>/LC_MESSAGES/<page>.po``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostic import Code, Diagnostic
from ..glossary import read_terms
from ..language import read_languages
from .check import check_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ..glossary import Term

LANGUAGES = "languages.toml"
"""The file of the languages, beside the pages."""

_SOURCES = {".md", ".toml", ".json", ".py", ".csv"}
"""The files that messages may come from."""


def language_of(path: Path) -> str:
    """Return the language code of a catalogue."""
    folders = path.parts[:-1]
    return folders[folders.index("LC_MESSAGES") - 1] if "LC_MESSAGES" in folders else path.parent.parent.name


def find_catalogues(locale: Path, language: str) -> list[Path]:
    """Return the catalogues of a language, sorted by name."""
    return sorted((locale / language / "LC_MESSAGES").rglob("*.po"))


def page_of(path: Path) -> str:
    """Return the name of a catalogue's page, with a slash behind each folder."""
    folders = path.parts[:-1]
    below = folders[folders.index("LC_MESSAGES") + 1 :] if "LC_MESSAGES" in folders else ()
    return "/".join((*below, path.stem))


def find_languages(locale: Path) -> list[str]:
    """Return the languages that have catalogues, sorted by code."""
    return sorted(folder.parent.name for folder in locale.glob("*/LC_MESSAGES"))


def read_sources(folder: Path) -> dict[str, str]:
    """Return the texts that messages come from, blanks and line ends made one.

    Pages stand under their names; other files, such as the glossary, have a
    ``*`` before theirs.
    """
    texts = {}
    for path in sorted(path for path in folder.rglob("*") if path.suffix in _SOURCES):
        name = path.relative_to(folder).as_posix()
        if not name.startswith("_"):
            text = " ".join(path.read_text("utf-8", "replace").split())
            texts[name.removesuffix(".md") if path.suffix == ".md" else f"*{name}"] = text
    return texts


def check_files(paths: Iterable[Path], glossary: Path) -> Iterator[Diagnostic]:
    """Yield what is wrong with catalogues.

    In languages that are not complete yet, what is missing is not told.

    :param glossary: the TOML file of the terms; it stands beside the pages and the file of the languages
    """
    try:
        terms: list[Term] = read_terms(glossary.read_text("utf-8")) if glossary.exists() else []
        settings = glossary.with_name(LANGUAGES)
        languages = read_languages(settings.read_text("utf-8")) if settings.exists() else []
    except ValueError as error:
        yield Diagnostic(str(glossary), 0, Code.GLOSSARY, str(error))
        return
    # a glossary from elsewhere says nothing of the pages
    sources = read_sources(glossary.parent) if (glossary.parent / "index.md").exists() else None
    unfinished = {language.code for language in languages if not language.complete}
    for path in paths:
        code = language_of(path)
        yield from check_catalogue(
            str(path),
            path.read_bytes(),
            code,
            terms,
            sources,
            page=page_of(path),
            complete=code not in unfinished,
        )
