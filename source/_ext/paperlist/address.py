"""The addresses that entries link to: what is wrong with one, and its canonical spelling."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from .diagnostic import Code
from .identifier import parse_identifier

if TYPE_CHECKING:
    from collections.abc import Iterator

HTTP_HOSTS = ("http://yann.lecun.com/",)
"""Where links may begin with http, since the host offers nothing else."""

SECURE_HOSTS = ("github.com", "arxiv.org", "openreview.net", "doi.org", "huggingface.co", "youtube.com", "youtu.be")
"""Hosts known to answer by https; so do their subdomains, and those of github.io."""

CODE_HOSTS = ("github.com", "gist.github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "huggingface.co")
"""Where the link to the code may lead."""

_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|ref_src|spm", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]+", re.IGNORECASE)


def iter_url_faults(url: str) -> Iterator[tuple[Code, str]]:
    """Yield code and message of what is wrong with the address of a link."""
    if not url.startswith(("https://", *HTTP_HOSTS)):
        yield Code.URL, f"not an https link: {url}"
        if not url.startswith("http://"):
            return
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        yield Code.HOST, f"not an address: {url}"
        return
    if not _HOST.fullmatch(parts.hostname or "") or parts.username or port:
        yield Code.HOST, f"not a public host: {parts.netloc or url}"
    if any(_TRACKING.fullmatch(name) for name, _ in parse_qsl(parts.query)):
        yield Code.TRACKING, f"the address tracks visitors; write {_without_tracking(url)}"


def iter_title_url_faults(url: str) -> Iterator[tuple[Code, str]]:
    """Yield what is wrong with the address of a title besides: another than the canonical one of the paper."""
    found = parse_identifier(url)
    if "arxiv.org/" in url:
        if not found and re.search(r"//arxiv\.org/abs/.*\d{4}\.\d{4,}$", url):
            yield Code.ARXIV_ID, f"no arXiv id can be like this: {url}"
        elif not found or url.removeprefix("http://") not in (found.url, found.url.removeprefix("https://")):
            yield Code.URL, f"write https://arxiv.org/abs/<id> without version: {url}"
    elif found and found.scheme == "openreview" and url != found.url:
        yield Code.URL, f"write {found.url}: {url}"
    elif "dx.doi.org/" in url:
        yield Code.URL, f"write https://doi.org/<doi>: {url}"


def canonical_url(url: str) -> str:
    """Return the address as entries write it, as far as that can be told without asking anybody.

    Papers on arXiv get the address of their abstract, those on OpenReview
    that of their forum; http becomes https where the host is known to answer;
    what only tracks visitors is cut.
    """
    url = url.strip()
    found = parse_identifier(url) if "//" in url else None
    if found and ("arxiv" in (host := urlsplit(url).netloc.lower()) or "openreview.net" in host):
        return found.url
    if match := re.fullmatch(r"https?://(?:dx\.|www\.)?doi\.org/(.+)", url):
        return f"https://doi.org/{match[1]}"
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    host = (parts.hostname or "").lower()
    known = any(host == name or host.endswith(f".{name}") for name in (*SECURE_HOSTS, "github.io"))
    if parts.scheme == "http" and known:
        url = urlunsplit(parts._replace(scheme="https"))
    return _without_tracking(url)


def _without_tracking(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    query = parse_qsl(parts.query, keep_blank_values=True)
    kept = [pair for pair in query if not _TRACKING.fullmatch(pair[0])]
    return url if kept == query else urlunsplit(parts._replace(query=urlencode(kept)))
