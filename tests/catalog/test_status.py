"""How far a translation is: fuzzy is not done, stale is not either, and nothing is counted twice."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest

from paperlist import cli
from paperlist.catalog import parse_catalogue
from paperlist.catalog.status import Status, count_messages, page_order, read_progress, render_badge

if TYPE_CHECKING:
    from pathlib import Path

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
OLD = "Training bends the space of images a little in every layer."
DONE = 'msgid "A flow."\nmsgstr "流。"\n\n'
MISSING = 'msgid "Two words in [a link](b.md) of $x^2$."\nmsgstr ""\n\n'
FUZZY = '#, fuzzy\nmsgid "Three more words."\nmsgstr "别的。"\n\n'
STALE = f'#, fuzzy\n#| msgid "{OLD}"\nmsgid "{OLD.replace("little", "bit")}"\nmsgstr "训练一层层弯曲空间。"\n\n'
GONE = '#~ msgid "Gone."\n#~ msgstr "没了。"\n'
PLURAL = 'msgid "One flow"\nmsgid_plural "Many flows"\nmsgstr[0] "流"\nmsgstr[1] ""\n\n'


def count(text: str) -> Status:
    return count_messages(parse_catalogue(f"{HEADER}{text}".encode()))


def test_each_state_is_counted() -> None:
    status = count(DONE + MISSING + FUZZY + STALE + GONE)
    assert status == Status(total=4, translated=1, stale=1, fuzzy=1, missing=1, words=6 + 3 + 11)
    assert status.percent == 25


def test_plural_with_a_form_missing_is_not_done() -> None:
    assert count(PLURAL).missing == 1


@pytest.mark.parametrize(("text", "percent"), [("", 100), (DONE, 100), (MISSING, 0), (DONE * 1999 + MISSING, 99.9)])
def test_only_all_is_a_hundred_percent(text: str, percent: float) -> None:
    assert count(text).percent == percent


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of three pages, one of them in a folder, and the labels."""
    files = {
        "source/index.md": "# List\n\n```{toctree}\n:hidden:\n\nvae\nmore/flow\n```\n\n```{toctree}\nabout\n```\n",
        "locale/zh_CN/LC_MESSAGES/about.po": HEADER + MISSING,
        "locale/zh_CN/LC_MESSAGES/index.po": HEADER + DONE,
        "locale/zh_CN/LC_MESSAGES/more/flow.po": HEADER + DONE + FUZZY,
        "locale/zh_CN/LC_MESSAGES/gone.po": HEADER + GONE,
        "locale/zh_CN/LC_MESSAGES/sphinx.po": HEADER + MISSING,
        "locale/zh_CN/LC_MESSAGES/vae.po": HEADER + STALE + MISSING,
        "locale/de/LC_MESSAGES/index.po": HEADER + MISSING,
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_pages_in_the_order_of_readers() -> None:
    assert page_order("```{toctree}\n:hidden:\n\na\n\nb/c\n```\ntext\n\n```{toctree}\nd\n```\n") == [
        "index",
        "a",
        "b/c",
        "d",
    ]


def test_next_sentences_come_by_weight_of_their_pages(project: Path) -> None:
    progress = read_progress(project / "locale", "zh_CN", page_order((project / "source/index.md").read_text("utf-8")))
    assert list(progress.pages) == ["index", "vae", "more/flow", "about", "sphinx"]
    assert [(todo.page, todo.line, todo.state) for todo in progress.todos] == [
        ("vae", 8, "stale"),
        ("vae", 11, "missing"),
        ("more/flow", 10, "fuzzy"),
        ("about", 6, "missing"),
        ("sphinx", 6, "missing"),
    ]
    assert progress.total == Status(total=7, translated=2, stale=1, fuzzy=1, missing=3, words=11 + 3 + 6 * 3)


def test_line_is_that_of_the_translation(project: Path) -> None:
    for todo in read_progress(project / "locale", "zh_CN").todos:
        line = (project / todo.path).read_text("utf-8").splitlines()[todo.line - 1]
        assert line.startswith("msgstr ")


def test_table(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["status", "--next", "2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    table = [line.split() for line in lines]
    assert ["vae", "0", "2", "0.0", "1", "0", "1", "17"] in table
    assert ["all", "pages", "2", "7", "28.5", "1", "1", "3", "32"] in table
    assert lines[-2:] == [
        f"locale/zh_CN/LC_MESSAGES/vae.po:8: stale: {OLD.replace('little', 'bit')}",
        "locale/zh_CN/LC_MESSAGES/vae.po:11: missing: Two words in [a link](b.md) of $x^2$.",
    ]
    assert "== de" in lines


def test_json(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["status", "--json", "--language", "zh_CN", "--next", "1"]) == 0
    (language,) = json.loads(capsys.readouterr().out).items()
    assert language[0] == "zh_CN"
    assert language[1]["percent"] == 28.5
    assert language[1]["pages"]["more/flow"] == {
        "total": 2,
        "translated": 1,
        "stale": 0,
        "fuzzy": 1,
        "missing": 0,
        "words": 3,
        "percent": 50.0,
    }
    assert [todo["page"] for todo in language[1]["next"]] == ["vae"]


def test_badges(project: Path) -> None:
    assert cli.run(["status", "--badge", "build/badges"]) == 0
    assert sorted(path.name for path in (project / "build/badges").iterdir()) == [
        "translation-de.svg",
        "translation-zh_CN.svg",
    ]
    badge = ET.fromstring((project / "build/badges/translation-zh_CN.svg").read_text("utf-8"))
    assert badge.get("aria-label") == "zh_CN: 28.5 %"


def test_badge_is_an_image_with_its_text_inside() -> None:
    badge = render_badge("简体 & 繁体", 95)
    assert ET.fromstring(badge).get("aria-label") == "简体 & 繁体: 95 %"
    assert ">95 %<" in badge
    colors = {percent: re.findall(r'fill="(#\w{6})"', render_badge("x", percent))[0] for percent in (100, 95, 94.9, 0)}
    assert colors[100] == colors[95] != colors[94.9] != colors[0]


def test_missing_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["status", str(tmp_path / "nowhere")]) == 2
    assert "nowhere: No such file or directory" in capsys.readouterr().err


def test_unknown_language_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["status", "--language", "xx"]) == 2
    assert "xx" in capsys.readouterr().err


def test_damaged_catalogue_is_counted_as_far_as_it_can_be_read(project: Path) -> None:
    path = project / "locale/zh_CN/LC_MESSAGES/vae.po"
    path.write_text(f"{HEADER}{DONE}<<<<<<< HEAD\n{MISSING}", "utf-8")
    assert read_progress(project / "locale", "zh_CN").pages["vae"].translated == 1
