"""Who has translated is told from headers and history."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from paperlist.catalog import parse_catalogue
from paperlist.catalog.credit import names_in_header, names_in_history, read_translators

if TYPE_CHECKING:
    from pathlib import Path

HEADER = """# Chinese translation of the list.
# Copyright (C) the contributors.
# FIRST AUTHOR <EMAIL@ADDRESS>, YEAR.
#
# Translators:
# 李 明 <li@a.example>, 2024, 2026.
# Ann de Zoë <ann@a.example>, 2025-2026.
msgid ""
msgstr ""
"Last-Translator: Bo <bo@a.example>\\n"
"Language-Team: Chinese <zh@a.example>\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""


def test_header() -> None:
    assert names_in_header(parse_catalogue(HEADER.encode())) == ["李 明", "Ann de Zoë", "Bo"]


@pytest.mark.parametrize("line", ["FULL NAME <EMAIL@ADDRESS>", "Automatically generated", "", "nobody"])
def test_header_that_nobody_has_filled_in(line: str) -> None:
    text = HEADER[HEADER.index("msgid") :].replace("Bo <bo@a.example>", line)
    assert names_in_header(parse_catalogue(text.encode())) == []


def test_no_header() -> None:
    assert names_in_header(parse_catalogue(b"")) == []


@pytest.fixture
def locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The catalogues of a project with a history."""
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, "/dev/null")
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    path = tmp_path / "locale/zh_CN/LC_MESSAGES/a.po"
    path.parent.mkdir(parents=True)

    def commit(author: str, text: str, message: str = "Translate") -> None:
        path.write_text(text, "utf-8")
        identity = ["-c", "user.name=X", "-c", "user.email=x@a.example"]
        subprocess.run(["git", "-C", str(tmp_path), "add", "-A"], check=True)
        command = ["git", "-C", str(tmp_path), *identity, "commit", "-qm", message, f"--author={author}"]
        subprocess.run(command, check=True)

    commit("Updater <up@a.example>", 'msgid "A"\nmsgstr ""\n\nmsgid "B"\nmsgstr ""\n')
    commit("Cy <cy@a.example>", 'msgid "A"\nmsgstr "甲"\n\nmsgid "B"\nmsgstr ""\n')
    commit(
        "安 <an@a.example>",
        'msgid "A"\nmsgstr "甲"\n\nmsgid "B"\nmsgstr "乙"\n',
        "B\n\nCo-authored-by: Dee <d@a.example>",
    )
    commit("安 <an@a.example>", 'msgid "A"\nmsgstr "子"\n\nmsgid "B"\nmsgstr "乙"\n')
    commit("tool[bot] <t@a.example>", 'msgid "A"\nmsgstr "丑"\n\nmsgid "B"\nmsgstr "乙"\n')
    return tmp_path / "locale"


def test_history(locale: Path) -> None:
    assert names_in_history(locale / "zh_CN") == ["安", "Cy", "Dee"]
    assert names_in_history(locale / "zh_CN" / "LC_MESSAGES") == ["安", "Cy", "Dee"]


def test_header_and_history(locale: Path) -> None:
    path = locale / "zh_CN/LC_MESSAGES/a.po"
    path.write_text(HEADER.replace("Bo <bo", "Cy <cy"), "utf-8")
    assert read_translators(locale, "zh_CN") == ["安", "Cy", "Dee", "李 明", "Ann de Zoë"]


def test_no_history(tmp_path: Path) -> None:
    assert names_in_history(tmp_path) == []
    assert names_in_history(tmp_path / "nowhere") == []


def test_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert names_in_history(tmp_path) == []
