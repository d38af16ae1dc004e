from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.testing.util import SphinxTestApp

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

INDEX = "# A list\n\n```{toctree}\n:glob:\n\n*\n```\n"


@pytest.fixture(scope="session")
def rootdir(rootdir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copies of the tiny Sphinx projects, each with the conf.py they share.

    mypy takes a second file of that name for the same module, and builds leave
    compiled catalogues beside the sources.
    """
    copies = tmp_path_factory.mktemp("roots")
    for root in sorted(rootdir.glob("test-*")):
        shutil.copytree(root, copies / root.name)
        shutil.copy(rootdir / "conf.py", copies / root.name)
    return copies


@pytest.fixture
def build(rootdir: Path, tmp_path: Path) -> Callable[..., SphinxTestApp]:
    """A function that writes the given files and builds what is out of date; None removes a file.

    What the last call has left stays; a file with the same text is not touched.
    """

    def run(files: dict[str, str | None], builder: str = "html", **options: Any) -> SphinxTestApp:
        folder = tmp_path / "source"
        folder.mkdir(exist_ok=True)
        shutil.copy(rootdir / "test-basic" / "conf.py", folder)
        for name, text in {"index.md": INDEX, **files}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                path.unlink()
            elif not path.exists() or path.read_text("utf-8") != text:
                path.write_text(text, "utf-8")
        app = SphinxTestApp(builder, srcdir=folder, **options)
        try:
            app.build()
        finally:
            app.cleanup()  # at once, since the next build registers the same nodes and roles
        return app

    return run


@pytest.fixture
def warnings() -> Callable[[SphinxTestApp], list[str]]:
    """A function that returns the warnings of a build, without colours and with paths below the project."""

    def read(app: SphinxTestApp) -> list[str]:
        text = re.sub(r"\x1b\[[\d;]*m", "", app.warning.getvalue())
        return text.replace(f"{app.srcdir}/", "").splitlines()

    return read
