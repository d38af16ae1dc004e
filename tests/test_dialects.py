from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it.utils import read_fixture_file

from paperlist.cli import run
from paperlist.dialects import read_list
from paperlist.entry import Author, Entry, Link
from paperlist.markdown import parse_entry, render_entry
from paperlist.page import iter_items, render_item

if TYPE_CHECKING:
    from paperlist.dialects import Found

WILD = read_fixture_file(Path(__file__).parent / "data" / "wild.md")
PAGES = sorted(Path("source").glob("*.md"))


def told(text: str) -> str:
    """Return what the importer says of a list: an object an entry, without empty fields, then the lines not read."""
    papers, unread = read_list(text)
    lines = [
        json.dumps({name: value for name, value in paper.to_dict().items() if value}, ensure_ascii=False)
        for paper in papers
    ]
    lines += [f"{one.line}: {one.text}" for one in sorted(unread, key=lambda one: one.line)]
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize(("text", "expected"), [case[2:] for case in WILD], ids=[case[1] for case in WILD])
def test_wild_form(text: str, expected: str) -> None:
    assert told(text) == expected


def test_the_lists_of_others_are_read_in_many_forms() -> None:
    assert len(WILD) >= 35


# -- our own pages ---------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_our_pages_come_out_as_they_go_in(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    items = [item for item in iter_items(path.read_text("utf-8")) if item.is_entry]
    run(["import", str(path)])
    assert capsys.readouterr().out == "\n".join(render_item(item.source, item.summary) for item in items)


def as_entry(paper: dict[str, Any]) -> Entry:
    """Return the entry that an object of the JSON form describes."""
    return Entry(
        title=paper["title"],
        url=paper["url"],
        authors=tuple(Author(name, paper["author_links"].get(name)) for name in paper["authors"]),
        venue=paper["venue"],
        year=paper["year"],
        short=paper["short"],
        institutions=tuple(paper["institutions"]),
        links=tuple(Link(label, url) for label, url in paper["links"].items()),
    )


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_json_holds_all_of_our_entries(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    items = [item for item in iter_items(path.read_text("utf-8")) if item.is_entry]
    run(["import", "--to", "json", str(path)])
    papers = json.loads(capsys.readouterr().out)
    assert [render_entry(as_entry(paper)) for paper in papers] == [item.source for item in items]
    assert [paper["line"] for paper in papers] == [item.line for item in items]


# -- the command -----------------------------------------------------------------------

FIELDS = [
    "title", "short", "url", "authors", "author_links", "venue", "year", "track", "institutions", "links", "line",
]  # fmt: skip


def call(capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, *options: str) -> tuple[int, str, list[str]]:
    path = tmp_path / "list.md"
    path.write_text(text, "utf-8")
    status = run(["import", *options, str(path)])
    out, err = capsys.readouterr()
    return status, out, [line.removeprefix(f"{path}:") for line in err.splitlines()]


def test_canonical_entries(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (
        "[(RIVER)-Rivers of Noise](http://arxiv.org/pdf/2101.00001v2.pdf)\n"
        "**[`NIPS 2021`]  (`MIT`)** [[project page](https://rivers.example)] [[:octocat:](http://github.com/ann/r)]\n"
        "*Ann Author, Ben Bauer, Chloé Õun*\n"
    )
    assert call(capsys, tmp_path, text) == (
        0,
        "- [(RIVER) Rivers of Noise](https://arxiv.org/abs/2101.00001)  \n"
        "  *Ann Author, Ben Bauer, and Chloé Õun*  \n"
        "  **[`NeurIPS 2021`] (`MIT`)** [[Github](https://github.com/ann/r)] [[Project](https://rivers.example)]\n",
        [],
    )


def test_what_is_missing_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "# List\n\nWelcome!\n\n- (CVPR 2023) **Rivers**, Ann Author et al. [[Paper](https://arxiv.org/abs/2301.00001)]\n"
    status, out, err = call(capsys, tmp_path, text)
    assert (status, out) == (1, "")
    assert err == [
        "3: not read: Welcome! [paperlist.unread]",
        "5: incomplete, only “Ann Author et al.”: Rivers; try paperlist add 2301.00001 [paperlist.incomplete]",
        "2 findings",
    ]


def test_link_without_target_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "[Rivers](https://a.example)\n*Ann Author*\n**[`CVPR 2021`]** [[:octocat:]()]\n"
    _, out, err = call(capsys, tmp_path, text)
    assert "octocat" not in out
    assert err[0] == "1: the link Github of “Rivers” has no target and is left out [paperlist.empty_target]"


def test_json_has_always_the_same_fields(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = call(capsys, tmp_path, "[Rivers](https://a.example)\n*Ann Author*\n", "--to", "json")
    (paper,) = json.loads(out)
    assert list(paper) == FIELDS
    assert paper == {
        "title": "Rivers", "short": "", "url": "https://a.example", "authors": ["Ann Author"], "author_links": {},
        "venue": "", "year": None, "track": "", "institutions": [], "links": {}, "line": 1,
    }  # fmt: skip


def test_two_links_of_one_label_are_both_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "[Rivers](https://a.example)\n*Ann Author*\n**[`CVPR 2021`]** [[Code](https://b.example)] [[Github](https://c.example)]\n"
    _, out, _ = call(capsys, tmp_path, text, "--json")
    assert json.loads(out)[0]["links"] == {"Github": "https://b.example", "Github 2": "https://c.example"}


def test_list_that_is_not_utf_8(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "list.md").write_bytes(b"\xff")
    assert run(["import", str(tmp_path / "list.md")]) == 1
    assert "not UTF-8 [paperlist.encoding]" in capsys.readouterr().err


def test_missing_list_is_a_wrong_call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", str(tmp_path / "none.md")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


# -- any list --------------------------------------------------------------------------

names = st.sampled_from(["Ann Author", "Ben B. Bauer", "Chloé Õun", "Antonio de la Torre", "Jun-Yan Zhu", "Or O'Neil"])
papers = st.builds(
    Entry,
    title=st.sampled_from(["Rivers of Noise", "Lakes: a $\\beta$-View", "Seas & Ponds, Again?", "Do [Rivers] Flow?"]),
    url=st.sampled_from(["https://arxiv.org/abs/2101.00001", "https://openreview.net/forum?id=a_B-9"]),
    authors=st.lists(st.builds(Author, names), min_size=1, max_size=4, unique=True).map(tuple),
    venue=st.sampled_from(["CVPR", "NeurIPS", "arXiv", "TPAMI"]),
    year=st.integers(1999, 2026),
    short=st.sampled_from(["", "RIVER", "f-GAN"]),
    institutions=st.lists(st.sampled_from(["MIT", "TU Berlin", "Google"]), max_size=2, unique=True).map(tuple),
    links=st.just(()) | st.just((Link("Github", "https://github.com/a/b"), Link("Project", "https://a.example/"))),
)


@st.composite
def wild_entries(draw: st.DrawFn) -> tuple[str, Entry]:
    """Draw an entry, written in one of the many ways of the wild."""
    entry = draw(papers)
    label = render_entry(entry).partition("](")[0][1:]
    people = draw(st.sampled_from([", ", " and ", "; ", "，"])).join(author.name for author in entry.authors)
    authors = draw(st.sampled_from([f"*{people}*", f"*[`{people}`]*", f"(*{people}*)"]))
    venue = draw(st.sampled_from(["**[`{}`]{}**", "**[`{}`]**{}", "**`[{}]`**{}", "[`{}`]{}"])).format(
        f"{entry.venue} {entry.year}",
        draw(st.sampled_from([" (`{}`)", "\t**(`{}`)**", "  ({})", " （`{}`)"])).format(", ".join(entry.institutions))
        if entry.institutions
        else draw(st.sampled_from(["", " ()", " (``)"])),
    )
    form = draw(st.sampled_from(["[[{}]({})]", "[{}]({})", "**[[{}]({})]**", "[[{}]]({})"]))
    venue += "".join(f" {form.format(link.label, link.url)}" for link in entry.links)
    parts = draw(st.permutations([authors, venue]))
    gap = draw(st.sampled_from(["\n", "  \n", "\\\n", "<br>\n", "\n\n"]))
    bullet = draw(st.sampled_from(["", "- ", "* ", "> ", "1. ", '<span id="x"></span>']))
    body = gap if draw(st.booleans()) else "  "
    return f"{bullet}[{label}]({entry.url})" + gap + body.join(parts) + "\n", entry


# our own form but for the comma
COMMA = "- [A title](https://arxiv.org/abs/2101.00001)\n*Ann Author，Bo Bauer*\n**[`CVPR 2021`]**\n"
PAIR = Entry("A title", "https://arxiv.org/abs/2101.00001", (Author("Ann Author"), Author("Bo Bauer")), "CVPR", 2021)


@settings(deadline=None, max_examples=300)
@given(st.lists(wild_entries(), min_size=1, max_size=3))
@example([(COMMA, PAIR)])
def test_every_way_of_writing_is_read(drawn: list[tuple[str, Entry]]) -> None:
    found, unread = read_list("\n\n\n".join(text for text, _ in drawn))
    assert [paper.to_entry() for paper in found] == [entry for _, entry in drawn]
    assert unread == []


def addresses(paper: Found) -> list[str]:
    return [paper.url, *(link.url for link in paper.links), *(author.url or "" for author in paper.authors)]


@settings(deadline=None, max_examples=300)
@given(
    st.sampled_from([case[2] for case in WILD]),
    st.lists(
        st.tuples(st.integers(0, 10**6), st.sampled_from(["", "[", "]", "(", "*", "**", "`", "\n", "> ", "$"])),
        max_size=6,
    ),
)
def test_no_address_gets_lost(text: str, changes: list[tuple[int, str]]) -> None:
    for place, piece in changes:
        place %= len(text)
        text = text[:place] + piece + text[place + (piece == "") :]
    found, unread = read_list(text)
    kept = " ".join([*(url for paper in found for url in addresses(paper)), *(one.text for one in unread)])
    kept += " ".join(paper.title + paper.summary for paper in found)
    lost = [url for url in re.findall(r"https://[a-z.]+/[\w/.]*\w", text) if url.rstrip("`*$") not in kept]
    assert lost == []


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=60) | st.lists(st.sampled_from(list("[]()*`$\\> -\n\tAb1.,")), max_size=40).map("".join))
def test_no_text_stops_the_importer(text: str) -> None:
    found, unread = read_list(text)
    assert all(paper.title or paper.url for paper in found)
    assert all(1 <= one.line <= len(re.split(r"\r\n|\n|\r", text)) for one in unread)


def test_entries_of_ours_are_read_as_such() -> None:
    item = next(item for page in PAGES for item in iter_items(page.read_text("utf-8")) if item.is_entry)
    assert read_list(render_item(item.source))[0][0].to_entry() == parse_entry(item.source)
