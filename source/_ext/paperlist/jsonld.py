"""Entries as JSON-LD for search engines, https://schema.org/ScholarlyArticle.

A page makes the same graph of its entries by script (``static/paperlist.js``),
so that it does not weigh on the way; who runs no scripts reads the file.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .entry import Entry, plain_title

if TYPE_CHECKING:
    from collections.abc import Iterable


def render_jsonld(entries: Iterable[Entry], base: str) -> str:
    """Return a JSON-LD graph of *entries*.

    :param base: the URL of the page with the entries, seen from the file
    """
    context = ["https://schema.org", {"@base": base}]
    graph = {"@context": context, "@graph": [jsonld_item(entry) for entry in entries]}
    return json.dumps(graph, ensure_ascii=False, separators=(",", ":")) + "\n"


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
