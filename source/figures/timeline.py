"""The papers of the list by year and page: the larger a disc, the more."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.figure import Figure

from plots.milestones import read_records
from plots.palette import BLUE, BROWN, GOLD, GREEN, INK, ORANGE, PINK, PURPLE, RED, TEAL

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = "*.md"
FOLDER = Path(__file__).parent.parent
FIRST = 2013  # what is older shares the first column


def draw(_: Callable[[str], str]) -> Figure:
    """Draw a row for each page."""
    pages = {
        "variational-autoencoder": (_("Variational autoencoders"), BLUE),
        "diffusion-model": (_("Diffusion models"), ORANGE),
        "energy-based-model": (_("Energy-based models"), RED),
        "flow": (_("Normalizing flows"), GREEN),
        "representation-learning": (_("Representation learning"), PURPLE),
        "disentangled-representation": (_("Disentangled representations"), PINK),
        "text-to-image": (_("Text-to-image generation"), TEAL),
        "evaluation-and-loss": (_("Evaluation and losses"), GOLD),
        "others": (_("Other topics"), BROWN),
    }
    records = read_records(FOLDER / f"{page}.md" for page in pages)
    count = Counter((Path(record.path).stem, max(record.entry.date[0], FIRST - 1)) for record in records)
    last = max(year for _page, year in count)
    figure = Figure(figsize=(7.2, 4.1), layout="constrained")
    plot = figure.add_subplot(xlim=(FIRST - 1.6, last + 0.6), ylim=(len(pages) - 0.4, -0.6))
    for row, (page, (_name, color)) in enumerate(pages.items()):
        for year in range(FIRST - 1, last + 1):
            if number := count[page, year]:
                plot.plot(year, row, "o", color=color, markersize=6 + 2.7 * np.sqrt(number), alpha=0.35)
                plot.text(year, row, str(number), ha="center", va="center", size=7.5, color=INK)
    plot.set_yticks(range(len(pages)), [name for name, _color in pages.values()], size=8.5)
    years = [str(year) for year in range(FIRST, last + 1)]
    plot.set_xticks(range(FIRST - 1, last + 1), [_("earlier"), *years], size=7.5)
    plot.tick_params(length=0)
    plot.spines[:].set_visible(False)
    return figure
