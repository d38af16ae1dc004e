"""Lines with fewer corners, by the algorithm of Ramer, Douglas and Peucker."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.path import Path

if TYPE_CHECKING:
    from numpy.typing import NDArray


def simplify(path: Path, tolerance: float) -> Path:
    """Return closed polygons with fewer corners.

    :param tolerance: how far a corner that is left out may be from the new outline
    """
    rings = [np.asarray(ring) for ring in path.to_polygons()]
    return Path.make_compound_path(*(Path(ring[corners(ring, tolerance)], closed=True) for ring in rings))


def corners(line: NDArray[np.float64], tolerance: float) -> NDArray[np.bool_]:
    """Return which points of a line are needed; the ends always are.

    :param line: the points, of shape (n, 2)
    :param tolerance: how far a point that is left out may be from the new line
    """
    needed = np.zeros(len(line), dtype=bool)
    needed[[0, -1]] = True
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        x, y = (line[first : last + 1] - line[first]).T
        length = np.hypot(x[-1], y[-1])
        # a ring begins and ends at one point
        distance = np.abs(x[-1] * y - y[-1] * x) / length if length else np.hypot(x, y)
        middle = first + int(distance.argmax())
        if distance.max() > tolerance:
            needed[middle] = True
            spans += [(first, middle), (middle, last)]
    return needed
