from __future__ import annotations

from datetime import UTC, datetime
from xml.etree import ElementTree

from paperlist.atom import FeedItem, render_atom
from paperlist.entry import Author, Entry

NAME = {"": "http://www.w3.org/2005/Atom"}
BASE = "https://site.example/zh_CN/"


def item(title: str, day: int) -> FeedItem:
    entry = Entry(
        title=title,
        url="https://arxiv.org/abs/2006.11239",
        authors=(Author("Ann Author"), Author("Ben Bauer")),
        venue="NeurIPS",
        year=2020,
    )
    return FeedItem(entry, "flow.html#arxiv-2006-11239", "噪声 & <x>", datetime(2026, 3, day, 4, 5, 6, tzinfo=UTC))


def test_feed() -> None:
    feed = ElementTree.fromstring(
        render_atom("清单", "zh-CN", "全体贡献者", BASE, [item("A & B", 2), item("Older", 1)])
    )
    assert feed.findtext("title", namespaces=NAME) == "清单"
    assert feed.findtext("id", namespaces=NAME) == f"{BASE}feed.xml"
    # RFC 4287 asks for the time of the last change, which is that of the newest entry
    assert feed.findtext("updated", namespaces=NAME) == "2026-03-02T04:05:06Z"
    assert feed.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "zh-CN"
    first, second = feed.findall("entry", NAME)
    assert first.findtext("title", namespaces=NAME) == "A & B"
    assert first.findtext("summary", namespaces=NAME) == "噪声 & <x>"
    assert [name.text for name in first.findall("author/name", NAME)] == ["Ann Author", "Ben Bauer"]
    links = {link.attrib["rel"]: link.attrib["href"] for link in first.findall("link", NAME)}
    assert links == {
        "alternate": f"{BASE}flow.html#arxiv-2006-11239",
        "related": "https://arxiv.org/abs/2006.11239",
    }
    assert second.findtext("updated", namespaces=NAME) == "2026-03-01T04:05:06Z"


def test_without_an_address_links_are_relative_and_the_id_is_not() -> None:
    feed = ElementTree.fromstring(render_atom("List", "en", "us", "", [item("A", 1)]))
    assert feed.findtext("id", namespaces=NAME) == "urn:paperlist:en"
    assert [link.attrib["href"] for link in feed.findall("link", NAME)] == ["feed.xml", "index.html"]
