"""An inverse problem with an exact prior: one coordinate is measured, the other has to be made up.

With a mixture as prior and Gaussian noise on a linear measurement the posterior is a mixture
again, so that its samples and its mean are exact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from plots.palette import GREEN, GREY, ORANGE, RED
from plots.panels import panels, shade

from .mixture import moons

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure

    from .mixture import Array

MEASURED, NOISE = 0.2, 0.2
PRIOR = moons()


def draw(_: Callable[[str], str]) -> Figure:
    """Draw the prior with the measurement, the posterior, and two ways to answer."""
    titles = [_("prior and measurement"), _("posterior"), _("samples and their mean")]
    figure, (left, middle, right) = panels(titles, limits=(-3, 3, -2.6, 2.6))
    shade(left, PRIOR.density)
    left.axvspan(MEASURED - 2 * NOISE, MEASURED + 2 * NOISE, color=ORANGE, alpha=0.3, linewidth=0)
    left.axvline(MEASURED, color=ORANGE)
    left.text(MEASURED - 0.5, -2.3, _("x₁ was measured"), color=ORANGE, ha="right")
    shade(middle, lambda x: PRIOR.density(x) * likelihood(x), color=GREEN)
    middle.axvline(MEASURED, color=ORANGE, linewidth=0.6)

    shade(right, PRIOR.density, color=GREY, opacity=0.3)
    samples = posterior_samples(np.random.default_rng(3), 60)
    right.plot(*samples.T, "o", color=GREEN, markersize=2.8)
    x, y = samples.mean(axis=0)
    right.plot(x, y, "X", color=RED, markersize=8)
    right.text(x + 0.3, y - 0.1, _("mean"), color=RED)
    right.axvline(MEASURED, color=ORANGE, linewidth=0.6)
    for plot in (left, middle, right):
        plot.set(xlabel="x₁", ylabel="x₂")
    return figure


def likelihood(x: Array) -> Array:
    """Return how well x explains the measurement."""
    return np.asarray(np.exp(-((x[..., 0] - MEASURED) ** 2) / (2 * NOISE**2)))


def posterior_samples(rng: np.random.Generator, count: int) -> Array:
    """Draw from prior times likelihood: Gaussians are weighted anew, and drawn to the measurement."""
    total = PRIOR.width**2 + NOISE**2
    weights = PRIOR.weights * np.exp(-((PRIOR.means[:, 0] - MEASURED) ** 2) / (2 * total))
    which = rng.choice(len(weights), count, p=weights / weights.sum())
    x = PRIOR.means[which] + PRIOR.width * rng.standard_normal((count, 2))
    gain = PRIOR.width**2 / total
    mean = PRIOR.means[which, 0] + gain * (MEASURED - PRIOR.means[which, 0])
    x[:, 0] = mean + np.sqrt(PRIOR.width**2 * (1 - gain)) * rng.standard_normal(count)
    return x
