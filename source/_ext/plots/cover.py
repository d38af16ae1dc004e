"""The cover of a book that is read on screens: title, figure and author, as on the title page in print."""

from __future__ import annotations

import io
from textwrap import wrap
from typing import Any

from .palette import BLUE, GREY, INK, PAPER
from .render import DPI, available_fonts

SIZE = (8.0, 12.0)
"""Width and height in inches."""

_MARGIN = 0.05


def draw_cover(picture: bytes, title: str, author: str) -> bytes:
    """Return a cover as PNG.

    :param picture: the figure, a PNG that is narrower than the cover
    """
    import matplotlib
    from matplotlib.figure import Figure
    from matplotlib.image import imread

    style: Any = {"font.family": available_fonts("png"), "savefig.dpi": DPI, "figure.facecolor": PAPER}
    with matplotlib.rc_context(style):
        cover = Figure(figsize=SIZE)
        lines = "\n".join(wrap(title, 18))
        cover.text(_MARGIN, 0.93, lines, color=BLUE, size=46, weight="bold", va="top", linespacing=1.25)
        cover.text(_MARGIN, 0.055, author, color=INK, size=20)
        for y, width, color in ((0.96, 5, BLUE), (0.1, 1, GREY)):
            cover.add_artist(_rule(y, width, color))
        image = imread(io.BytesIO(picture))
        height = image.shape[0] / (SIZE[1] * DPI)
        plot = cover.add_axes((_MARGIN, 0.45 - height / 2, 1 - 2 * _MARGIN, height))
        plot.imshow(image, interpolation="antialiased")
        plot.axis("off")
        file = io.BytesIO()
        cover.savefig(file, format="png", metadata={"Software": None})
    return file.getvalue()


def _rule(y: float, width: float, color: str) -> Any:
    from matplotlib.lines import Line2D

    return Line2D([_MARGIN, 1 - _MARGIN], [y, y], linewidth=width, color=color)
