"""Two codes of the same pictures: one has a factor on each axis, the other is turned by 40 degrees.

Pictures are discs with two factors, place and size, both standard normal.  Turning a normal
distribution leaves it as it is, so that no likelihood can tell the codes apart; a traversal can.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Circle

from plots.palette import BLUE, GREY, INK, ORANGE
from plots.panels import panels

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray


def draw(_: Callable[[str], str]) -> Figure:
    """Draw codes, traversals and correlations, for the aligned code above and the turned one below."""
    titles = [
        _("aligned code"),
        _("traversals: one change each"),
        _("correlation with the factors"),
        _("turned code"),
        _("traversals: both at once"),
        "",
    ]
    figure, axes = panels(titles, height=2.3)
    factors = np.random.default_rng(1).standard_normal((250, 2))
    for row, angle in enumerate(np.radians([0, 40])):
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        codes, plots = factors @ turn.T, axes[3 * row : 3 * row + 3]
        plots[0].set(xlim=(-3, 3), ylim=(-3, 3), aspect="equal", xlabel="z₁", ylabel="z₂")
        for high, color in ((False, BLUE), (True, ORANGE)):
            plots[0].plot(*codes[(factors[:, 0] > 0) == high].T, "o", color=color, markersize=2)
        traverse(plots[1], turn)
        correlate(plots[2], np.abs(np.corrcoef(codes.T, factors.T)[:2, 2:]), [_("place"), _("size")])
    return figure


def traverse(plot: Axes, turn: NDArray[np.float64]) -> None:
    """Draw the picture of five codes along each axis."""
    plot.set(xlim=(-0.6, 5), ylim=(-0.1, 2.1), aspect="equal")
    for axis in (0, 1):
        bottom = 1.05 * (1 - axis)
        plot.text(-0.3, bottom + 0.47, f"z{'₁₂'[axis]}", ha="center", va="center")
        for column, value in enumerate(np.linspace(-1.8, 1.8, 5)):
            place, size = value * turn[axis]  # the factors of this code
            plot.plot(
                column + np.array([0, 0.94, 0.94, 0, 0]), bottom + np.array([0, 0, 0.94, 0.94, 0]), color=GREY, lw=0.5
            )
            disc = Circle((column + 0.47 + 0.14 * place, bottom + 0.47), 0.17 + 0.055 * size)
            disc.set(facecolor=INK, linewidth=0)
            plot.add_patch(disc)


def correlate(plot: Axes, values: NDArray[np.float64], names: list[str]) -> None:
    """Draw a table of numbers between 0 and 1."""
    plot.set(xlim=(-0.5, 1.5), ylim=(1.5, -0.5), aspect="equal")
    plot.set_xticks([0, 1], names)
    plot.set_yticks([0, 1], ["z₁", "z₂"])
    plot.tick_params(length=0)
    for (row, column), value in np.ndenumerate(values):
        plot.fill_between(
            [column - 0.5, column + 0.5], row - 0.5, row + 0.5, color=BLUE, alpha=0.6 * value, linewidth=0
        )
        plot.text(column, row, f"{value:.2f}", ha="center", va="center")
