from __future__ import annotations

from dataclasses import replace

import pytest

from paperlist.check import LABELS, Record, check_entry, check_records
from paperlist.entry import Author, Entry, Link

PAPER = Entry("A Title", "https://arxiv.org/abs/2006.01234", (Author("Ann Author"),), "NeurIPS", 2020)


def findings(entry: Entry) -> list[str]:
    """Return what check_entry says of an entry in line 3 of a page."""
    return [str(one) for one in check_entry(Record(entry, "page.md", 3, "Topic"))]


def list_findings(*entries: Entry, topics: str = "", pages: str = "") -> list[str]:
    """Return what check_records says of entries ten lines apart; topics and pages give a letter each."""
    records = [
        Record(entry, f"{pages[number : number + 1] or 'a'}.md", 10 * number + 1, topics[number : number + 1])
        for number, entry in enumerate(entries)
    ]
    return [str(one) for one in check_records(records)]


def links(*labels: str) -> Entry:
    return replace(PAPER, links=tuple(Link(label, f"https://{label.lower() or 'x'}.example") for label in labels))


# -- one entry -------------------------------------------------------------------------


def test_good_entry_has_no_findings() -> None:
    paper = replace(
        links(*LABELS), short="X", institutions=("A",), authors=(Author("Ann Author", "https://ann.example"),)
    )
    assert findings(paper) == []


@pytest.mark.parametrize(
    ("venue", "hint"),
    [
        ("NeurlPS", "did you mean NeurIPS?"),
        ("ICLR Workshops", "did you mean ICLR Workshop?"),
        ("0000", "new ones are added to venues.toml"),
    ],
)
def test_unknown_venue(venue: str, hint: str) -> None:
    assert findings(replace(PAPER, venue=venue)) == [
        f"page.md:3: unknown venue: {venue}; {hint} [paperlist.unknown_venue]"
    ]


@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org/abs/2006.01234v2",
        "https://arxiv.org/pdf/2006.01234",
        "https://arxiv.org/pdf/2006.01234.pdf",
        "https://www.arxiv.org/abs/2006.01234",
        "https://arxiv.org/abs/2006.01234/",
        "https://arxiv.org/abs/2006.123",
        "https://arxiv.org/",
    ],
)
def test_arxiv_links_to_the_abstract_without_version(url: str) -> None:
    assert findings(replace(PAPER, url=url)) == [
        f"page.md:3: write https://arxiv.org/abs/<id> without version: {url} [paperlist.url]"
    ]


@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org/abs/2006.01234",
        "https://arxiv.org/abs/0704.0001",
        "https://arxiv.org/abs/cs/0603122",
        "https://openreview.net/forum?id=aB_c-9",
        "https://doi.org/10.1000/x",
        "https://proceedings.example/paper.pdf",
    ],
)
def test_good_url(url: str) -> None:
    year = 2007 if "0704" in url or "0603" in url else 2020
    assert findings(replace(PAPER, url=url, year=year)) == []


@pytest.mark.parametrize("url", ["http://a.example", "ftp://a.example", "//a.example", "mailto:ann@a.example"])
@pytest.mark.parametrize("place", ["title", "link", "author"])
def test_links_are_https(url: str, place: str) -> None:
    paper = {
        "title": replace(PAPER, url=url),
        "link": replace(PAPER, links=(Link("Github", "https://ok.example"), Link("Project", url))),
        "author": replace(PAPER, authors=(Author("Ann Author"), Author("Ben Bauer", url))),
    }[place]
    assert findings(paper) == [f"page.md:3: not an https link: {url} [paperlist.url]"]


def test_the_host_without_https_may_be_linked() -> None:
    assert findings(replace(PAPER, url="http://yann.lecun.com/paper.pdf")) == []
    assert findings(replace(PAPER, url="http://yann.lecun.com.evil.example/paper.pdf")) != []


@pytest.mark.parametrize("label", ["GitHub", "Code", "project", ""])
def test_unknown_label(label: str) -> None:
    assert findings(links(label)) == [
        f"page.md:3: unknown label: {label}; "
        "known are Github, Project, Video, Demo, Slides, Data, Blog, Paper [paperlist.unknown_label]"
    ]


@pytest.mark.parametrize(
    "labels",
    [
        ["Project", "Github"],
        ["Github", "Github"],
        ["Github", "Paper", "Video"],
        ["Blog", "Data"],
    ],
)
def test_links_out_of_order(labels: list[str]) -> None:
    assert findings(links(*labels)) == [
        "page.md:3: links are ordered Github, Project, Video, Demo, Slides, Data, Blog, Paper, each once "
        "[paperlist.link_order]"
    ]


@pytest.mark.parametrize("labels", [["Github", "Paper"], ["Video", "Demo", "Slides"], ["Blog"], []])
def test_links_in_order(labels: list[str]) -> None:
    assert findings(links(*labels)) == []


def test_unknown_label_between_known_ones_does_not_hide_their_order() -> None:
    codes = [finding.rpartition(" ")[2] for finding in findings(links("Project", "Code", "Github"))]
    assert codes == ["[paperlist.unknown_label]", "[paperlist.link_order]"]


def test_preprint_older_than_its_arxiv_id() -> None:
    paper = replace(PAPER, venue="arXiv", url="https://arxiv.org/abs/2101.00001")
    assert findings(paper) == ["page.md:3: arXiv 2020, but arXiv:2101.00001 is younger [paperlist.year]"]


@pytest.mark.parametrize(
    ("venue", "year", "url"),
    [
        ("arXiv", 2020, "https://arxiv.org/abs/2012.00001"),
        ("arXiv", 2021, "https://arxiv.org/abs/2012.00001"),
        ("NeurIPS", 2020, "https://arxiv.org/abs/2101.00001"),
    ],
)
def test_year_that_fits_the_arxiv_id(venue: str, year: int, url: str) -> None:
    assert findings(replace(PAPER, venue=venue, year=year, url=url)) == []


@pytest.mark.parametrize("name", ["et al.", "et al", "Et Al.", "Ben Bauer et al."])
def test_et_al(name: str) -> None:
    assert findings(replace(PAPER, authors=(Author("Ann Author"), Author(name)))) == [
        "page.md:3: name all authors instead of et al. [paperlist.authors]"
    ]


@pytest.mark.parametrize("name", ["Al Etal", "Margaret Alder", "Janet Al-Amin"])
def test_names_that_only_look_like_et_al(name: str) -> None:
    assert findings(replace(PAPER, authors=(Author(name),))) == []


# -- the list --------------------------------------------------------------------------

FIRST = replace(PAPER, title="First", short="F", url="https://arxiv.org/abs/2001.00001")
SECOND = replace(PAPER, title="Second", url="https://arxiv.org/abs/2002.00001")
THIRD = replace(PAPER, title="Third", url="https://arxiv.org/abs/2003.00001")


def test_good_list_has_no_findings() -> None:
    assert list_findings(FIRST, SECOND, THIRD) == []


@pytest.mark.parametrize("pages", ["aa", "ab"])
def test_the_same_paper_twice(pages: str) -> None:
    changed = replace(FIRST, title="Another Title", year=2021)
    assert list_findings(FIRST, changed, pages=pages) == [
        f"{pages[1]}.md:11: duplicate entry of arxiv:2001.00001, the other is at a.md:1 [paperlist.duplicate]"
    ]


def test_the_same_doi_in_other_case_is_the_same_paper() -> None:
    papers = [replace(PAPER, url=url) for url in ("https://doi.org/10.1000/AB", "https://doi.org/10.1000/ab")]
    assert list_findings(*papers) == [
        "a.md:11: duplicate entry of doi:10.1000/ab, the other is at a.md:1 [paperlist.duplicate]"
    ]


def test_each_copy_points_at_the_first() -> None:
    assert list_findings(FIRST, FIRST, FIRST, topics="xyz") == [
        f"a.md:{line}: duplicate entry of arxiv:2001.00001, the other is at a.md:1 [paperlist.duplicate]"
        for line in (11, 21)
    ]


@pytest.mark.parametrize(
    ("title", "author"), [("First", "Ann Author"), ("FIRST!", "A. Author"), ("First", "Anne Áuthor")]
)
def test_two_addresses_of_one_title_and_first_author(title: str, author: str) -> None:
    twin = replace(
        FIRST, title=title, url="https://doi.org/10.1000/x", authors=(Author(author), Author("Ben Bauer")), year=2022
    )
    assert list_findings(FIRST, twin) == [
        "a.md:11: same title and first author as arxiv:2001.00001 at a.md:1 [paperlist.same_title]"
    ]


def test_two_papers_of_one_title_by_different_authors_are_fine() -> None:
    other = replace(FIRST, url="https://arxiv.org/abs/2002.00002", authors=(Author("Ben Bauer"), Author("Ann Author")))
    assert list_findings(FIRST, other) == []


def test_entries_out_of_order() -> None:
    assert list_findings(SECOND, FIRST) == [
        "a.md:11: F is older than Second above it; oldest first in a topic [paperlist.order]"
    ]


def test_one_entry_out_of_order_is_one_finding() -> None:
    fourth = replace(PAPER, title="Fourth", url="https://arxiv.org/abs/2004.00001")
    assert list_findings(FIRST, THIRD, SECOND, fourth) == [
        "a.md:21: Second is older than Third above it; oldest first in a topic [paperlist.order]"
    ]


def test_entries_are_held_against_the_youngest_above() -> None:
    assert list_findings(THIRD, FIRST, SECOND) == [
        f"a.md:{line}: {name} is older than Third above it; oldest first in a topic [paperlist.order]"
        for line, name in ((11, "F"), (21, "Second"))
    ]


@pytest.mark.parametrize(("topics", "pages"), [("xy", "aa"), ("xx", "ab")])
def test_each_topic_of_each_page_has_its_own_order(topics: str, pages: str) -> None:
    assert list_findings(SECOND, FIRST, topics=topics, pages=pages) == []


def test_a_venue_without_month_comes_before_the_months_of_its_year() -> None:
    bare = replace(PAPER, title="Bare", url="https://doi.org/10.1000/x")
    assert list_findings(bare, FIRST) == []
    assert list_findings(FIRST, bare) == [
        "a.md:11: Bare is older than F above it; oldest first in a topic [paperlist.order]"
    ]
