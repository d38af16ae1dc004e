"""What a build is for: HTML is the format of the site, and of the pages in an EPUB."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.builders import Builder


def makes_site(builder: Builder) -> bool:
    """Return whether a builder writes HTML that stands by itself, not inside a book or a help system."""
    return builder.format == "html" and not getattr(builder, "embedded", False)
