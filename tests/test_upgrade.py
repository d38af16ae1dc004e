from __future__ import annotations

import gzip
import json
import lzma
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperlist.cli import run
from paperlist.entry import Author, Entry
from paperlist.match import Publication, choose_publication, is_published_form, same_authors

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from loopback import Answer, Loopback, serve
else:
    from tests.loopback import Answer, Loopback, serve

# -- matching --------------------------------------------------------------------------

FLOWS = Entry(
    "Stochastic Normalizing Rivers",
    "https://arxiv.org/abs/2002.06707",
    (Author("Hao Author"), Author("Jonas Köhler"), Author("Frank Noé")),
    "arXiv",
    2020,
)
SAME = Publication(
    "Stochastic Normalizing Rivers.", ("Hao Author", "Jonas Köhler", "Frank Noé"), "NeurIPS", 2020, "test"
)
TWIN = replace(SAME, authors=("Liam Hodge", "Chris van der Heide", "Fred Rooster"), venue="UAI")


def test_same_title_and_authors() -> None:
    assert choose_publication([TWIN, SAME], FLOWS) == SAME
    assert choose_publication([TWIN], FLOWS) is None


@pytest.mark.parametrize(
    "title",
    [
        "Stochastic Normalizing Rivers: A Review",
        "Normalizing Rivers",
        "Stochastic Normalizing River",
        "Rivers",
        "",
    ],
)
def test_similar_title_is_another_paper(title: str) -> None:
    assert not is_published_form(replace(SAME, title=title), FLOWS)


@pytest.mark.parametrize(
    "title", ["stochastic normalizing rivers", "Stochastic Normalizing-Rivers", "STOCHASTIC NORMALIZING RIVERS!"]
)
def test_spelling_of_the_title_does_not_count(title: str) -> None:
    assert is_published_form(replace(SAME, title=title), FLOWS)


def test_greek_and_math_in_titles() -> None:
    entry = replace(FLOWS, title="$\\beta$-Rivers: The Wet Ones")
    assert is_published_form(replace(SAME, title="β-Rivers - the wet ones"), entry)
    assert is_published_form(replace(SAME, title="beta-Rivers: The Wet Ones"), entry)


def test_title_that_says_nothing_needs_the_arxiv_id() -> None:
    entry = replace(FLOWS, title="Rain")
    assert not is_published_form(replace(SAME, title="Rain"), entry)
    assert is_published_form(replace(SAME, title="Rain", eprint="2002.06707"), entry)


def test_arxiv_id_tells_papers_apart_and_together() -> None:
    assert is_published_form(replace(SAME, title="Renamed on the Way", eprint="2002.06707"), FLOWS)
    assert not is_published_form(replace(SAME, eprint="2002.00001"), FLOWS)
    assert not is_published_form(replace(TWIN, eprint="2002.06707"), FLOWS)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Ann Author, Ben Bauer", "Ann Author, Ben Bauer", True),
        ("Ann Author, Ben Bauer", "A. Author, B. Bauer", True),
        ("Ann Author, Ben Bauer", "Ben Bauer, Ann Author", True),
        ("Ann Author, Ben Bauer", "Ann Author 0001, Ben Bauer 0123", True),
        ("Ann Author, Ben Bauer", "Author, Ann, Bauer, Ben", False),
        ("Ann Author", "Ann Author, Ben Bauer", True),
        ("Jörg Müller, Ben Bauer", "Jorg Muller, Ben Bauer", True),
        ("Ann Author, Ben Bauer, Dan Dauer", "Ann Author, Ben Bauer, Eve Eder, Finn Fox", True),
        ("Ann Author, Ben Bauer", "Zoe Author, Ben Bauer", False),
        ("Ann Author, Ben Bauer", "Ann Author, Eve Eder, Finn Fox, Gus Gold, Hal Hall", False),
        ("Wei Wang, Lei Li", "Xin Wang, Yu Li", False),
        ("Ann Author", "Ben Bauer", False),
    ],
)
def test_same_authors(first: str, second: str, same: bool) -> None:
    assert same_authors(first.split(", "), second.split(", ")) is same
    assert same_authors(second.split(", "), first.split(", ")) is same


@pytest.mark.parametrize(("year", "near"), [(2016, False), (2017, True), (2020, True), (2027, True), (2028, False)])
def test_publication_is_near_the_preprint(year: int, near: bool) -> None:
    assert is_published_form(replace(SAME, year=year), FLOWS) is near


@pytest.mark.parametrize(
    ("venue", "place"),
    [
        ("NeurIPS", "NeurIPS"),
        ("NIPS", "NeurIPS"),
        ("ICLR (Poster)", "ICLR"),
        ("ECCV (23)", "ECCV"),
        ("IEEE Trans. Pattern Anal. Mach. Intell.", "TPAMI"),
        ("SIGGRAPH (Conference Paper Track)", "SIGGRAPH"),
        ("J. Mach. Learn. Res.", "JMLR"),
        ("2020 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)", "CVPR"),
        ("CVPR Workshops", "CVPR Workshop"),
        ("RiverConf", None),
        ("CoRR", "arXiv"),
    ],
)
def test_place(venue: str, place: str | None) -> None:
    assert replace(SAME, venue=venue).place == place


def test_only_conferences_and_journals_of_the_table_are_proposed() -> None:
    venues = ["CoRR", "NeurIPS Workshop", "RiverConf", "ECCV"]  # there was no ECCV in 2019
    assert choose_publication([replace(SAME, venue=venue, year=2019) for venue in venues], FLOWS) is None


def test_first_publication_counts() -> None:
    journal, conference = replace(SAME, venue="TPAMI", year=2021), replace(SAME, venue="CVPR", year=2021)
    assert choose_publication([replace(SAME, venue="TPAMI", year=2023), journal, conference], FLOWS) == conference


names = st.lists(st.sampled_from(["Ann Author", "Ben Bauer", "Dan Dauer", "Eve Eder", "Wei Li 0003"]), min_size=1)


@given(names, names)
def test_sameness_does_not_depend_on_the_order_of_the_question(first: list[str], second: list[str]) -> None:
    assert same_authors(first, second) == same_authors(second, first)
    assert same_authors(first, first)


# -- the command -----------------------------------------------------------------------

PAGE = """# Rivers

- [(SNR) Stochastic Normalizing Rivers](https://arxiv.org/abs/2002.06707)  
  *Hao Author, Jonas Köhler, and Frank Noé*  
  **[`arXiv 2020`] (`FU Berlin`)** [[Github](https://github.com/noe/rivers)]

  Text with an odd [`arXiv 2020`] in it.

- [Published Rivers](https://arxiv.org/abs/2003.00001)  
  *Ann Author*  
  **[`CVPR 2021`]**

- [Lakes](https://arxiv.org/abs/2004.00001)  
  *Ben Bauer and Dan Dauer*  
  **[`arXiv 2020`]**
"""  # fmt: skip
UPGRADED = PAGE.replace("**[`arXiv 2020`] (`FU", "**[`NeurIPS 2020`] (`FU")
RECORDS = [
    {"title": "Stochastic Normalizing Rivers", "authors": list(SAME.authors), "venue": "NeurIPS", "year": 2020,
     "src": ["dblp"], "url": "https://dblp.example/1"},
    {"title": "Stochastic Normalizing Rivers", "authors": list(TWIN.authors), "venue": "ICML", "year": 2020},
    {"title": "Lakes and Ponds", "authors": ["Ben Bauer", "Dan Dauer"], "venue": "ICML", "year": 2021},
    {"title": "Published Rivers", "authors": ["Ann Author"], "venue": "ICCV", "year": 2021},
]  # fmt: skip
LINES = "".join(json.dumps(record) + "\n" for record in RECORDS)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A list with a preprint that has been published."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "source").mkdir()
    (tmp_path / "source/rivers.md").write_text(PAGE, "utf-8")
    (tmp_path / "known.jsonl").write_text(LINES, "utf-8")
    return tmp_path


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Loopback]:
    """DBLP and Crossref, on this machine."""
    with serve() as loopback:
        for name in ("DBLP", "CROSSREF"):
            monkeypatch.setenv(f"PAPERLIST_{name}_URL", f"{loopback.url}/{name.lower()}")
        monkeypatch.setenv("PAPERLIST_PAUSE", "0.01")
        monkeypatch.setenv("PAPERLIST_TIMEOUT", "0.5")
        monkeypatch.setenv("PAPERLIST_TRIES", "2")
        loopback.answers["/dblp"] = dblp()
        loopback.answers["/crossref"] = crossref()
        yield loopback


def call(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, list[str]]:
    capsys.readouterr()
    status = run(["upgrade", *argv])
    out, err = capsys.readouterr()
    return status, out, err.splitlines()


def dblp(*infos: dict[str, Any]) -> Answer:
    hits = {"@total": str(len(infos))} | ({"hit": [{"@id": "1", "info": info} for info in infos]} if infos else {})
    return Answer(json.dumps({"result": {"query": "x", "status": {"@code": "200"}, "hits": hits}}))


def crossref(*items: dict[str, Any]) -> Answer:
    return Answer(json.dumps({"status": "ok", "message": {"items": list(items)}}))


FOUND = (
    "source/rivers.md:3: can be upgraded: SNR, arXiv 2020 -> NeurIPS 2020 (dblp, https://dblp.example/1) "
    "[paperlist.upgrade]"
)


def test_proposal_is_a_diff_and_changes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capsys, "--offline", "known.jsonl")
    assert (status, err) == (1, [FOUND, "1 findings"])
    assert out.startswith("--- a/source/rivers.md\n+++ b/source/rivers.md\n")
    assert re.findall(r"^[-+] .*", out, re.MULTILINE) == [
        "-  **[`arXiv 2020`] (`FU Berlin`)** [[Github](https://github.com/noe/rivers)]",
        "+  **[`NeurIPS 2020`] (`FU Berlin`)** [[Github](https://github.com/noe/rivers)]",
    ]
    assert (folder / "source/rivers.md").read_text("utf-8") == PAGE


def test_a_preprint_is_never_called_wrong(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, _, err = call(capsys, "--offline", "known.jsonl")
    assert "wrong" not in " ".join(err)
    assert run(["check", "--json"]) == 1
    assert "upgrade" not in capsys.readouterr().out


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_write(newline: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = folder / "source/rivers.md"
    page.write_bytes(PAGE.replace("\n", newline).encode())
    assert call(capsys, "--write", "--offline", "known.jsonl") == (
        0,
        "upgraded arxiv:2002.06707 to NeurIPS 2020 in source/rivers.md\n",
        [],
    )
    assert page.read_bytes().decode() == UPGRADED.replace("\n", newline)
    status, out, err = call(capsys, "--offline", "known.jsonl")
    assert (status, out, err) == (0, "1 preprints, none known to be published\n", [])


def test_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = call(capsys, "--json", "--offline", "known.jsonl")
    assert status == 1
    assert json.loads(out) == [
        {
            "path": "source/rivers.md",
            "line": 3,
            "identity": "arxiv:2002.06707",
            "title": "Stochastic Normalizing Rivers",
            "from": "arXiv 2020",
            "venue": "NeurIPS",
            "year": 2020,
            "source": "dblp",
            "url": "https://dblp.example/1",
        }
    ]


@pytest.mark.parametrize(("name", "pack"), [("known.jsonl.xz", lzma.compress), ("known.jsonl.gz", gzip.compress)])
def test_compressed_evidence(name: str, pack: Any, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / name).write_bytes(pack(LINES.encode()))
    assert call(capsys, "--offline", name)[0] == 1


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{", "known.jsonl:1: not a publication"),
        (b'{"title": "x"}\n', "known.jsonl:1: not a publication"),
        (b"[]\n", "known.jsonl:1: not a publication"),
        (b"\xff\xfe", "known.jsonl: cannot be read"),
    ],
)
def test_malformed_evidence_is_one_line(
    data: bytes, reason: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "known.jsonl").write_bytes(data)
    status, out, err = call(capsys, "--write", "--offline", "known.jsonl")
    assert (status, out, len(err)) == (2, "", 1)
    assert err[0].startswith(f"paperlist: {reason}")
    assert (folder / "source/rivers.md").read_text("utf-8") == PAGE


def test_missing_evidence_is_a_wrong_call(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(capsys, "--offline", "none.jsonl") == (2, "", ["paperlist: none.jsonl: No such file or directory"])


HIT = {
    "authors": {"author": [{"@pid": "1", "text": "Hao Author 0001"}, {"@pid": "2", "text": "Jonas K&ouml;hler"},
                           {"@pid": "3", "text": "Frank No&eacute;"}]},
    "title": "Stochastic Normalizing Rivers.",
    "venue": "NeurIPS",
    "year": "2020",
    "type": "Conference and Workshop Papers",
    "url": "https://dblp.org/rec/conf/nips/1",
}  # fmt: skip
CORR = {**HIT, "venue": "CoRR", "type": "Informal and Other Publications"}


def test_dblp(server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    server.answers["/dblp?q=Stochastic+Normalizing+Rivers"] = dblp(CORR, HIT)
    status, _, err = call(capsys)
    assert status == 1
    assert "arXiv 2020 -> NeurIPS 2020 (DBLP, https://dblp.org/rec/conf/nips/1)" in err[0]
    assert [request.partition("?")[0] for request in server.requests] == ["/dblp", "/dblp", "/crossref"]


def test_dblp_with_one_author_and_two_venues(
    server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "source/rivers.md").write_text(
        "- [One River](https://arxiv.org/abs/2004.00001)  \n  *Ben Bauer*  \n  **[`arXiv 2020`]**\n", "utf-8"
    )
    hit = {**HIT, "title": "One River.", "venue": ["ICML", "PMLR"], "authors": {"author": {"text": "Ben Bauer"}}}
    server.answers["/dblp"] = dblp(hit)
    assert "-> ICML 2020" in call(capsys)[2][0]


def test_crossref_where_dblp_finds_nothing(server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    work = {
        "DOI": "10.1109/1",
        "title": ["Stochastic Normalizing Rivers"],
        "author": [{"given": name.split()[0], "family": name.split()[1]} for name in SAME.authors],
        "container-title": ["IEEE Transactions on Pattern Analysis and Machine Intelligence"],
        "issued": {"date-parts": [[2022]]},
        "type": "journal-article",
    }
    server.answers["/crossref"] = crossref({**work, "type": "posted-content"}, {"title": ["x"]}, work)
    status, _, err = call(capsys)
    assert status == 1
    assert "arXiv 2020 -> TPAMI 2022 (Crossref, https://doi.org/10.1109/1)" in err[0]


BAD = {
    "slow": (Answer("{}", delay=5), "DBLP did not answer in time"),
    "busy": (Answer("", 429), "DBLP answered with status 429; too many requests"),
    "broken": (Answer("", 500), "DBLP answered with status 500"),
    "cut": (Answer(json.dumps(HIT), cut=10), "DBLP broke off its answer"),
    "half": (Answer(json.dumps(HIT)[:50]), "DBLP answered with malformed JSON"),
    "html": (Answer("<html></html>"), "DBLP answered with malformed JSON"),
    "odd": (Answer('{"result": {"hits": {"hit": [{"info": {"authors": 5, "venue": 1}}]}}}'), "DBLP answered in a form"),
    "list": (Answer("[]"), "DBLP answered in a form"),
    "null": (Answer("null"), "DBLP answered in a form"),
    "missing": (Answer("", 404), "DBLP answered in a form"),
}


@pytest.mark.parametrize(("answer", "reason"), BAD.values(), ids=BAD)
def test_bad_answer_is_one_line_and_changes_nothing(
    answer: Answer, reason: str, server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.answers["/dblp"] = answer
    status, out, err = call(capsys, "--write")
    assert (status, out, len(err)) == (2, "", 1)
    assert err[0].startswith(f"paperlist: {reason}")
    assert (folder / "source/rivers.md").read_text("utf-8") == PAGE


def test_nobody_is_asked_about_published_papers(
    server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(capsys) == (0, "2 preprints, none known to be published\n", [])
    assert not [request for request in server.requests if "Published" in request]
