"""The colours of the figures.

Each is a name in ``static/plots.css``, where it has a second value for dark pages; the
values here are those of the book.
"""

from __future__ import annotations

INK = "#1f2328"
"""Text, axes and whatever else is not told apart by its colour."""

GREY = "#7d858f"
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

NAMES = {
    value: name.lower()
    for name, value in dict(globals()).items()
    if isinstance(value, str) and value.startswith("#") and not name.startswith("_")
}
"""The name of each colour in the style sheet, by its value."""
