"""The identifiers of papers, in all the ways people write them: arXiv ids, DOIs, OpenReview ids."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

# https://info.arxiv.org/help/arxiv_identifier.html
_NEW_ARXIV = re.compile(r"(\d{2})(0[1-9]|1[0-2])\.(\d{4,5})(?:v[1-9]\d*)?")
_OLD_ARXIV = re.compile(r"([a-z]+(?:-[a-z]+)?)(?:\.[A-Z]{2})?/(\d{2})(0[1-9]|1[0-2])(\d{3})(?:v[1-9]\d*)?")
_VERSION = re.compile(r"v\d+$")
_ARXIV_HOSTS = re.compile(
    r"(?:[a-z]+\.)?arxiv\.org|(?:www\.)?(?:ar5iv|alphaxiv)\.org|ar5iv\.labs\.arxiv\.org|xxx\.lanl\.gov"
)
_ARXIV_PATH = re.compile(r"/+(?:abs|pdf|html|ps|format|src|e-print|overview|pad)/+(.+?)(?:\.pdf|\.ps\.gz)?/*")
# https://www.crossref.org/documentation/member-setup/constructing-your-dois/
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_DOI_PATH = re.compile(
    r"/(?:doi|article|chapter|content|book)/(?:abs/|full/|pdf/|pdfdirect/|epdf/|book/)?(10\.\d{4,9}/.+?)(?:\.pdf)?/?"
)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Identifier:
    """What tells a paper from all others in one registry."""

    scheme: str
    """``arxiv``, ``doi`` or ``openreview``."""

    value: str
    """The bare identifier; an arXiv id without version, a DOI in lower case."""

    @property
    def url(self) -> str:
        """The canonical address of the paper."""
        return {
            "arxiv": "https://arxiv.org/abs/",
            "doi": "https://doi.org/",
            "openreview": "https://openreview.net/forum?id=",
        }[self.scheme] + self.value

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


def parse_identifier(text: str) -> Identifier | None:
    """Return the identifier that *text* is, or that the address *text* leads to; None if there is none.

    Read are bare ids with or without version, ``arXiv:`` and ``doi:`` in
    front, addresses of arXiv and its mirrors (abstract, PDF, HTML), of
    doi.org, of publishers whose addresses hold the DOI, and of OpenReview.
    """
    text = text.strip().strip("<>").strip()
    if re.match(r"(?:https?:)?//", text, re.IGNORECASE) or re.match(r"[\w.-]+\.(?:org|net|com|co)/", text):
        return _parse_url(text if "//" in text else f"//{text}")
    text = re.sub(r"^(?:arxiv|doi|openreview)\s*:\s*|\s+\[[\w.-]+\]$", "", text, flags=re.IGNORECASE)
    if found := parse_arxiv_id(text):
        return found
    return _parse_doi(text)


def parse_arxiv_id(text: str) -> Identifier | None:
    """Return the arXiv identifier that *text* is, None if it cannot be one.

    Ids had four digits behind the point from April 2007 to December 2014 and
    have had five since; before stood a category and seven digits.
    """
    if match := _NEW_ARXIV.fullmatch(text):
        number, month = int(match[1]), int(match[2])
        if (number, month) >= (7, 4) and number < 91 and len(match[3]) == (5 if number >= 15 else 4):
            return Identifier("arxiv", _VERSION.sub("", text))
    elif match := _OLD_ARXIV.fullmatch(text):
        number, month = int(match[2]), int(match[3])
        if number >= 91 or (number, month) <= (7, 3):
            # the subject class is no part of the id
            return Identifier("arxiv", f"{match[1]}/{match[2]}{match[3]}{match[4]}")
    return None


def _parse_url(url: str) -> Identifier | None:
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    host, path = (parts.hostname or "").lower(), unquote(parts.path)
    if _ARXIV_HOSTS.fullmatch(host):
        match = _ARXIV_PATH.fullmatch(path)
        return parse_arxiv_id(match[1]) if match else None
    if host == "huggingface.co" and path.startswith("/papers/"):
        return parse_arxiv_id(path.removeprefix("/papers/").rstrip("/"))
    if host.removeprefix("www.").removeprefix("dx.") == "doi.org":
        return _parse_doi(path.lstrip("/"))
    if host == "openreview.net":
        value = parse_qs(parts.query).get("id", [""])[0]
        return Identifier("openreview", value) if re.fullmatch(r"[\w-]+", value) else None
    match = _DOI_PATH.fullmatch(path)
    return _parse_doi(match[1]) if match else None


def _parse_doi(text: str) -> Identifier | None:
    if match := _ARXIV_DOI.fullmatch(text):
        return parse_arxiv_id(match[1])
    return Identifier("doi", text.rstrip(".,;").lower()) if _DOI.fullmatch(text) else None
