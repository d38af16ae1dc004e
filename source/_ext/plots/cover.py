"""What stands for the whole, with one of the figures: the cover of a book on a screen, the card of a shared link."""

from __future__ import annotations

import io
from contextlib import contextmanager
from textwrap import wrap
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from .palette import BLUE, GREY, INK, PAPER
from .render import DPI, available_fonts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.figure import Figure

SIZE = (8.0, 12.0)
"""Width and height of the cover in inches."""

CARD_SIZE = (8.0, 4.2)
"""Width and height of the card in inches: 1200 by 630 dots, what those who show cards ask for."""

_MARGIN = 0.05


def draw_cover(picture: bytes, title: str, author: str) -> bytes:
    """Return a cover as PNG: title, figure and author, as on the title page in print.

    :param picture: the figure, a PNG
    """
    with _sheet(SIZE) as cover:
        lines = "\n".join(wrap(title, 18))
        cover.text(_MARGIN, 0.93, lines, color=BLUE, size=46, weight="bold", va="top", linespacing=1.25)
        cover.text(_MARGIN, 0.055, author, color=INK, size=20)
        _rule(cover, 0.96, 5, BLUE)
        _rule(cover, 0.1, 1, GREY)
        _place(cover, picture, (_MARGIN, 0.15, 1 - 2 * _MARGIN, 0.6))
        return _as_png(cover)


def draw_card(picture: bytes, title: str) -> bytes:
    """Return the card of a link to the site as PNG: the title, and the figure beside it.

    :param picture: the figure, a PNG; a large one is made smaller
    """
    with _sheet(CARD_SIZE) as card:
        width = 6 if east_asian_width(title[0]) == "W" else 12
        lines = "\n".join(wrap(title, width))
        card.text(_MARGIN, 0.5, lines, color=BLUE, size=30, weight="bold", va="center", linespacing=1.3)
        _rule(card, 0.955, 4, BLUE)
        _place(card, picture, (0.4, 0.05, 0.95 - 0.4, 0.85))
        return _as_png(card)


@contextmanager
def _sheet(size: tuple[float, float]) -> Iterator[Figure]:
    import matplotlib
    from matplotlib.figure import Figure

    style: Any = {"font.family": available_fonts("png"), "savefig.dpi": DPI, "figure.facecolor": PAPER}
    with matplotlib.rc_context(style):
        yield Figure(figsize=size)


def _rule(sheet: Figure, y: float, width: float, color: str) -> None:
    from matplotlib.lines import Line2D

    sheet.add_artist(Line2D([_MARGIN, 1 - _MARGIN], [y, y], linewidth=width, color=color))


def _place(sheet: Figure, picture: bytes, box: tuple[float, float, float, float]) -> None:
    """Set a picture in the middle of a box, dot for dot if there is room, else as large as it can be.

    :param box: left, bottom, width and height, as parts of the sheet's
    """
    from matplotlib.image import imread

    image = imread(io.BytesIO(picture))
    left, bottom, width, height = box
    needed = (image.shape[1] / (sheet.get_figwidth() * DPI), image.shape[0] / (sheet.get_figheight() * DPI))
    across, up = min(needed[0], width), min(needed[1], height)
    axes = sheet.add_axes((left + (width - across) / 2, bottom + (height - up) / 2, across, up))
    axes.imshow(image, interpolation="antialiased")
    axes.axis("off")


def _as_png(sheet: Figure) -> bytes:
    file = io.BytesIO()
    sheet.savefig(file, format="png", metadata={"Software": None})
    return file.getvalue()
