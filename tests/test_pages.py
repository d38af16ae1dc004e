"""Our own pages, as sources, as a site in two languages, as exports and as books."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from pypdf import PdfReader

from paperlist import cli
from paperlist.entry import Entry, plain_title
from paperlist.markdown import parse_entry
from paperlist.page import iter_items

LANGUAGES = ["en", "zh_CN"]
CATEGORIES = [
    "variational-autoencoder",
    "diffusion-model",
    "energy-based-model",
    "flow",
    "representation-learning",
    "disentangled-representation",
    "text-to-image",
    "evaluation-and-loss",
    "others",
]


@pytest.fixture(scope="session")
def entries(source: Path) -> dict[str, list[Entry]]:
    """The entries of each page, as the command line sees them."""
    return {
        path.stem: [parse_entry(item.source) for item in iter_items(path.read_text("utf-8")) if item.is_entry]
        for path in sorted(source.glob("*.md"))
    }


def read_html(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def test_every_category_has_its_papers(entries: dict[str, list[Entry]]) -> None:
    assert sorted(page for page in entries if entries[page]) == sorted(CATEGORIES)
    assert sum(map(len, entries.values())) >= 1010


def test_check_and_format_find_nothing(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["check", str(source)]) == 0, capsys.readouterr().err
    assert cli.run(["format", "--check", str(source)]) == 0, capsys.readouterr().err


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("category", CATEGORIES)
def test_site_shows_the_same_entries(site: Path, entries: dict[str, list[Entry]], language: str, category: str) -> None:
    page = read_html(site / language / f"{category}.html")
    shown = [(item["id"], item.select(".paper-title")[0]["href"]) for item in page.select("li.paper-entry")]
    assert shown == [(entry.anchor, entry.url) for entry in entries[category]]


def test_languages_have_the_same_ids(site: Path) -> None:
    for path in sorted((site / "en").glob("*.html")):
        ids = [
            {element["id"] for element in read_html(site / language / path.name).select("article [id]")}
            for language in LANGUAGES
        ]
        assert ids[0] == ids[1], path.name


@pytest.mark.parametrize("category", CATEGORIES)
def test_chinese_pages_have_the_sections_in_chinese(site: Path, category: str) -> None:
    english, chinese = (
        [
            heading.get_text()
            for heading in read_html(site / language / f"{category}.html").select("article :is(h2, h3)")
        ]
        for language in LANGUAGES
    )
    assert len(chinese) == len(english) > 10
    assert [heading for heading in chinese if not re.search("[\u4e00-\u9fff]", heading)] == []


def test_exports_hold_every_entry_once(site: Path, entries: dict[str, list[Entry]]) -> None:
    urls = sorted(entry.url for page in entries.values() for entry in page)
    csl = json.loads((site / "papers.json").read_text("utf-8"))
    assert sorted(item["URL"] for item in csl) == urls
    bibtex = (site / "papers.bib").read_text("utf-8")
    assert len(re.findall(r"^@", bibtex, re.MULTILINE)) == len(urls)
    assert len(re.findall(r"^TY  - ", (site / "papers.ris").read_text("utf-8"), re.MULTILINE)) == len(urls)


@pytest.mark.parametrize(("format_", "name"), [("bibtex", "papers.bib"), ("csl", "papers.json"), ("ris", "papers.ris")])
def test_command_writes_the_same_export(
    site: Path, source: Path, capsys: pytest.CaptureFixture[str], format_: str, name: str
) -> None:
    assert cli.run(["export", "--format", format_, str(source)]) == 0
    assert capsys.readouterr().out == (site / name).read_text("utf-8")


def test_bibtex_accepts_the_export(site: Path, tmp_path: Path, entries: dict[str, list[Entry]]) -> None:
    (tmp_path / "all.aux").write_text("\\citation{*}\n\\bibstyle{plain}\n\\bibdata{papers}\n")
    (tmp_path / "papers.bib").write_bytes((site / "papers.bib").read_bytes())
    run = subprocess.run(["bibtex", "all"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout
    assert "warning" not in run.stdout.lower()
    assert (tmp_path / "all.bbl").read_text("utf-8", "replace").count("\\bibitem") == sum(map(len, entries.values()))


@pytest.mark.parametrize("path", sorted(Path("locale").glob("*/LC_MESSAGES/*.po")), ids=lambda path: path.stem)
def test_catalogues_are_complete(path: Path) -> None:
    with path.open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    assert [message.id for message in messages if message.fuzzy] == []
    assert [message.id for message in messages if not message.string] == []


def test_update_with_nothing_new_changes_no_byte(tmp_path: Path) -> None:
    shutil.copytree("locale", tmp_path / "locale", ignore=shutil.ignore_patterns("*.mo"))
    subprocess.run(["make", "po", f"LOCALE_DIR={tmp_path / 'locale'}"], check=True, capture_output=True)
    before = {path.relative_to("locale"): path.read_bytes() for path in Path("locale").rglob("*.po")}
    after = {path.relative_to(tmp_path / "locale"): path.read_bytes() for path in tmp_path.rglob("*.po")}
    assert after == before


def test_heads_stay_out_of_the_catalogues(entries: dict[str, list[Entry]]) -> None:
    for category in CATEGORIES:
        text = Path(f"locale/zh_CN/LC_MESSAGES/{category}.po").read_text("utf-8")
        for entry in entries[category]:
            assert f"]({entry.url})" not in text
            assert f"[`{entry.venue} {entry.year}`]" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_site_asks_no_other_host(site: Path, language: str) -> None:
    for path in sorted((site / language).glob("*.html")):
        page = read_html(path)
        loaded = [element.get("src") or element.get("href") for element in page.select("script[src], img, link")]
        outside = [url for url in loaded if url and "://" in url]
        assert outside == [], path.name


@pytest.fixture(scope="session", params=LANGUAGES)
def book(request: pytest.FixtureRequest, site: Path) -> Path:
    return site / "pdf" / f"awesome-2d-generative-models-{request.param}.pdf"


def test_book_links_to_every_paper(book: Path, entries: dict[str, list[Entry]]) -> None:
    targets = {
        str(annotation.get_object()["/A"]["/URI"])
        for page in PdfReader(book).pages
        for annotation in page.get("/Annots", [])
        if "/URI" in annotation.get_object().get("/A", {})
    }
    assert {entry.url for page in entries.values() for entry in page} <= targets


def test_book_prints_every_title(book: Path, entries: dict[str, list[Entry]]) -> None:
    run = subprocess.run(["pdftotext", "-raw", str(book), "-"], capture_output=True, text=True, check=True)

    def letters(text: str) -> str:
        return re.sub(r"[\W\d_]+", "", text.replace("-\n", "")).lower()

    text = letters(run.stdout)
    missing = [
        entry.title for page in entries.values() for entry in page if letters(plain_title(entry.title)) not in text
    ]
    assert missing == []


def test_book_embeds_its_fonts(book: Path) -> None:
    run = subprocess.run(["pdffonts", str(book)], capture_output=True, text=True, check=True)
    rows = [row.split()[-5:-2] for row in run.stdout.splitlines()[2:]]
    assert rows
    assert all(embedded == "yes" and unicode == "yes" for embedded, _, unicode in rows), run.stdout


def test_book_has_bookmarks_and_metadata(book: Path, source: Path) -> None:
    reader = PdfReader(book)
    titles = [item["/Title"] for item in reader.outline if not isinstance(item, list)]
    toctrees = re.findall(r"```\{toctree\}\n(?::.*\n)*\n((?:.+\n)*)```", (source / "index.md").read_text("utf-8"))
    pages = [page for page in "".join(toctrees).split() if page not in ("explore", "contribute", "translate")]
    assert len(titles) == len(["contents", "how to read", "overview", *pages, "authors", "years", "colophon"])
    assert reader.metadata is not None
    assert reader.metadata.title
    assert reader.metadata.author
    assert str(reader.root_object["/Lang"]) == ("zh-CN" if "zh_CN" in book.name else "en")


def test_chinese_book_can_be_searched(site: Path) -> None:
    book = site / "pdf" / "awesome-2d-generative-models-zh_CN.pdf"
    run = subprocess.run(["pdftotext", "-raw", str(book), "-"], capture_output=True, text=True, check=True)
    for term in ["扩散模型", "变分自编码器", "归一化流", "目录", "第 1 章"]:
        assert term in run.stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_latex_log_is_clean(language: str) -> None:
    log = Path(f"build/latex/{language}/awesome-2d-generative-models-{language}.log").read_text("utf-8", "replace")
    for fault in ["\n!", "Missing character", "undefined", "multiply defined", "Rerun to get"]:
        assert fault not in log, fault
