"""New entries as an Atom feed, https://www.rfc-editor.org/rfc/rfc4287."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from .entry import Entry

_NAMESPACE = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class FeedItem:
    """A new entry."""

    entry: Entry
    url: str
    """Where the entry stands on the site."""
    summary: str
    added: datetime


def render_atom(title: str, language: str, author: str, base: str, items: Sequence[FeedItem]) -> str:
    """Return a feed.

    :param language: a language tag such as ``zh-CN``
    :param base: the absolute URL of the site in this language, with a slash at the end; empty if unknown
    :param items: the entries, newest first; at least one
    """
    feed = ElementTree.Element("feed", {"xmlns": _NAMESPACE, "xml:lang": language})
    _add(feed, "title", title)
    _add(feed, "id", f"{base}feed.xml" if base else f"urn:paperlist:{language}")
    _add(feed, "updated", _time(items[0].added))
    _add(_add(feed, "author"), "name", author)
    _add(feed, "link", rel="self", href=f"{base}feed.xml")
    _add(feed, "link", rel="alternate", href=f"{base}index.html")
    for item in items:
        node = _add(feed, "entry")
        _add(node, "title", item.entry.label)
        _add(node, "id", item.entry.url)
        _add(node, "updated", _time(item.added))
        for name in item.entry.authors:
            _add(_add(node, "author"), "name", name.name)
        _add(node, "link", rel="alternate", href=f"{base}{item.url}")
        _add(node, "link", rel="related", href=item.entry.url)
        _add(node, "summary", item.summary)
    ElementTree.indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(feed, encoding="unicode")}\n'


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    node = ElementTree.SubElement(parent, name, attributes)
    node.text = text or None
    return node


def _time(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")
