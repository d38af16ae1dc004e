from __future__ import annotations

from dataclasses import replace

import pytest

from paperlist.check import Record
from paperlist.diagnostic import Code
from paperlist.entry import Author, Entry
from paperlist.library import Library, PaperLookupError

FIRST = Entry("A Title", "https://arxiv.org/abs/2006.01234", (Author("Ann Author"),), "NeurIPS", 2020, "FLOW")
OLD = replace(FIRST, title="Old Things", short="OldFlow", url="https://arxiv.org/abs/cs/0603122", year=2006)
OPEN = replace(FIRST, title="Open Things", short="", url="https://openreview.net/forum?id=aB_c-9")
PRINT = replace(FIRST, title="Printed Things", short="", url="https://doi.org/10.1000/X.7")
BARE = replace(FIRST, title="Bare $x$ Things", short="", url="https://proceedings.example/x.pdf")
TWIN = replace(FIRST, title="Another Flow", short="FLOW", url="https://doi.org/10.1000/twin")


def library(*entries: Entry) -> Library:
    return Library(Record(entry, "page.md", number, "Topic") for number, entry in enumerate(entries, start=1))


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("FLOW", FIRST),
        ("arxiv:2006.01234", FIRST),
        ("2006.01234", FIRST),
        ("author2020title", FIRST),
        ("arxiv:cs/0603122", OLD),
        ("cs/0603122", OLD),
        ("openreview:aB_c-9", OPEN),
        ("aB_c-9", OPEN),
        ("doi:10.1000/x.7", PRINT),
        ("10.1000/x.7", PRINT),
        ("author2020printed", PRINT),
        ("title:bare-x-things", BARE),
        ("author2020bare", BARE),
    ],
)
def test_paper_is_found_by_every_name(name: str, entry: Entry) -> None:
    assert library(FIRST, OLD, OPEN, PRINT, BARE).find(name).entry == entry


def test_found_record_tells_the_place() -> None:
    assert library(OLD, FIRST).find("FLOW") == Record(FIRST, "page.md", 2, "Topic")


def test_of_two_entries_of_one_paper_the_first_is_found() -> None:
    again = replace(FIRST, short="")
    assert library(FIRST, again).find("arxiv:2006.01234").line == 1


def test_short_name_of_two_papers_is_ambiguous() -> None:
    with pytest.raises(PaperLookupError) as caught:
        library(FIRST, TWIN).find("FLOW")
    assert caught.value.code is Code.AMBIGUOUS_PAPER
    assert str(caught.value) == (
        "FLOW is the name of 2 papers: write arxiv:2006.01234 (FLOW) or doi:10.1000/twin (FLOW)"
    )


def test_papers_of_an_ambiguous_name_are_found_by_identity_and_key() -> None:
    shelf = library(FIRST, TWIN)
    assert [shelf.find(name).entry for name in ("arxiv:2006.01234", "author2020another")] == [FIRST, TWIN]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("OldFlaw", "; did you mean OldFlow?"),
        ("arxiv:2006.01243", "; did you mean arxiv:2006.01234?"),
        ("author2020titel", "; did you mean author2020title?"),
        ("something else altogether", ""),
        ("", ""),
    ],
)
def test_unknown_name_suggests_a_close_one(name: str, hint: str) -> None:
    with pytest.raises(PaperLookupError) as caught:
        library(FIRST, OLD).find(name)
    assert caught.value.code is Code.UNKNOWN_PAPER
    assert str(caught.value) == f"unknown paper: {name}{hint}"


@pytest.mark.parametrize("name", ["flow", "Flow", "FLOW "])
def test_names_are_taken_to_the_letter(name: str) -> None:
    with pytest.raises(PaperLookupError):
        library(FIRST).find(name)


def test_papers_without_short_name_do_not_share_the_empty_one() -> None:
    with pytest.raises(PaperLookupError, match="unknown paper"):
        library(OPEN, PRINT).find("")


def test_keys_are_those_of_the_exports() -> None:
    assert library(FIRST, replace(FIRST, url="https://doi.org/10.1000/x")).keys == {
        "arxiv:2006.01234": "author2020titlea",
        "doi:10.1000/x": "author2020title",
    }
