from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinx.testing.util import SphinxTestApp


@pytest.fixture(scope="session")
def rootdir(rootdir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copies of the tiny Sphinx projects, each with the one conf.py: builds may compile catalogues beside the pages."""
    copies = tmp_path_factory.mktemp("roots")
    for root in rootdir.glob("test-*"):
        shutil.copytree(root, copies / root.name)
        shutil.copy(rootdir / "conf.py", copies / root.name)
    return copies


@pytest.fixture
def build(rootdir: Path, tmp_path: Path, make_app: Callable[..., SphinxTestApp]) -> Callable[..., SphinxTestApp]:
    """A function that writes the given pages and builds what is out of date, as often as it is called.

    A page that is None is removed; one that stays the same is left untouched.
    """

    def run(pages: dict[str, str | None], builder: str = "html", **options: Any) -> SphinxTestApp:
        folder = tmp_path / "source"
        folder.mkdir(exist_ok=True)
        shutil.copy(rootdir / "test-basic" / "conf.py", folder)
        for name, text in {"index.md": "# A list\n\n```{toctree}\n:glob:\n\n*\n```\n", **pages}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                path.unlink()
            elif not path.exists() or path.read_text("utf-8") != text:
                path.write_text(text, "utf-8")
        app = make_app(builder, srcdir=folder, **options)
        app.build()
        return app

    return run
