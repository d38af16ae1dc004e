"""What the site tells about the books: where they are, how long and how large."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..atomic import write_text
from ..policy import secure_page
from .languages import language_tag, site_address

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

_LANDING = "landing.html"


class Book(NamedTuple):
    """A book, as templates see it."""

    name: str
    """The language's own name, such as 简体中文."""
    tag: str
    """The language tag of RFC 5646, such as ``zh-CN``."""
    href: str
    """The URL of the PDF, relative to the front page."""
    pages: int
    """The number of its pages; 0 if it has not been built."""
    size: str
    """Its megabytes, with one decimal."""
    epub: str
    """The URL of the EPUB; empty if it has not been built."""
    epub_size: str
    """Its megabytes, with one decimal."""


def read_book(path: Path) -> tuple[int, str]:
    """Return the number of pages and the megabytes of a PDF; 0 pages if there is none."""
    if not path.exists():
        return 0, ""
    from pypdf import PdfReader  # only where there is a book

    return len(PdfReader(path).pages), megabytes(path)


def megabytes(path: Path) -> str:
    """Return the size of a file, with one decimal."""
    return f"{path.stat().st_size / 1e6:.1f}"


def add_books(app: Sphinx, config: Config) -> None:
    """Give templates ``books``.

    They go into ``html_context``, so that all pages are written anew when a book has changed.
    """
    config.html_context["books"] = [
        _book(config, Path(app.outdir), code, name)
        for code, name in config.paperlist_languages.items()
        if code in config.paperlist_books
    ]


def _book(config: Config, folder: Path, code: str, name: str) -> Book:
    pdf = config.paperlist_books[code]
    epub = config.paperlist_epubs.get(code, "")
    if not (epub and Path(folder, epub).exists()):
        return Book(name, language_tag(code), pdf, *read_book(folder / pdf), "", "")
    return Book(name, language_tag(code), pdf, *read_book(folder / pdf), epub, megabytes(folder / epub))


def write_landing(app: Sphinx, exception: Exception | None) -> None:
    """Write the page above those of the languages, from the template ``landing.html``."""
    if exception or app.builder.name != "html" or not app.config.paperlist_landing:
        return
    languages = {code: (language_tag(code), name) for code, name in app.config.paperlist_languages.items()}
    context = app.config.html_context | {"languages": languages, "base": site_address(app.config)}
    page = app.builder.templates.render(_LANDING, context)
    # at once, since the builds of two languages may write it at the same time
    write_text(Path(app.outdir, app.config.paperlist_landing), secure_page(page))


def setup(app: Sphinx) -> None:
    """Register the books and the landing page."""
    app.add_config_value(
        "paperlist_books",
        {},
        "html",
        types=frozenset({dict}),
        description="The PDF of each language, relative to the output directory.",
    )
    app.add_config_value(
        "paperlist_epubs",
        {},
        "html",
        types=frozenset({dict}),
        description="The EPUB of each language, relative to the output directory.",
    )
    app.add_config_value(
        "paperlist_landing",
        "",
        "html",
        types=frozenset({str}),
        description="Where the page that leads to the languages goes, relative to the output directory.",
    )
    app.connect("config-inited", add_books)
    app.connect("build-finished", write_landing)
