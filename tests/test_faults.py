"""Each kind of fault, planted into a good page: `paperlist check` must see it, and see nothing in the good page."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from catalog.test_damage import DAMAGES
from paperlist.cli import run
from paperlist.diagnostic import Code
from paperlist.page import format_page

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """# Flows

An opening line; see {paper}`GLOW` and {paper}`arxiv:1410.80160`.

## Coupling

- [(RIVER) Rivers of $f$-Divergences](https://arxiv.org/abs/1605.08803)  
  *[Ann Author](https://ann.example), Ben Bauer, and Chloé Õun*  
  **[`ICLR 2017`] (`MIT, Université de Montréal`)** [[Github](https://github.com/ann/river)] [[Project](https://river.example/)]

  Splits the variables in two halves and moves one half by what the other says, which is easy to invert.

- [(GLOW) Glowing Rivers of Invertible Stones](https://arxiv.org/abs/1807.03039)  
  *Ben Bauer and Ann Author*  
  **[`NeurIPS 2018`]** [[Github](https://github.com/ben/glow)]

  Learns the mixing of channels by an invertible matrix in front of each coupling, with sharper images to show.

## Continuous

- {paper}`RIVER`

- [Continuous Rivers](https://doi.org/10.1000/182)  
  *Dan Dauer*  
  **[`JMLR 2019`]**

  Lets the number of layers go to infinity, so that a differential equation carries noise into data and back.

- [Standing Water without a Source](https://arxiv.org/abs/2101.00001)  
  *Eve Eder*  
  **[`arXiv 2021`]**

  Shows by a small example that a flow without a source cannot leave the place where it was put at first.
""".replace("arxiv:1410.80160", "arxiv:1605.08803")  # fmt: skip

SUMMARY = "  Splits the variables in two halves and moves one half by what the other says, which is easy to invert.\n"

# (kind of fault, what stands there, what is planted instead)
PLANTS: list[tuple[Code, str, str]] = [
    (Code.TITLE, "Continuous Rivers]", "*Continuous* Rivers]"),
    (Code.TITLE, "Continuous Rivers]", " ]"),
    (Code.TITLE, "[Continuous Rivers](https://doi.org/10.1000/182)", '[Rivers](https://doi.org/10.1000/182 "tip")'),
    (Code.TITLE_FORM, "Continuous Rivers]", "Continuous Rivers.]"),
    (Code.TITLE_FORM, "Continuous Rivers]", "Continuous  Rivers]"),
    (Code.TITLE_FORM, "Continuous Rivers]", "CONTINUOUS RIVERS CARRY NOISE]"),
    (Code.TITLE_FORM, "Continuous Rivers]", r"Continuous \\alpha Rivers]"),
    (Code.TITLE_FORM, "Continuous Rivers]", r"{C}ontinuous Rivers]"),
    (Code.URL, "https://arxiv.org/abs/1605", "http://arxiv.org/abs/1605"),
    (Code.URL, "arxiv.org/abs/1605.08803", "arxiv.org/abs/1605.08803v3"),
    (Code.URL, "arxiv.org/abs/1605.08803", "arxiv.org/pdf/1605.08803"),
    (Code.URL, "arxiv.org/abs/1605.08803", "www.arxiv.org/abs/1605.08803"),
    (Code.URL, "https://doi.org/10.1000/182", "https://dx.doi.org/10.1000/182"),
    (Code.URL, "https://doi.org/10.1000/182", "https://openreview.net/pdf?id=aB_c-9"),
    (Code.URL, "https://doi.org/10.1000/182", ""),
    (Code.URL, "https://ann.example", "http://ann.example"),
    (Code.URL, "https://river.example/", "ftp://river.example/"),
    (Code.HOST, "https://river.example/", "https://localhost/river"),
    (Code.HOST, "https://river.example/", "https://ann:secret@river.example/"),
    (Code.HOST, "https://river.example/", "https://127.0.0.1/"),
    (Code.HOST, "https://river.example/", "https://river.example:8080/"),
    (Code.TRACKING, "https://river.example/", "https://river.example/?a=b&utm_source=x"),
    (Code.TRACKING, "https://river.example/", "https://river.example/?fbclid=IwAR1"),
    (Code.ARXIV_ID, "abs/1605.08803", "abs/1613.08803"),
    (Code.ARXIV_ID, "abs/1605.08803", "abs/1605.0880"),
    (Code.ARXIV_ID, "abs/1605.08803", "abs/1205.08803"),
    (Code.AUTHORS, "*Dan Dauer*", "*Dan Dauer et al.*"),
    (Code.AUTHORS, "*Dan Dauer*", "*Dan Dauer, et al*"),
    (Code.AUTHORS, "*Dan Dauer*", "*Dan Dauer and others*"),
    (Code.AUTHORS, "*Dan Dauer*", "Dan Dauer"),
    (Code.AUTHORS, "*Dan Dauer*", "*Dan Dauer,, and Eve Eder*"),
    (Code.AUTHORS, "*Dan Dauer*", "***Dan Dauer***"),
    (Code.AUTHOR_NAME, "*Dan Dauer*", "*Dan Dauer†*"),
    (Code.AUTHOR_NAME, "*Dan Dauer*", "*Dan Dauer1*"),
    (Code.AUTHOR_NAME, "*Dan Dauer*", "*DAN DAUER*"),
    (Code.AUTHOR_NAME, "*Dan Dauer*", r"*Dan Dauer\**"),
    (Code.REPEATED_AUTHOR, "*Ben Bauer and Ann Author*", "*Ben Bauer, Ann Author, and Ben Bauer*"),
    (Code.VENUE, "**[`JMLR 2019`]**", "**[`JMLR`]**"),
    (Code.VENUE, "**[`JMLR 2019`]**", "**[JMLR 2019]**"),
    (Code.VENUE, "**[`JMLR 2019`]**", "[`JMLR 2019`]"),
    (Code.VENUE, "**[`JMLR 2019`]**", "**[`JMLR 2019`] ()**"),
    (Code.VENUE, "**[`JMLR 2019`]**", "**[`JMLR 2019`] (``)**"),
    (Code.VENUE, "(`MIT, Université", "(`MIT, , Université"),
    (Code.INSTITUTIONS, "(`MIT, Université de Montréal`)", "(`MIT, MIT`)"),
    (Code.UNKNOWN_VENUE, "NeurIPS 2018", "NurIPS 2018"),
    (Code.UNKNOWN_VENUE, "NeurIPS 2018", "ACM 2018"),
    (Code.VENUE_YEAR, "NeurIPS 2018", "ECCV 2019"),
    (Code.VENUE_YEAR, "NeurIPS 2018", "ICCV 2018"),
    (Code.VENUE_YEAR, "JMLR 2019", "TMLR 2019"),
    (Code.YEAR, "ICLR 2017", "ICLR 2015"),
    (Code.YEAR, "ICLR 2017", "ICLR 2027"),
    (Code.YEAR, "arXiv 2021", "arXiv 2020"),
    (Code.YEAR, "arXiv 2021", "arXiv 2023"),
    (Code.LINKS, " [[Github](https://github.com/ben/glow)]", " [Github](https://github.com/ben/glow)"),
    (Code.LINKS, ")] [[Project", ")][[Project"),
    (Code.LINKS, " [[Github](https://github.com/ben/glow)]", " [[Github]]"),
    (Code.UNKNOWN_LABEL, "[[Github](https://github.com/ben", "[[Sources](https://github.com/ben"),
    (Code.LINK_ORDER, "[[Github](https://github.com/ann/river)] [[Project](https://river.example/)]",
     "[[Project](https://river.example/)] [[Github](https://github.com/ann/river)]"),
    (Code.LINK_ORDER, "[[Project](https://river", "[[Github](https://river"),
    (Code.LINK_TARGET, "https://github.com/ben/glow", "https://arxiv.org/abs/1807.03040"),
    (Code.LINK_TARGET, "https://river.example/", "https://arxiv.org/abs/1605.08803"),
    (Code.LINK_TARGET, "https://github.com/ben/glow", "https://github.com/"),
    (Code.REPEATED_LINK, "https://river.example/", "https://github.com/ann/river"),
    (Code.EMPTY_TARGET, "[[Github](https://github.com/ben/glow)]", "[[Github]()]"),
    (Code.BREAK, "10.1000/182)  \n", "10.1000/182)\n"),
    (Code.BREAK, "*Dan Dauer*  \n", "*Dan Dauer*\n"),
    (Code.BREAK, "10.1000/182)  \n  *Dan", "10.1000/182) *Dan"),
    (Code.TRAILING, "**[`JMLR 2019`]**\n\n", "**[`JMLR 2019`]**\n"),
    (Code.FORMAT, "*Dan Dauer*", "_Dan Dauer_"),
    (Code.FORMAT, "*Ben Bauer and Ann Author*", "*Ben Bauer, Ann Author*"),
    (Code.FORMAT, "10.1000/182)  \n", "10.1000/182)\\\n"),
    (Code.DUPLICATE, "https://doi.org/10.1000/182", "https://arxiv.org/abs/1605.08803"),
    (Code.SAME_TITLE, "[Continuous Rivers](https://doi.org/10.1000/182)  \n  *Dan Dauer*",
     "[Glowing rivers of invertible stones](https://doi.org/10.1000/182)  \n  *B. Bauer*"),
    (Code.ORDER, "https://arxiv.org/abs/1807.03039", "https://arxiv.org/abs/1505.03039"),
    (Code.MISPLACED, "- [Continuous", "1. [Continuous"),
    (Code.MISPLACED, "- [Continuous", "> - [Continuous"),
    (Code.MISPLACED, "- [Standing", "  - [Standing"),
    (Code.MISPLACED, "## Continuous\n",
     ":::{note}\n- [X](https://x.example)  \n  *X*  \n  **[`X 2000`]**\n:::\n\nEnd.\n"),
    (Code.NEAR_MISS, "- [Continuous Rivers](https://doi.org/10.1000/182)", "- Continuous Rivers"),
    (Code.NEAR_MISS, "- [Continuous Rivers](https://doi.org/10.1000/182)", "- **Continuous Rivers**"),
    (Code.NEAR_MISS, "- [Continuous", "[Continuous"),
    (Code.NEAR_MISS, "Continuous Rivers]", "Continuous ` Rivers]"),
    (Code.REPEATED_REFERENCE, "- {paper}`RIVER`\n", "- {paper}`RIVER`\n\n- {paper}`RIVER`\n"),
    (Code.REPEATED_REFERENCE, "## Continuous\n", "- {paper}`RIVER`\n\n## Continuous\n"),
    (Code.UNKNOWN_PAPER, "{paper}`GLOW`", "{paper}`GLEW`"),
    (Code.AMBIGUOUS_PAPER, "[Continuous", "[(GLOW) Continuous"),
    (Code.SUMMARY, f"\n{SUMMARY}", ""),
    (Code.SUMMARY_LENGTH, SUMMARY, "  Too short.\n"),
    (Code.SUMMARY_LENGTH, SUMMARY, f"  {'word ' * 41}\n"),
    (Code.SUMMARY_LENGTH, SUMMARY, f"{SUMMARY}\n{SUMMARY}"),
    (Code.PLACEHOLDER, SUMMARY, "  One or two sentences of our own: what is new, and what it showed.\n"),
    (Code.PLACEHOLDER, "*Dan Dauer*", "*Author 1 and Author 2*"),
    (Code.PLACEHOLDER, "(`MIT, Université de Montréal`)", "(`Institution`)"),
    (Code.CONTROL_CHARACTER, "Continuous Rivers]", "Continuous\u00a0Rivers]"),
    (Code.CONTROL_CHARACTER, "Continuous Rivers]", "Contin\u00aduous Rivers]"),
    (Code.CONTROL_CHARACTER, "Dan Dauer", "Dan\u200b Dauer"),
    (Code.CONTROL_CHARACTER, "Dan Dauer", "Dan \u202eDauer"),
    (Code.CONTROL_CHARACTER, "# Flows", "\ufeff# Flows"),
    (Code.CONTROL_CHARACTER, "An opening", "An\x07 opening"),
    (Code.LOOK_ALIKE, "Dan Dauer", "Dаn Dauer"),  # a Cyrillic letter
    (Code.LOOK_ALIKE, "Continuous", "Cοntinuous"),  # a Greek letter
    (Code.LOOK_ALIKE, "Continuous", "Ｃontinuous"),
    (Code.LOOK_ALIKE, "Flows", "ﬂows"),
    (Code.UNSAFE_LINK, "https://river.example/", "javascript:alert(1)"),
    (Code.UNSAFE_LINK, "An opening line", "An [opening](data:text/html;base64,PHA+) line"),
    (Code.UNSAFE_LINK, "An opening line", "An [opening]( JavaScript:x ) line"),
    (Code.CONFLICT, "## Continuous", "<<<<<<< HEAD\n## Continuous"),
    (Code.CONFLICT, "## Continuous", ">>>>>>> other\n## Continuous"),
    (Code.LINE_ENDS, "An opening line", "An opening\r\nline"),
    (Code.REPEATED_TOPIC, "## Continuous", "## Coupling"),
    (Code.EMPTY_TOPIC, "## Continuous", "## Nothing\n\n## Continuous"),
    (Code.RAW_HTML, "An opening", "<br> An opening"),
    (Code.HEADING_LINK, "An opening", "An [opening](#coupling)"),
    (Code.REFERENCE_LINK, "# Flows\n", "# Flows\n\n[x]: https://x.example\n"),
    (Code.ENCODING, "Õun", "\udcd5un"),
]  # fmt: skip

PO = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "A river"\nmsgstr "河流"\n'
CATALOGUE_PLANTS = [
    (Code.UNTRANSLATED, '"河流"', '""'),
    (Code.FUZZY, 'msgid "A', '#, fuzzy\nmsgid "A'),
    (Code.TERM, "河流", "江河"),
    (Code.COPYWRITING, "河流", "河流river"),
    (Code.CATALOGUE, 'msgstr "河流"', 'nonsense "河流"'),
]
GLOSSARY = '[[term]]\nname = "river"\ndefinition = "Water."\nzh_CN = "河流"\navoid_zh_CN = ["江河"]\n'

ELSEWHERE = {
    Code.MATH, Code.TRANSLATION,  # the Sphinx build
    Code.UNREAD, Code.INCOMPLETE, Code.UNCERTAIN,  # import and add
    Code.UPGRADE, Code.DEAD_LINK, Code.MOVED,  # upgrade and links
    *(damage.code for damage in DAMAGES.values()),  # catalogues, in tests of their own
}  # fmt: skip
"""What is found elsewhere."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A list without a fault."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "source").mkdir()
    (tmp_path / "source/flow.md").write_text(PAGE, "utf-8")
    (tmp_path / "source/glossary.toml").write_text(GLOSSARY, "utf-8")
    catalogue = tmp_path / "locale/zh_CN/LC_MESSAGES/flow.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(PO, "utf-8")
    return tmp_path


def codes(capsys: pytest.CaptureFixture[str]) -> set[str]:
    """Return the kinds of the findings of `paperlist check`."""
    capsys.readouterr()
    status = run(["check"])
    errors = capsys.readouterr().err
    found = set(re.findall(r"\[paperlist\.(\w+)\]$", errors, re.MULTILINE))
    assert status == (1 if found else 0)
    return found


def test_the_good_page_has_no_fault(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert codes(capsys) == set()
    assert run(["format", "--check"]) == 0


@pytest.mark.parametrize(
    ("code", "before", "after"), PLANTS, ids=[f"{plant[0].value}-{number}" for number, plant in enumerate(PLANTS)]
)
def test_planted_fault_is_seen(
    code: Code, before: str, after: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert before in PAGE
    text = PAGE.replace(before, after, 1)
    (folder / "source/flow.md").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert code.value in codes(capsys)


@pytest.mark.parametrize(("code", "before", "after"), CATALOGUE_PLANTS, ids=[one[0].value for one in CATALOGUE_PLANTS])
def test_fault_planted_in_a_catalogue_is_seen(
    code: Code, before: str, after: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "locale/zh_CN/LC_MESSAGES/flow.po").write_text(PO.replace(before, after), "utf-8")
    assert codes(capsys) == {code.value}


def test_fault_planted_in_the_glossary_is_seen(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "source/glossary.toml").write_text("[[term]]\n", "utf-8")
    assert codes(capsys) == {Code.GLOSSARY.value}


def test_every_kind_of_fault_has_been_planted() -> None:
    planted = {code for code, _, _ in PLANTS} | {code for code, _, _ in CATALOGUE_PLANTS} | {Code.GLOSSARY}
    assert planted | ELSEWHERE == set(Code)
    assert len(planted) >= 30


def test_lost_blanks_name_the_setting_of_the_editor(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "source/flow.md").write_text(re.sub(r" +$", "", PAGE, flags=re.MULTILINE), "utf-8")
    assert run(["check"]) == 1
    errors = capsys.readouterr().err
    assert "files.trimTrailingWhitespace" in errors
    assert "trim_trailing_whitespace" in errors


# -- what `paperlist format` mends -----------------------------------------------------

MENDED = [
    ("https://arxiv.org/abs/1605.08803)", "http://www.arxiv.org/pdf/1605.08803v3.pdf)"),
    ("https://doi.org/10.1000/182", "http://dx.doi.org/10.1000/182"),
    ("https://github.com/ben/glow", "http://github.com/ben/glow"),
    ("https://river.example/)", "https://river.example/?utm_source=x)"),
    ("[[Github](https://github.com/ben", "[[Code](https://github.com/ben"),
    ("[[Project](", "[[Project Page]("),
    ("NeurIPS 2018", "NIPS 2018"),
    ("arXiv 2021", "Arxiv 2021"),
    (
        "[[Github](https://github.com/ann/river)] [[Project](https://river.example/)]",
        "[[Project](https://river.example/)] [[Github](https://github.com/ann/river)]",
    ),
    ("*Dan Dauer*  \n", "_Dan Dauer_\\\n"),
    ("10.1000/182)  \n", "10.1000/182)\n"),
]


@pytest.mark.parametrize(("good", "bad"), MENDED)
def test_format_mends_what_needs_no_decision(good: str, bad: str) -> None:
    assert good in PAGE
    assert format_page(PAGE.replace(good, bad)) == PAGE


# -- the forms of the output -----------------------------------------------------------


def test_findings_as_annotations(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "source/flow.md").write_text(PAGE.replace("NeurIPS 2018", "100%, ACM 2018"), "utf-8")
    assert run(["check", "--format", "github"]) == 1
    (annotation,) = capsys.readouterr().out.splitlines()
    assert annotation.startswith("::error file=source/flow.md,line=13,title=paperlist.unknown_venue::")
    assert "unknown venue: 100%25, ACM" in annotation


@pytest.mark.parametrize("option", [["--json"], ["--format", "json"]])
def test_findings_as_json(option: list[str], folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "source/flow.md").write_text(PAGE.replace("NeurIPS 2018", "ACM 2018"), "utf-8")
    assert run(["check", *option]) == 1
    (finding,) = json.loads(capsys.readouterr().out)
    assert finding["message"].startswith("unknown venue: ACM")
    del finding["message"]
    assert finding == {"path": "source/flow.md", "line": 13, "code": "unknown_venue"}
    (folder / "source/flow.md").write_text(PAGE, "utf-8")
    assert run(["check", *option]) == 0
    assert json.loads(capsys.readouterr().out) == []
