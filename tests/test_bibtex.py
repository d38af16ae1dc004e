from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from flows import PAPER
from paperlist.bibtex import render_bibtex, render_bibtex_entry
from paperlist.entry import Author, Entry

if TYPE_CHECKING:
    from pathlib import Path

AUTHORS = "Author, Ann and van der Meer, Hanne and Bauer, Jr., Ben"


# -- exact texts -----------------------------------------------------------------------


def test_conference_paper() -> None:
    assert render_bibtex([PAPER]) == (
        "@inproceedings{author2020flows,\n"
        "  title = {{Flows for All}},\n"
        f"  author = {{{AUTHORS}}},\n"
        "  booktitle = {Advances in Neural Information Processing Systems},\n"
        "  year = {2020},\n"
        "  eprint = {2006.01234},\n"
        "  archiveprefix = {arXiv},\n"
        "  url = {https://arxiv.org/abs/2006.01234},\n"
        "}\n"
    )


def test_workshop_paper() -> None:
    assert render_bibtex([replace(PAPER, venue="ICLR Workshop", url="https://openreview.net/forum?id=aB_c-9")]) == (
        "@inproceedings{author2020flows,\n"
        "  title = {{Flows for All}},\n"
        f"  author = {{{AUTHORS}}},\n"
        "  booktitle = {International Conference on Learning Representations Workshop Track},\n"
        "  year = {2020},\n"
        "  url = {https://openreview.net/forum?id=aB_c-9},\n"
        "}\n"
    )


def test_journal_article() -> None:
    assert render_bibtex([replace(PAPER, venue="JMLR", url="https://doi.org/10.1000/X_7")]) == (
        "@article{author2020flows,\n"
        "  title = {{Flows for All}},\n"
        f"  author = {{{AUTHORS}}},\n"
        "  journal = {Journal of Machine Learning Research},\n"
        "  year = {2020},\n"
        "  doi = {10.1000/x_7},\n"
        "  url = {https://doi.org/10.1000/X_7},\n"
        "}\n"
    )


def test_chapter_of_a_book() -> None:
    assert render_bibtex([replace(PAPER, venue="Predicting Structured Data", url="https://a.example")]) == (
        "@incollection{author2020flows,\n"
        "  title = {{Flows for All}},\n"
        f"  author = {{{AUTHORS}}},\n"
        "  booktitle = {Predicting Structured Data},\n"
        "  publisher = {MIT Press},\n"
        "  year = {2020},\n"
        "  url = {https://a.example},\n"
        "}\n"
    )


def test_report() -> None:
    assert render_bibtex([replace(PAPER, venue="OpenAI technical report", url="https://a.example")]) == (
        "@techreport{author2020flows,\n"
        "  title = {{Flows for All}},\n"
        f"  author = {{{AUTHORS}}},\n"
        "  institution = {OpenAI},\n"
        "  year = {2020},\n"
        "  url = {https://a.example},\n"
        "}\n"
    )


def test_preprint() -> None:
    assert render_bibtex([replace(PAPER, venue="arXiv", url="https://arxiv.org/abs/cs/0603122")]) == (
        "@misc{author2006flows,\n"
        "  title = {{Flows for All}},\n"
        f"  author = {{{AUTHORS}}},\n"
        "  year = {2020},\n"
        "  eprint = {cs/0603122},\n"
        "  archiveprefix = {arXiv},\n"
        "  url = {https://arxiv.org/abs/cs/0603122},\n"
        "}\n"
    )


def test_unknown_venue_is_a_conference_of_that_name() -> None:
    assert "  booktitle = {Days of R\\&D},\n" in render_bibtex([replace(PAPER, venue="Days of R&D")])


def test_entries_are_sorted_by_key_a_blank_line_apart_and_each_once() -> None:
    other = replace(PAPER, title="Affine Flows", url="https://a.example")
    text = render_bibtex([PAPER, other, PAPER])
    assert re.findall(r"(?:^|\n\n)@\w+\{(.*),", text) == ["author2020affine", "author2020flows"]


def test_no_entries_are_no_text() -> None:
    assert render_bibtex([]) == ""


def field(name: str, entry: Entry) -> str:
    (value,) = re.findall(rf"^  {name} = {{(.*)}},$", render_bibtex_entry(entry, "key"), re.MULTILINE)
    return str(value)


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("A & B", r"{A \& B}"),
        ("100% of #1 in snake_case", r"{100\% of \#1 in snake\_case}"),
        ("x ~ y ^ z", r"{x \textasciitilde{} y \textasciicircum{} z}"),
        (r"back\\slash", r"{back\textbackslash{}slash}"),
        (r"\$5", r"{\$5}"),
        (r"$\beta$-VAE with $x_{1}^2$ & more", r"{$\beta$-VAE with $x_{1}^2$ \& more}"),
        ("Größe, Łódź, β, 扩散", "{Größe, Łódź, β, 扩散}"),
        ('"Quoted" @ home', '{"Quoted" @ home}'),
    ],
)
def test_title_is_escaped_but_for_its_math(title: str, value: str) -> None:
    assert field("title", replace(PAPER, title=title)) == value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Ann Author", "Author, Ann"),
        ("Hanne van der Meer", "van der Meer, Hanne"),
        ("Ben Bauer III", "Bauer, III, Ben"),
        ("Łukasz Gęś", "Gęś, Łukasz"),
        ("Plato", "{Plato}"),
        ("R&D", r"{R\&D}"),
        ("Ann_B ~Author^", r"\textasciitilde{}Author\textasciicircum{}, Ann\_B"),
    ],
)
def test_author_is_written_family_first(name: str, value: str) -> None:
    assert field("author", replace(PAPER, authors=(Author(name),))) == value


# -- what bibtex says ------------------------------------------------------------------


def bibtex(folder: Path, text: str) -> str:
    """Return the bibliography that bibtex makes of a file, and fail if it complains."""
    (folder / "all.aux").write_text("\\citation{*}\n\\bibstyle{plain}\n\\bibdata{papers}\n")
    (folder / "papers.bib").write_text(text, "utf-8")
    run = subprocess.run(["bibtex", "all"], cwd=folder, capture_output=True, check=False)
    log = run.stdout.decode("utf-8", "replace")
    assert run.returncode == 0, f"{log}\n{text}"
    assert "warning" not in log.lower(), f"{log}\n{text}"
    return (folder / "all.bbl").read_text("utf-8", "replace")


NASTY = [
    "& % # _ ~ ^",
    "{braces}",
    r"back\\slash and \$5",
    "'single' \"double\" `back`",
    "@article{x, y = z",
    "}{",
    "{",
    "}",
    r"$\{x\}$ and $\frac{a}{b}$",
    "Größe, Łódź, β, 扩散",
    "and, and",
]


@pytest.mark.parametrize("title", NASTY)
def test_bibtex_accepts_every_title(tmp_path: Path, title: str) -> None:
    assert "\\bibitem{key}" in bibtex(tmp_path, render_bibtex_entry(replace(PAPER, title=title), "key"))


@pytest.mark.parametrize(
    "name",
    [
        "A&B C%D",
        "#1 _x_",
        "~ ^",
        r"back\slash",
        "{Ann} {Author}",
        "{ }",
        "} {",
        "{",
        r"\ $",
        'Ann "Q" O\'Author',
        "扩散",
    ],
)
def test_bibtex_accepts_every_name(tmp_path: Path, name: str) -> None:
    authors = (Author("Ben Bauer"), Author(name), Author("Cem van Can Jr."))
    assert "\\bibitem{key}" in bibtex(tmp_path, render_bibtex_entry(replace(PAPER, authors=authors), "key"))


def test_bibtex_reads_the_names_apart(tmp_path: Path) -> None:
    names = ["Ann B. Author", "Hanne van der Meer", "Ben Bauer Jr.", "Plato"]
    text = bibtex(tmp_path, render_bibtex([replace(PAPER, authors=tuple(map(Author, names)))]))
    assert "Ann~B. Author, Hanne van~der Meer, Ben Bauer, Jr., and {Plato}." in " ".join(text.split())


def test_bibtex_accepts_every_kind_of_venue(tmp_path: Path) -> None:
    venues = ["NeurIPS", "ICLR Workshop", "JMLR", "Predicting Structured Data", "OpenAI technical report", "arXiv", "?"]
    papers = [replace(PAPER, venue=venue, url=f"https://{n}.example", title=f"T{n}") for n, venue in enumerate(venues)]
    assert bibtex(tmp_path, render_bibtex(papers)).count("\\bibitem") == len(venues)


@given(st.permutations([PAPER, *(replace(PAPER, url=f"https://doi.org/10.1000/{n}") for n in range(3))]))
def test_export_does_not_depend_on_the_order_of_the_pages(papers: list[Entry]) -> None:
    assert render_bibtex(papers) == render_bibtex(papers[::-1])


words = st.text("abzé&%#_~^\\{}$\"'.", min_size=1, max_size=6)
people = st.lists(words, min_size=1, max_size=3).map(" ".join).map(Author)


@settings(max_examples=10, deadline=None, phases=[Phase.generate])  # to shrink would run bibtex for minutes
@given(papers=st.lists(st.builds(lambda title, name: (title, name), words, people), min_size=10, max_size=10))
def test_bibtex_accepts_any_mix_of_special_characters(
    tmp_path_factory: pytest.TempPathFactory, papers: list[tuple[str, Author]]
) -> None:
    entries = [
        replace(
            PAPER,
            url=f"https://doi.org/10.1000/{number}",
            title=title.replace("\\", "\\\\").replace("$", "\\$"),
            authors=(Author("Ann Author"), name),
        )
        for number, (title, name) in enumerate(papers)
    ]
    text = bibtex(tmp_path_factory.mktemp("bibtex"), render_bibtex(entries))
    assert text.count("\\bibitem") == len(entries)
