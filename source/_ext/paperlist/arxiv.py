"""Papers on arXiv, through its API.

https://info.arxiv.org/help/api/user-manual.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import arxiv
import requests

from .identifier import parse_identifier
from .metadata import Metadata
from .online import OnlineError, open_session, pause, reason, server

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_PAGE = 50


def fetch_arxiv(ids: Sequence[str]) -> dict[str, Metadata]:
    """Return what arXiv knows of some papers, by id without version; those it does not know are left out.

    :raises OnlineError: if arXiv gives no usable answer
    """
    client = arxiv.Client(page_size=_PAGE, delay_seconds=pause(), num_retries=0)
    client.query_url_format = server("ARXIV") + "?{}"
    # the library knows neither a limit of time nor growing pauses, and takes half a feed for a whole one
    client._session = open_session()
    client._session.hooks["response"].append(_check_feed)
    found: dict[str, Metadata] = {}
    try:
        for start in range(0, len(ids), _PAGE):
            found |= _read(client.results(arxiv.Search(id_list=list(ids[start : start + _PAGE]), max_results=_PAGE)))
    except arxiv.HTTPError as error:
        busy = "; too many requests, try again later" if error.status == requests.codes.too_many else ""
        raise OnlineError(f"arXiv answered with status {error.status}{busy} ({error.url})") from error
    except arxiv.ArxivError as error:
        raise OnlineError(f"arXiv gave no usable answer ({error.url})") from error
    except requests.RequestException as error:
        raise OnlineError(f"arXiv {reason(error)} ({server('ARXIV')})") from error
    return found


def _read(results: Iterable[arxiv.Result]) -> dict[str, Metadata]:
    found = {}
    for result in results:
        if "/api/errors" in result.entry_id:
            raise OnlineError(f"arXiv refused the request: {' '.join(result.summary.split())}")
        identifier = parse_identifier(result.entry_id)
        if not identifier or not result.title.strip() or not result.authors:
            raise OnlineError(f"arXiv gave a paper without id, title or authors: {result.entry_id}")
        found[identifier.value] = Metadata(
            title=result.title,
            authors=tuple(author.name for author in result.authors),
            url=identifier.url,
            year=result.published.year,
            comment=result.comment or "",
            journal_reference=result.journal_ref or "",
            abstract=result.summary,
            doi=result.doi or "",
        )
    return found


def _check_feed(response: requests.Response, **_: Any) -> None:
    if response.status_code != requests.codes.ok:
        return
    try:
        root = ElementTree.fromstring(response.content)
    except ElementTree.ParseError as error:
        raise OnlineError(f"arXiv answered with malformed XML ({response.url})") from error
    if root.tag != "{http://www.w3.org/2005/Atom}feed":
        raise OnlineError(f"arXiv answered with something else than a feed ({response.url})")
