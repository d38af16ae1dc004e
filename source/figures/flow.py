"""Flow matching with an exact velocity: an ODE carries noise to data and bends space on its way.

Paths are x_t = (1 - t) x_0 + t noise, so that data is at t = 0 and noise at t = 1; the velocity
that flow matching learns is the mean of noise - x_0, given x_t.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from plots.palette import BLUE, GREEN, GREY, INK, ORANGE
from plots.panels import panels, shade

from .mixture import Mixture

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure

    from .mixture import Array

DATA_SET = Mixture(np.array([[-1.7, 0.8], [1.6, 1.1], [0.3, -1.6]]), 0.3, np.full(3, 1 / 3))


def draw(_: Callable[[str], str]) -> Figure:
    """Draw a grid that the flow bends, then the paths that it learns from and those it takes."""
    titles = [
        _("noise, t = 1"),
        _("on the way, t = 0.4"),
        _("data, t = 0"),
        _("straight paths to learn from"),
        _("the paths of the flow"),
        _("after rectification"),
    ]
    figure, axes = panels(titles, limits=(-3, 3, -2.6, 2.6), height=2.35)
    lines = np.linspace(-1.8, 1.8, 13)
    fine = np.linspace(-1.8, 1.8, 40)
    grid = np.concatenate([[[(x, y) for y in fine] for x in lines], [[(x, y) for x in fine] for y in lines]])
    way = flow(grid)
    for plot, time in zip(axes, (1.0, 0.4, 0.0), strict=False):
        at = way[round((1 - time) * (len(way) - 1))]
        shade(plot, DATA_SET.noised(1 - time, time).density, color=GREEN)
        for number, line in enumerate(at):
            plot.plot(*line.T, color=BLUE if number < len(lines) else ORANGE, linewidth=0.6)

    rng = np.random.default_rng(3)
    noise, data = rng.standard_normal((26, 2)), DATA_SET.sample(rng, 26)
    carried = flow(noise)
    straight = np.stack([noise, carried[-1]])
    for plot, paths in zip(axes[3:], (np.stack([noise, data]), carried[::4], straight), strict=True):
        shade(plot, DATA_SET.density, color=GREEN, opacity=0.35)
        plot.plot(*np.moveaxis(paths, -1, 0), color=INK, linewidth=0.6)
        plot.plot(*paths[0].T, "o", color=GREY, markersize=3)
        plot.plot(*paths[-1].T, "o", color=GREEN, markersize=3)
    return figure


def velocity(x: Array, time: float) -> Array:
    """Return the mean of noise - x_0, given x_t: both follow from the score."""
    score = DATA_SET.noised(1 - time, time).score(x)
    return -(x + time * score) / (1 - time)


def flow(noise: Array, steps: int = 100) -> Array:
    """Return the way of each point from noise to data, by Heun's method."""
    times = np.linspace(1, 0, steps + 1)
    way = [noise]
    for time, following in pairwise(times):
        x, step = way[-1], time - following
        now = velocity(x, min(time, 0.999))
        then = velocity(x - step * now, following)
        way.append(x - step * (now + then) / 2)
    return np.stack(way)
