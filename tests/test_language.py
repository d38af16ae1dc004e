from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest
from babel import Locale

from paperlist import cli
from paperlist.language import (
    add_language,
    is_right_to_left,
    parse_code,
    read_languages,
    remove_language,
    render_book_style,
)

if TYPE_CHECKING:
    from pathlib import Path

TABLE = """\
# The languages.

[en]
name = "English"
title = "A list"
author = "Ann Author"
copyright = "Ann Author."

[zh_CN]
name = "简体中文"
title = "清单"
author = "安"
copyright = "安。"
complete = true # all of it
"""


def test_read_languages() -> None:
    english, chinese = read_languages(TABLE)
    assert (english.code, english.title, english.complete) == ("en", "A list", False)
    assert (chinese.code, chinese.name, chinese.complete) == ("zh_CN", "简体中文", True)


@pytest.mark.parametrize("text", ["[en", '[en]\nname = "English"\n', TABLE + "colour = 1\n"])
def test_faulty_table(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_languages(text)


@pytest.mark.parametrize("code", ["ja", "ar", "pt_BR", "zh_Hant_TW", "fil"])
def test_language_comes_and_goes_without_a_trace(code: str) -> None:
    added = add_language(TABLE, code)
    assert added.startswith(TABLE)
    language = read_languages(added)[-1]
    assert (language.code, language.title, language.complete) == (code, "A list", False)
    assert language.name == Locale.parse(code).get_display_name()
    assert remove_language(added, code) == TABLE


def test_language_in_the_middle_goes_too() -> None:
    added = add_language(add_language(TABLE, "ja"), "ar")
    assert list(tomllib.loads(remove_language(added, "ja"))) == ["en", "zh_CN", "ar"]
    assert remove_language(remove_language(added, "ja"), "ar") == TABLE


@pytest.mark.parametrize("code", ["zh_CN", "en", "xx", "../x", "", "zh-CN", "JA"])
def test_language_that_cannot_come(code: str) -> None:
    with pytest.raises(ValueError, match=r"there already|unknown language|not a language code"):
        add_language(TABLE, code)


@pytest.mark.parametrize("code", ["en", "ja", "../x"])
def test_language_that_cannot_go(code: str) -> None:
    with pytest.raises(ValueError, match=r"language of the sources|not there"):
        remove_language(TABLE, code)


def test_direction() -> None:
    assert [code for code in ("ar", "he", "fa", "ja", "zh_CN", "x1") if is_right_to_left(code)] == ["ar", "he", "fa"]


def test_unknown_code() -> None:
    assert parse_code("pt_BR").territory == "BR"
    with pytest.raises(ValueError, match="unknown language: qq"):
        parse_code("qq")


@pytest.mark.parametrize(
    ("code", "font"), [("ja", "CJK JP"), ("ko", "CJK KR"), ("zh_TW", "CJK TC"), ("zh_CN", "CJK SC")]
)
def test_book_has_the_letter_forms_of_its_region(code: str, font: str) -> None:
    style = render_book_style(code)
    assert style.count(font) == 3
    assert f"\\ProvidesPackage{{book-{code}}}" in style


@pytest.mark.parametrize(("code", "known"), [("de", True), ("ru", True), ("el", True), ("ar", False), ("hi", False)])
def test_book_needs_fonts(code: str, known: bool) -> None:
    assert bool(render_book_style(code)) is known


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of two languages."""
    for name, text in {"source/languages.toml": TABLE, "locale/zh_CN/LC_MESSAGES/a.po": "x"}.items():
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def tree(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()}


def test_command(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(project)
    assert cli.run(["language", "ja"]) == 0
    assert cli.run(["language", "ar"]) == 0
    assert "no fonts are known for a book in ar" in capsys.readouterr().err
    assert set(tree(project)) == {*before, "source/_latex/book-ja.sty"}
    (project / "locale/ja/LC_MESSAGES/a.po").write_text("y", "utf-8")
    assert cli.run(["language", "--remove", "ja"]) == 0
    assert cli.run(["language", "--remove", "ar"]) == 0
    assert tree(project) == before
    assert [path.name for path in (project / "locale").iterdir()] == ["zh_CN"]


@pytest.mark.parametrize("argv", [["zh_CN"], ["qq"], ["../../x"], ["--remove", "en"], ["--remove", "de"]])
def test_wrong_call_changes_nothing(project: Path, argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(project)
    assert cli.run(["language", *argv]) == 2
    assert capsys.readouterr().err.startswith("paperlist: ")
    assert tree(project) == before
