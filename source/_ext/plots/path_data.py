"""The data of SVG paths, https://www.w3.org/TR/SVG2/paths.html: made short, and what they draw."""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from .outline import corners

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_COMMAND = re.compile(r"([MLQCz])([^MLQCz]*)")


def relative(path: str) -> str:
    """Return the data of a path with relative coordinates in tenths, which do not add up to a drift.

    Ends of lines that are no more than a tenth off the line without them are left out.

    :param path: as matplotlib writes it, with the commands M, L, Q, C and z
    """
    here, start, last = (0, 0), (0, 0), ""
    parts = []
    for command, places in _thin(_read_path(path)):
        # behind a move or a line a line needs no letter
        parts.append(" " if command == "L" and last in ("M", "L") else command.lower())
        parts.append(" ".join(f"{tenths(x - here[0])} {tenths(y - here[1])}" for x, y in places))
        here = places[-1] if places else start
        start = here if command == "M" else start
        last = command
    return _squeeze("".join(parts))


def dots(places: list[tuple[int, int]]) -> str:
    """Return the data of a path that touches some places, always the nearest next.

    :param places: in tenths
    """
    left = dict.fromkeys(places)
    here = (0.0, 0.0)
    parts = []
    while left:
        x, y = min(left, key=lambda place: (place[0] - here[0]) ** 2 + (place[1] - here[1]) ** 2)
        del left[x, y]
        right, down = round(x - here[0]), round(y - here[1])
        parts.append(f"m{tenths(right)} {tenths(down)}h.01")
        here = (here[0] + right + 0.1, here[1] + down)
    return _squeeze("".join(parts))


def turn(path: str) -> str:
    """Return which way the one polygon of a path turns, nothing if it is something else."""
    commands = list(_read_path(path))
    if not re.fullmatch("ML+z?", "".join(command for command, _ in commands)):
        return ""
    points = [place for _, places in commands for place in places]
    area = sum(x * below - right * y for (x, y), (right, below) in pairwise([*points, points[0]]))
    return "left" if area < 0 else "right"


def tenths(number: int) -> str:
    """Return a number of tenths as a decimal without a needless zero."""
    return re.sub(r"^(-?)0\.", r"\1.", f"{number / 10:g}")


def _read_path(path: str) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Yield the commands of a path and their places, in tenths."""
    for command, numbers in _COMMAND.findall(path):
        values = [round(float(number) * 10) for number in numbers.split()]
        yield command, list(zip(values[::2], values[1::2], strict=True))


def _thin(commands: Iterable[tuple[str, list[tuple[int, int]]]]) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Leave out ends of lines that are hardly corners."""
    here = start = (0, 0)
    for is_line, group in groupby(commands, lambda command: command[0] == "L"):
        run = list(group)
        if is_line and len(run) > 1:
            line = [here, *(places[0] for _, places in run)]
            run = [one for one, needed in zip(run, corners(line, 1)[1:], strict=True) if needed]
        yield from run
        for command, places in run:
            here = places[-1] if places else start
            start = here if command == "M" else start


def _squeeze(path: str) -> str:
    """Return the data of a path without needless spaces: a sign parts numbers, and so does a second point."""
    return re.sub(r" (?=-)|(?<=\.\d) (?=\.)", "", path)
