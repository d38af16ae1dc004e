"""Papers on OpenReview, through its API.

https://docs.openreview.net/reference/api-v2/openapi-definition
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from .comment import find_publication
from .metadata import Metadata
from .online import OnlineError, get_json, server

if TYPE_CHECKING:
    import requests


def fetch_openreview(session: requests.Session, identifier: str) -> tuple[Metadata | None, str]:
    """Return what OpenReview knows of a paper, and a doubt about it; None if it does not know the paper.

    :raises OnlineError: if there is no usable answer
    """
    answer = get_json(session, server("OPENREVIEW"), "OpenReview", params={"id": identifier})
    notes = answer.get("notes") if isinstance(answer, dict) else None
    if not notes:
        return None, ""
    content = notes[0].get("content") if isinstance(notes[0], dict) else None
    if not isinstance(content, dict):
        raise OnlineError(f"OpenReview gave no description of {identifier}")
    title, authors, venue = (_value(content, name) for name in ("title", "authors", "venue"))
    if not isinstance(title, str) or not isinstance(authors, list) or not authors:
        raise OnlineError(f"the description of {identifier} on OpenReview lacks its title or authors")
    year = _year(notes[0])
    text = venue if isinstance(venue, str) else ""
    if "TMLR" in text and "ubmitted" not in text:
        text = f"TMLR {year}"
    publication = find_publication(text, "", year)
    accepted = publication.venue != "arXiv" and "ubmitted" not in text
    url = f"https://openreview.net/forum?id={identifier}"
    metadata = Metadata(
        title,
        tuple(map(str, authors)),
        url,
        publication.year,
        venue=publication.venue if accepted else "arXiv",
        abstract=str(_value(content, "abstract") or ""),
    )
    return metadata, "" if accepted else f"not accepted anywhere, it seems: {venue or 'no venue is given'}"


def _value(content: dict[str, Any], name: str) -> Any:
    """Return a field; version 2 of the API wraps each in an object, version 1 does not."""
    field = content.get(name)
    return field.get("value") if isinstance(field, dict) else field


def _year(note: dict[str, Any]) -> int:
    milliseconds = next((note[name] for name in ("pdate", "odate", "cdate", "tcdate") if note.get(name)), 0)
    moment = datetime.datetime.fromtimestamp(float(milliseconds) / 1000, tz=datetime.UTC)
    return moment.year
