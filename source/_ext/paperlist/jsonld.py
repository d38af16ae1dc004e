"""Entries as JSON-LD for search engines, https://schema.org/ScholarlyArticle."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .entry import Entry, plain_title

if TYPE_CHECKING:
    from collections.abc import Iterable


def render_jsonld(entries: Iterable[Entry]) -> str:
    """Return a JSON-LD graph of *entries*, safe inside a script element."""
    graph = {"@context": "https://schema.org", "@graph": [jsonld_item(entry) for entry in entries]}
    return json.dumps(graph, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/").replace("<!", "<\\u0021")


def jsonld_item(entry: Entry) -> dict[str, Any]:
    """Return one entry as an item; ``@id`` is its anchor on the page."""
    names = {"alternateName": entry.short} if entry.short else {}
    return {
        "@type": "ScholarlyArticle",
        "@id": f"#{entry.anchor}",
        **names,
        "name": plain_title(entry.title),
        "author": [{"@type": "Person", "name": author.name} for author in entry.authors],
        "isPartOf": {"@type": "CreativeWork", "name": entry.venue},
        "datePublished": str(entry.year),
        "url": entry.url,
    }
