"""The colours of the figures: the values here are those of the book, the site has its own."""

from __future__ import annotations

INK = "#1f2328"
"""Text, axes and whatever else is not told apart by its colour."""

GREY = "#6c747e"
"""What stays in the background."""

PAPER = "#fefefe"
"""The page itself, to cover what lies below."""

BLUE = "#2b5c8a"
ORANGE = "#c2571a"
GREEN = "#2a7f62"
PURPLE = "#7b4fa3"
RED = "#b8323f"
GOLD = "#9a7400"
TEAL = "#17869c"
PINK = "#b3457f"
BROWN = "#7a5c46"

LIGHT = {INK: "#000000", PAPER: "#ffffff"}
"""What takes their place on light pages of the site: the theme's own text and page."""

DARK = {
    INK: "#cfd0d0",
    GREY: "#8f98a3",
    PAPER: "#131416",
    BLUE: "#7fb2e5",
    ORANGE: "#f0975a",
    GREEN: "#6cc9a1",
    PURPLE: "#c39be8",
    RED: "#f07f86",
    GOLD: "#dfba49",
    TEAL: "#5fc6db",
    PINK: "#ee8fc0",
    BROWN: "#c6a68d",
}
"""What takes their place on dark pages."""
