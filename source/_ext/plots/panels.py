"""Figures as rows and columns of small plots, all in one look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.path import Path

from .outline import corners
from .palette import BLUE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matplotlib.axes import Axes
    from numpy.typing import NDArray

WIDTH = 7.2
"""The width of a figure in inches; the page scales it."""


def panels(
    titles: Sequence[str],
    *,
    columns: int = 3,
    height: float = 2.5,
    limits: tuple[float, float, float, float] | None = None,
    ticks: bool = False,
) -> tuple[Figure, list[Axes]]:
    """Return a figure with one plot for each title.

    :param columns: how many plots stand in a row
    :param height: the height of a row in inches
    :param limits: left, right, bottom and top of every plot, which then shows both axes at one scale
    :param ticks: whether the axes have numbers
    """
    rows = -(-len(titles) // columns)
    figure = Figure(figsize=(WIDTH, height * rows), layout="constrained")
    axes = [figure.add_subplot(rows, columns, number) for number in range(1, len(titles) + 1)]
    for plot, title in zip(axes, titles, strict=True):
        plot.set_title(title)
        if limits:
            plot.set(xlim=limits[:2], ylim=limits[2:], aspect="equal")
        if not ticks:
            plot.set(xticks=[], yticks=[])
    return figure, axes


def shade(
    plot: Axes,
    function: Callable[[NDArray[np.float64]], NDArray[np.float64]],
    *,
    color: str = BLUE,
    levels: int = 7,
    opacity: float = 0.5,
    below: bool = False,
) -> None:
    """Fill the levels of a function of the plane, the more opaque the higher it is.

    :param function: takes points in an array of shape (..., 2), returns their values
    :param levels: how many sheets lie upon each other
    :param opacity: of all sheets together
    :param below: whether low values are opaque instead
    """
    x, y = np.meshgrid(np.linspace(*plot.get_xlim(), 70), np.linspace(*plot.get_ylim(), 70))
    values = function(np.stack([x, y], axis=-1))
    sheet = to_rgba(color, 1 - (1 - opacity) ** (1 / levels))
    tolerance = float(np.ptp(plot.get_xlim())) / 600  # about a quarter of a point
    for level in np.linspace(values.min(), values.max(), levels + 2)[1:-1]:
        contours = plot.contourf(x, y, values, levels=[-np.inf, level] if below else [level, np.inf], colors=[sheet])
        contours.set_paths([simplify(path, tolerance) for path in contours.get_paths()])


def simplify(path: Path, tolerance: float) -> Path:
    """Return closed polygons with fewer corners.

    :param tolerance: how far a corner that is left out may be from the new outline
    """
    rings = [np.asarray(ring) for ring in path.to_polygons()]
    return Path.make_compound_path(*(Path(ring[corners(ring.tolist(), tolerance)], closed=True) for ring in rings))
