"""An energy landscape and Langevin chains that roll downhill with a push of noise.

The energy is minus the log-density of a mixture with one heavy and two light valleys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from plots.palette import BLUE, GREEN, INK, ORANGE, RED
from plots.panels import panels, shade

from .mixture import Mixture

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure

    from .mixture import Array

MODEL = Mixture(np.array([[-1.4, -0.9], [1.5, -0.8], [0.1, 1.4]]), 0.42, np.array([0.6, 0.2, 0.2]))


def draw(_: Callable[[str], str]) -> Figure:
    """Draw three chains on the landscape, then where many chains are after few and many steps."""
    titles = [_("energy, and three chains"), _("all chains after 20 steps"), _("after 5000 steps")]
    figure, (left, middle, right) = panels(titles, limits=(-3, 3, -2.7, 2.7))
    for plot in (left, middle, right):
        shade(plot, energy, color=RED, below=True, opacity=0.55, levels=9)

    start = np.array([[-2.7, 2.3], [2.6, 2.4], [2.4, -2.5]])
    way = langevin(start, steps=60, seed=6)
    for chain, color in enumerate((BLUE, GREEN, ORANGE)):
        left.plot(*way[:, chain].T, color=color, linewidth=0.8)
        left.plot(*way[0, chain], "o", color=INK, markersize=4)
        left.plot(*way[-1, chain], "o", color=color, markersize=5)

    start = np.random.default_rng(0).uniform(-2.7, 2.7, (150, 2))
    way = langevin(start, steps=5000, seed=1)
    for plot, points in ((middle, way[20]), (right, way[-1])):
        plot.plot(*points.T, "o", color=INK, markersize=2.2)
        for share, (x, y) in zip(MODEL.shares(points).mean(axis=0), 1.7 * MODEL.means, strict=True):
            plot.text(x, y, f"{share:.0%}", ha="center", va="center", weight="bold")
    return figure


def energy(x: Array) -> Array:
    """Return the energy, cut off where it would hide the valleys."""
    return np.minimum(-np.log(MODEL.density(x) + 1e-30), 12)


def langevin(start: Array, steps: int, seed: int, step: float = 0.02) -> Array:
    """Return the way of each chain: downhill by the gradient of the energy, plus noise."""
    rng = np.random.default_rng(seed)
    way = [start]
    for _step in range(steps):
        x = way[-1]
        way.append(x + step * MODEL.score(x) + np.sqrt(2 * step) * rng.standard_normal(x.shape))
    return np.stack(way)
