"""The example for Weblate finds all catalogues."""

from __future__ import annotations

import re
from configparser import ConfigParser
from pathlib import Path

PROJECT = Path(__file__).parent.parent


def test_example_finds_every_catalogue() -> None:
    settings = ConfigParser(interpolation=None)
    settings.read(PROJECT / ".weblate.example", "utf-8")
    assert settings["weblate"]["url"].endswith("/api/")
    assert settings["discovery"]["file_format"] == "po"
    paths = [path.relative_to(PROJECT).as_posix() for path in (PROJECT / "locale").rglob("*.po")]
    matches = [re.fullmatch(settings["discovery"]["match"], path) for path in paths]
    assert len(paths) > 15
    assert [path for path, match in zip(paths, matches, strict=True) if match is None] == []
    assert {match["language"] for match in matches if match} == {"zh_CN"}
    assert "index" in {match["component"] for match in matches if match}


def test_catalogues_are_plain_gettext() -> None:
    for path in (PROJECT / "locale").rglob("*.po"):
        flags = re.findall(r"^#,.*", path.read_text("utf-8"), re.MULTILINE)
        assert [flag for flag in flags if "-format" in flag] == [], path
