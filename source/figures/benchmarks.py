"""Published figures over the years: each dot is a row of the tables, the line is the best so far."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from matplotlib.lines import Line2D
from matplotlib.ticker import NullFormatter

from plots.benchmarks import FAMILIES, read_benchmarks
from plots.palette import BLUE, BROWN, GOLD, GREEN, GREY, ORANGE, PINK, PURPLE, RED, TEAL
from plots.panels import panels

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure

DATA = "benchmarks.toml"
FILE = Path(__file__).parent.parent / DATA
COLORS = dict(zip(FAMILIES, (PURPLE, BLUE, GREEN, TEAL, PINK, RED, ORANGE, GOLD, BROWN), strict=True))


def draw(_: Callable[[str], str]) -> Figure:
    """Draw six benchmarks and one legend."""
    titles = {
        "imagenet-256-fid": _("ImageNet 256: FID"),
        "cifar10-fid": _("CIFAR-10: FID"),
        "cifar10-bpd": _("CIFAR-10: bits per dimension"),
        "imagenet64-bpd": _("ImageNet 64: bits per dimension"),
        "coco-30k-fid": _("COCO, from text: FID"),
        "geneval": _("GenEval: higher is better"),
    }
    names = [
        _("GAN"),
        _("VAE"),
        _("flow"),
        _("autoregressive"),
        _("masked tokens"),
        _("energy-based"),
        _("diffusion"),
        _("flow matching"),
        _("hybrid"),
    ]
    benchmarks = {benchmark.id: benchmark for benchmark in read_benchmarks(FILE.read_text("utf-8"))}
    figure, axes = panels(list(titles.values()), columns=2, height=2.3, ticks=True)
    for plot, id_ in zip(axes, titles, strict=True):
        benchmark = benchmarks[id_]
        records = benchmark.records()
        last = max(row.year for row in benchmark.rows)
        steps = [(row.year, row.value) for row in records] + [(last, records[-1].value)]
        plot.step(*zip(*steps, strict=True), where="post", color=GREY, linewidth=1)
        for family, color in COLORS.items():
            rows = [(row.year, row.value) for row in benchmark.rows if row.family == family]
            for year, value in rows:
                plot.plot(year + FAMILIES.index(family) / 14 - 0.28, value, "o", color=color, markersize=3.2, alpha=0.8)
        if benchmark.measure == "FID":
            plot.set_yscale("log")
            ticks = [tick for tick in (1, 2, 5, 10, 20, 50) if plot.get_ylim()[0] <= tick <= plot.get_ylim()[1]]
            plot.set_yticks(ticks, [str(tick) for tick in ticks])
            plot.yaxis.set_minor_formatter(NullFormatter())
        first = min(row.year for row in benchmark.rows)
        plot.set_xticks(range(first, last + 1, 1 if last - first < 8 else 2))
    dots = [Line2D([], [], marker="o", linestyle="", color=color, markersize=4) for color in COLORS.values()]
    figure.legend(dots, names, loc="outside lower center", ncols=5, handletextpad=0.2)
    return figure
