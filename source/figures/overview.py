"""The families side by side: data x, code z, the maps between them, and which of them are trained.

Filled boxes are networks that are trained, outlined ones are variables.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from plots.palette import BLUE, GREEN, GREY, INK, ORANGE, PAPER, PURPLE, RED, TEAL

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes

Point = tuple[float, float]


def draw(_: Callable[[str], str]) -> Figure:
    """Draw a row for each family."""
    figure = Figure(figsize=(7.2, 7.3))
    plot = figure.add_axes((0, 0, 1, 1), xlim=(0, 7.2), ylim=(-0.25, 7.05))
    plot.axis("off")
    names = [
        (_("GAN"), PURPLE),
        (_("VAE"), BLUE),
        (_("Normalizing flow"), GREEN),
        (_("Diffusion,\nflow matching"), ORANGE),
        (_("Energy-based"), RED),
        (_("Autoregressive"), TEAL),
    ]
    for row, (name, color) in enumerate(names):
        y = 6.25 - 1.1 * row
        plot.text(0.1, y, name, color=color, size=10, weight="bold", va="center")
        if row:
            plot.plot([0.1, 7.1], [y + 0.55] * 2, color=GREY, linewidth=0.4)

    y, color = 6.25, PURPLE
    token(plot, (1.9, y - 0.2), "z")
    arrow(plot, (2.05, y - 0.2), (2.4, y - 0.2))
    box(plot, (2.95, y - 0.2), _("generator"), color)
    arrow(plot, (3.5, y - 0.2), (3.95, y - 0.2))
    token(plot, (4.1, y - 0.2), "x′")
    token(plot, (4.1, y + 0.25), "x")
    arrow(plot, (4.25, y - 0.15), (4.65, y - 0.03))
    arrow(plot, (4.25, y + 0.22), (4.65, y + 0.08))
    box(plot, (5.2, y), _("critic"), color)
    arrow(plot, (5.75, y), (6.05, y))
    plot.text(6.12, y, _("real\nor made?"), va="center")

    y, color = 5.15, BLUE
    chain(plot, y, color, _("encoder"), _("decoder"))
    plot.text(4.1, y - 0.33, _("short, near the prior"), ha="center", color=GREY)
    plot.text(6.7, y - 0.33, "≈ x", ha="center", color=GREY)

    y, color = 4.05, GREEN
    chain(plot, y, color, "f", "f⁻¹")
    plot.text(4.1, y - 0.33, _("as large as x, Gaussian"), ha="center", color=GREY)
    plot.text(6.7, y - 0.33, "= x", ha="center", color=GREY)

    y, color = 2.95, ORANGE
    places = [
        (1.9, "x₀"),
        (3.2, "x\N{LATIN SUBSCRIPT SMALL LETTER S}"),
        (4.5, "x\N{LATIN SUBSCRIPT SMALL LETTER T}"),
        (5.8, "x₁"),
    ]
    for x, text in places:
        token(plot, (x, y), text)
    for (left, _text), (right, _other) in pairwise(places):
        arrow(plot, (left + 0.16, y + 0.08), (right - 0.16, y + 0.08), color=GREY)
        arrow(plot, (right - 0.16, y - 0.08), (left + 0.16, y - 0.08), color=color)
    plot.text(2.55, y + 0.2, _("add noise"), ha="center", color=GREY)
    box(plot, (3.85, y - 0.3), _("denoiser, one for all times"), color, width=2.3)
    plot.text(6.02, y, _("= noise z"), va="center", color=GREY)

    y, color = 1.97, RED
    token(plot, (1.9, y + 0.22), "x")
    token(plot, (1.9, y - 0.22), "x′")
    arrow(plot, (2.05, y + 0.19), (2.4, y + 0.05))
    arrow(plot, (2.05, y - 0.19), (2.4, y - 0.05))
    box(plot, (2.95, y), _("energy"), color)
    arrow(plot, (3.5, y + 0.05), (3.85, y + 0.17))
    arrow(plot, (3.5, y - 0.05), (3.85, y - 0.2))
    plot.text(3.92, y + 0.22, _("low for data"), va="center")
    plot.text(3.92, y - 0.22, _("high for the rest"), va="center")
    plot.add_patch(
        FancyArrowPatch(
            (5.1, y - 0.4),
            (1.95, y - 0.4),
            connectionstyle="arc3,rad=-0.07",
            arrowstyle="-|>",
            mutation_scale=8,
            color=GREY,
            linewidth=0.8,
        )
    )
    plot.text(5.17, y - 0.4, _("walk downhill, with noise"), va="center", color=GREY)

    y, color = 0.75, TEAL
    places = [(1.9, "x₁"), (3.2, "x₂"), (4.5, "x₃"), (5.8, "x₄")]
    for x, text in places:
        token(plot, (x, y + 0.15), text)
    for index, (right, _text) in enumerate(places[1:], start=1):
        for left, _other in places[:index]:
            plot.add_patch(
                FancyArrowPatch(
                    (left, y - 0.02),
                    (right - 0.05, y - 0.02),
                    connectionstyle="arc3,rad=0.22",
                    arrowstyle="-|>",
                    mutation_scale=7,
                    color=color,
                    linewidth=0.8,
                )
            )
    box(plot, (6.63, y + 0.15), _("predictor"), color, width=0.95)

    box(plot, (2.25, -0.02), _("trained"), GREY, width=0.9)
    token(plot, (3.2, -0.02), "x")
    plot.text(3.4, -0.02, _("data"), va="center", color=GREY)
    token(plot, (4.1, -0.02), "x′")
    plot.text(4.3, -0.02, _("made by the model"), va="center", color=GREY)
    token(plot, (5.9, -0.02), "z")
    plot.text(6.1, -0.02, _("code or noise"), va="center", color=GREY)
    return figure


def chain(plot: Axes, y: float, color: str, forth: str, back: str) -> None:
    """Draw x → box → z → box → x′."""
    token(plot, (1.9, y), "x")
    arrow(plot, (2.05, y), (2.3, y))
    box(plot, (2.85, y), forth, color)
    arrow(plot, (3.4, y), (3.95, y))
    token(plot, (4.1, y), "z")
    arrow(plot, (4.25, y), (4.8, y))
    box(plot, (5.35, y), back, color)
    arrow(plot, (5.9, y), (6.55, y))
    token(plot, (6.7, y), "x′")


def token(plot: Axes, place: Point, text: str) -> None:
    """Draw a variable."""
    x, y = place
    shape = FancyBboxPatch((x - 0.13, y - 0.13), 0.26, 0.26, boxstyle="round,pad=0,rounding_size=0.05")
    shape.set(facecolor=PAPER, edgecolor=INK, linewidth=0.8)
    plot.add_patch(shape)
    plot.text(x, y - 0.01, text, ha="center", va="center", size=9.5, style="italic")


def box(plot: Axes, place: Point, text: str, color: str, width: float = 1.1) -> None:
    """Draw a map that is trained."""
    x, y = place
    shape = FancyBboxPatch((x - width / 2, y - 0.15), width, 0.3, boxstyle="round,pad=0,rounding_size=0.08")
    shape.set(facecolor=color, edgecolor=color)
    plot.add_patch(shape)
    plot.text(x, y - 0.01, text, ha="center", va="center", color=PAPER)


def arrow(plot: Axes, start: Point, end: Point, color: str = INK) -> None:
    """Draw an arrow."""
    shape = FancyArrowPatch(start, end, arrowstyle="-|>", mutation_scale=8, shrinkA=0, shrinkB=0)
    shape.set(color=color, linewidth=0.8)
    plot.add_patch(shape)
