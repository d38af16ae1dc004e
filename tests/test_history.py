from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from paperlist.history import HistoryError, parse_log, read_added

if TYPE_CHECKING:
    from pathlib import Path

DDPM = "- [(DDPM) Denoising Diffusion Probabilistic Models](https://arxiv.org/abs/2006.11239)  \n"
NICE = "- [NICE: Non-linear Independent Components Estimation](https://arxiv.org/abs/1410.8516)  \n"
TAIL = "  *Ann Author*  \n  **[`ICLR 2015`]**\n"


def git(folder: Path, *arguments: str, day: int = 1) -> None:
    date = f"2026-01-{day:02}T00:00:00Z"
    environment = os.environ | {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date, "GIT_CONFIG_GLOBAL": os.devnull}
    identity = ("-c", "user.name=Ann", "-c", "user.email=ann@a.example")
    subprocess.run(["git", *identity, *arguments], cwd=folder, env=environment, check=True, capture_output=True)


def write(folder: Path, text: str, day: int) -> None:
    (folder / "page.md").write_text(text, "utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-m", "x", day=day)


def day(number: int) -> datetime:
    return datetime(2026, 1, number, tzinfo=UTC)


def test_first_addition_counts(tmp_path: Path) -> None:
    """Neither an edit, nor a move to another page, nor a way back is an addition."""
    git(tmp_path, "init", "-q")
    write(tmp_path, DDPM + TAIL, 1)
    write(tmp_path, DDPM + TAIL + "\n" + NICE + TAIL, 2)
    write(tmp_path, DDPM.replace("Denoising", "denoising") + TAIL + "\n" + NICE + TAIL, 3)
    git(tmp_path, "mv", "page.md", "other.md")
    git(tmp_path, "commit", "-m", "x", day=4)
    assert read_added(tmp_path) == {"arxiv:2006.11239": day(1), "arxiv:1410.8516": day(2)}


def test_without_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(HistoryError, match="no git repository"):
        read_added(tmp_path)


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(HistoryError, match="no git"):
        read_added(tmp_path)


def test_a_shallow_clone_has_no_dates(tmp_path: Path) -> None:
    whole, part = tmp_path / "whole", tmp_path / "part"
    whole.mkdir()
    git(whole, "init", "-q")
    write(whole, DDPM + TAIL, 1)
    write(whole, DDPM + TAIL + "\n" + NICE + TAIL, 2)
    git(tmp_path, "clone", "-q", "--depth", "1", whole.as_uri(), str(part))
    with pytest.raises(HistoryError, match="shallow"):
        read_added(part)


@pytest.mark.parametrize("line", ["+- A remark.", "+- [A page](flow.md)", "-" + DDPM, " " + DDPM, "+++ b/page.md"])
def test_other_lines(line: str) -> None:
    assert parse_log(["commit-time 1767225600", line.rstrip("\n")]) == {}
