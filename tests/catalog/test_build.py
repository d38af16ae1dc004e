"""From catalogue to reader: damage stops no build, and a little changed sentence keeps its translation."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

from .conftest import Project
from .test_damage import CATALOGUE, DAMAGES, DAMAGES_OF_FILES, PAGE, TEMPLATE

if TYPE_CHECKING:
    from pathlib import Path

CONF = """
extensions = ["myst_parser", "paperlist"]
myst_enable_extensions = ["dollarmath"]
html_theme = "basic"
html_math_renderer = "mathml"
nitpicky = True
language = "zh_CN"
locale_dirs = ["../build"]
gettext_compact = gettext_location = gettext_uuid = False
paperlist_languages = {"en": "English", "zh_CN": "简体中文"}
"""
INDEX = """# List

- [(DDPM) Denoising Diffusion Probabilistic Models](https://arxiv.org/abs/2006.11239)\x20\x20
  *Jonathan Ho*\x20\x20
  **[`NeurIPS 2020`]**

```{toctree}
:glob:

*
```
"""
SOUND = """# Sound

```{glossary}
evidence lower bound
  A bound.
```

$$
x = 1
$$ (one)

![a figure](b.svg)

A photocopy is no feat at all.
"""
HEADER = CATALOGUE[: CATALOGUE.index('msgid "Flows"')]
PHOTOCOPY = 'msgid "A photocopy is no feat at all."\nmsgstr "复印一份算不上什么本领。"\n'
SENTENCES = ["标题", "的一个界", "见 DDPM", "15 亿个参数", "橡皮膜", "算不上什么本领"]
MATH = r"$\\log p_\\theta(x)$ 的"
MORE_DAMAGE = {
    "TeX that does not parse": CATALOGUE.replace(MATH, r"$\\lo{g p_\\theta(x)$ 的"),
    "TeX without argument": CATALOGUE.replace(MATH, r"$\\frac{a}$ 的"),
    "character 0": CATALOGUE.replace("标题", "\0"),
}


def run(*arguments: str) -> str:
    """Run a module, which has to succeed; return what it says."""
    done = subprocess.run([sys.executable, "-m", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr


def build(folder: Path) -> str:
    """Do what ``make html`` does, with warnings as errors; return what was left out."""
    copies = str(folder / "build")
    said = run("paperlist", "compile", str(folder / "locale"), copies)
    run("sphinx_intl", "build", "-d", copies)
    run("sphinx", "-nWq", "--keep-going", "-b", "html", str(folder / "source"), str(folder / "html"))
    return said


def text(folder: Path, page: str) -> str:
    return BeautifulSoup((folder / "html" / f"{page}.html").read_text("utf-8"), "html.parser").get_text()


def test_no_damage_stops_the_build_or_hides_other_sentences(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.catalogues.mkdir(parents=True)
    (project.source / "conf.py").write_text(CONF, "utf-8")
    (project.source / "b.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    texts = [CATALOGUE.replace(damage.old, damage.new) for damage in DAMAGES.values()]
    damaged = [one.encode() for one in [*texts, *MORE_DAMAGE.values()]]
    damaged += [data for data, _ in DAMAGES_OF_FILES.values()]
    pages = {f"page{number}": data for number, data in enumerate(damaged)}
    project.write(index=INDEX, sound=SOUND, **dict.fromkeys(pages, f"{PAGE}\n[^1]: A note.\n"))
    for page, data in {**pages, "sound": f"{HEADER}{PHOTOCOPY}".encode()}.items():
        (project.catalogues / f"{page}.po").write_bytes(data)
    # a text of Sphinx that is on every page; Python would stop at this
    labels = TEMPLATE + '\nmsgid "&#169; %(copyright_prefix)s %(copyright)s."\nmsgstr "%(版权)s 5 % %(copy)"\n'
    (project.catalogues / "sphinx.po").write_text(labels, "utf-8")
    said = build(tmp_path)
    assert f"{project.catalogues}/sphinx.po:13: shown in English" in said
    assert "复印一份算不上什么本领。" in text(tmp_path, "sound")
    # the damage of a sentence hides no other one
    lost = {page: [one for one in SENTENCES if one not in text(tmp_path, page)] for page in pages}
    whole = [f"page{len(texts) + len(MORE_DAMAGE) + number}" for number in range(len(DAMAGES_OF_FILES))]
    assert [(pages[page].decode(), some) for page, some in lost.items() if page not in whole and len(some) > 1] == []
    # in what is cut off or in another encoding, much cannot be read
    assert [len(lost[page]) <= 1 for page in whole] == [name != "GBK" and name != "empty" for name in DAMAGES_OF_FILES]


def test_reader_sees_the_old_translation_of_a_changed_sentence(project: Project, tmp_path: Path) -> None:
    old = "Training bends the space of images a little in every layer."
    project.write(a=f"# Page\n\n{old}\n")
    project.update()
    project.translate(a={old: "训练一层层弯曲图像空间。"})
    project.write(a=f"# Page\n\n{old.replace('little', 'bit')}\n")
    project.update()
    shutil.copy(project.source / "conf.py", tmp_path)
    (project.source / "conf.py").write_text(CONF, "utf-8")
    assert build(tmp_path) == ""
    assert "训练一层层弯曲图像空间。 [the English has changed]" in text(tmp_path, "a")
    assert "little" not in text(tmp_path, "a")
