"""The facts on the page of benchmarks, and its tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from paperlist.entry import plain_title, slug
from paperlist.library import Library
from plots.benchmarks import FAMILIES, MARKS, read_benchmarks
from plots.milestones import read_milestones, read_records
from plots.sphinx_ext.benchmarks import family_name, mark_name

SOURCE = Path("source")
TEXT = (SOURCE / "benchmarks.toml").read_text("utf-8")
BENCHMARKS = read_benchmarks(TEXT)
ROWS = [row for benchmark in BENCHMARKS for row in benchmark.rows]
RECORDS = read_records(sorted(SOURCE.glob("*.md")))
ENTRIES = {record.entry.identity: record.entry for record in RECORDS}
MILESTONES = read_milestones(SOURCE.glob("*.md"), Library(RECORDS))

SAMPLE = """
[[benchmark]]
id = "x"
measure = "FID"
better = "low"
range = [1, 10]
rows = [
  { model = "A", title = "T", family = "GAN", year = 2020, value = 3.0, source = "paper, Table 1" },
  { model = "B", title = "U", family = "GAN", year = 2021, value = 4.0, source = "paper, Table 2" },
  { model = "C", title = "V", family = "GAN", year = 2022, value = 2.0, source = "paper, Table 3" },
]
"""


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        (', source = "paper, Table 1"', "", "missing 1 required positional argument: 'source'"),
        ('source = "paper, Table 1"', 'source = " "', "no source"),
        ('title = "T", ', "", "neither paper nor title"),
        ("value = 3.0", "value = 30.0", "30.0 is not between 1 and 10"),
        ("year = 2020", "year = 202", "no such year"),
        ('family = "GAN", year = 2020', 'family = "Gan", year = 2020', "unknown family Gan"),
        ("year = 2020,", 'year = 2020, marks = ["lucky"],', "unknown marks lucky"),
        ("year = 2020,", 'year = 2020, colour = "red",', "unexpected keyword argument 'colour'"),
    ],
)
def test_a_faulty_row_is_refused(before: str, after: str, fault: str) -> None:
    assert before in SAMPLE
    with pytest.raises(ValueError, match=rf"^x, A: .*{fault}"):
        read_benchmarks(SAMPLE.replace(before, after))


def test_records_are_better_than_all_before() -> None:
    (benchmark,) = read_benchmarks(SAMPLE)
    assert [row.model for row in benchmark.records()] == ["A", "C"]
    (benchmark,) = read_benchmarks(SAMPLE.replace('"low"', '"high"'))
    assert [row.model for row in benchmark.records()] == ["A", "B"]
    (benchmark,) = read_benchmarks(SAMPLE.replace("year = 2022", 'marks = ["reward"], year = 2022'))
    assert [row.model for row in benchmark.records()] == ["A"]


def test_there_are_many_rows() -> None:
    assert len(ROWS) >= 360
    assert len({(benchmark.id, row) for benchmark in BENCHMARKS for row in benchmark.rows}) == len(ROWS)


def test_every_paper_has_its_entry_and_no_entry_is_passed_over() -> None:
    assert [row.model for row in ROWS if row.paper and row.paper not in ENTRIES] == []
    titles = {slug(plain_title(entry.title)) for entry in ENTRIES.values()}
    urls = {entry.url for entry in ENTRIES.values()}
    assert [row.title for row in ROWS if not row.paper and (slug(row.title) in titles or row.url in urls)] == []


def test_no_model_is_older_than_its_paper() -> None:
    assert [row.model for row in ROWS if row.paper and row.year < ENTRIES[row.paper].date[0]] == []


def test_families_and_marks_have_names() -> None:
    assert all(family_name(family) for family in FAMILIES)
    page = (SOURCE / "benchmarks.md").read_text("utf-8")
    assert [mark for mark in MARKS if f"\n{mark_name(mark)}\n: " not in page] == []


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_tables_show_and_link_every_row(site: Path, language: str) -> None:
    page = BeautifulSoup((site / language / "benchmarks.html").read_text("utf-8"), "html.parser")
    rows = page.select("table.benchmark tbody tr")
    assert len(rows) == len(ROWS)
    links = [str(link["href"]) for row in rows if (link := row.select_one("td:first-child a"))]
    assert sorted(link.rpartition("#")[2] for link in links if "://" not in link) == sorted(
        ENTRIES[row.paper].anchor for row in ROWS if row.paper
    )
    assert sorted(link for link in links if "://" in link) == sorted(row.url for row in ROWS if row.url)
    assert [row for row in rows if not row.select("td")[-1].get_text(strip=True)] == []


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_milestones_lead_to_their_entries(site: Path, language: str) -> None:
    page = BeautifulSoup((site / language / "timeline.html").read_text("utf-8"), "html.parser")
    links = [str(link["href"]).rpartition("#")[2] for link in page.select("dl.milestones a")]
    assert links == [milestone.entry.anchor for milestone in MILESTONES]
    assert len(links) >= 50
