"""`make language` adds a language in one command and takes it away without a trace."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from collections.abc import Callable

PROJECT = Path(__file__).parent.parent
TAKEN = ("Makefile", "pyproject.toml", "requirements.txt", "source/conf.py", "source/languages.toml")
FOLDERS = (
    "source/_epub",
    "source/_ext",
    "source/_latex",
    "source/_root",
    "source/_static",
    "source/_templates",
    "source/figures",
)
PAGES = {
    "source/index.md": "# List\n\nWelcome to the list.\n\n```{toctree}\npage\ntranslate\n```\n",
    "source/page.md": "# Page\n\nOne sentence of the page.\n",
    "source/translate.md": "# Translate\n\n## Mend a sentence\n\nSo.\n\n```{translation-status}\n```\n",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our own project with three tiny pages instead of its own."""
    folder = tmp_path_factory.mktemp("new") / "project"
    (folder / "locale").mkdir(parents=True)
    for name in FOLDERS:
        if (PROJECT / name).is_dir():
            shutil.copytree(PROJECT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in TAKEN:
        shutil.copy(PROJECT / name, folder / name)
    for name, text in PAGES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def make(project: Path) -> Callable[..., str]:
    """A function that runs make in the project, with the Python environment of the tests."""
    venv = project.parent / "venv"
    venv.mkdir()
    for name in ("bin", "lib", "pyvenv.cfg"):
        (venv / name).symlink_to(Path(sys.prefix) / name)
    (venv / ".stamp").touch()  # nothing is to be installed

    def run(*arguments: str) -> str:
        environment = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL")}
        done = subprocess.run(
            ["make", f"VENV={venv}", *arguments],
            cwd=project,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr

    return run


def files(folder: Path) -> dict[str, str]:
    """Return what is kept of the project: not what is built."""
    kept = [path for path in folder.rglob("*") if path.is_file() and "build" not in path.relative_to(folder).parts]
    return {str(path.relative_to(folder)): path.read_bytes().hex() for path in kept if "__pycache__" not in path.parts}


def read(folder: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((folder / "build" / "html" / name).read_text("utf-8"), "html.parser")


def test_two_languages_come_and_go(project: Path, make: Callable[..., str]) -> None:
    make("po")
    before = files(project)
    make("language", "LANG=ja")
    make("language", "LANG=ar")
    catalogue = project / "locale/ja/LC_MESSAGES/page.po"
    subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(catalogue)], check=True)
    text = catalogue.read_text("utf-8")
    assert '"Language: ja\\n"' in text
    english = 'msgid "One sentence of the page."\nmsgstr "'
    catalogue.write_text(text.replace(english, f"{english}ページの文。"), "utf-8")
    make("html")

    japanese, arabic = read(project, "ja/page.html"), read(project, "ar/page.html")
    assert "ページの文。" in japanese.get_text()
    assert "One sentence of the page." in arabic.get_text()
    assert japanese.select(".translation-notice")
    assert [page.select_one("html").attrs.get("dir") for page in (japanese, arabic)] == [None, "rtl"]  # type: ignore[union-attr]
    assert [page.select_one("html").attrs["lang"] for page in (japanese, arabic)] == ["ja", "ar"]  # type: ignore[union-attr]
    for code in ("en", "zh_CN", "ja", "ar"):
        page = read(project, f"{code}/page.html")
        assert {str(link["hreflang"]) for link in page.select("link[hreflang]")} == {
            "en",
            "zh-CN",
            "ja",
            "ar",
            "x-default",
        }
        switch = page.select_one(".language-switch")
        assert switch is not None
        assert switch.get_text(" ", strip=True) == "English 简体中文 日本語 العربية"
    landing = read(project, "index.html")
    assert {str(link["href"]) for link in landing.select("a[hreflang]")} >= {"ja/index.html", "ar/index.html"}
    assert [str(link["hreflang"]) for link in landing.select("link[hreflang]")] == ["en", "zh-CN", "ja", "ar"]
    assert (project / "source/_latex/book-ja.sty").exists()

    make("language", "LANG=ja", "REMOVE=yes")
    make("language", "LANG=ar", "REMOVE=yes")
    assert files(project) == before
    assert make("po") == ""
    assert files(project) == before
    make("html")
    assert sorted(path.name for path in (project / "build/html").iterdir() if path.is_dir()) == ["data", "en", "zh_CN"]
    assert read(project, "en/page.html").select("link[hreflang=ja]") == []


@pytest.mark.parametrize("code", ["ja", "ar", "he", "fa"])
def test_our_own_project_has_no_trace_of_them(code: str) -> None:
    assert not (PROJECT / "locale" / code).exists()
    assert f"[{code}]" not in (PROJECT / "source/languages.toml").read_text("utf-8")
