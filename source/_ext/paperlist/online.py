"""Ask other servers: politely, with patience, and with one clear line if it fails.

Where the registries are can be set by environment variables, and so can the
pause between requests, the number of tries and the patience.
"""

from __future__ import annotations

import json
import os
import time
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

from . import __version__

SERVERS = {
    "ARXIV": "https://export.arxiv.org/api/query",
    "CROSSREF": "https://api.crossref.org/works",
    "DOI": "https://doi.org",
    "OPENREVIEW": "https://api2.openreview.net/notes",
    "DBLP": "https://dblp.org/search/publ/api",
}
"""The base addresses; ``PAPERLIST_<name>_URL`` overrides one."""

USER_AGENT = f"paperlist/{__version__} (a reading list's own tool; python-requests)"
_BUSY = (429, 500, 502, 503, 504)
_LONGEST_PAUSE = 30.0


class OnlineError(Exception):
    """A server could not be asked, or gave no usable answer."""


class _PatientRetry(Retry):
    """Retries that wait as long as the server asks, within reason."""

    def get_retry_after(self, response: Any) -> float | None:
        seconds = super().get_retry_after(response)
        return seconds if seconds is None else min(seconds, _LONGEST_PAUSE, 10 * pause())


class _PatientAdapter(HTTPAdapter):
    """Requests with a limit of time."""

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        kwargs["timeout"] = kwargs.get("timeout") or _setting("TIMEOUT", 30.0)
        return super().send(request, *args, **kwargs)


def server(name: str) -> str:
    """Return the base address of a server of :data:`SERVERS`."""
    return os.environ.get(f"PAPERLIST_{name}_URL", SERVERS[name])


def pause() -> float:
    """Return the seconds between two requests to one server; arXiv asks for three."""
    return _setting("PAUSE", 3.0)


def open_session() -> requests.Session:
    """Return a session that tries again, with growing pauses, when a server is busy or stumbles."""
    tries = int(_setting("TRIES", 4))
    retry = _PatientRetry(
        total=tries - 1,
        backoff_factor=pause() / 2,
        status_forcelist=_BUSY,
        allowed_methods=None,
        raise_on_status=False,
        respect_retry_after_header=True,
    )
    session = requests.Session()
    session.headers["User-Agent"] = USER_AGENT
    for scheme in ("https://", "http://"):
        session.mount(scheme, _PatientAdapter(max_retries=retry))
    return session


def get_json(session: requests.Session, url: str, what: str, **options: Any) -> Any:
    """Return the JSON at an address, None if there is nothing (status 404).

    :param what: whom we ask, for messages
    :raises OnlineError: if there is no answer, or no JSON in it
    """
    response = get(session, url, what, **options)
    if response.status_code == requests.codes.not_found:
        return None
    check_status(response, what)
    try:
        return response.json()
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise OnlineError(f"{what} answered with malformed JSON ({url})") from error


def get(session: requests.Session, url: str, what: str, **options: Any) -> requests.Response:
    """Return the answer to a request, whatever its status.

    :raises OnlineError: if there is none, or only a part of it
    """
    try:
        return session.get(url, **options)
    except requests.RequestException as error:
        raise OnlineError(f"{what} {reason(error)} ({url})") from error


def check_status(response: requests.Response, what: str) -> None:
    """Check that a request went well.

    :raises OnlineError: if it did not
    """
    if response.status_code != requests.codes.ok:
        busy = "; too many requests, try again later" if response.status_code == requests.codes.too_many else ""
        raise OnlineError(f"{what} answered with status {response.status_code}{busy} ({response.url})")


def reason(error: Exception) -> str:
    """Return in a few words why a request failed."""
    if isinstance(error, requests.Timeout):
        return "did not answer in time"
    if isinstance(error, requests.exceptions.ChunkedEncodingError):
        return "broke off its answer"
    if isinstance(error, requests.exceptions.ContentDecodingError):
        return "sent an answer that cannot be decoded"
    text = str(error)
    if "timed out" in text:
        return "did not answer in time"
    if "IncompleteRead" in text or "RemoteDisconnected" in text or "Connection aborted" in text:
        return "broke off its answer"
    return "cannot be reached"


def rest(since: float) -> None:
    """Wait until the pause since the last request, at the clock's *since*, is over."""
    time.sleep(max(0.0, since + pause() - time.monotonic()))


def _setting(name: str, default: float) -> float:
    try:
        return float(os.environ.get(f"PAPERLIST_{name}", default))
    except ValueError:
        return default
