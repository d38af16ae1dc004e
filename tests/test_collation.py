from __future__ import annotations

import pytest

from paperlist.collation import collate, initial, latinize, latinize_name
from paperlist.entry import Author, Entry
from paperlist.sphinx_ext.indices import group_by_author, group_by_year


def entry(*authors: str, venue: str = "ICLR", year: int = 2020) -> Entry:
    return Entry("Title", "https://a.example", tuple(map(Author, authors)), venue, year)


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("Müller, Łukasz", "Muller, Lukasz"),
        ("何恺明", "he kai ming"),
        ("重建", "chong jian"),
        ("β-VAE 模型", "beta-VAE mo xing"),
        ("Колмогоров", "Колмогоров"),
    ],
)
def test_latinize(text: str, latin: str) -> None:
    assert latinize(text) == latin


def test_family_names_are_read_as_such() -> None:
    assert latinize("曾经").startswith("ceng")
    assert latinize_name("曾燕").startswith("zeng")
    assert initial(latinize_name("单霄")) == "S"


def test_collate() -> None:
    names = ["Колмогоров", "de Vries", "Zhu", "Çelik", "曾燕", "o'Neill", "ONeal", "김민수", "何恺明", "He, Z"]
    assert sorted(names, key=lambda name: collate(latinize_name(name))) == [
        "Çelik",
        "de Vries",
        "何恺明",
        "He, Z",
        "o'Neill",
        "ONeal",
        "曾燕",
        "Zhu",
        "Колмогоров",
        "김민수",
    ]


def test_authors_by_initial() -> None:
    papers = [(entry("Jonathan Ho", "何恺明"), 1), (entry("Ángel Álvarez", "Jonathan Ho"), 2), (entry("김민수"), 3)]
    assert group_by_author(papers) == [
        ("A", [("Álvarez, Ángel", [2])]),
        ("H", [("何恺明", [1]), ("Ho, Jonathan", [1, 2])]),
        ("김", [("김민수", [3])]),
    ]


def test_venues_by_year() -> None:
    papers = [(entry("A B", venue="NeurIPS"), 1), (entry("A B", venue="arXiv"), 2), (entry("A B", year=2021), 3)]
    assert group_by_year(papers) == [("2021", [("ICLR", [3])]), ("2020", [("arXiv", [2]), ("NeurIPS", [1])])]
