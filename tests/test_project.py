"""What stands around the package: every command that is told anywhere works, the forms name what there is."""

from __future__ import annotations

import re
import runpy
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from paperlist.cli import COMMANDS, run

GITHUB = Path(".github")
TOLD = [
    *sorted(GITHUB.rglob("*.*")),
    *map(Path, ["README.md", "source/contribute.md", "source/translate.md", "Makefile", ".pre-commit-config.yaml"]),
]
PARENTS = re.compile(r"^\s{4,}|^\s*-? ?(?:run|entry): |^\t")


def calls() -> list[tuple[str, str]]:
    """Return every call of the command in a line of code: the file and the arguments."""
    found = []
    for path in TOLD:
        for line in path.read_text("utf-8").split("\n"):
            if PARENTS.match(line) and (
                match := re.search(r"(?:\.venv/bin/|\$\(BIN\)/)paperlist ([^|&]+?)(?: 2>|$|&)", line)
            ):
                found.append((str(path), match[1].strip()))
    return found


def read_yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


@pytest.mark.parametrize(("path", "arguments"), calls())
def test_told_command_is_one(path: str, arguments: str, capsys: pytest.CaptureFixture[str]) -> None:
    name, *rest = shlex.split(arguments)
    assert name in COMMANDS
    assert run([name, *rest, "--help"]) == 0
    shown = capsys.readouterr().out
    for option in (word for word in rest if word.startswith("--")):
        assert option in shown, f"{path}: {option}"


def test_enough_commands_are_told() -> None:
    assert {arguments.split()[0] for _, arguments in calls()} >= {"add", "check", "format", "links", "upgrade"}


def test_every_command_stands_on_the_page() -> None:
    page = Path("source/contribute.md").read_text("utf-8")
    assert [name for name in COMMANDS if f"| `paperlist {name}" not in page] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert run([name, "--help"]) == 0
    assert f"Example: paperlist {name} " in capsys.readouterr().out


FORMS = sorted(GITHUB.glob("ISSUE_TEMPLATE/[0-9]*.yml"))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_issue_form(path: Path) -> None:
    form = read_yaml(path)
    assert {"name", "description", "body"} <= form.keys()
    ids = [field["id"] for field in form["body"]]
    assert len(ids) == len(set(ids))
    assert all(field["type"] in ("input", "textarea", "dropdown", "checkboxes") for field in form["body"])
    assert all(field["attributes"]["label"] for field in form["body"])
    for text in (form["name"], *(field["attributes"]["label"] for field in form["body"])):
        assert re.search(r"[一-鿿]", text), "in both languages"


def test_there_is_a_form_for_each_task() -> None:
    assert [path.stem[2:] for path in FORMS] == ["add-a-paper", "mend-an-entry", "translate"]


def test_form_names_every_category() -> None:
    pages = [path for path in Path("source").glob("*.md") if "\n## Start here\n" in path.read_text("utf-8")]
    (options,) = (
        field["attributes"]["options"] for field in read_yaml(FORMS[0])["body"] if field["type"] == "dropdown"
    )
    assert len(options) == len(pages) + 1  # and “I do not know”


@pytest.mark.parametrize("path", sorted(GITHUB.glob("workflows/*.yml")), ids=lambda path: path.stem)
def test_workflow_asks_for_few_rights(path: Path) -> None:
    workflow = read_yaml(path)
    assert workflow["permissions"]
    assert "write-all" not in path.read_text("utf-8")
    for job in workflow["jobs"].values():
        assert job.get("timeout-minutes") or job.get("environment")
        for step in job["steps"]:
            # expressions in scripts are how foreign text gets to run
            assert "${{" not in step.get("run", "")
            if step.get("uses", "").startswith("actions/checkout"):
                assert step["with"]["persist-credentials"] is False


def test_hooks_are_files_of_ours() -> None:
    (repository,) = read_yaml(Path(".pre-commit-config.yaml"))["repos"]
    assert repository["repo"] == "local"
    assert {hook["id"] for hook in repository["hooks"]} >= {"paperlist-format", "paperlist-check"}
    assert all(hook["entry"].startswith(".venv/bin/") for hook in repository["hooks"])


def test_editors_keep_the_blanks_at_the_ends_of_lines_in_markdown() -> None:
    sections = re.split(r"^\[(.+)\]$", Path(".editorconfig").read_text("utf-8"), flags=re.MULTILINE)
    rules = dict(zip(sections[1::2], sections[2::2], strict=True))
    assert "trim_trailing_whitespace = false" in rules["*.md"]
    assert "trim_trailing_whitespace = true" in rules["*"]


@pytest.mark.parametrize("address", ["https://example.org/list", "https://example.org/list/"])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_address_of_the_site_is_that_of_its_languages(
    monkeypatch: pytest.MonkeyPatch, address: str, language: str
) -> None:
    monkeypatch.setenv("SITE_URL", address)
    monkeypatch.setenv("DOCS_LANGUAGE", language)
    assert runpy.run_path("source/conf.py")["html_baseurl"] == f"https://example.org/list/{language}/"
    monkeypatch.delenv("SITE_URL")
    assert runpy.run_path("source/conf.py")["html_baseurl"] == ""


def test_release_offers_what_make_builds(site: Path) -> None:
    steps = read_yaml(GITHUB / "workflows" / "release.yml")["jobs"]["books"]["steps"]
    build, upload = (step["run"] for step in steps if "run" in step)
    assert build == "make chapters zip"
    patterns = [word for word in shlex.split(upload) if word.startswith("build/")]
    packed = "build/$(TITLE)-site.zip"
    assert f"zipfile -c {packed.removeprefix('build/')} html/" in Path("Makefile").read_text("utf-8")
    assert patterns[0] == packed.replace("$(TITLE)", "*")
    for pattern in patterns[1:]:
        assert list(site.parent.parent.glob(pattern)), pattern


def test_index_of_the_search_comes_with_its_licence(site: Path) -> None:
    vendor = site / "en" / "_static" / "vendor"
    assert (vendor / "minisearch.js").exists()
    assert "MIT" in (vendor / "minisearch-LICENSE.txt").read_text("utf-8")
