"""Who has translated: the names in the headers of the catalogues, and in the history of the project.

A header names people in its comments and in ``Last-Translator``, as gettext,
Poedit and Weblate write them; git knows who has changed translations.

https://www.gnu.org/software/gettext/manual/html_node/Header-Entry.html
"""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

from .files import find_catalogues
from .pofile import parse_catalogue

if TYPE_CHECKING:
    from pathlib import Path

    from .pofile import Catalogue

_PERSON = re.compile(r"(?P<name>[^<>]+?)\s*<(?P<mail>[^<>]*)>(?:,\s*[\d,\s–-]+\.?)?")
_PLACEHOLDERS = {"FIRST AUTHOR", "FULL NAME", "Automatically generated", "Anonymous"}


def names_in_header(catalogue: Catalogue) -> list[str]:
    """Return the people whom the header of a catalogue names, in its order."""
    lines = [*catalogue.header.comments, catalogue.fields.get("Last-Translator", "")] if catalogue.header else []
    return _names(lines)


def names_in_history(folder: Path) -> list[str]:
    """Return who has changed translations below a folder, who did most first; nobody if git does not know.

    An update of the catalogues, which changes no translation, is no work of a translator.
    """
    form = "%aN <%aE>%n%(trailers:key=Co-authored-by,valueonly)"
    command = ["git", "-C", str(folder), "log", "--no-merges", f"--format={form}", "-G", r'^msgstr "[^"]', "--", "*.po"]
    try:
        log = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    except OSError:
        return []  # no git, or no such folder
    lines = log.splitlines()
    names = _names(lines)
    counts = {name: sum(line.startswith(f"{name} <") for line in lines) for name in names}
    return sorted(names, key=lambda name: (-counts[name], name.casefold()))


def read_translators(locale: Path, language: str) -> list[str]:
    """Return the names of those who have translated into a language."""
    names = names_in_history(locale / language)
    for path in find_catalogues(locale, language):
        header = path.read_bytes().partition(b"\n\n")[0]  # the first message; the others are of no use here
        names += names_in_header(parse_catalogue(header))
    return list(dict.fromkeys(names))


def _names(lines: list[str]) -> list[str]:
    people = [match["name"].strip() for line in lines if (match := _PERSON.fullmatch(line.strip()))]
    return list(dict.fromkeys(name for name in people if name not in _PLACEHOLDERS and not name.endswith("[bot]")))
