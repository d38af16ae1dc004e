"""Copies for the build: a damaged catalogue breaks nothing, a little change keeps the translation."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from paperlist import cli
from paperlist.catalog import parse_catalogue
from paperlist.catalog.compile import STALE, compile_catalogue

if TYPE_CHECKING:
    from pathlib import Path

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
SOUND = 'msgid "See {paper}`A` and [b](c.md)."\nmsgstr "见 {paper}`A` 与 [b](c.md)。"\n\n'


def compiled(text: str) -> tuple[dict[str, str], list[str]]:
    """Return what the copy of a catalogue says, and what was left out."""
    copy, found = compile_catalogue("page.po", f"{HEADER}{text}".encode(), "page")
    messages = parse_catalogue(copy.encode()).live
    return {message.id: message.string for message in messages if not message.fuzzy}, [str(one) for one in found]


def test_sound_catalogue_is_copied() -> None:
    assert compiled(SOUND) == ({"See {paper}`A` and [b](c.md).": "见 {paper}`A` 与 [b](c.md)。"}, [])


def test_each_message_knows_its_line() -> None:
    copy, _ = compile_catalogue("page.po", f"# x\n{HEADER}# y\n{SOUND}".encode(), "page")
    assert [message.hints for message in parse_catalogue(copy.encode()).live] == [["8"]]


@pytest.mark.parametrize(
    ("damage", "line"),
    [
        ('msgid "B."\nmsgstr "乙。\n\n', 6),
        ('<<<<<<< HEAD\nmsgid "B."\nmsgstr "乙。"\n\n', 5),
        ('msgid "B {paper}`X`."\nmsgstr "乙 {papr}`X`。"\n\n', 6),
        ('msgid "B."\nmsgstr "<script>evil()</script>"\n\n', 6),
        ('msgid "B."\nmsgstr "一。\\n\\n二。"\n\n', 6),
        ('msgid "B."\nmsgstr "- 乙"\n\n', 6),
    ],
    ids=["quotation mark", "conflict", "role", "script", "paragraphs", "list"],
)
def test_damage_is_left_out_and_told(damage: str, line: int) -> None:
    strings, found = compiled(f"{damage}{SOUND}")
    assert strings.pop("See {paper}`A` and [b](c.md).") == "见 {paper}`A` 与 [b](c.md)。"
    assert [text for text in strings.values() if text] == []
    assert [one.split(": ")[0] for one in found] == [f"page.po:{line}"]


def test_message_twice_is_read_once() -> None:
    strings, found = compiled(f'{SOUND}msgid "B."\nmsgstr "乙。"\n\nmsgid "B."\nmsgstr "丙。"\n')
    assert strings["B."] == "乙。"
    assert found == []


OLD = "Training bends the space of images a little in [every layer](c.md)."
CHINESE = "训练在 [每一层](c.md) 弯曲图像空间。"


@pytest.mark.parametrize(
    ("new", "shown"),
    [
        (OLD.replace("little", "bit"), True),
        (OLD.replace("a little in ", ""), True),
        (OLD.replace("[every layer](c.md)", "every layer"), False),
        (OLD.replace("c.md", "d.md"), False),
        ("Sampling bends nothing at all in [every layer](c.md).", False),
    ],
    ids=["word", "words", "link lost", "link changed", "sentence"],
)
def test_translation_of_a_little_changed_sentence_is_shown(new: str, shown: bool) -> None:
    text = f'#, fuzzy\n#| msgid "{OLD}"\nmsgid "{new}"\nmsgstr "{CHINESE}"\n'
    assert compiled(text) == ({new: CHINESE} if shown else {}, [])
    copy, _ = compile_catalogue("page.po", f"{HEADER}{text}".encode(), "page")
    assert [STALE in message.flags for message in parse_catalogue(copy.encode()).live] == [shown]


def test_fuzzy_guess_without_previous_english_is_not_shown() -> None:
    assert compiled('#, fuzzy\nmsgid "A."\nmsgstr "甲。"\n') == ({}, [])


def test_command_copies_what_has_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    locale, target = tmp_path / "locale", tmp_path / "build"
    for name in ("a", "b"):
        path = locale / "zh_CN" / "LC_MESSAGES" / f"{name}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'{HEADER}msgid "A"\nmsgstr "甲"\n', "utf-8")
    copies = [target / "zh_CN" / "LC_MESSAGES" / f"{name}.po" for name in ("a", "b")]

    def run() -> str:
        assert cli.run(["compile", str(locale), str(target)]) == 0
        return capsys.readouterr().err

    assert run() == ""
    assert all(copy.exists() for copy in copies)
    for copy in copies:
        os.utime(copy, (2e9, 2e9))
        copy.with_suffix(".mo").touch()
    changed = locale / "zh_CN" / "LC_MESSAGES" / "a.po"
    changed.write_text(f'{HEADER}msgid "A"\nmsgstr "<b>甲</b>"\n', "utf-8")
    os.utime(changed, (2.1e9, 2.1e9))
    assert run().startswith(f"{changed}:6: shown in English")
    assert [copy.stat().st_mtime == 2e9 for copy in copies] == [False, True]
    (locale / "zh_CN" / "LC_MESSAGES" / "b.po").unlink()
    run()
    assert not copies[1].exists()
    assert not copies[1].with_suffix(".mo").exists()
