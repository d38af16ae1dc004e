"""Papers with a DOI: Crossref's API, and doi.org where another agency keeps the DOI.

https://api.crossref.org/swagger-ui/ and https://citation.crosscite.org/docs.html
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from .comment import recognise_container
from .entry import plain_title
from .match import Publication
from .metadata import Metadata
from .online import OnlineError, get_json, server

if TYPE_CHECKING:
    import requests

CSL_JSON = "application/vnd.citationstyles.csl+json"


def fetch_doi(session: requests.Session, doi: str) -> Metadata | None:
    """Return what Crossref or doi.org knows of a DOI, None if nobody knows it.

    :raises OnlineError: if there is no usable answer
    """
    answer = get_json(session, f"{server('CROSSREF')}/{quote(doi, safe='/')}", "Crossref")
    work = answer.get("message") if isinstance(answer, dict) else None
    if answer is None:
        work = get_json(session, f"{server('DOI')}/{quote(doi, safe='/')}", "doi.org", headers={"Accept": CSL_JSON})
        if work is None:
            return None
    if not isinstance(work, dict):
        raise OnlineError(f"Crossref gave no description of {doi}")
    return read_work(work, doi)


def search_crossref(session: requests.Session, title: str, author: str) -> list[Publication]:
    """Return the publications that Crossref finds for a title and an author, preprints left out.

    :raises OnlineError: if there is no usable answer
    """
    query = {"query.title": plain_title(title), "query.author": author, "rows": "10"}
    answer = get_json(session, server("CROSSREF"), "Crossref", params=query)
    try:
        works = answer["message"]["items"]
    except (KeyError, TypeError) as error:
        raise OnlineError("Crossref answered in a form that is not its own") from error
    found = []
    for work in _list(works):
        if not isinstance(work, dict) or work.get("type") in ("posted-content", "peer-review", "component"):
            continue
        doi = str(work.get("DOI", ""))
        try:
            metadata = read_work(work, doi)
        except OnlineError:
            continue  # a work without title, authors or year is none we could match
        found.append(
            Publication(metadata.title, metadata.authors, metadata.venue, metadata.year, "Crossref", metadata.url)
        )
    return found


def read_work(work: dict[str, Any], doi: str) -> Metadata:
    """Return the metadata of a work in Crossref's JSON or in CSL-JSON.

    :raises OnlineError: if title, authors or year are missing
    """
    title = _text(work.get("title"))
    if subtitle := _text(work.get("subtitle")):
        title = f"{title}: {subtitle}"
    authors = tuple(name for author in _list(work.get("author")) if (name := _name(author)))
    year = _year(work)
    if not title or not authors or not year:
        raise OnlineError(f"the description of {doi} lacks its title, authors or year")
    event = work.get("event")
    places = [_text(work.get("container-title")), _text(event.get("name") if isinstance(event, dict) else event)]
    venue = next(filter(None, map(recognise_container, filter(None, places))), None) or next(filter(None, places), "")
    return Metadata(title, authors, f"https://doi.org/{doi}", year, venue=venue, doi=doi)


def _name(author: Any) -> str:
    if not isinstance(author, dict):
        return ""
    parts = [author.get(part) for part in ("given", "family", "suffix")]
    name = " ".join(str(part) for part in parts if part) or str(author.get("name") or author.get("literal") or "")
    return name.title() if name.isupper() and len(name.split()) > 1 else name


def _year(work: dict[str, Any]) -> int:
    """Return the year in print or, where there is none, the first one known."""
    for field in ("published-print", "issued", "published", "published-online", "created"):
        dates = work.get(field)
        parts = _list(dates.get("date-parts")) if isinstance(dates, dict) else []
        first = _list(parts[0]) if parts else []
        if first and str(first[0]).isdigit():
            return int(first[0])
    return 0


def _text(value: Any) -> str:
    first = _list(value)[0] if isinstance(value, list) and value else value
    if not isinstance(first, str):
        return ""
    plain = re.sub(r"</?[a-zA-Z][^>]*>", "", first)
    return " ".join(html.unescape(plain).split())


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
