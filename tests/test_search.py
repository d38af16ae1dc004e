"""The search as built, run in Node: what readers type finds what they mean."""

from __future__ import annotations

import json
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parent / "search.js"
QUERIES: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "data" / "queries.toml").read_text("utf-8")
)


def load(path: Path) -> Any:
    """Return the value that a file of data hands over."""
    return json.loads(path.read_text("utf-8").partition(",")[2].rpartition(")")[0])


def search(folder: Path, queries: list[str]) -> list[dict[str, list[str]]]:
    run = subprocess.run(
        ["node", str(SCRIPT), str(folder), json.dumps(queries)], capture_output=True, encoding="utf-8", check=False
    )
    assert run.returncode == 0, run.stderr
    found: list[dict[str, list[str]]] = json.loads(run.stdout)
    return found


def test_there_are_enough_queries() -> None:
    assert sum(map(len, QUERIES.values())) >= 200
    assert min(map(len, QUERIES.values())) >= 100


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_recall(site: Path, language: str) -> None:
    """Of the papers that a query means, 98 % are among the first ten."""
    papers = load(site / language / "data" / "papers.js")
    facts = list(zip(papers["anchor"], papers["short"], papers["title"], strict=True))
    queries = QUERIES[language]
    missed = []
    count = 0
    for (query, names), found in zip(queries.items(), search(site / language, list(queries)), strict=True):
        for name in names:
            wanted = {anchor for anchor, short, title in facts if short == name or title.startswith(name)}
            assert wanted, f"no such paper: {name}"
            count += 1
            if not wanted & set(found["papers"][:10]):
                missed.append((query, name))
    assert 1 - len(missed) / count >= 0.98, missed


@pytest.mark.parametrize(
    ("language", "query", "expected"),
    [
        ("en", "evidence lower bound", "glossary.html#term-evidence-lower-bound"),
        ("en", "ELBO", "glossary.html#term-evidence-lower-bound"),
        ("en", "证据下界", "glossary.html#term-evidence-lower-bound"),
        ("zh_CN", "证据下界", "glossary.html#term-evidence-lower-bound"),
        ("zh_CN", "evidence lower bound", "glossary.html#term-evidence-lower-bound"),
        ("zh_CN", "术语表", "glossary.html"),
        ("en", "notation", "index.html#notation"),
    ],
)
def test_sections(site: Path, language: str, query: str, expected: str) -> None:
    (found,) = search(site / language, [query])
    assert expected in found["sections"][:4]


def test_terms_are_found_by_their_names_in_the_other_language(site: Path) -> None:
    """A query in either language finds every summary that has the Chinese term."""
    papers = load(site / "zh_CN" / "data" / "papers.js")
    summaries = load(site / "zh_CN" / "data" / "summaries.js")
    for english, chinese in (("score matching", "分数匹配"), ("mode collapse", "模式坍塌"), ("codebook", "码本")):
        there = {anchor for anchor, summary in zip(papers["anchor"], summaries, strict=True) if chinese in summary}
        for found in search(site / "zh_CN", [english, chinese]):
            assert there <= set(found["papers"]), english


@pytest.mark.parametrize("query", ["", "  ", "，。！", "()[]{}*+?\\", "<b>", "__proto__ constructor"])
def test_odd_queries_do_no_harm(site: Path, query: str) -> None:
    (found,) = search(site / "en", [query])
    assert isinstance(found["papers"], list)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_data_agree_with_the_exports(site: Path, language: str) -> None:
    papers = load(site / language / "data" / "papers.js")
    columns = {name: len(papers[name]) for name in papers.keys() - {"pages", "topics", "venues"}}
    assert set(columns.values()) == {len(load(site / language / "data" / "summaries.js"))}
    for kind in ("bib", "ris", "json"):
        texts = load(site / "data" / f"{kind}.js")
        assert sorted(anchor for anchor, _text in texts) == sorted(papers["anchor"])
        joined = {"bib": "\n", "ris": "", "json": ",\n"}[kind].join(text for _anchor, text in texts)
        whole = (site / f"papers.{kind}").read_text("utf-8")
        assert whole == (f"[\n{joined}\n]\n" if kind == "json" else joined)
