from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperlist.entry import Author, Entry, assign_keys, fold, plain_title, slug, sort_by_key, split_title

PAPER = Entry("A Title", "https://arxiv.org/abs/2006.01234", (Author("Ann Author"),), "NeurIPS", 2020)


# -- identity and anchor ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "identity", "anchor"),
    [
        ("https://arxiv.org/abs/2006.01234", "arxiv:2006.01234", "arxiv-2006-01234"),
        ("https://arxiv.org/abs/0704.0001", "arxiv:0704.0001", "arxiv-0704-0001"),
        ("https://arxiv.org/abs/2006.01234v3", "arxiv:2006.01234", "arxiv-2006-01234"),
        ("http://www.arxiv.org/abs/2006.01234", "arxiv:2006.01234", "arxiv-2006-01234"),
        ("https://arxiv.org/abs/cs/0603122", "arxiv:cs/0603122", "arxiv-cs-0603122"),
        ("https://arxiv.org/abs/hep-th/9901001", "arxiv:hep-th/9901001", "arxiv-hep-th-9901001"),
        ("https://arxiv.org/abs/math.GT/0309136", "arxiv:math.GT/0309136", "arxiv-math-GT-0309136"),
        ("https://openreview.net/forum?id=aB_c-9", "openreview:aB_c-9", "openreview-aB_c-9"),
        ("https://openreview.net/pdf?id=aB_c-9", "openreview:aB_c-9", "openreview-aB_c-9"),
        ("https://doi.org/10.1000/x.7", "doi:10.1000/x.7", "doi-10-1000-x-7"),
        ("https://dx.doi.org/10.1000/x.7", "doi:10.1000/x.7", "doi-10-1000-x-7"),
        ("https://proceedings.example/paper.pdf", "title:a-title", "title-a-title"),
        ("https://arxiv.org/pdf/2006.01234", "title:a-title", "title-a-title"),
        ("https://mirror.example/https://arxiv.org/abs/2006.01234", "title:a-title", "title-a-title"),
    ],
)
def test_identity_and_anchor_come_from_the_url(url: str, identity: str, anchor: str) -> None:
    paper = replace(PAPER, url=url)
    assert (paper.identity, paper.anchor) == (identity, anchor)


def test_doi_ignores_case() -> None:
    upper = replace(PAPER, url="https://doi.org/10.1000/ABC.d")
    assert upper.doi == "10.1000/abc.d"
    assert upper.identity == replace(PAPER, url="https://doi.org/10.1000/abc.D").identity


def test_openreview_ids_keep_their_case() -> None:
    one, other = (replace(PAPER, url=f"https://openreview.net/forum?id={id_}") for id_ in ("aBc", "abC"))
    assert one.identity != other.identity


def test_title_identity_spells_math_and_greek_out() -> None:
    title = r"$\beta$-VAE, π and the Price of \$5"
    assert replace(PAPER, url="https://a.example", title=title).identity == "title:beta-vae-pi-and-the-price-of-5"


def test_identity_stays_when_a_preprint_gets_published() -> None:
    preprint = replace(PAPER, venue="arXiv", title="A Working Title")
    assert (preprint.identity, preprint.anchor) == (PAPER.identity, PAPER.anchor)


@pytest.mark.parametrize(
    ("url", "eprint", "doi"),
    [
        ("https://arxiv.org/abs/2006.01234v2", "2006.01234", None),
        ("https://arxiv.org/abs/cs/0603122", "cs/0603122", None),
        ("https://doi.org/10.1000/X", None, "10.1000/x"),
        ("https://openreview.net/forum?id=abc", None, None),
    ],
)
def test_eprint_and_doi(url: str, eprint: str | None, doi: str | None) -> None:
    paper = replace(PAPER, url=url)
    assert (paper.eprint, paper.doi) == (eprint, doi)


# -- date ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "year", "date"),
    [
        ("https://arxiv.org/abs/2006.01234", 2020, (2020, 6)),
        ("https://arxiv.org/abs/2006.01234", 2023, (2020, 6)),
        ("https://arxiv.org/abs/2012.01234", 2020, (2020, 12)),
        ("https://arxiv.org/abs/cs/0603122", 2007, (2006, 3)),
        ("https://arxiv.org/abs/hep-th/9912001", 2000, (1999, 12)),
        ("https://arxiv.org/abs/hep-th/9108001", 1992, (1991, 8)),
        ("https://doi.org/10.1000/x", 1986, (1986, 0)),
    ],
)
def test_date_is_the_first_appearance(url: str, year: int, date: tuple[int, int]) -> None:
    assert replace(PAPER, url=url, year=year).date == date


def test_date_is_the_venue_if_the_arxiv_id_is_younger() -> None:
    assert replace(PAPER, url="https://arxiv.org/abs/2101.01234", year=2020).date == (2020, 0)


def test_sort_key_orders_a_month_by_arxiv_id_and_a_bare_year_first() -> None:
    urls = [
        "https://doi.org/10.1000/x",
        "https://arxiv.org/abs/2001.00002",
        "https://arxiv.org/abs/2006.00009",
        "https://arxiv.org/abs/2006.01234",
        "https://arxiv.org/abs/2010.00001",
    ]
    keys = [replace(PAPER, url=url).sort_key for url in urls]
    assert keys == sorted(set(keys))


# -- authors ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "given_name", "family", "suffix"),
    [
        ("Ann Author", "Ann", "Author", ""),
        ("Ann B. C. Author", "Ann B. C.", "Author", ""),
        ("Guus van Dijkstra", "Guus", "van Dijkstra", ""),
        ("Hanne van der Meer", "Hanne", "van der Meer", ""),
        ("Maria de la Vega", "Maria", "de la Vega", ""),
        ("Karl Ernst von Adler", "Karl Ernst", "von Adler", ""),
        ("Jan Van Damm", "Jan Van", "Damm", ""),
        ("Ben Bauer Jr.", "Ben", "Bauer", "Jr."),
        ("Ben van Bauer III", "Ben", "van Bauer", "III"),
        ("Bauer Jr.", "Bauer", "Jr.", ""),
        ("Plato", "", "Plato", ""),
        ("Anne-Marie O'Author", "Anne-Marie", "O'Author", ""),
    ],
)
def test_author_splits_into_given_family_and_suffix(name: str, given_name: str, family: str, suffix: str) -> None:
    assert Author(name).split() == (given_name, family, suffix)


# -- keys ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("author", "title", "key"),
    [
        ("Ann Author", "Denoising for All", "author2020denoising"),
        ("Ann Author", "On the Use of Flows", "author2020use"),
        ("Ann Author", "Towards an Image-to-Image Model", "author2020image"),
        ("Ann Author", "What Is This? And How?", "author2020what"),
        ("Ann Author", "On the", "author2020on"),
        ("Ann Author", r"$\beta$-Flow", "author2020beta"),
        ("Ann Author", "3D Flows", "author20203d"),
        ("Hanne van der Meer", "Flows", "vandermeer2020flows"),
        ("Ben Bauer Jr.", "Flows", "bauer2020flows"),
        ("Anne O'Author-Łódź", "Flows", "oauthorlodz2020flows"),
        ("Plato", "Flows", "plato2020flows"),
    ],
)
def test_base_key_is_family_year_and_first_telling_word(author: str, title: str, key: str) -> None:
    assert replace(PAPER, title=title, authors=(Author(author), Author("Ben Bauer"))).base_key == key


def test_base_key_takes_the_year_of_the_first_appearance_and_not_the_short_name() -> None:
    assert replace(PAPER, year=2023, short="SHORT").base_key == "author2020title"


CLASHING = [
    replace(PAPER, url="https://doi.org/10.1000/x"),
    replace(PAPER, url="https://arxiv.org/abs/2003.00007"),
    replace(PAPER, url="https://arxiv.org/abs/2006.00001"),
    replace(PAPER, url="https://arxiv.org/abs/2006.00002"),
    replace(PAPER, url="https://arxiv.org/abs/2006.00003", title="Another"),
]


@given(st.permutations(CLASHING))
def test_clashing_keys_get_letters_by_age_whatever_the_order(papers: list[Entry]) -> None:
    assert assign_keys(papers) == {
        "doi:10.1000/x": "author2020title",
        "arxiv:2003.00007": "author2020titlea",
        "arxiv:2006.00001": "author2020titleb",
        "arxiv:2006.00002": "author2020titlec",
        "arxiv:2006.00003": "author2020another",
    }


def test_a_letter_never_makes_the_key_of_another_paper() -> None:
    papers = [
        replace(PAPER, url="https://arxiv.org/abs/2001.00001", title="Flow"),
        replace(PAPER, url="https://arxiv.org/abs/2001.00002", title="Flowa"),
        replace(PAPER, url="https://arxiv.org/abs/2001.00003", title="Flow"),
    ]
    assert list(assign_keys(papers).values()) == ["author2020flow", "author2020flowa", "author2020flowb"]


def test_letters_go_on_behind_z() -> None:
    papers = [replace(PAPER, url=f"https://arxiv.org/abs/2001.{number:05}") for number in range(29)]
    assert list(assign_keys(papers).values())[-3:] == ["author2020titlez", "author2020titleaa", "author2020titleab"]


def test_sort_by_key_gives_each_paper_once() -> None:
    first = replace(PAPER, title="Zeta")
    second = replace(PAPER, url="https://doi.org/10.1000/x", title="Alpha")
    assert sort_by_key([first, second, first]) == [("author2020alpha", second), ("author2020zeta", first)]


# -- titles ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "parts", "plain"),
    [
        ("Plain", [(False, "Plain")], "Plain"),
        (r"$\beta$-VAE", [(True, r"\beta"), (False, "-VAE")], "beta-VAE"),
        (r"An $\ell_2$ and $x$ Flow", None, "An ell_2 and x Flow"),
        (r"\$5 or \$6", [(False, "$5 or $6")], "$5 or $6"),
        (
            r"Price: \$5, or $n$ more",
            [(False, "Price: $5, or "), (True, "n"), (False, " more")],
            "Price: $5, or n more",
        ),
        (r"back\\slash", [(False, "back\\slash")], "back\\slash"),
        (r"back\\$x$", [(False, "back\\"), (True, "x")], "back\\x"),
        (r"back\\\$x", [(False, "back\\$x")], "back\\$x"),
        ("", [], ""),
    ],
)
def test_title_splits_into_text_and_math(title: str, parts: list[tuple[bool, str]] | None, plain: str) -> None:
    if parts is not None:
        assert list(split_title(title)) == parts
    assert plain_title(title) == plain


@given(st.text())
def test_escaped_text_comes_back_from_a_title(text: str) -> None:
    assert plain_title(text.replace("\\", "\\\\").replace("$", "\\$")) == text


@pytest.mark.parametrize(
    ("paper", "name"),
    [(replace(PAPER, short="SHORT"), "SHORT"), (PAPER, "A Title"), (replace(PAPER, title=r"$\beta$-X"), "beta-X")],
)
def test_name_is_the_short_name_or_the_plain_title(paper: Entry, name: str) -> None:
    assert paper.name == name


# -- letters ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("plain ASCII, 1", "plain ASCII, 1"),
        ("β-VAE", "beta-VAE"),
        ("Δt ϵ μ", "deltat epsilon mu"),
        ("ά", "alpha"),
        ("Λόγος", "lambdaomicrongammaomicronsigma"),
        ("Zażółć gęślą jaźń, Łódź", "Zazolc gesla jazn, Lodz"),
        ("Nguyễn Thị Đức", "Nguyen Thi Duc"),
        ("Trần Hữu Phước đỗ", "Tran Huu Phuoc do"),
        ("Müller-Straße", "Muller-Strasse"),
        ("Ærø Øre æ", "AEro Ore ae"),
        ("cœur, Œuvre", "coeur, OEuvre"),
        ("Þór Sigurðsson", "Thor Sigurdsson"),
        ("Ðukić", "Dukic"),
        ("Işık Çağlar", "Isik Caglar"),
        ("ﬁne x²", "fine x2"),
        ("扩散 model", " model"),
    ],
)
def test_fold_gives_plain_letters(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_slug_holds_words_and_single_hyphens_only(text: str) -> None:
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug(text))


@given(st.text())
def test_slug_of_a_slug_is_the_same(text: str) -> None:
    assert slug(slug(text)) == slug(text)
