"""EPUBs of tiny projects."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from book.reading import check_epub

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.testing.util import SphinxTestApp

    Build = Callable[..., SphinxTestApp]

# MyST 5.2 resolves links by an attribute that Sphinx is going to remove
pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser:sphinx.deprecation.RemovedInSphinx11Warning")

OPTIONS: dict[str, Any] = {
    "version": "1.0",
    "epub_basename": "alist",
    "epub_identifier": "urn:uuid:00000000-0000-5000-8000-000000000000",
    "epub_uid": "identifier",
    "epub_tocscope": "includehidden",
    "epub_tocdepth": 2,
    "epub_tocdup": False,
    "epub_use_index": False,
    "epub_show_urls": "no",
    "epub_exclude_files": ["side.xhtml"],
    "paperlist_book_exclude": ["side"],
    "paperlist_languages": {"en": "English", "zh_CN": "简体中文"},
}
FILES = {
    "index.md": "# A list\n\nWelcome, see [the side page](side.md) and {paper}`DDPM`.\n\n"
    "```{toctree}\npapers\nside\n```\n\n```{recent}\n```\n",
    "side.md": "# Side page\n\nNot in the book.\n",
    "papers.md": "# Papers\n\nA formula $a < \\sin b$.\n\n## Diffusion\n\n"
    "- [(DDPM) Denoising $x$ & More](https://arxiv.org/abs/2006.11239)\n"
    "  *Jonathan Ho, Ajay Jain, and Pieter Abbeel*\n"
    "  **[`NeurIPS 2020`] (`UC Berkeley`)** [[Github](https://github.com/hojonathanho/diffusion)]\n\n"
    "  What is new.\n",
}


@pytest.fixture
def make(build: Build, monkeypatch: pytest.MonkeyPatch) -> Callable[..., SphinxTestApp]:
    """A function that builds an EPUB of the files above."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")

    def run(**options: Any) -> SphinxTestApp:
        app = build(FILES, "epub", confoverrides=OPTIONS | options)
        assert app.warning.getvalue() == ""
        return app

    return run


def read(app: SphinxTestApp, name: str) -> str:
    with ZipFile(app.outdir / "alist.epub") as archive:
        return archive.read(name).decode("utf-8")


def replace(path: Path, name: str, old: str, new: str) -> None:
    """Replace a text in a file of an EPUB."""
    with ZipFile(path) as archive:
        files = {info: archive.read(info) for info in archive.infolist()}
    with ZipFile(path, "w") as archive:
        for info, content in files.items():
            text = content.replace(old.encode(), new.encode()) if info.filename == name else content
            assert info.filename != name or text != content
            archive.writestr(info, text)


def test_entry_is_three_lines_and_a_summary(make: Build) -> None:
    page = ElementTree.fromstring(read(make(), "papers.xhtml"))
    space = "{http://www.w3.org/1999/xhtml}"
    (entry,) = (item for item in page.iter(f"{space}li") if item.get("class") == "paper-entry")
    assert entry.get("id") == "arxiv-2006-11239"
    assert ["".join(line.itertext()) for line in entry] == [
        "DDPM Denoising x & More",
        "Jonathan Ho, Ajay Jain, and Pieter Abbeel",
        "NeurIPS 2020\u00a0· UC Berkeley\u00a0· Code",
        "What is new.",
    ]
    assert [link.get("href") for link in entry.iter(f"{space}a")] == [
        "https://arxiv.org/abs/2006.11239",
        "https://github.com/hojonathanho/diffusion",
    ]


def test_pages_left_out_leave_their_words(make: Build) -> None:
    app = make()
    front = read(app, "index.xhtml")
    text = "".join(ElementTree.fromstring(front).itertext())
    assert "Welcome, see the side page and DDPM." in text
    assert "Side page" not in text
    assert 'href="papers.xhtml"' in front
    assert 'href="papers.xhtml#arxiv-2006-11239"' in front
    with ZipFile(app.outdir / "alist.epub") as archive:
        assert "side.xhtml" not in archive.namelist()
    assert not (app.outdir / "side.xhtml").exists()
    for name in ("nav.xhtml", "toc.ncx", "content.opf"):
        assert "side.xhtml" not in read(app, name)


def test_site_is_not_written_beside_it(make: Build) -> None:
    app = make()
    names = {path.name for path in app.outdir.rglob("*") if path.is_file()}
    assert not names & {
        "papers.bib",
        "papers.ris",
        "search.xhtml",
        "search.html",
        "robots.txt",
        "feed.xml",
        "papers.js",
    }
    assert not (app.outdir.parent / "papers.bib").exists()
    assert "<script" not in "".join(path.read_text("utf-8") for path in app.outdir.glob("*.xhtml"))


def test_same_bytes_again(make: Build) -> None:
    book = make().outdir / "alist.epub"
    first = book.read_bytes()
    # only what is out of date is written anew
    assert (make().outdir / "alist.epub").read_bytes() == first
    shutil.rmtree(book.parent)
    assert (make().outdir / "alist.epub").read_bytes() == first


def test_another_time_makes_another_archive(make: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    first = (make().outdir / "alist.epub").read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000002")
    assert (make().outdir / "alist.epub").read_bytes() != first


def test_right_to_left(make: Build) -> None:
    app = make(language="ar", epub_language="ar")
    assert 'lang="ar" xml:lang="ar" dir="rtl"' in read(app, "index.xhtml")
    assert 'page-progression-direction="rtl"' in read(app, "content.opf")


def test_site_tells_of_books_that_are_there(build: Build, tmp_path: Path) -> None:
    options = {
        "paperlist_languages": {"en": "English", "fr": "français"},
        "paperlist_books": {"en": f"{tmp_path}/en.pdf", "fr": f"{tmp_path}/fr.pdf"},
        "paperlist_epubs": {"en": f"{tmp_path}/en.epub", "fr": f"{tmp_path}/fr.epub"},
    }
    (tmp_path / "fr.epub").write_bytes(bytes(1_260_000))
    books = build({"page.md": "# Page\n"}, confoverrides=options).config.html_context["books"]
    assert [(book.tag, book.epub, book.epub_size) for book in books] == [
        ("en", "", ""),
        ("fr", f"{tmp_path}/fr.epub", "1.3"),
    ]


def test_faults_are_found(make: Build, tmp_path: Path) -> None:
    book = Path(shutil.copy(make().outdir / "alist.epub", tmp_path))
    replace(book, "index.xhtml", "#arxiv-2006-11239", "#nowhere")
    replace(book, "content.opf", 'properties="mathml"', "")
    replace(book, "title.xhtml", "Ann Author", "Ann&nbsp;Author")
    assert {line.partition("(")[2].partition(")")[0] for line in check_epub(book)} >= {"RSC-012", "OPF-014", "RSC-016"}
