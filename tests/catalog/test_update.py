"""`make po` after any edit of the sources: no translation is lost, given to a neighbour or doubled."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from paperlist.catalog.update import DamagedCatalogueError, update_catalogues

from .conftest import Project

if TYPE_CHECKING:
    from pathlib import Path

ONE = "Training bends the space of images a little in every layer."
TWO = "A photocopy keeps everything and yet explains nothing at all."
THREE = "Fresh noise then passes for a code and draws a new picture."
CHINESE = {
    "Page": "页面",
    ONE: "训练一层层弯曲图像空间。",
    TWO: "复印保留一切，却什么也没有解释。",
    THREE: "新的噪声可以充当编码。",
}


def page(*sentences: str, title: str = "Page") -> str:
    return "\n\n".join([f"# {title}", *sentences]) + "\n"


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a project whose page ``a`` is translated."""
    folder = tmp_path_factory.mktemp("start") / "project"
    folder.mkdir()
    project = Project(folder)
    project.write(a=page(ONE, TWO, THREE), b=page("Something else.", title="Other"))
    project.update()
    project.translate(a=CHINESE)
    return folder


@pytest.fixture
def translated(start: Path, tmp_path: Path) -> Project:
    """A copy of that project."""
    shutil.copytree(start, tmp_path / "copy")
    return Project(tmp_path / "copy")


def test_nothing_new_changes_no_byte(translated: Project) -> None:
    translated.update()
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in translated.catalogues.iterdir()}
    assert translated.update() == []
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in translated.catalogues.iterdir()} == before


def test_one_changed_word_touches_few_lines(translated: Project) -> None:
    new = ONE.replace("little", "bit")
    translated.write(a=page(new, TWO, THREE))
    lines = translated.update()
    assert lines == [
        f'-msgid "{ONE}"',
        "+#, fuzzy",
        f'+#| msgid "{ONE}"',
        f'+msgid "{new}"',
    ]
    assert translated.state("a")[new] == (f"?{CHINESE[ONE]}", ONE)


def test_change_that_is_undone_brings_the_translation_back(translated: Project) -> None:
    before = translated.texts()
    translated.write(a=page(ONE.replace("little", "bit"), TWO, THREE))
    translated.update()
    translated.write(a=page(ONE, TWO, THREE))
    translated.update()
    assert translated.texts() == before


def test_second_change_keeps_the_english_that_was_translated(translated: Project) -> None:
    for word in ("bit", "trifle"):
        translated.write(a=page(ONE.replace("little", word), TWO, THREE))
        translated.update()
    assert translated.state("a")[ONE.replace("little", "trifle")] == (f"?{CHINESE[ONE]}", ONE)


def test_sentence_moves_on_its_page(translated: Project) -> None:
    translated.write(a=page(THREE, ONE, TWO))
    translated.update()
    assert translated.state("a") == {text: (CHINESE[text], None) for text in ("Page", THREE, ONE, TWO)}


def test_sentence_moves_to_another_page(translated: Project) -> None:
    translated.write(a=page(ONE, TWO), b=page("Something else.", THREE, title="Other"))
    translated.update()
    assert translated.state("b")[THREE] == (CHINESE[THREE], None)
    assert THREE not in translated.texts()["a"]


def test_two_pages_exchange_sentences(translated: Project) -> None:
    translated.translate(b={"Something else.": "别的东西。"})
    translated.write(a=page(ONE, TWO, "Something else."), b=page(THREE, title="Other"))
    translated.update()
    assert translated.state("a")["Something else."] == ("别的东西。", None)
    assert translated.state("b")[THREE] == (CHINESE[THREE], None)


def test_page_is_renamed(translated: Project) -> None:
    translated.write(a=None, c=page(ONE, TWO, THREE))
    translated.update()
    assert translated.state("c") == {text: (chinese, None) for text, chinese in CHINESE.items()}
    assert sorted(translated.texts()) == ["b", "c", "index"]


def test_page_is_renamed_and_changed(translated: Project) -> None:
    new = ONE.replace("little", "bit")
    translated.write(a=None, c=page(new, TWO, title="New title"))
    translated.update()
    assert translated.state("c") == {
        "New title": ("", None),
        new: (f"?{CHINESE[ONE]}", ONE),
        TWO: (CHINESE[TWO], None),
    }
    # what is on no page stays where it was
    assert [(message.id, message.string) for message in translated.read("a").messages] == [
        (text, CHINESE[text]) for text in ("Page", THREE)
    ]


def test_sentence_is_removed_and_brought_back(translated: Project) -> None:
    before = translated.texts()
    translated.write(a=page(ONE, THREE))
    translated.update()
    assert f'#~ msgid "{TWO}"\n#~ msgstr "{CHINESE[TWO]}"' in translated.texts()["a"]
    assert translated.update() == []
    translated.write(a=page(ONE, TWO, THREE))
    translated.update()
    assert translated.texts() == before


def test_page_is_removed_and_brought_back(translated: Project) -> None:
    before = translated.texts()
    translated.write(a=None)
    translated.update()
    assert translated.update() == []
    translated.write(a=page(ONE, TWO, THREE))
    translated.update()
    assert translated.texts() == before


def test_paragraph_is_split(project: Project) -> None:
    project.write(a=page(f"{ONE} {TWO}"))
    project.update()
    project.translate(a={f"{ONE} {TWO}": "一。二。"})
    project.write(a=page(ONE, TWO))
    project.update()
    assert [project.state("a")[text] for text in (ONE, TWO)] == [("?一。二。", f"{ONE} {TWO}")] * 2


def test_paragraphs_are_merged(translated: Project) -> None:
    translated.write(a=page(f"{TWO} {ONE}", THREE))
    translated.update()
    assert translated.state("a")[f"{TWO} {ONE}"] == (f"?{CHINESE[TWO]}{CHINESE[ONE]}", f"{TWO}\n\n{ONE}")
    assert translated.update() == []
    assert f'#~ msgid "{ONE}"' in translated.texts()["a"]
    translated.write(a=page(ONE, TWO, THREE))
    translated.update()
    assert translated.state("a") == {text: (chinese, None) for text, chinese in CHINESE.items()}


def test_neighbours_keep_their_own(project: Project) -> None:
    texts = [f"{name} draws a sharp picture in a single step of the {name} network." for name in ("GAN", "VAE", "JEM")]
    project.write(a=page(*texts))
    project.update()
    project.translate(a={text: f"{number}。" for number, text in enumerate(texts)})
    # one is changed, one is new, one moves; none may speak for another
    new = [texts[2], texts[0].replace("sharp", "crisp"), "PixelCNN draws a picture pixel by pixel."]
    project.write(a=page(*new))
    project.update()
    assert [project.state("a")[text] for text in new] == [("2。", None), ("?0。", texts[0]), ("", None)]


def test_living_neighbour_is_never_offered(project: Project) -> None:
    old = "The encoder maps an image to a code of few numbers."
    project.write(a=page(old))
    project.update()
    project.translate(a={old: "编码器把图像变为编码。"})
    new = old.replace("encoder", "decoder")
    project.write(a=page(old, new))
    project.update()
    assert project.state("a")[new] == ("", None)


def test_same_sentence_on_a_new_page(translated: Project) -> None:
    translated.write(c=page(ONE, title="New"))
    translated.update()
    assert translated.state("c")[ONE] == (CHINESE[ONE], None)
    assert translated.state("a")[ONE] == (CHINESE[ONE], None)


def test_two_translations_of_one_sentence_are_in_doubt_on_a_third_page(project: Project) -> None:
    project.write(a=page("good"), b=page("good", title="Other"))
    project.update()
    project.translate(a={"good": "好"}, b={"good": "优"})
    project.write(c=page("good", title="Third"))
    project.update()
    assert project.state("c")["good"][0].startswith("?")
    assert (project.state("a")["good"], project.state("b")["good"]) == (("好", None), ("优", None))


def test_what_sphinx_intl_has_confused_is_mended(translated: Project) -> None:
    before = translated.texts()
    translated.write(a=page(ONE, THREE))
    translated.update()
    translated.write(a=page(ONE, TWO, THREE))
    translated.prepare()
    intl = ["update", "-p", str(translated.gettext), "-d", str(translated.locale), "-l", "zh_CN", "-w", "0"]
    subprocess.run([sys.executable, "-m", "sphinx_intl", *intl], check=True, capture_output=True)
    translated.update()
    assert translated.texts() == before


def test_formats_are_no_matter_of_pages(project: Project) -> None:
    project.write(a=page("Keeps 30 % of it, 5 %s and {name}."))
    project.update()
    assert "-format" not in project.texts()["a"]


def test_comments_of_translators_stay(translated: Project) -> None:
    path = translated.catalogues / "a.po"
    path.write_text(path.read_text("utf-8").replace(f'msgid "{TWO}', f'# A pun.\nmsgid "{TWO}'), "utf-8")
    translated.write(a=page(ONE, THREE), b=page(TWO, title="Other"))
    translated.update()
    assert f'# A pun.\nmsgid "{TWO}"' in translated.texts()["b"]


def test_comment_on_what_is_not_translated_yet_stays(translated: Project) -> None:
    path = translated.catalogues / "b.po"
    path.write_text(path.read_text("utf-8").replace('msgid "Something', '# Which thing?\nmsgid "Something'), "utf-8")
    assert translated.update() == []


def test_wrapped_catalogue_of_an_editor_is_written_in_one_form(translated: Project) -> None:
    before = translated.texts()
    path = translated.catalogues / "a.po"
    subprocess.run(["msgcat", "--width=40", "-o", str(path), str(path)], check=True)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert translated.update() != []
    assert translated.texts() == before


def test_damaged_catalogue_stops_the_update_before_it_writes(translated: Project) -> None:
    path = translated.catalogues / "a.po"
    path.write_text(path.read_text("utf-8").replace('msgstr "页面"', "<<<<<<< HEAD"), "utf-8")
    translated.write(b=page("Something new.", title="Other"))
    translated.prepare()
    before = translated.texts()
    with pytest.raises(DamagedCatalogueError) as error:
        list(update_catalogues(translated.fresh, translated.locale))
    assert {diagnostic.path for diagnostic in error.value.diagnostics} == {str(path)}
    assert translated.texts() == before


KILLED = """
import itertools, os, signal, sys
from pathlib import Path
from paperlist import cli

count = itertools.count()
for name in ("write_bytes", "replace", "unlink"):
    def kill(self, *args, _real=getattr(Path, name), **options):
        if next(count) == int(sys.argv[3]):
            if _real.__name__ == "write_bytes":
                _real(self, args[0][: len(args[0]) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        return _real(self, *args, **options)
    setattr(Path, name, kill)
sys.exit(cli.run(["merge", *sys.argv[1:3]]))
"""


def test_killed_at_any_point_nothing_is_lost(translated: Project, tmp_path: Path) -> None:
    translated.translate(b={"Something else.": "别的东西。"})
    translated.write(a=page(ONE, "Something else."), b=None, c=page(THREE, TWO.replace("yet", "still"), title="Other"))
    translated.prepare()
    before = translated.texts()
    work = [*CHINESE.values(), "别的东西。"]

    def restore() -> None:
        for path in translated.catalogues.iterdir():
            path.unlink()
        for name, text in before.items():
            (translated.catalogues / f"{name}.po").write_text(text, "utf-8")

    list(update_catalogues(translated.fresh, translated.locale))
    after = translated.texts()
    assert after != before
    for number in range(100):
        restore()
        arguments = [str(translated.fresh), str(translated.locale), str(number)]
        run = subprocess.run(
            [sys.executable, "-c", KILLED, *arguments], env=os.environ, capture_output=True, check=False
        )
        if run.returncode == 0:
            break
        assert run.returncode == -signal.SIGKILL
        translated.validate()
        texts = "\n".join(translated.texts().values())
        assert [sentence for sentence in work if sentence not in texts] == []
        list(update_catalogues(translated.fresh, translated.locale))
        assert translated.texts() == after
    assert number >= 8
    assert sorted(path.name for path in translated.catalogues.iterdir()) == sorted(f"{name}.po" for name in after)
