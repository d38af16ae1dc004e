"""Titles and names that LaTeX might stumble over, set in the book of either language."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from book.reading import find_faults, read_links, read_text
from paperlist.entry import plain_title
from paperlist.markdown import parse_entry
from paperlist.page import iter_items

if TYPE_CHECKING:
    from collections.abc import Callable

    from paperlist.entry import Entry

    Typeset = Callable[[Path, Path, str], Path]

ROOT = Path(__file__).parent.parent / "roots" / "test-names"


@pytest.fixture(scope="session")
def entries() -> list[Entry]:
    text = (ROOT / "names.md").read_text("utf-8")
    return [parse_entry(item.source) for item in iter_items(text) if item.is_entry]


@pytest.fixture(scope="session", params=["en", "zh_CN"])
def pdf(request: pytest.FixtureRequest, typeset: Typeset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return typeset(ROOT, tmp_path_factory.mktemp("names"), request.param)


def letters(text: str) -> str:
    """Return the letters and digits of a text in one form: how they are spaced and composed does not count."""
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())


def test_log_is_clean(pdf: Path) -> None:
    assert find_faults(pdf.with_suffix(".log").read_text("utf-8", "replace")) == []


def test_titles_and_authors_can_be_read_off(pdf: Path, entries: list[Entry]) -> None:
    text = letters(read_text(pdf, "-raw"))
    for entry in entries:
        if "$" not in entry.title.replace("\\$", ""):
            assert letters(plain_title(entry.title)) in text
        assert letters(entry.short) in text
        # the running head of the next page may stand between two of three hundred
        missing = [author.name for author in entry.authors if letters(author.name) not in text]
        assert missing == []
        assert letters(", ".join(entry.institutions)) in text


def test_signs_are_printed_as_they_are(pdf: Path) -> None:
    text = re.sub(r"\s+", " ", read_text(pdf, "-raw"))
    for signs in [
        "50%#~^\\&_$x{y}",
        "100% of #1 ~ ^ \\ & a_b $5 {x}",
        "T> [z] *s*",
        "A_b %Percent",
        "Back\\slash {Brace}",
    ]:
        assert signs in text
    assert "R&D #1 50% {MIT} $x_y ~ ^ \\" in text


def test_links_are_whole(pdf: Path, entries: list[Entry]) -> None:
    targets = set(read_links(pdf))
    assert {link.url for entry in entries for link in entry.links} <= targets
    assert {entry.url for entry in entries} <= targets


def test_same_bytes_again_elsewhere(typeset: Typeset, pdf: Path, tmp_path: Path) -> None:
    language = "zh_CN" if "zh_CN" in pdf.name else "en"
    again = typeset(ROOT, tmp_path / "another" / "folder", language)
    assert again.read_bytes() == pdf.read_bytes()
