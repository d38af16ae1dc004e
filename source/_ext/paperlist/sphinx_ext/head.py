"""The head of a page for those who link to it: description, OpenGraph (https://ogp.me/), its entries as JSON-LD."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from .builders import makes_site
from .data import jsonld_uri
from .domain import PaperDomain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

_LENGTH = 180
_ENDS = (". ", "。", "; ", "；", ", ", "，", " ")


def shorten(text: str, length: int = _LENGTH) -> str:
    """Return the beginning of a text, cut where a sentence or at least a word ends."""
    if len(text) <= length:
        return text
    start = text[:length]
    for end in _ENDS:
        place = start.rfind(end, length // 2)
        if place > 0:
            return start[: place + 1].rstrip(" ,，;；") + ("" if end in (". ", "。") else "…")
    return f"{start}…"


def add_description(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Describe the page and its entries in its head."""
    if not makes_site(app.builder):
        return
    domain = app.env.get_domain("paper")
    assert isinstance(domain, PaperDomain)
    if domain.records.get(pagename):
        href = f"{context['content_root']}{jsonld_uri(pagename)}"
        context["metatags"] = context.get("metatags", "") + (
            f'<link rel="alternate" type="application/ld+json" href="{href}">\n'
        )
    texts = domain.texts.get(pagename)
    if not texts or not texts.sections:
        return
    page = texts.sections[0]
    tags = {
        "og:title": page.title,
        "og:type": "article",
        "og:site_name": app.config.project,
        "og:locale": app.config.language,
        "og:url": context.get("pageurl") or "",
    }
    description = next((shorten(section.text) for section in texts.sections if section.text), "")
    if description:
        tags["og:description"] = description
        context["metatags"] = context.get("metatags", "") + (
            f'<meta name="description" content="{escape(description)}">\n'
        )
    context["metatags"] = context.get("metatags", "") + "".join(
        f'<meta property="{name}" content="{escape(value)}">\n' for name, value in tags.items() if value
    )


def setup(app: Sphinx) -> None:
    """Register the description."""
    app.connect("html-page-context", add_description)
