"""Ask whether links still lead anywhere: many hosts side by side, each host in turn and with pauses.

Papers on arXiv are asked for by the API, fifty at once, and DOIs at the
registry, so that neither arXiv's pages nor the publishers are bothered.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from enum import Enum
from itertools import zip_longest
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import requests

from .arxiv import fetch_arxiv
from .identifier import parse_identifier
from .online import USER_AGENT, OnlineError, open_session, pause, reason, server

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WORKERS = 8
_GONE = (404, 410)
_REFUSED = (401, 403, 405, 406, 429, 451, 503, 999)
"""What servers say to programs though they would answer a reader."""
_PERMANENT = (301, 308)


class State(Enum):
    """What has become of a link."""

    GOOD = "good"
    DEAD = "dead"
    MOVED = "moved"
    UNKNOWN = "unknown"
    """The server does not talk to programs."""
    UNREACHABLE = "unreachable"
    """There was no answer at all, which may be our fault."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer for one link."""

    url: str
    state: State
    detail: str = ""
    """Why it is dead, or the new address."""


class _Host:
    """One server: only one request at a time, and a pause between two."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.asked = -1e9

    def wait(self) -> None:
        time.sleep(max(0.0, self.asked + pause() / 3 - time.monotonic()))
        self.asked = time.monotonic()


class LinkChecker:
    """A check of many links."""

    def __init__(self) -> None:
        self._hosts: dict[str, _Host] = defaultdict(_Host)
        self._local = threading.local()

    def check(self, urls: Iterable[str]) -> Iterator[Outcome]:
        """Yield the outcome of each link, in the order in which the answers come."""
        preprints, others = {}, []
        for url in dict.fromkeys(urls):
            identifier = parse_identifier(url)
            if identifier and identifier.scheme == "arxiv":
                preprints[url] = identifier.value
            else:
                others.append(url)
        for url in others:
            self._hosts[urlsplit(url).netloc]  # made here, since threads must not
        with ThreadPoolExecutor(WORKERS) as pool:
            tasks = [pool.submit(self._check_one, url) for url in _interleave(others)]
            yield from _check_preprints(preprints)
            for task in as_completed(tasks):
                yield task.result()

    def _check_one(self, url: str) -> Outcome:
        host = self._hosts[urlsplit(url).netloc]
        with host.lock:
            host.wait()
            try:
                return self._ask(url)
            finally:
                host.asked = time.monotonic()

    def _ask(self, url: str) -> Outcome:
        identifier = parse_identifier(url)
        if identifier and identifier.scheme == "doi" and urlsplit(url).netloc == "doi.org":
            address = f"{server('DOI')}/api/handles/{quote(identifier.value, safe='/')}"
        else:
            address = url.partition("#")[0]
        try:
            response = self._session.head(address, allow_redirects=True)
            if response.status_code >= 400:
                response.close()
                response = self._session.get(address, allow_redirects=True, stream=True)
            response.close()
        except requests.TooManyRedirects:
            return Outcome(url, State.DEAD, "redirects in a circle")
        except requests.exceptions.SSLError:
            return Outcome(url, State.DEAD, "has no valid certificate")
        except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema):
            return Outcome(url, State.DEAD, "is no address")
        except requests.RequestException as error:
            return Outcome(url, State.UNREACHABLE, reason(error))
        except UnicodeError:  # a host that no name can be like
            return Outcome(url, State.DEAD, "is no address")
        return _judge(url, response)

    @property
    def _session(self) -> requests.Session:
        """A session for each thread."""
        if not hasattr(self._local, "session"):
            self._local.session = open_session()
            self._local.session.max_redirects = 10
            self._local.session.headers["User-Agent"] = f"Mozilla/5.0 (compatible; {USER_AGENT})"
        session: requests.Session = self._local.session
        return session


def _judge(url: str, response: requests.Response) -> Outcome:
    status = response.status_code
    if status in _GONE:
        return Outcome(url, State.DEAD, f"answers with status {status}")
    if status in _REFUSED:
        return Outcome(url, State.UNKNOWN, f"answers with status {status}")
    if status >= 400:
        return Outcome(url, State.DEAD, f"answers with status {status}")
    moved = bool(response.history) and all(step.status_code in _PERMANENT for step in response.history)
    if moved and _bare(response.url) != _bare(url):
        return Outcome(url, State.MOVED, response.url)
    return Outcome(url, State.GOOD)


def _bare(url: str) -> str:
    """Return an address without what does not matter: scheme, www, capitals, the slash at the end."""
    parts = urlsplit(url)
    path = parts.path.removesuffix("index.html").rstrip("/")
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.removeprefix('www.')}{path}{query}".lower()


def _check_preprints(ids: dict[str, str]) -> Iterator[Outcome]:
    if not ids:
        return
    try:
        known = fetch_arxiv(list(dict.fromkeys(ids.values())))
    except OnlineError as error:
        yield from (Outcome(url, State.UNREACHABLE, str(error)) for url in ids)
        return
    for url, value in ids.items():
        yield Outcome(url, State.GOOD) if value in known else Outcome(url, State.DEAD, "arXiv has no such paper")


def _interleave(urls: Iterable[str]) -> Iterator[str]:
    """Yield addresses so that those of one host are far apart."""
    by_host: dict[str, list[str]] = {}
    for url in urls:
        by_host.setdefault(urlsplit(url).netloc, []).append(url)
    for group in zip_longest(*by_host.values()):
        yield from filter(None, group)
