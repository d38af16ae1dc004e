from __future__ import annotations

import difflib
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from sphinx.testing.util import SphinxTestApp

from paperlist.catalog import Catalogue, parse_catalogue
from paperlist.catalog.update import update_catalogues

if TYPE_CHECKING:
    from pathlib import Path

CONF = (
    'extensions = ["myst_parser"]\ngettext_compact = False\ngettext_location = False\ngettext_uuid = False\n'
    'myst_enable_extensions = ["dollarmath"]\n'
)
INDEX = "# List\n\n```{toctree}\n:glob:\n\n*\n```\n"


class Project:
    """A tiny project with real sphinx-build, sphinx-intl and msgfmt."""

    def __init__(self, folder: Path) -> None:
        self.source, self.locale, self.fresh = folder / "source", folder / "locale", folder / "gettext" / "locale"
        self.gettext = folder / "gettext"
        self.catalogues = self.locale / "zh_CN" / "LC_MESSAGES"
        if self.source.exists():
            return
        self.source.mkdir()
        (self.source / "conf.py").write_text(CONF)
        self.write(index=INDEX)

    def write(self, **pages: str | None) -> None:
        """Write pages; None removes one."""
        for name, text in pages.items():
            path = self.source / f"{name}.md"
            if text is None:
                path.unlink()
            else:
                path.write_text(text, "utf-8")

    def prepare(self) -> None:
        """Write today's catalogues, untranslated."""
        for path in [*self.gettext.parent.rglob("*.pot"), *self.fresh.rglob("*.po")]:
            path.unlink()
        app = SphinxTestApp("gettext", srcdir=self.source, builddir=self.gettext.parent / "build")
        try:
            app.build(force_all=True)
        finally:
            app.cleanup()
        assert app.warning.getvalue() == ""
        shutil.copytree(app.outdir, self.gettext, dirs_exist_ok=True, ignore=shutil.ignore_patterns("locale"))
        run = [sys.executable, "-m"]
        intl = ["sphinx_intl", "update", "-p", str(self.gettext), "-d", str(self.fresh), "-l", "zh_CN", "-w", "0"]
        subprocess.run([*run, *intl], check=True, capture_output=True)

    def update(self) -> list[str]:
        """Do what ``make po`` does; return the lines of the catalogues that it has added and taken away."""
        before = self.texts()
        self.prepare()
        list(update_catalogues(self.fresh, self.locale))
        self.validate()
        after = self.texts()
        lines: list[str] = []
        for name in sorted({*before, *after}):
            old, new = before.get(name, "").splitlines(), after.get(name, "").splitlines()
            diff = list(difflib.unified_diff(old, new, lineterm="", n=0))
            lines += [line for line in diff if not line.startswith(("+++", "---", "@@"))]
        return lines

    def validate(self) -> None:
        """Have msgfmt read all catalogues."""
        for path in self.catalogues.rglob("*.po"):
            run = subprocess.run(
                ["msgfmt", "-c", "-o", "/dev/null", str(path)], capture_output=True, text=True, check=False
            )
            assert run.returncode == 0, run.stderr

    def texts(self) -> dict[str, str]:
        """Return the catalogues by page."""
        return {path.stem: path.read_text("utf-8") for path in sorted(self.catalogues.glob("*.po"))}

    def read(self, page: str) -> Catalogue:
        return parse_catalogue((self.catalogues / f"{page}.po").read_bytes())

    def translate(self, **translations: dict[str, str]) -> None:
        """Put translations into the catalogues."""
        for page, strings in translations.items():
            path = self.catalogues / f"{page}.po"
            text = path.read_text("utf-8")
            for english, chinese in strings.items():
                assert f'msgid "{english}"\nmsgstr ""\n' in text
                text = text.replace(f'msgid "{english}"\nmsgstr ""\n', f'msgid "{english}"\nmsgstr "{chinese}"\n')
            path.write_text(text, "utf-8")

    def state(self, page: str) -> dict[str, tuple[str, str | None]]:
        """Return translation and previous English of each message of a page; a fuzzy one has a ``?`` before."""
        return {
            message.id: ("?" * message.fuzzy + message.string, message.previous) for message in self.read(page).live
        }


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)
