"""A linear VAE, solved exactly: probabilistic principal component analysis.

The model is x = mean + w z + noise with a code z of one number.  The best w, the noise and the
posterior over codes have closed forms (Tipping and Bishop, 1999).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from plots.palette import BLUE, GREEN, GREY, INK, ORANGE
from plots.panels import panels

from .mixture import moons

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure


def draw(_: Callable[[str], str]) -> Figure:
    """Draw reconstructions, posteriors and a walk through the code."""
    rng = np.random.default_rng(2)
    data = moons().sample(rng, 160)

    mean = data.mean(axis=0)
    values, vectors = np.linalg.eigh(np.cov(data.T))
    noise = values[0]  # the variance that the code leaves out
    w = vectors[:, 1] * np.sqrt(values[1] - noise)
    w *= np.sign(w[0])  # both signs fit alike
    spread = noise / (w @ w + noise)  # the variance of the posterior
    codes = (data - mean) @ w / (w @ w + noise)

    titles = [_("encode, decode"), _("what is known of the code"), _("a walk through the code")]
    figure, (left, middle, right) = panels(titles, limits=(-2.7, 2.7, -2.2, 2.2))
    chosen = [int(np.argmin(codes)), int(np.argmin(np.abs(codes))), int(np.argmax(codes))]
    colors = [ORANGE, GREEN, BLUE]
    for plot in (left, right):
        plot.plot(*data.T, "o", color=GREY, markersize=2, alpha=0.6)
    rebuilt = mean + codes[:, None] * w
    for x, decoded in zip(data[::4], rebuilt[::4], strict=True):
        left.plot(*zip(x, decoded, strict=True), color=GREY, linewidth=0.5)
    left.plot(*rebuilt[::4].T, "o", color=INK, markersize=2)
    for point, color in zip(chosen, colors, strict=True):
        left.plot(*zip(data[point], rebuilt[point], strict=True), color=color, linewidth=1.2)
        left.plot(*data[point], "o", color=color, markersize=5)

    z = np.linspace(-3, 3, 120)
    middle.set(xlim=(-3, 3), ylim=(0, 1.05), aspect="auto", xticks=[-2, 0, 2], xlabel="z")
    middle.plot(z, np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi), color=GREY, linestyle="--")
    middle.text(-0.1, 0.42, _("prior"), color=GREY, ha="center")
    for point, color in zip(chosen, colors, strict=True):
        density = np.exp(-((z - codes[point]) ** 2) / (2 * spread)) / np.sqrt(2 * np.pi * spread)
        middle.fill_between(z, density, color=color, alpha=0.35, linewidth=0)
        middle.plot(z, density, color=color)

    angle = np.linspace(0, 2 * np.pi, 50)
    circle = np.sqrt(noise) * np.stack([np.cos(angle), np.sin(angle)], axis=-1)
    for code in np.linspace(-2, 2, 9):
        center = mean + code * w
        right.fill(*(center + circle).T, color=BLUE, alpha=0.13, linewidth=0)
        right.plot(*center, "o", color=BLUE, markersize=3.5)
    for code in (-2, 0, 2):
        x, y = mean + code * w
        right.text(x, y + 0.28, f"z = {code}".replace("-", "−"), color=BLUE, ha="center")
    return figure
