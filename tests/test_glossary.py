from __future__ import annotations

import pytest

from paperlist.glossary import Term, read_terms

FULL = '''
[[term]]
name = "evidence lower bound"
abbreviation = "ELBO"
aliases = ["variational lower bound", "negative free energy"]
definition = """
A lower bound
on $\\\\log p(x)$.
"""
zh_CN = "证据下界"
avoid_zh_CN = ["变分下界", "证据下限"]
de = "untere Schranke"

[[term]]
name = "flow"
definition = "An invertible map."
'''


def test_terms_are_read_in_order_with_all_they_hold() -> None:
    assert read_terms(FULL) == [
        Term(
            name="evidence lower bound",
            definition=r"A lower bound on $\log p(x)$.",
            abbreviation="ELBO",
            aliases=("variational lower bound", "negative free energy"),
            translations={"zh_CN": "证据下界", "de": "untere Schranke"},
            avoided={"zh_CN": ("变分下界", "证据下限")},
        ),
        Term(name="flow", definition="An invertible map."),
    ]


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "term = []\n", "[other]\nx = 1\n"])
def test_a_file_may_hold_no_terms(text: str) -> None:
    assert read_terms(text) == []


@pytest.mark.parametrize(
    ("name", "anchor"),
    [
        ("evidence lower bound", "term-evidence-lower-bound"),
        ("β-VAE", "term-beta-vae"),
        ("Fréchet (inception) distance", "term-frechet-inception-distance"),
    ],
)
def test_anchor_is_made_of_the_name(name: str, anchor: str) -> None:
    assert Term(name, "…").anchor == anchor


@pytest.mark.parametrize(
    "table",
    [
        'name = "flow"',
        'definition = "An invertible map."',
        'name = 1\ndefinition = "An invertible map."',
        'name = "flow"\ndefinition = ["An invertible map."]',
        "",
    ],
)
def test_term_needs_name_and_definition(table: str) -> None:
    with pytest.raises(ValueError, match="a term needs a name and a definition"):
        read_terms(f"[[term]]\n{table}\n")


@pytest.mark.parametrize("text", ["[[term]\n", "name = flow\n", "[[term]]\nname = 'a'\nname = 'b'\n"])
def test_what_is_not_toml(text: str) -> None:
    with pytest.raises(ValueError, match=r"line \d|end of document"):
        read_terms(text)


@pytest.mark.parametrize(
    "text",
    ['[term]\nname = "flow"\ndefinition = "An invertible map."\n', 'term = "flow"\n', "term = 5\n", "term = [1]\n"],
)
def test_terms_must_be_a_list_of_tables(text: str) -> None:
    with pytest.raises(ValueError, match="term"):
        read_terms(text)


@pytest.mark.parametrize(
    "line",
    ['avoid_zh_CN = "变分下界"', "avoid_zh_CN = [1]", 'aliases = "map"', "abbreviation = 3", "zh_CN = 3", 'de = ["x"]'],
)
def test_value_of_a_wrong_type(line: str) -> None:
    # a string taken for a list would forbid each of its letters
    with pytest.raises(ValueError, match="flow"):
        read_terms(f'[[term]]\nname = "flow"\ndefinition = "An invertible map."\n{line}\n')
