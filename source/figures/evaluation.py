"""What FID sees and misses: the Fréchet distance, precision and recall of four imagined models.

The Fréchet distance compares means and covariances only.  Precision is the share of made points
that lie near real ones, recall the share of real points near made ones (Kynkäänniemi et al., 2019).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from plots.palette import GREY, INK, PURPLE
from plots.panels import panels

from .mixture import Mixture, moons

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure

    from .mixture import Array

COUNT = 300


def draw(_: Callable[[str], str]) -> Figure:
    """Draw real points, the points of each model, and the three numbers."""
    data, rng = moons(), np.random.default_rng(0)
    real, good = data.sample(rng, COUNT), data.sample(rng, COUNT)
    half = Mixture(data.means[:16], data.width, np.full(16, 1 / 16))
    blob = rng.standard_normal((COUNT, 2))
    blob = (blob - blob.mean(axis=0)) @ np.linalg.inv(np.linalg.cholesky(np.cov(blob.T))).T
    models = {
        _("good"): good,
        _("half is missing"): half.sample(rng, COUNT),
        _("blurred"): good + 0.5 * rng.standard_normal((COUNT, 2)),
        _("moments alone"): blob @ np.linalg.cholesky(np.cov(real.T)).T + real.mean(axis=0),
    }
    figure, axes = panels(list(models), columns=4, limits=(-3.2, 3.2, -4.9, 2.6), height=2.35)
    for plot, made in zip(axes, models.values(), strict=True):
        plot.plot(*real.T, "o", color=GREY, markersize=1.6)
        plot.plot(*made.T, "o", color=PURPLE, markersize=1.6)
        numbers = [
            _("Fréchet distance {value}").format(value=f"{frechet(real, made):.2f}"),
            _("precision {value}").format(value=f"{near(made, real):.0%}"),
            _("recall {value}").format(value=f"{near(real, made):.0%}"),
        ]
        for line, text in enumerate(numbers):
            plot.text(0, -3.05 - 0.72 * line, text, ha="center", color=INK)
    return figure


def frechet(first: Array, second: Array) -> float:
    """Return the Fréchet distance between the Gaussians that have the moments of two clouds."""
    a, b = np.cov(first.T), np.cov(second.T)
    # the trace of the root of a b is the sum of the roots of its eigenvalues
    root = np.sqrt(np.abs(np.linalg.eigvals(a @ b))).sum()
    return float(((first.mean(0) - second.mean(0)) ** 2).sum() + np.trace(a) + np.trace(b) - 2 * root)


def near(points: Array, others: Array, k: int = 3) -> float:
    """Return the share of points that lie within the k-th neighbour's distance of one of the others."""
    among = np.linalg.norm(others[:, None] - others, axis=-1)
    radius = np.sort(among, axis=1)[:, k]
    return float((np.linalg.norm(points[:, None] - others, axis=-1) <= radius).any(axis=1).mean())
