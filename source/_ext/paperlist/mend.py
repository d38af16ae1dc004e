"""Mend in an entry what needs no decision: spellings of addresses, venues and labels, the order of links."""

from __future__ import annotations

import re
from dataclasses import replace

from .address import canonical_url
from .check import LABELS
from .entry import Author, Entry, Link
from .venue import recognise_venue

_LABELS = {
    "Github": "code git githubcode githubrepo octocat sourcecode officialcode implementation repo repository",
    "Project": "projectpage homepage website webpage page projectwebsite site",
    "Video": "videos youtube talk",
    "Demo": "demos onlinedemo huggingfacedemo gradio colab",
    "Slides": "slide",
    "Data": "dataset datasets",
    "Blog": "blogpost post",
    "Paper": "pdf memo arxiv abs",
}
_SPELLINGS = {word: label for label, words in _LABELS.items() for word in (label.lower(), *words.split())}


def mend_entry(entry: Entry) -> Entry:
    """Return the entry with every part in its canonical spelling, where there is only one."""
    links = {Link(mend_label(link.label), canonical_url(link.url)): None for link in entry.links}
    return replace(
        entry,
        url=canonical_url(entry.url),
        venue=recognise_venue(entry.venue) or entry.venue,
        authors=tuple(
            Author(author.name, canonical_url(author.url) if author.url else author.url) for author in entry.authors
        ),
        links=tuple(sorted(links, key=lambda link: LABELS.index(link.label) if link.label in LABELS else len(LABELS))),
    )


def mend_label(label: str) -> str:
    """Return the label of the closed set that *label* means, or itself; ``Code`` and ``:octocat:`` are Github."""
    return _SPELLINGS.get(re.sub(r"[\W_]+", "", label).lower(), label)
