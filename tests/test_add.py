from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from paperlist.cli import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from loopback import Answer, Loopback, atom_entry, atom_feed, serve
else:
    from tests.loopback import Answer, Loopback, atom_entry, atom_feed, serve

PAGE = """# Rivers

Opening words.

## Springs

- [(OLD) Old Water](https://arxiv.org/abs/2001.00001)  
  *Ann Author*  
  **[`CVPR 2020`]**

  The first spring in these hills, and the one that all the later ones have been measured against since then.

- {paper}`MIDDLE`

- [Young Water](https://arxiv.org/abs/2301.00001)  
  *Ben Bauer*  
  **[`CVPR 2023`]**

  The youngest spring in these hills, which nobody has been able to measure against the others until today.

(dry)=
## Dry

Nothing flows here   yet.

## Middle

- [(MIDDLE) Middle Water](https://arxiv.org/abs/2101.00009)  
  *Chloé Õun*  
  **[`ICCV 2021`]**

  Neither old nor young, it flows between the others and takes from each of them what it needs to reach the sea.
"""  # fmt: skip


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Loopback]:
    """The registries, on this machine; they are asked without pauses."""
    with serve() as loopback:
        for name in ("ARXIV", "CROSSREF", "DOI", "OPENREVIEW", "DBLP"):
            monkeypatch.setenv(f"PAPERLIST_{name}_URL", f"{loopback.url}/{name.lower()}")
        monkeypatch.setenv("PAPERLIST_PAUSE", "0.01")
        monkeypatch.setenv("PAPERLIST_TIMEOUT", "0.5")
        monkeypatch.setenv("PAPERLIST_TRIES", "2")
        yield loopback


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A list with one page."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "source").mkdir()
    (tmp_path / "source/rivers.md").write_text(PAGE, "utf-8")
    return tmp_path


def call(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, list[str]]:
    capsys.readouterr()
    status = run(["add", *argv])
    out, err = capsys.readouterr()
    return status, out, err.splitlines()


def feed(title: str = "Rivers of Noise", id: str = "2102.00001", **fields: str) -> Answer:
    entry = atom_entry(id, title, ["Ann Author", "Ben Bauer", "Chloé Õun"], **fields)
    return Answer(atom_feed(entry), headers={"Content-Type": "application/atom+xml"})


# -- arXiv -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "2102.00001",
        "2102.00001v12",
        "arXiv:2102.00001",
        "https://arxiv.org/abs/2102.00001v2",
        "https://arxiv.org/pdf/2102.00001v3.pdf",
        "https://arxiv.org/html/2102.00001",
        "10.48550/arXiv.2102.00001",
    ],
)
def test_entry_from_arxiv(written: str, server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    server.answers["/arxiv"] = feed(
        "RiverNet: Rivers of\n  $\\beta$-Noise",
        comment="24 pages, 1024x1024 samples, CVPR 2021. Code: https://github.com/ann/rivers.",
        summary="We show that rivers flow. Project page: https://rivers.example/noise.",
    )
    assert call(capsys, written) == (
        0,
        "- [(RiverNet) RiverNet: Rivers of $\\beta$-Noise](https://arxiv.org/abs/2102.00001)  \n"
        "  *Ann Author, Ben Bauer, and Chloé Õun*  \n"
        "  **[`CVPR 2021`]** [[Github](https://github.com/ann/rivers)] [[Project](https://rivers.example/noise)]\n",
        [],
    )
    assert len(server.requests) == 1
    assert "id_list=2102.00001&" in server.requests[0]
    assert "paperlist" in server.agents[0] or "arxiv.py" in server.agents[0]


@pytest.mark.parametrize(
    "written", ["0706.1234", "cs/0603122", "math-ph/0001001v1", "https://arxiv.org/abs/cs.LG/0603122"]
)
def test_ids_of_all_ages(written: str, server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bare = re.sub(r"^https://arxiv.org/abs/|\.LG|v\d$", "", written)
    server.answers["/arxiv"] = feed(id=bare, published="2007-06-01T00:00:00Z")
    status, out, _ = call(capsys, written)
    assert status == 0
    assert f"](https://arxiv.org/abs/{bare})" in out


def test_doubt_is_said_and_the_entry_stays_a_preprint(
    server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.answers["/arxiv"] = feed(comment="Accepted to TPAMI")
    status, out, err = call(capsys, "2102.00001")
    assert status == 0
    assert "[`arXiv 2021`]" in out
    assert err == ["paperlist: arxiv:2102.00001: the comment leaves it open: Accepted to TPAMI"]


@pytest.mark.parametrize("comment", ["Submitted to NeurIPS 2021", "extends our CVPR 2021 paper"])
def test_paper_that_was_only_sent_somewhere(
    comment: str, server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.answers["/arxiv"] = feed(comment=comment)
    status, out, err = call(capsys, "2102.00001")
    assert (status, err) == (0, [])
    assert "[`arXiv 2021`]" in out


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ("Is $L^2$ All You Need? A \\emph{Wet} Answer", "Is $L^2$ All You Need? A Wet Answer"),
        ("GANs \\&amp; {VAE}s: M\\\"uller's ``View''", "GANs & VAEs: Müller's “View”"),
        ("Costs $5 and a_b *stars* [x] &lt;y&gt;", "Costs \\$5 and a\\_b \\*stars\\* \\[x\\] \\<y>"),
    ],
)
def test_titles_keep_what_they_hold(
    given: str, title: str, server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.answers["/arxiv"] = feed(given)
    _, out, _ = call(capsys, "2102.00001")
    assert out.startswith(f"- [{title}](")


def test_several_papers_in_one_request(server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    server.answers["/arxiv"] = Answer(
        atom_feed(
            atom_entry("2103.00001", "Later Rivers", ["Ann Author"]),
            atom_entry("2102.00001", "Earlier Rivers", ["Ann Author"]),
        )
    )
    status, out, err = call(capsys, "2103.00001", "2102.00001", "arXiv:2103.00001v2")
    assert (status, err) == (0, [])
    assert re.findall(r"\[(\w+) Rivers\]", out) == ["Earlier", "Later"]
    assert len(server.requests) == 1


def test_paper_that_arxiv_does_not_know(server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    server.answers["/arxiv"] = Answer(atom_feed())
    assert call(capsys, "2102.00001") == (1, "", ["paperlist: arxiv:2102.00001: no such paper"])


def test_json(server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    server.answers["/arxiv"] = feed(comment="CVPR 2021")
    _, out, _ = call(capsys, "--json", "2102.00001")
    (paper,) = json.loads(out)
    assert (paper["title"], paper["venue"], paper["year"]) == ("Rivers of Noise", "CVPR", 2021)


# -- what is known already -------------------------------------------------------------


def test_known_paper_is_not_even_asked_for(server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capsys, "2001.00001v3", "--page", "rivers", "--topic", "Springs")
    assert (status, out) == (1, "")
    assert err == ["paperlist: known already: arxiv:2001.00001 at source/rivers.md:7 (OLD)"]
    assert server.requests == []
    assert (folder / "source/rivers.md").read_text("utf-8") == PAGE


def test_known_paper_at_another_address(server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    server.answers["/arxiv"] = Answer(atom_feed(atom_entry("2009.00001", "Old water", ["A. Author", "Ben Bauer"])))
    status, out, err = call(capsys, "2009.00001", "--page", "rivers", "--topic", "Springs")
    assert (status, out) == (1, "")
    assert err == ["paperlist: known already: arxiv:2001.00001 at source/rivers.md:7 (OLD)"]
    assert (folder / "source/rivers.md").read_text("utf-8") == PAGE


# -- DOIs and OpenReview ---------------------------------------------------------------

WORK = {
    "DOI": "10.1145/1.2",
    "title": ["Rivers of <i>Noise</i> &amp; Sand"],
    "author": [
        {"given": "Ann", "family": "Author", "sequence": "first"},
        {"given": "BEN", "family": "BAUER"},
        {"name": "The River Team"},
    ],
    "container-title": ["ACM SIGGRAPH 2022 Conference Proceedings"],
    "issued": {"date-parts": [[2022, 8, 7]]},
    "type": "proceedings-article",
}


def test_entry_from_crossref(server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    server.answers["/crossref/10.1145/1.2"] = Answer(json.dumps({"status": "ok", "message": WORK}))
    assert call(capsys, "https://dl.acm.org/doi/pdf/10.1145/1.2") == (
        0,
        "- [Rivers of Noise & Sand](https://doi.org/10.1145/1.2)  \n"
        "  *Ann Author, Ben Bauer, and The River Team*  \n"
        "  **[`SIGGRAPH 2022`]**\n",
        [],
    )


def test_entry_from_doi_org_where_crossref_does_not_know_it(
    server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    csl = {**WORK, "title": "Rivers", "container-title": "Computer Vision – ECCV 2022"}
    server.answers["/doi/10.1145/1.2"] = Answer(json.dumps(csl))
    status, out, _ = call(capsys, "doi:10.1145/1.2")
    assert status == 0
    assert "**[`ECCV 2022`]**" in out
    assert server.requests == ["/crossref/10.1145/1.2", "/doi/10.1145/1.2"]


def test_doi_that_nobody_knows(server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(capsys, "10.1145/1.2") == (1, "", ["paperlist: doi:10.1145/1.2: no such paper"])


@pytest.mark.parametrize("field", ["title", "author", "issued"])
def test_doi_without_what_an_entry_needs(
    field: str, server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    work = {name: value for name, value in WORK.items() if name != field}
    server.answers["/crossref"] = Answer(json.dumps({"message": work}))
    status, out, err = call(capsys, "10.1145/1.2")
    assert (status, out) == (2, "")
    assert err == ["paperlist: the description of 10.1145/1.2 lacks its title, authors or year"]


@pytest.mark.parametrize(
    ("venue", "place", "doubt"),
    [
        ("ICLR 2023 notable top 5%", "ICLR 2023", None),
        ("NeurIPS 2022 Accept", "NeurIPS 2022", None),
        ("Accepted by TMLR", "TMLR 2022", None),
        ("Submitted to ICLR 2023", "arXiv 2022", "not accepted anywhere, it seems: Submitted to ICLR 2023"),
        ("ICLR 2023 Conference Withdrawn Submission", "arXiv 2022", "not accepted anywhere, it seems: "),
    ],
)
@pytest.mark.parametrize("version", [1, 2])
def test_entry_from_openreview(
    version: int,
    venue: str,
    place: str,
    doubt: str | None,
    server: Loopback,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    content = {"title": "Rivers", "authors": ["Ann Author", "Ben Bauer"], "venue": venue}
    wrapped = {name: {"value": value} for name, value in content.items()} if version == 2 else content
    server.answers["/openreview"] = Answer(json.dumps({"notes": [{"content": wrapped, "cdate": 1662000000000}]}))
    status, out, err = call(capsys, "https://openreview.net/pdf?id=aB_c-9")
    assert status == 0
    assert out.startswith("- [Rivers](https://openreview.net/forum?id=aB_c-9)  \n  *Ann Author and Ben Bauer*  \n")
    assert f"**[`{place}`]**" in out
    assert (doubt is None and err == []) or (doubt is not None and doubt in err[0])


# -- bad answers -----------------------------------------------------------------------

GOOD = feed().body
BAD_FEEDS = {
    "slow": (Answer(GOOD, delay=5), "arXiv did not answer in time"),
    "busy": (Answer("Rate exceeded.", 429, {"Retry-After": "0"}), "arXiv answered with status 429; too many requests"),
    "broken": (Answer("oops", 500), "arXiv answered with status 500"),
    "refused": (Answer("bad", 400), "arXiv answered with status 400"),
    "cut": (Answer(GOOD, cut=900), "arXiv broke off its answer"),
    "silent": (Answer(silent=True), "arXiv broke off its answer"),
    "half": (Answer(GOOD[: len(GOOD) // 2]), "arXiv answered with malformed XML"),
    "empty": (Answer(""), "arXiv answered with malformed XML"),
    "html": (Answer("<html><body>Down for maintenance</body></html>"), "arXiv answered with something else"),
    "binary": (Answer(b"\xff\xfe\x00"), "arXiv answered with malformed XML"),
    "nameless": (Answer(atom_feed(atom_entry("2102.00001", "Rivers", []))), "arXiv gave a paper without id"),
    "error": (
        Answer(atom_feed(atom_entry("2102.00001", "Error", ["arXiv"], summary="incorrect id format"))
               .replace("arxiv.org/abs/2102.00001v2", "arxiv.org/api/errors#x")),
        "arXiv refused the request: incorrect id format",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("answer", "reason"), BAD_FEEDS.values(), ids=BAD_FEEDS)
def test_bad_answer_of_arxiv_is_one_line_and_changes_nothing(
    answer: Answer, reason: str, server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.answers["/arxiv"] = answer
    status, out, err = call(capsys, "2102.00001", "--page", "rivers", "--topic", "Springs")
    assert (status, out, len(err)) == (2, "", 1)
    assert err[0].startswith(f"paperlist: {reason}")
    assert [path.name for path in (folder / "source").iterdir()] == ["rivers.md"]
    assert (folder / "source/rivers.md").read_text("utf-8") == PAGE


BAD_JSON = {
    "slow": (Answer("{}", delay=5), "Crossref did not answer in time"),
    "busy": (Answer("", 429), "Crossref answered with status 429; too many requests"),
    "broken": (Answer("", 503), "Crossref answered with status 503"),
    "cut": (Answer(json.dumps({"message": WORK}), cut=20), "Crossref broke off its answer"),
    "half": (Answer(json.dumps({"message": WORK})[:50]), "Crossref answered with malformed JSON"),
    "html": (Answer("<html></html>"), "Crossref answered with malformed JSON"),
    "list": (Answer("[]"), "Crossref gave no description"),
    "odd": (Answer('{"message": {"title": 5, "author": "x", "issued": []}}'), "the description of 10.1145/1.2 lacks"),
}


@pytest.mark.parametrize(("answer", "reason"), BAD_JSON.values(), ids=BAD_JSON)
def test_bad_answer_of_crossref_is_one_line(
    answer: Answer, reason: str, server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.answers["/crossref"] = answer
    status, out, err = call(capsys, "10.1145/1.2", "--page", "rivers", "--topic", "Springs")
    assert (status, out, len(err)) == (2, "", 1)
    assert err[0].startswith(f"paperlist: {reason}")
    assert (folder / "source/rivers.md").read_text("utf-8") == PAGE


def test_server_that_is_not_there(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAPERLIST_ARXIV_URL", "http://127.0.0.1:9/")
    monkeypatch.setenv("PAPERLIST_TRIES", "1")
    status, out, err = call(capsys, "2102.00001")
    assert (status, out) == (2, "")
    assert err == ["paperlist: arXiv cannot be reached (http://127.0.0.1:9/)"]


@pytest.mark.parametrize("bad", [Answer("", 429), Answer("", 500), Answer(silent=True)])
def test_stumble_is_forgiven(bad: Answer, server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    server.answers["/arxiv"] = [bad, feed()]
    status, out, err = call(capsys, "2102.00001")
    assert (status, err) == (0, [])
    assert "Rivers of Noise" in out
    assert len(server.requests) == 2


# -- into a page -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id", "before"),
    [
        ("1906.00001", "- [(OLD) Old"),
        ("2009.00001", "- {paper}`MIDDLE`"),
        ("2106.00001", "- [Young Water"),
    ],
)
def test_entry_goes_to_its_place_by_date(
    id: str, before: str, server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.answers["/arxiv"] = feed(id=id, published=f"20{id[:2]}-06-01T00:00:00Z")
    summary = "It flows."
    assert call(capsys, id, "--page", "rivers", "--topic", "springs", "--summary", summary) == (
        0,
        f"added arxiv:{id} to source/rivers.md\n",
        [],
    )
    item = (
        f"- [Rivers of Noise](https://arxiv.org/abs/{id})  \n  *Ann Author, Ben Bauer, and Chloé Õun*  \n"
        f"  **[`arXiv 20{id[:2]}`]**\n\n  It flows.\n\n"
    )
    assert (folder / "source/rivers.md").read_text("utf-8") == PAGE.replace(before, item + before, 1)


@pytest.mark.parametrize(
    ("topic", "behind"),
    [
        ("Springs", "against the others until today.\n"),
        ("Dry", "Nothing flows here   yet.\n"),
        ("Middle", "needs to reach the sea.\n"),
    ],
)
def test_youngest_entry_goes_to_the_end_of_the_topic(
    topic: str, behind: str, server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.answers["/arxiv"] = feed(id="2405.00001", published="2024-05-01T00:00:00Z")
    assert call(capsys, "2405.00001", "--page", "source/rivers.md", "--topic", topic)[0] == 0
    item = (
        "\n- [Rivers of Noise](https://arxiv.org/abs/2405.00001)  \n  *Ann Author, Ben Bauer, and Chloé Õun*  \n"
        "  **[`arXiv 2024`]**\n"
    )
    assert (folder / "source/rivers.md").read_text("utf-8") == PAGE.replace(behind, behind + item, 1)


@pytest.mark.parametrize("change", [lambda text: text.replace("\n", "\r\n"), lambda text: text.rstrip("\n")])
def test_line_ends_and_all_other_bytes_stay(
    change: object, server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert callable(change)
    page = folder / "source/rivers.md"
    page.write_bytes(change(PAGE).encode())
    page.chmod(0o640)
    server.answers["/arxiv"] = feed(id="2405.00001", published="2024-05-01T00:00:00Z")
    assert call(capsys, "2405.00001", "--page", "rivers", "--topic", "Middle")[0] == 0
    after = page.read_bytes()
    assert after.startswith(change(PAGE).encode())
    assert after.count(b"\r\n") == ("\r" in change(PAGE)) * after.count(b"\n")
    assert page.stat().st_mode & 0o777 == 0o640
    assert run(["format", "--check", "source"]) == 0


@pytest.mark.parametrize(
    ("argv", "reason"),
    [
        (["nonsense"], "not an arXiv id, DOI or OpenReview link: nonsense"),
        (["2013.12345"], "not an arXiv id, DOI or OpenReview link: 2013.12345"),
        (["2102.00001", "--page", "none", "--topic", "X"], "no page source/none.md"),
        (["2102.00001", "--page", "rivers"], "--page needs --topic"),
        (["2102.00001", "--topic", "Springs"], "--topic needs --page"),
        (["2102.00001", "--page", "rivers", "--topic", "Seas"],
         "source/rivers.md: no topic Seas; the topics with papers are: Springs, Middle"),
        (["2102.00001", "2103.00001", "--summary", "x"], "--summary is for a single paper"),
    ],
)  # fmt: skip
def test_wrong_call_is_told_before_anybody_is_asked(
    argv: list[str], reason: str, server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = call(capsys, *argv)
    assert (status, out, len(err)) == (2, "", 1)
    assert err[0].startswith(f"paperlist: {reason}")
    assert server.requests == []


def test_two_writers_at_once_lose_no_entry(server: Loopback, folder: Path) -> None:
    ids = [f"22{month:02}.0000{number}" for month in (1, 2, 3) for number in (1, 2)]
    server.answers["/arxiv"] = lambda path: feed(
        f"Rivers {(id := path.partition('id_list=')[2].partition('&')[0])}", id=id, published="2022-01-01T00:00:00Z"
    )
    command = [sys.executable, "-m", "paperlist", "add", "--page", "rivers", "--topic", "Springs"]
    writers = [subprocess.Popen([*command, id], stdout=subprocess.PIPE, text=True) for id in ids]
    for writer in writers:
        out, _ = writer.communicate(timeout=60)
        assert (writer.returncode, out.startswith("added")) == (0, True)
    text = (folder / "source/rivers.md").read_text("utf-8")
    order = re.findall(r"abs/(22\d\d\.\d{5})", text)
    assert order == ids
    for line in PAGE.splitlines():
        assert line in text
    assert [path.name for path in (folder / "source").iterdir()] == ["rivers.md"]
