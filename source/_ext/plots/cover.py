"""What stands for the whole, with one of the figures: the cover of a book on a screen, the card of a shared link."""

from __future__ import annotations

import io
from contextlib import contextmanager
from textwrap import wrap
from typing import TYPE_CHECKING, Any

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

    :param picture: the figure, a PNG that is narrower than the cover
    """
    with _sheet(SIZE) as cover:
        lines = "\n".join(wrap(title, 18))
        cover.text(_MARGIN, 0.93, lines, color=BLUE, size=46, weight="bold", va="top", linespacing=1.25)
        cover.text(_MARGIN, 0.055, author, color=INK, size=20)
        _rule(cover, 0.96, 5, BLUE)
        _rule(cover, 0.1, 1, GREY)
        _place(cover, picture, 0.45)
        return _as_png(cover)


def draw_card(picture: bytes, title: str) -> bytes:
    """Return the card of a link to the site as PNG: title and figure.

    :param picture: the figure, a PNG that is narrower than the card
    """
    with _sheet(CARD_SIZE) as card:
        card.text(_MARGIN, 0.85, title, color=BLUE, size=28, weight="bold", va="center")
        _rule(card, 0.96, 4, BLUE)
        _place(card, picture, 0.4)
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


def _place(sheet: Figure, picture: bytes, middle: float) -> None:
    """Set a picture in its own size between the margins, as high as *middle* says."""
    from matplotlib.image import imread

    image = imread(io.BytesIO(picture))
    height = image.shape[0] / (sheet.get_figheight() * DPI)
    axes = sheet.add_axes((_MARGIN, middle - height / 2, 1 - 2 * _MARGIN, height))
    axes.imshow(image, interpolation="antialiased")
    axes.axis("off")


def _as_png(sheet: Figure) -> bytes:
    file = io.BytesIO()
    sheet.savefig(file, format="png", metadata={"Software": None})
    return file.getvalue()
