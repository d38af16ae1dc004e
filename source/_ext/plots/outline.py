"""Lines with fewer corners, by the algorithm of Ramer, Douglas and Peucker."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def corners(line: Sequence[tuple[float, float]], tolerance: float) -> list[bool]:
    """Return which points of a line are needed; the ends always are.

    :param tolerance: how far a point that is left out may be from the new line
    """
    needed = [False] * len(line)
    needed[0] = needed[-1] = True
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        (left, top), (right, bottom) = line[first], line[last]
        across, down = right - left, bottom - top
        length = hypot(across, down)
        # a ring begins and ends at one point
        off = [
            abs(across * (y - top) - down * (x - left)) / length if length else hypot(x - left, y - top)
            for x, y in line[first : last + 1]
        ]
        furthest = max(off)
        if furthest > tolerance:
            middle = first + off.index(furthest)
            needed[middle] = True
            spans += [(first, middle), (middle, last)]
    return needed
