"""A mixture of Gaussians in the plane: a data distribution of which everything is known exactly.

Noised by ``alpha x + sigma noise`` it is a mixture again, so that density, score and the
best denoiser need no training.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


@dataclass(frozen=True)
class Mixture:
    """Round Gaussians of one width."""

    means: Array
    width: float
    weights: Array

    def sample(self, rng: np.random.Generator, count: int) -> Array:
        """Draw points."""
        which = rng.choice(len(self.weights), count, p=self.weights)
        return self.means[which] + self.width * rng.standard_normal((count, 2))

    def density(self, x: Array) -> Array:
        """Return p(x)."""
        parts = self.weights * np.exp(-self._distances(x)) / (2 * np.pi * self.width**2)
        return np.asarray(parts.sum(-1))

    def shares(self, x: Array) -> Array:
        """Return p(k | x), how likely each Gaussian has made x."""
        distances = self._distances(x)
        parts = self.weights * np.exp(distances.min(-1, keepdims=True) - distances)  # no underflow far away
        return np.asarray(parts / parts.sum(-1, keepdims=True))

    def _distances(self, x: Array) -> Array:
        """Return half the squared distance of x from each mean, in widths."""
        return np.asarray(((x[..., None, :] - self.means) ** 2).sum(-1) / (2 * self.width**2))

    def score(self, x: Array) -> Array:
        """Return the gradient of log p(x)."""
        return (self.shares(x) @ self.means - x) / self.width**2

    def noised(self, alpha: float, sigma: float) -> Mixture:
        """Return the distribution of alpha x + sigma noise."""
        return Mixture(alpha * self.means, float(np.hypot(alpha * self.width, sigma)), self.weights)


def moons() -> Mixture:
    """Return two crescents, as strings of Gaussians."""
    angle = np.linspace(0, np.pi, 16)
    upper = np.stack([np.cos(angle) - 0.5, np.sin(angle) - 0.25], axis=-1)
    means = 1.5 * np.concatenate([upper, -upper])
    return Mixture(means, 0.16, np.full(len(means), 1 / len(means)))
