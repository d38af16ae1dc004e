from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

PROJECT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session", params=["en", "zh_CN"])
def language(request: pytest.FixtureRequest) -> str:
    """Each language that has a book."""
    return str(request.param)


@pytest.fixture(scope="session")
def typeset() -> Callable[[Path, Path, str], Path]:
    """A function that makes a book of the pages in a folder, with our own settings, and returns the PDF."""

    def run(source: Path, out: Path, language: str) -> Path:
        # the language's catalogues, as `make` has compiled them
        environment = os.environ | {
            "DOCS_LANGUAGE": language,
            "DOCS_LOCALE": str(PROJECT / "build" / "locale"),
            "SOURCE_DATE_EPOCH": "1700000000",
            "FORCE_SOURCE_DATE": "1",
            "LATEXOPTS": "",
            "max_print_line": "1000",
        }
        command = [
            sys.executable,
            "-m",
            "sphinx",
            "-Q",
            "-b",
            "latex",
            "-c",
            str(PROJECT / "source"),
            str(source),
            str(out),
        ]
        subprocess.run(command, env=environment, check=True)
        tex = next(out.glob("awesome-*.tex"))
        subprocess.run(
            ["latexmk", "-xelatex", "-silent", "-halt-on-error", "-interaction=nonstopmode", tex.name],
            cwd=out,
            env=environment,
            check=True,
            capture_output=True,
        )
        return tex.with_suffix(".pdf")

    return run
