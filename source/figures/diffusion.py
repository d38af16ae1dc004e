"""Diffusion with an exact score: noise swallows two crescents, and the score leads back.

Top: the density at three times and the score, which points uphill.  Bottom: the way back from the
same noise, by the probability flow ODE and by the reverse SDE, with x_t = alpha x_0 + sigma noise.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from plots.palette import BLUE, GREY, INK, ORANGE
from plots.panels import panels, shade

from .mixture import moons

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure

    from .mixture import Array

DATA_SET = moons()


def draw(_: Callable[[str], str]) -> Figure:
    """Draw marginals with scores above, ways back below."""
    titles = [
        *(_("noised until t = {time}").format(time=time) for time in (0.1, 0.4, 0.9)),
        _("back by the ODE"),
        _("back by the SDE"),
        _("where both arrive"),
    ]
    figure, axes = panels(titles, limits=(-3, 3, -2.6, 2.6), height=2.35)
    grid = np.stack(np.meshgrid(np.linspace(-2.6, 2.6, 9), np.linspace(-2.2, 2.2, 7)), axis=-1)
    for plot, time in zip(axes, (0.1, 0.4, 0.9), strict=False):
        noised = DATA_SET.noised(*schedule(time))
        shade(plot, noised.density)
        score = noised.score(grid) * schedule(time)[1]
        plot.quiver(*np.moveaxis(grid, -1, 0), *np.moveaxis(score, -1, 0), color=INK, width=0.006, scale=33)

    start = np.random.default_rng(4).standard_normal((200, 2))
    start[:4] = [[-2.1, 1.7], [0.8, 2.1], [2.0, -1.6], [-1.6, -1.5]]  # the ones whose ways are drawn
    ways = {BLUE: reverse(start, noise=0), ORANGE: reverse(start, noise=1)}
    for plot, (color, way) in zip(axes[3:], ways.items(), strict=False):
        shade(plot, DATA_SET.density, color=GREY, opacity=0.35)
        shown = way[::4, :4]
        plot.plot(*np.moveaxis(shown, -1, 0), color=color, linewidth=0.8)
        plot.plot(*shown[0].T, "o", color=INK, markersize=3.5)
        plot.plot(*shown[-1].T, "o", color=color, markersize=5)
    for color, way in ways.items():
        axes[5].plot(*way[-1].T, "o", color=color, markersize=2.2)
    return figure


def schedule(time: float) -> tuple[float, float]:
    """Return alpha and sigma: a quarter of a circle."""
    return float(np.cos(time * np.pi / 2)), float(np.sin(time * np.pi / 2))


def reverse(start: Array, noise: float, steps: int = 200) -> Array:
    """Integrate from noise to data; *noise* is 0 for the ODE and 1 for the SDE."""
    rng = np.random.default_rng(1)
    times = np.linspace(0.95, 0.004, steps + 1)
    way = [start]
    for time, following in pairwise(times):
        alpha, sigma = schedule(time)
        # dx = f x dt + g dw, with alpha² + sigma² = 1
        drift = -np.pi / 2 * sigma / alpha
        squared = np.pi * sigma / alpha
        score = DATA_SET.noised(alpha, sigma).score(way[-1])
        step = time - following
        x = way[-1] - step * (drift * way[-1] - (1 + noise) / 2 * squared * score)
        way.append(x + noise * np.sqrt(squared * step) * rng.standard_normal(x.shape))
    return np.stack(way)
