"""Our own books as `make` has built them, and a chapter alone."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from book.reading import find_faults, read_links, read_text
from paperlist.entry import plain_title
from paperlist.markdown import parse_entry
from paperlist.page import iter_items

if TYPE_CHECKING:
    from pathlib import Path

    from paperlist.entry import Entry

TITLE = "awesome-2d-generative-models"
SIDE_PAGES = {"contribute", "translate"}


@pytest.fixture(scope="session")
def pdf(site: Path, language: str) -> Path:
    return site / "pdf" / f"{TITLE}-{language}.pdf"


@pytest.fixture(scope="session")
def latex(site: Path, language: str) -> Path:
    return site.parent / "latex" / language / f"{TITLE}-{language}.tex"


@pytest.fixture(scope="session")
def pages(pdf: Path) -> list[str]:
    """The text of each page."""
    return read_text(pdf, "-raw").split("\f")[:-1]


@pytest.fixture(scope="session")
def entries(source: Path) -> dict[str, Entry]:
    """All entries by their URLs."""
    items = [item for path in sorted(source.glob("*.md")) for item in iter_items(path.read_text("utf-8"))]
    return {entry.url: entry for entry in (parse_entry(item.source) for item in items if item.is_entry)}


def order(site: Path, language: str) -> list[str]:
    """Return the pages of the site in the order of its contents."""
    front = BeautifulSoup((site / language / "index.html").read_text("utf-8"), "html.parser")
    return [str(link["href"]).removesuffix(".html") for link in front.select(".sidebar-tree li.toctree-l1 > a")]


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("! Undefined control sequence.", 1),
        ("Missing character: There is no ẞ in font X!", 1),
        ("LaTeX Warning: Reference `a' on page 1 undefined on input line 1.", 1),
        ("LaTeX Warning: Label `a' multiply defined.", 1),
        ("LaTeX Font Warning: Font shape `TU/X/b/it' undefined", 1),
        ("LaTeX Font Warning: Some font shapes were not available, defaults substituted.", 1),
        ("Overfull \\hbox (1.01pt too wide) in paragraph at lines 1--2", 1),
        ("Overfull \\vbox (30.0pt too high) has occurred while \\output is active []", 1),
        ("Overfull \\hbox (0.99pt too wide) in paragraph at lines 1--2", 0),
        ("Package: rerunfilecheck 2019/12/05 v1.9 Rerun checks for auxiliary files (HO)", 0),
    ],
)
def test_faults_are_found(line: str, found: int) -> None:
    assert len(find_faults(f"This is XeTeX\n{line}\nOutput written")) == found


def test_log_is_clean(latex: Path) -> None:
    assert find_faults(latex.with_suffix(".log").read_text("utf-8", "replace")) == []


def test_same_entries_in_the_same_order_as_on_the_site(site: Path, latex: Path, language: str) -> None:
    on_site = []
    for page in order(site, language):
        html = BeautifulSoup((site / language / f"{page}.html").read_text("utf-8"), "html.parser")
        on_site += [str(link["href"]) for link in html.select("li.paper-entry .paper-title")]
    tex = latex.read_text("utf-8")
    urls = re.findall(r"^\\papertitle\{(.*?)\}\{", tex, re.MULTILINE)
    assert len(on_site) >= 1010
    assert [re.sub(r"\\(.)", r"\1", url) for url in urls] == on_site


def test_same_links_as_on_the_site(site: Path, pdf: Path, language: str) -> None:
    linked: set[str] = set()
    for page in ["index", *order(site, language)]:
        if page not in SIDE_PAGES:
            html = BeautifulSoup((site / language / f"{page}.html").read_text("utf-8"), "html.parser")
            linked |= {str(link["href"]) for link in html.select("article a.external")}
    assert linked <= set(read_links(pdf))


def test_side_pages_are_left_out(site: Path, latex: Path, language: str) -> None:
    chapters = re.findall(r"^\\chapter\{(.*)\}$", latex.read_text("utf-8"), re.MULTILINE)
    for page in SIDE_PAGES:
        html = BeautifulSoup((site / language / f"{page}.html").read_text("utf-8"), "html.parser")
        assert html.select("h1")[0].get_text().rstrip("¶") not in chapters


def test_fixed_words_are_chinese(site: Path) -> None:
    text = re.sub(r"\s+", " ", read_text(site / "pdf" / f"{TITLE}-zh_CN.pdf", "-raw"))
    for words in [
        "目录",
        "如何阅读本书",
        "概览",
        "第 1 章",
        "附录 A",
        "术语表",
        "作者索引",
        "年份与发表处索引",
        "制作说明",
    ]:
        assert words in text
    for words in ["Contents", "Chapter", "Appendix", "Index of", "Release", "第 A 章"]:
        assert words not in text


def test_heads_are_not_split(pages: list[str], entries: dict[str, Entry]) -> None:
    """Title, authors, venue and the identifier follow each other on one page."""
    texts = [letters(page) for page in pages]
    split = []
    for entry in entries.values():
        head = letters(plain_title(entry.title) + "".join(author.name for author in entry.authors) + entry.venue)
        # math in titles and words hyphenated at line ends are not spelt alike
        if "$" not in entry.title and not any(head in text for text in texts):
            split.append(entry.name)
    assert split == []


def test_headings_stay_with_their_tables(pages: list[str], language: str) -> None:
    column = {"en": "Setting and source", "zh_CN": "设置与出处"}[language]
    heading = re.compile(r"^B\.(?:[2-9]) .*", re.MULTILINE)
    behind = [page[match.end() :] for page in pages if column in page for match in heading.finditer(page)]
    alone = [match[0] for page in pages if column not in page for match in heading.finditer(page)]
    assert len(behind) >= 8
    # what is left without its table are lines of the table of contents, which ends them with a page
    assert [line for line in alone if not line.rstrip()[-1].isdigit()] == []


def test_spaces_between_han_and_links(site: Path, entries: dict[str, Entry]) -> None:
    text = read_text(site / "pdf" / f"{TITLE}-zh_CN.pdf", "-raw")
    names = "|".join(
        sorted({entry.short for entry in entries.values() if len(entry.short) > 3 and entry.short.isalpha()})
    )
    assert len(re.findall(rf"[\u4e00-\u9fff] (?:{names})\b", text)) > 100
    assert re.findall(rf".[\u4e00-\u9fff](?:{names})\b", text) == []


def test_references_tell_the_page(pdf: Path, pages: list[str], language: str) -> None:
    pattern = {"en": r"GLIDE\s+\[p\.\s*(\d+)\]", "zh_CN": r"GLIDE\s+\[第\s*(\d+)\s*页\]"}[language]
    told = {int(number) for page in pages for number in re.findall(pattern, page)}
    assert len(told) == 1
    index = PdfReader(pdf).page_labels.index(str(told.pop()))
    assert "Alexander Quinn Nichol, Prafulla Dhariwal" in re.sub(r"\s+", " ", pages[index])


def test_no_line_begins_with_what_parts_things(pages: list[str]) -> None:
    assert [line for page in pages for line in page.split("\n") if re.match(r"\s*·", line)] == []


def test_chinese_text_is_upright(site: Path) -> None:
    """Words that English sets in italics, such as terms, would be the only slanted ones among Han."""
    book = site / "pdf" / f"{TITLE}-zh_CN.pdf"
    fonts = subprocess.run(["pdffonts", str(book)], capture_output=True, text=True, check=True).stdout
    assert "LinLibertineO-" in fonts
    assert re.findall(r"LinLibertine\w*I\b", fonts) == []


def test_readers_on_paper_find_the_paper(pages: list[str], entries: dict[str, Entry]) -> None:
    text = "".join(letters(page) for page in pages)
    for entry in entries.values():
        for identifier in (entry.eprint and f"arXiv:{entry.eprint}", entry.doi and f"doi:{entry.doi}"):
            assert letters(identifier or "") in text


def test_index_names_every_author(latex: Path, pages: list[str], entries: dict[str, Entry]) -> None:
    index = latex.read_text("utf-8").split("\\begin{paperindex}")[1]
    items = dict(re.findall(r"^\\paperindexitem\{(.*)\}\{(.*)\}$", index, re.MULTILINE))
    assert len(items) == len({author.name for entry in entries.values() for author in entry.authors})
    assert len(items["Kingma, Diederik P."].split(",")) == sum(
        author.name == "Diederik P. Kingma" for entry in entries.values() for author in entry.authors
    )
    line = next(match for page in pages for match in re.findall(r"Kingma, Diederik P\.\s+([\d, \n]+)", page))
    numbers = [int(number) for number in re.findall(r"\d+", line)]
    assert numbers == sorted(set(numbers))


def test_bibliography_is_attached(site: Path, pdf: Path) -> None:
    attachments = PdfReader(pdf).attachments
    assert attachments == {"papers.bib": [(site / "papers.bib").read_bytes()]}


def test_small_enough_to_send(pdf: Path) -> None:
    assert pdf.stat().st_size < 10e6


def test_site_tells_length_and_size(site: Path, pdf: Path, language: str) -> None:
    facts = [str(len(PdfReader(pdf).pages)), f"{pdf.stat().st_size / 1e6:.1f} MB"]
    for path in [site / "index.html", *sorted((site / language).glob("*.html"))]:
        html = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        links = html.select(f'a[href$="pdf/{pdf.name}"]')
        assert links, path
        if path.name == "index.html":
            text = " ".join(link.parent.get_text() for link in links if link.parent)
        else:
            text = links[0].get_text()
        assert all(fact in text for fact in facts), path


def test_chapter_alone_on_letter_paper(site: Path, tmp_path: Path) -> None:
    command = ["make", "pdf-en", "CHAPTER=flow", "PAPER=letter", f"SITE={tmp_path}", f"LATEX={tmp_path}/latex"]
    subprocess.run(command, cwd=site.parent.parent, check=True, capture_output=True)
    pdf = tmp_path / "pdf" / f"{TITLE}-flow-en.pdf"
    assert find_faults((tmp_path / "latex" / "en" / f"{TITLE}-flow-en.log").read_text("utf-8", "replace")) == []
    reader = PdfReader(pdf)
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [612, 792]
    titles = [str(item["/Title"]) for item in reader.outline if not isinstance(item, list)]
    assert "4 Normalizing flows" in titles
    assert not any("Diffusion" in title for title in titles)
