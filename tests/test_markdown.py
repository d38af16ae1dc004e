from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.utils import read_fixture_file

from paperlist.entry import Author, Entry, Link
from paperlist.markdown import EntryError, is_entry, parse_entry, parse_reference, render_entry

GOLDEN = read_fixture_file(Path(__file__).parent / "data" / "entries.md")


@pytest.mark.parametrize(("title", "given_", "expected"), [case[1:] for case in GOLDEN], ids=[c[1] for c in GOLDEN])
def test_golden(title: str, given_: str, expected: str) -> None:
    try:
        found = render_entry(parse_entry(given_.rstrip("\n")))
    except EntryError as error:
        found = f"{error.code.value} at {error.line}: {error}"
    assert found == expected.rstrip("\n")


# what names and titles may hold: no line ends, no outer blanks, nothing that Unicode leaves unassigned
text = st.text(
    st.characters(exclude_categories=["C", "Z"], include_characters=" ", exclude_characters="\0"),
    min_size=1,
    max_size=40,
).filter(lambda value: value == value.strip())
names = text.filter(lambda value: "," not in value and " and " not in f" {value} ")
math = st.text("abxyz+-_^{}", min_size=1, max_size=8)
titles = st.lists(
    st.one_of(
        text.map(lambda value: value.replace("\\", "\\\\").replace("$", "\\$")),
        math.map(lambda value: f"${value}$"),
    ),
    min_size=1,
    max_size=3,
).map(" ".join)
urls = st.from_regex(r"https://[a-z]{1,8}\.example/[A-Za-z0-9()_*~&=%?/-]{0,12}", fullmatch=True).filter(
    lambda url: "%" not in url
)
entries = st.builds(
    Entry,
    title=titles,
    url=urls,
    authors=st.lists(st.builds(Author, names, st.none() | urls), min_size=1, max_size=5).map(tuple),
    venue=st.sampled_from(["NeurIPS", "arXiv", "ICLR Workshop"]),
    year=st.integers(1950, 2100),
    short=st.just("") | text.filter(lambda value: not set("()$\\") & set(value)),
    institutions=st.lists(st.text("ABCdef &-", min_size=1).filter(str.strip).map(str.strip), max_size=3).map(tuple),
    links=st.lists(st.builds(Link, st.sampled_from(["Github", "Project", "Data"]), urls), max_size=3).map(tuple),
)


@given(entries)
def test_parse_reads_what_render_writes(entry: Entry) -> None:
    assert parse_entry(render_entry(entry)) == entry


@given(entries)
def test_a_rendered_entry_is_recognised(entry: Entry) -> None:
    assert is_entry(render_entry(entry))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("{paper}`DDPM`", "DDPM"),
        ("{paper}`arxiv:2006.11239`", "arxiv:2006.11239"),
        ("{paper}`DDPM`: why", None),
        ("{paper}`text <DDPM>`", None),
        ("[x](https://a.example)", None),
    ],
)
def test_reference(source: str, target: str | None) -> None:
    assert parse_reference(source) == target
