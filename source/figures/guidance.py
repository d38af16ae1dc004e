"""Classifier-free guidance with exact scores: closer to the prompt, and less diverse.

Two classes of pictures overlap; the prompt c asks for one of them.  Samples follow the ODE with
the score (1 + w) · conditional - w · unconditional.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from plots.palette import BLUE, GREY, ORANGE
from plots.panels import panels, shade

from .mixture import Mixture

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure

    from .mixture import Array

MEANS = np.array([[-0.9, 0.8], [-0.5, -0.7], [-1.6, 0.0], [0.9, -0.8], [0.5, 0.7], [1.6, 0.0]])
ALL = Mixture(MEANS, 0.5, np.full(6, 1 / 6))
ASKED = Mixture(MEANS[3:], 0.5, np.full(3, 1 / 3))


def draw(_: Callable[[str], str]) -> Figure:
    """Draw samples for four weights, with two numbers that tell what they gain and lose."""
    weights = (0, 1, 3, 8)
    figure, axes = panels([f"w = {weight}" for weight in weights], columns=4, limits=(-3, 3.6, -3.4, 3), height=2.2)
    start = np.random.default_rng(8).standard_normal((300, 2))
    for plot, weight in zip(axes, weights, strict=True):
        shade(plot, ALL.density, color=GREY, opacity=0.3)
        shade(plot, ASKED.density, color=BLUE, opacity=0.35)
        samples = sample(start, weight)
        plot.plot(*samples.T, "o", color=ORANGE, markersize=1.8)
        fit = ALL.shares(samples)[:, 3:].sum(axis=1).mean()
        spread = np.sqrt(samples.var(axis=0).sum())
        plot.text(0.3, -2.55, _("fits the prompt: {value}").format(value=f"{fit:.0%}"), ha="center")
        plot.text(0.3, -3.15, _("spread: {value}").format(value=f"{spread:.2f}"), ha="center")
    return figure


def sample(noise: Array, weight: float, steps: int = 200) -> Array:
    """Carry noise to data along x_t = (1 - t) x_0 + t noise, with the guided score."""
    times = np.linspace(0.995, 0, steps + 1)
    x = noise
    for time, following in pairwise(times):
        asked, everything = (part.noised(1 - time, time).score(x) for part in (ASKED, ALL))
        score = (1 + weight) * asked - weight * everything
        x = x + (time - following) * (x + time * score) / (1 - time)
    return x
