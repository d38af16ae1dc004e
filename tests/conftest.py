from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["sphinx.testing.fixtures"]

PROJECT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def rootdir() -> Path:
    """The tiny Sphinx projects, for sphinx.testing."""
    return Path(__file__).parent / "roots"


@pytest.fixture(scope="session")
def source() -> Path:
    """Our own pages."""
    return PROJECT / "source"


@pytest.fixture(scope="session")
def site() -> Path:
    """Our own site as `make` has built it."""
    folder = PROJECT / "build" / "html"
    assert (folder / "en" / "index.html").exists(), "run `make` first (`make test` does)"
    return folder
