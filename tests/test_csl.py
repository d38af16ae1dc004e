from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import flows
from paperlist.csl import csl_item, render_csl
from paperlist.entry import Author, Entry

PAPER = replace(flows.PAPER, title=r"$\beta$-Flows for \$5", year=2021)
AUTHORS = [
    {"family": "Author", "given": "Ann"},
    {"family": "van der Meer", "given": "Hanne"},
    {"family": "Bauer", "given": "Ben", "suffix": "Jr."},
]
COMMON = {
    "id": "key",
    "title": "beta-Flows for $5",
    "title-short": "FLOW",
    "author": AUTHORS,
    "issued": {"date-parts": [[2021]]},
}


@pytest.mark.parametrize(
    ("venue", "url", "rest"),
    [
        (
            "NeurIPS",
            "https://arxiv.org/abs/2006.01234",
            {
                "type": "paper-conference",
                "container-title": "Advances in Neural Information Processing Systems",
                "number": "arXiv:2006.01234",
            },
        ),
        (
            "ICLR Workshop",
            "https://openreview.net/forum?id=aB_c-9",
            {
                "type": "paper-conference",
                "container-title": "International Conference on Learning Representations Workshop Track",
            },
        ),
        (
            "JMLR",
            "https://doi.org/10.1000/X_7",
            {
                "type": "article-journal",
                "container-title": "Journal of Machine Learning Research",
                "DOI": "10.1000/x_7",
            },
        ),
        (
            "Predicting Structured Data",
            "https://a.example",
            {"type": "chapter", "container-title": "Predicting Structured Data", "publisher": "MIT Press"},
        ),
        ("OpenAI technical report", "https://a.example", {"type": "report", "publisher": "OpenAI"}),
        (
            "arXiv",
            "https://arxiv.org/abs/cs/0603122",
            {"type": "article", "container-title": "arXiv", "number": "arXiv:cs/0603122"},
        ),
    ],
)
def test_item_of_each_kind_of_venue(venue: str, url: str, rest: dict[str, str]) -> None:
    assert csl_item(replace(PAPER, venue=venue, url=url), "key") == {**COMMON, **rest, "URL": url}


def test_text_has_one_item_a_line_and_letters_as_they_are() -> None:
    first = Entry('"Größe" \\\\ <β>', "https://doi.org/10.1000/x", (Author("Łukasz Gęś"),), "JMLR", 2004)
    second = replace(first, title="扩散 Zeta", url="https://a.example")
    assert render_csl([second, first]) == (
        "[\n"
        '{"id": "ges2004grosse", "type": "article-journal", "title": "\\"Größe\\" \\\\ <β>", '
        '"author": [{"family": "Gęś", "given": "Łukasz"}], '
        '"container-title": "Journal of Machine Learning Research", '
        '"issued": {"date-parts": [[2004]]}, "DOI": "10.1000/x", "URL": "https://doi.org/10.1000/x"},\n'
        '{"id": "ges2004zeta", "type": "article-journal", "title": "扩散 Zeta", '
        '"author": [{"family": "Gęś", "given": "Łukasz"}], '
        '"container-title": "Journal of Machine Learning Research", '
        '"issued": {"date-parts": [[2004]]}, "URL": "https://a.example"}\n'
        "]\n"
    )


def test_name_of_one_word_is_literal() -> None:
    assert csl_item(replace(PAPER, authors=(Author("Plato"),)), "key")["author"] == [{"literal": "Plato"}]


def test_fields_without_value_are_left_out() -> None:
    item = csl_item(Entry("T", "https://a.example", (Author("Ann Author"),), "JMLR", 2004), "key")
    assert sorted(item) == ["URL", "author", "container-title", "id", "issued", "title", "type"]


def test_no_entries_are_an_empty_array() -> None:
    assert json.loads(render_csl([])) == []


def test_each_paper_stands_once() -> None:
    assert [item["id"] for item in json.loads(render_csl([PAPER, PAPER]))] == ["author2020beta"]


@settings(deadline=None)
@given(st.text(min_size=1), st.text(min_size=1).filter(str.strip))
def test_any_title_and_name_come_back_from_json(title: str, name: str) -> None:
    paper = replace(PAPER, title=title.replace("\\", "\\\\").replace("$", "\\$"), authors=(Author(name),))
    items: list[dict[str, Any]] = json.loads(render_csl([paper]).encode("utf-8"))
    (author,) = items[0]["author"]
    words = author["literal"].split() if "literal" in author else " ".join(map(author.get, ("given", "family"))).split()
    assert (items[0]["title"], words) == (title, [word for word in name.split() if word != author.get("suffix")])
