"""Publications from DBLP, through its search API.

https://dblp.org/faq/How+to+use+the+dblp+search+API.html
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from .entry import plain_title
from .match import Publication
from .online import OnlineError, get_json, server

if TYPE_CHECKING:
    import requests

_INFORMAL = ("Informal", "Editorship", "Reference Works", "Data and Artifacts")


def search_dblp(session: requests.Session, title: str) -> list[Publication]:
    """Return the publications that DBLP finds for the words of a title, preprints left out.

    :raises OnlineError: if there is no usable answer
    """
    words = re.sub(r"[^\w\s]", " ", plain_title(title)).split()
    answer = get_json(session, server("DBLP"), "DBLP", params={"q": " ".join(words), "format": "json", "h": "30"})
    try:
        hits = answer["result"]["hits"].get("hit", [])
        found = [_publication(hit["info"]) for hit in hits]
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise OnlineError("DBLP answered in a form that is not its own") from error
    return [publication for publication in found if publication]


def _publication(info: dict[str, Any]) -> Publication | None:
    if str(info.get("type", "")).startswith(_INFORMAL) or "authors" not in info or "venue" not in info:
        return None
    authors = info["authors"]["author"]
    venue = info["venue"]
    return Publication(
        title=html.unescape(info["title"]).rstrip("."),
        authors=tuple(
            html.unescape(author["text"]) for author in (authors if isinstance(authors, list) else [authors])
        ),
        venue=html.unescape(venue[0] if isinstance(venue, list) else venue),
        year=int(info["year"]),
        source="DBLP",
        url=str(info.get("url") or info.get("ee") or ""),
    )
