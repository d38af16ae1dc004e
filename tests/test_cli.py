from __future__ import annotations

import io
import json
import re
import shlex
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from paperlist.cli import EXPORTS, run
from paperlist.commands.check import EDITOR
from paperlist.entry import Author, Entry
from paperlist.markdown import render_entry
from paperlist.page import render_item
from test_page import wild_pages


def item(arxiv: str = "2006.01234", short: str = "FLOW", title: str = "Flows", venue: str = "NeurIPS") -> str:
    """Return an entry in canonical form; its first author tells it from entries of the same title."""
    author = Author(f"Ann Author-{short or arxiv}")
    return render_item(render_entry(Entry(title, f"https://arxiv.org/abs/{arxiv}", (author,), venue, 2021, short)))


SLOPPY = item().replace("  \n", "\\\n").replace("- [", "* [")
UNBROKEN = item().replace("  \n", "\n")
FLOW = f"# Flows\n\n{item()}"
OTHER = f"# Others\n\n{item('2007.01234', 'OTHER')}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, **pages: str) -> None:
    """Write pages into the folder ``source``; two underscores stand for a slash."""
    for name, text in pages.items():
        path = folder / "source" / f"{name.replace('__', '/')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))


def call(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, list[str]]:
    """Return exit status, standard output, and the lines of standard error of a command."""
    capsys.readouterr()
    status = run(argv)
    out, err = capsys.readouterr()
    return status, out, err.splitlines()


# -- the call --------------------------------------------------------------------------


@pytest.mark.parametrize("argv", [["--help"], ["check", "--help"], ["format", "-h"], ["export", "--help"]])
def test_help_is_no_error(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capsys, *argv)
    assert (status, err) == (0, [])
    assert out.startswith("usage: paperlist")


@pytest.mark.parametrize(
    "argv", [[], ["nonsense"], ["check", "--nonsense"], ["export", "--format", "word"], ["export", "-o"]]
)
def test_wrong_call_is_status_2_and_says_why(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capsys, *argv)
    assert (status, out) == (2, "")
    assert err[0].startswith("usage: paperlist")
    assert re.match(r"paperlist.*: error: ", err[-1])


@pytest.mark.parametrize("command", ["check", "format", "export"])
def test_example_in_the_help_works_as_it_stands(
    command: str, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    write(folder, flow=FLOW)
    _, out, _ = call(capsys, command, "--help")
    (line,) = re.findall(r"^Example: paperlist (.+)$", out, re.MULTILINE)
    argv = shlex.split(line)
    assert argv[0] == command
    status, out, err = call(capsys, *argv)
    assert (status, err) == (0, [])
    assert out or command == "format"


def test_help_tells_the_exit_statuses(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    _, out, _ = call(capsys, "--help")
    assert "Exit status: 0 all is well, 1 there are findings, 2 the call is wrong." in out


@pytest.mark.parametrize("command", ["check", "format", "export"])
@pytest.mark.parametrize("path", ["source/none.md", "none/flow.md", "none"])
def test_missing_file_is_status_2_in_one_line(
    command: str, path: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, flow=FLOW)
    assert call(capsys, command, path) == (2, "", [f"paperlist: {path}: No such file or directory"])


def test_missing_file_beside_a_good_one_changes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, flow=SLOPPY)
    status, out, err = call(capsys, "format", "source/flow.md", "source/none.md")
    assert (status, out, len(err)) == (2, "", 1)
    assert (folder / "source/flow.md").read_text("utf-8") == SLOPPY


def test_missing_folder_of_the_output_is_status_2_in_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, flow=FLOW)
    status, out, err = call(capsys, "export", "-o", "none/papers.bib")
    assert (status, out, len(err)) == (2, "", 1)
    assert re.fullmatch(r"paperlist: none/.*: No such file or directory", err[0])


# -- check -----------------------------------------------------------------------------


def test_good_pages(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, flow=f"{FLOW}\nSee {{paper}}`OTHER`.\n", sub__other=OTHER, empty="")
    assert call(capsys, "check", "source") == (0, "2 entries in 3 pages, 0 catalogues\n", [])


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (
            f"# T\n\n{item(venue='NeurlPS')}",
            "3: unknown venue: NeurlPS; did you mean NeurIPS? [paperlist.unknown_venue]",
        ),
        (
            f"# T\n\n1. {item()[2:]}",
            "3: an entry or reference outside a bullet list at the top level [paperlist.misplaced]",
        ),
        (
            f"# T\n\n> {item()}",
            "3: an entry or reference outside a bullet list at the top level [paperlist.misplaced]",
        ),
        (
            f"# T\n\nSee\n{{paper}}`FLAW`.\n\n{item()}",
            "4: unknown paper: FLAW; did you mean FLOW? [paperlist.unknown_paper]",
        ),
        (
            f"# T\n\n- {{paper}}`FLOW`: *why*\n- {{paper}}`xyz`\n\n{item()}",
            "4: unknown paper: xyz [paperlist.unknown_paper]",
        ),
        (
            f"# T\n\n{UNBROKEN}",
            f"3: two blanks must end lines 1 and 2; run paperlist format; {EDITOR} [paperlist.break]",
        ),
        (f"# T\n\n{SLOPPY}", "3: not in canonical form; run paperlist format [paperlist.format]"),
        (
            f"# T\n\n{item().replace('*Ann', '_Ann').replace('FLOW*', 'FLOW_')}",
            "3: not in canonical form; run paperlist format [paperlist.format]",
        ),
        (f"# T\n\n{item()}\n<br>\n", "7: raw HTML: <br> [paperlist.raw_html]"),
        (
            "# T\n\n- [Flows](https://a.example)  \n  *Ann Author*  \n  **[`NeurIPS`]**\n",
            "5: a venue is a name and a year: `NeurIPS` [paperlist.venue]",
        ),
        (
            "# T\n\n-\n  [Flows](https://a.example)  \n  *Ann Author*  \n  **[`NeurIPS`]**\n",
            "6: a venue is a name and a year: `NeurIPS` [paperlist.venue]",
        ),
        (
            f"# T\n\n{item('2007.01234', 'LATE')}{item('2006.01234', 'EARLY')}",
            "6: EARLY is older than LATE above it; oldest first in a topic [paperlist.order]",
        ),
        (
            f"# T\n\n{item()}\n## U\n\n{item()}",
            "9: duplicate entry of arxiv:2006.01234, the other is at source/page.md:3 [paperlist.duplicate]",
        ),
        (
            f"# T\n\n{item()}{item('2007.01234', 'FLOW', 'Else')}\nSee {{paper}}`FLOW`.\n",
            "10: FLOW is the name of 2 papers: write arxiv:2006.01234 (FLOW) or arxiv:2007.01234 (FLOW) "
            "[paperlist.ambiguous_paper]",
        ),
    ],
)
def test_finding_tells_place_message_and_code(
    text: str, finding: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, page=text)
    status, out, err = call(capsys, "check", "source")
    assert (status, out) == (1, "")
    assert err == [f"source/page.md:{finding}", "1 findings"]


def test_topics_of_one_name_below_different_headings_have_each_their_order(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    late, early = item("2007.01234", "LATE"), item("2006.01234", "EARLY")
    write(folder, page=f"# T\n\n## A\n\n### Misc\n\n{late}\n## B\n\n### Misc\n\n{early}")
    assert call(capsys, "check", "source") == (0, "2 entries in 1 pages, 0 catalogues\n", [])


def test_findings_are_sorted_by_place(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    items = item("2007.01234", "", venue="NeurlPS") + item("2006.01234", "", venue="ICMI")
    bad = f"# T\n\n{{paper}}`none`\n\n{items}\n<br>\n"
    write(folder, b=bad, a="{paper}`x` and\n<br>\n" + "\n" * 10 + "<br>\n")
    status, _, err = call(capsys, "check", "source/b.md", "source/a.md")
    places = [tuple(line.split(":")[:2]) for line in err[:-1]]
    assert status == 1
    assert places == sorted(places, key=lambda place: (place[0], int(place[1])))
    assert [path for path, _ in places] == ["source/a.md"] * 3 + ["source/b.md"] * 5
    assert err[-1] == "8 findings"


def test_a_finding_is_told_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, page="# T\n\n<br>\n")
    status, _, err = call(capsys, "check", "source", "source/page.md", "source")
    assert (status, err) == (1, ["source/page.md:3: raw HTML: <br> [paperlist.raw_html]", "1 findings"])


def test_single_file_is_checked_among_the_others(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(
        folder,
        flow=f"# T\n\nSee {{paper}}`OTHER` and {{paper}}`arxiv:2007.01234`.\n\n{item()}",
        other=f"{OTHER}\n<br> {{paper}}`none`\n\n1. {item('2001.00001', 'X')[2:]}",
        sub__deep=f"# Deep\n\n{item('2003.01234', 'DEEP')}",
    )
    (folder / "source/broken.md").write_bytes(b"\xff")
    assert call(capsys, "check", "source/flow.md") == (0, "1 entries in 1 pages, 0 catalogues\n", [])


def test_single_file_that_repeats_a_paper_of_another_page(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, a=FLOW, b=f"# Again\n\n{item(title='Again')}")
    assert call(capsys, "check", "source/a.md") == (0, "1 entries in 1 pages, 0 catalogues\n", [])
    assert call(capsys, "check", "source/b.md")[2] == [
        "source/b.md:3: duplicate entry of arxiv:2006.01234, the other is at source/a.md:3 [paperlist.duplicate]",
        "1 findings",
    ]


def test_single_file_in_the_current_folder(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, flow="# T\n\n{paper}`OTHER`, {paper}`none`\n", other=OTHER)
    monkeypatch.chdir(folder / "source")
    assert call(capsys, "check", "flow.md")[2] == [
        "flow.md:3: unknown paper: none [paperlist.unknown_paper]",
        "1 findings",
    ]


def test_malformed_pages_do_not_keep_the_others_from_being_checked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, a="# A\n\n<br>\n", c="# C\n\n- [x](https://a.example)\n", e=f"# E\n\n<br>\n\n{item()}")
    (folder / "source/b.md").write_bytes(b"# B\n\nGr\xfc\xdfe\n")
    status, _, err = call(capsys, "check", "source")
    assert status == 1
    assert err == [
        "source/a.md:3: raw HTML: <br> [paperlist.raw_html]",
        "source/b.md:3: not UTF-8 [paperlist.encoding]",
        "source/c.md:3: a line ends behind the title [paperlist.break]",
        "source/e.md:3: raw HTML: <br> [paperlist.raw_html]",
        "4 findings",
    ]


def test_folder_that_is_named_like_a_page_is_a_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, **{"flow": FLOW, "old.md__other": OTHER})
    assert call(capsys, "check", "source") == (0, "2 entries in 2 pages, 0 catalogues\n", [])


# -- check, the catalogues -------------------------------------------------------------

PO = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Flow"\nmsgstr "流动"\n'
GLOSSARY = '[[term]]\nname = "flow"\ndefinition = "A map."\nzh_CN = "流"\navoid_zh_CN = ["流动"]\n'


def write_catalogue(folder: Path, glossary: str = GLOSSARY) -> None:
    write(folder, flow=FLOW)
    (folder / "source/glossary.toml").write_text(glossary, "utf-8")
    path = folder / "locale/zh_CN/LC_MESSAGES/flow.po"
    path.parent.mkdir(parents=True)
    path.write_text(PO, "utf-8")


@pytest.mark.parametrize("paths", [[], ["locale"], ["locale/zh_CN/LC_MESSAGES/flow.po"]])
def test_catalogues_are_held_against_the_glossary(
    paths: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_catalogue(folder)
    assert call(capsys, "check", *paths) == (
        1,
        "",
        ["locale/zh_CN/LC_MESSAGES/flow.po:6: flow is 流 here, not 流动 [paperlist.term]", "1 findings"],
    )


def test_another_glossary_may_be_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_catalogue(folder)
    (folder / "other.toml").write_text("")
    assert call(capsys, "check", "--glossary", "other.toml") == (0, "1 entries in 1 pages, 1 catalogues\n", [])


@pytest.mark.parametrize("text", ["[[term]", '[[term]]\nname = "flow"\n', '[term]\nname = "flow"\n'])
def test_malformed_glossary_is_a_finding(text: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_catalogue(folder, text)
    status, out, err = call(capsys, "check")
    assert (status, out, len(err)) == (1, "", 2)
    assert re.fullmatch(r"source/glossary\.toml: .+ \[paperlist\.glossary\]", err[0])


# -- format ----------------------------------------------------------------------------


def test_format_writes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, a=f"# A\n\n{SLOPPY}\nProse  \n", b=FLOW)
    assert call(capsys, "format", "source") == (0, "formatted source/a.md\n2 pages, 1 changed\n", [])
    assert (folder / "source/a.md").read_text("utf-8") == f"# A\n\n{item()}\nProse  \n"
    assert call(capsys, "format", "source") == (0, "2 pages, 0 changed\n", [])


def test_format_check_reports_and_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = f"# A\n\n{item('2001.01234', 'X')}{SLOPPY}{SLOPPY}"
    write(folder, a=text, b=FLOW)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert call(capsys, "format", "--check", "source") == (
        1,
        "",
        ["source/a.md:6: not in canonical form [paperlist.format]", "1 findings"],
    )
    assert (folder / "source/a.md").read_text("utf-8") == text
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_format_check_of_good_pages_is_silent(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, a=FLOW)
    assert call(capsys, "format", "--check") == (0, "", [])


def test_format_leaves_untouched_what_is_canonical_or_unreadable(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, a=FLOW, c="* [x](https://a.example)\n", d=SLOPPY)
    (folder / "source/b.md").write_bytes(b"ok\n* \xff\n")
    kept = {
        path: (path.read_bytes(), path.stat().st_ino)
        for path in map(Path, ["source/a.md", "source/b.md", "source/c.md"])
    }
    assert call(capsys, "format") == (
        1,
        "formatted source/d.md\n",
        ["source/b.md:2: not UTF-8 [paperlist.encoding]", "1 findings"],
    )
    assert {path: (path.read_bytes(), path.stat().st_ino) for path in kept} == kept


def test_format_leaves_no_drafts(folder: Path) -> None:
    write(folder, a=SLOPPY)
    run(["format"])
    assert [path.name for path in (folder / "source").iterdir()] == ["a.md"]


def test_write_that_fails_keeps_the_old_text_and_leaves_no_draft(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device", str(target))

    write(folder, a=SLOPPY)
    monkeypatch.setattr(Path, "replace", fail)
    assert call(capsys, "format") == (2, "", ["paperlist: source/a.md: No space left on device"])
    assert [(path.name, path.read_text("utf-8")) for path in (folder / "source").iterdir()] == [("a.md", SLOPPY)]


def test_format_keeps_crlf(folder: Path) -> None:
    write(folder, a=f"# A\n\n{SLOPPY}".replace("\n", "\r\n"))
    run(["format"])
    assert (folder / "source/a.md").read_bytes() == f"# A\n\n{item()}".replace("\n", "\r\n").encode()


# -- export ----------------------------------------------------------------------------


@pytest.mark.parametrize("format_", EXPORTS)
def test_export_writes_to_standard_output_or_a_file(
    format_: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, flow=FLOW, sub__other=OTHER)
    status, out, err = call(capsys, "export", "--format", format_, "source")
    assert (status, err) == (0, [])
    assert out.count("https://arxiv.org/abs/2006.01234") == out.count("https://arxiv.org/abs/2007.01234") == 1
    assert call(capsys, "export", "--format", format_, "-o", "papers.txt") == (0, "", [])
    assert (folder / "papers.txt").read_bytes() == out.encode("utf-8")


def test_export_is_bibtex_unless_told_otherwise(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, flow=FLOW)
    assert call(capsys, "export")[1] == call(capsys, "export", "--format", "bibtex", "source/flow.md")[1]
    assert call(capsys, "export")[1].startswith("@inproceedings{authorflow2020flows,\n")


def test_export_leaves_out_what_cannot_be_read_and_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, flow=f"{FLOW}- [x](https://a.example)\n")
    status, out, err = call(capsys, "export", "--format", "csl")
    assert [entry["id"] for entry in json.loads(out)] == ["authorflow2020flows"]
    assert (status, err) == (1, ["source/flow.md:6: a line ends behind the title [paperlist.break]", "1 findings"])


def test_export_replaces_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, flow=FLOW)
    (folder / "papers.bib").write_text("old " * 1000)
    call(capsys, "export", "-o", "papers.bib")
    assert (folder / "papers.bib").read_text("utf-8") == call(capsys, "export")[1]


# -- anything at all -------------------------------------------------------------------


def quiet(*argv: str | Path) -> tuple[int, str, list[str]]:
    """Do as `call`, without the fixture, which a property cannot have."""
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        status = run([*map(str, argv)])
    return status, out.getvalue(), err.getvalue().split("\n")[:-1]


@settings(deadline=None, max_examples=200)
@given(data=st.one_of(wild_pages.map(str.encode), st.binary(max_size=50)))
@example(f"a\rb\n\n{SLOPPY}".encode())
@example(f"   {SLOPPY}   - other\n".encode())
@example(b"One <b\nclass='x'> two\n")
def test_no_page_stops_the_command_or_loses_an_entry(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    page = tmp_path_factory.getbasetemp() / "wild" / "page.md"
    page.parent.mkdir(exist_ok=True)
    page.write_bytes(data)
    before = quiet("export", "--format", "csl", page)
    for command in ("check", "format", "format --check", "check"):
        status, _, err = quiet(*command.split(), page)
        assert status == (1 if err else 0)
        for line in err[:-1]:
            assert re.fullmatch(rf"{re.escape(str(page))}(:[1-9]\d*)?: \S.* \[paperlist\.[a-z_]+\]", line)
    assert quiet("export", "--format", "csl", page)[:2] == before[:2]
