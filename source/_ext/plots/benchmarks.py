"""Published figures of models: read them from TOML, and refuse a row that does not say where it comes from."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

FAMILIES = (
    "GAN",
    "VAE",
    "flow",
    "autoregressive",
    "masked tokens",
    "energy-based",
    "diffusion",
    "flow matching",
    "hybrid",
)
"""The families of models, in the order of legends."""

MARKS = (
    "bound",
    "augmented",
    "resampled",
    "resized",
    "retrieval",
    "rewritten",
    "reward",
    "protocol",
    "rerun",
    "transcribed",
)
"""What makes a figure hard to compare with others."""

HELPED = {"augmented", "resampled", "rewritten", "reward"}
"""The marks of settings that help on the very measure; such rows set no records."""


@dataclass(frozen=True, slots=True)
class Row:
    """One published figure."""

    model: str
    family: str
    year: int
    value: float
    source: str
    """Where the figure was read."""
    paper: str = ""
    """The identity of the paper's entry, if it has one."""
    title: str = ""
    """The paper or release, if it has no entry."""
    url: str = ""
    """Where that paper is, if it is anywhere."""
    guided: bool | None = None
    """Whether guidance was used; None if the source does not say."""
    steps: int | None = None
    params: str = ""
    marks: tuple[str, ...] = ()
    note: str = ""
    second: str = ""
    """A second source that says the same."""
    differ: str = ""
    """What sources do not agree on."""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A data set with a measure, and what has been reported on it."""

    id: str
    measure: str
    better: Literal["low", "high"]
    range: tuple[float, float]
    """Figures outside are taken for slips of the pen."""
    rows: tuple[Row, ...]

    def records(self) -> list[Row]:
        """Return the rows that were the best of their year and better than all years before, by year.

        Rows whose setting helped them are left out.
        """
        sign = 1 if self.better == "low" else -1
        found: list[Row] = []
        rows = (row for row in self.rows if not HELPED & set(row.marks))
        for row in sorted(rows, key=lambda row: (row.year, sign * row.value)):
            if not found or sign * row.value < sign * found[-1].value:
                found.append(row)
        return found


@lru_cache(maxsize=4)  # each table of a page asks for the same file
def read_benchmarks(text: str) -> tuple[Benchmark, ...]:
    """Return the benchmarks of a TOML file.

    :raises ValueError: if it is no TOML, or a row lacks its source or is otherwise at fault
    """
    benchmarks = []
    for table in tomllib.loads(text).get("benchmark", ()):
        rows = tuple(_row(row, table) for row in table.pop("rows"))
        benchmarks.append(Benchmark(**{**table, "range": tuple(table["range"])}, rows=rows))
    return tuple(benchmarks)


def _row(table: dict[str, Any], benchmark: dict[str, Any]) -> Row:
    place = f"{benchmark['id']}, {table.get('model', 'a row without model')}"
    try:
        row = Row(**{**table, "marks": tuple(table.get("marks", ()))})
    except TypeError as error:
        raise ValueError(f"{place}: {str(error).removeprefix('Row.__init__() ')}") from None
    low, high = benchmark["range"]
    faults = {
        "no source": not row.source.strip(),
        "neither paper nor title": not (row.paper or row.title),
        f"unknown family {row.family}": row.family not in FAMILIES,
        f"unknown marks {', '.join(row.marks)}": not set(row.marks) <= set(MARKS),
        f"{row.value} is not between {low} and {high}": not low <= row.value <= high,
        f"no such year: {row.year}": not 2010 <= row.year <= 2100,
    }
    _refuse(place, (fault for fault, holds in faults.items() if holds))
    return row


def _refuse(place: str, faults: Iterable[str]) -> None:
    if found := "; ".join(faults):
        raise ValueError(f"{place}: {found}")
