"""Contrastive learning on a circle: what alignment does alone, and what it does with uniformity.

Codes are points of the circle.  Alignment is the mean squared distance of codes that belong
together, uniformity the log of the mean Gaussian similarity of all codes; both should be low.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from plots.palette import BLUE, GREEN, GREY, ORANGE, PURPLE
from plots.panels import panels

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

CLASSES, SIZE = 4, 25
LABELS = np.repeat(np.arange(CLASSES), SIZE)


def draw(_: Callable[[str], str]) -> Figure:
    """Draw codes before training, trained for alignment, and trained for both."""
    start = np.random.default_rng(5).uniform(-np.pi, np.pi, CLASSES * SIZE)
    codes = {
        _("before training"): start,
        _("alignment alone"): train(start, weight=0.0),
        _("alignment and uniformity"): train(start, weight=0.3),
    }
    figure, axes = panels(list(codes), limits=(-1.75, 1.75, -1.75, 1.75), height=2.9)
    circle = np.linspace(0, 2 * np.pi, 100)
    rng = np.random.default_rng(0)
    for plot, angles in zip(axes, codes.values(), strict=True):
        plot.plot(np.cos(circle), np.sin(circle), color=GREY, linewidth=0.6)
        radius = 1 + 0.45 * rng.random(len(angles))  # apart, so that codes at one place can be counted
        for label, color in enumerate((BLUE, ORANGE, GREEN, PURPLE)):
            mine = label == LABELS
            plot.plot(*(radius * [np.cos(angles), np.sin(angles)])[:, mine], "o", color=color, markersize=2.8)
        values = [f"{value:.2f}".replace("-", "−") for value in measures(angles)]
        plot.text(0, 0.12, _("alignment {value}").format(value=values[0]), ha="center")
        plot.text(0, -0.24, _("uniformity {value}").format(value=values[1]), ha="center")
    return figure


def measures(angles: Array) -> tuple[float, float]:
    """Return alignment and uniformity of codes."""
    squared = 2 - 2 * np.cos(angles[:, None] - angles)
    together = LABELS[:, None] == LABELS
    return float(squared[together].mean()), float(np.log(np.exp(-2 * squared).mean()))


def train(angles: Array, weight: float, steps: int = 1500, rate: float = 4.0) -> Array:
    """Lower alignment + weight · uniformity by gradient descent on the angles."""
    together = (LABELS[:, None] == LABELS) / (LABELS[:, None] == LABELS).sum()
    for _step in range(steps):
        difference = angles[:, None] - angles
        kernel = np.exp(-2 * (2 - 2 * np.cos(difference)))
        pull = together - 2 * weight * kernel / kernel.sum()
        # the derivative of the squared distance by the angle is 2 sin; each pair counts twice
        angles = angles - rate * 4 * (pull * np.sin(difference)).sum(axis=1)
    return angles
