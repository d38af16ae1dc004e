"""What a registry knows of a paper, and the entry that follows from it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .address import canonical_url
from .comment import find_publication
from .entry import Author, Entry, Link, plain_title
from .latex_text import from_latex

_GITHUB = re.compile(r"https?://(?:www\.)?(github\.com/[\w.-]+/[\w.-]+)", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>()\[\]{}\"“”’,;]+[^\s<>()\[\]{}\"“”’,;.:!?]")
_PROJECT_BEFORE = re.compile(
    r"(?:project|home|web) ?-?(?:page|site)|website|webpage|project\W|videos? .*(?:available|see|at)|more results",
    re.IGNORECASE,
)
_OTHER_HOSTS = ("arxiv.org", "openreview.net", "doi.org", "youtube.com", "youtu.be", "twitter.com", "drive.google.com")
_SHORT = re.compile(r"((?:\$[^$]+\$|[^\s:$])+(?: (?:\$[^$]+\$|[^\s:$])+){0,2}): \S")


@dataclass(frozen=True, slots=True)
class Metadata:
    """A paper as arXiv, Crossref, doi.org or OpenReview describe it."""

    title: str
    """As the registry gives it, maybe with TeX."""

    authors: tuple[str, ...]
    url: str
    """The canonical address."""

    year: int
    """The year of the publication; on arXiv, that of the first version."""

    venue: str = ""
    """Where it was published, if the registry says so; else comment and reference may tell."""

    comment: str = ""
    journal_reference: str = ""
    abstract: str = ""
    doi: str = ""


def build_entry(metadata: Metadata) -> tuple[Entry, list[str]]:
    """Return the entry of a paper, and what about it is doubtful."""
    notes = []
    venue, year = metadata.venue, metadata.year
    if not venue:
        publication = find_publication(metadata.comment, metadata.journal_reference, metadata.year)
        venue, year = publication.venue, publication.year
        if publication.doubt:
            notes.append(publication.doubt)
    if re.search(r"\bwithdrawn\b|\bretracted\b", metadata.comment, re.IGNORECASE):
        notes.append(f"withdrawn, it seems: {' '.join(metadata.comment.split())}")
    title = build_title(metadata.title)
    entry = Entry(
        title=title,
        url=metadata.url,
        authors=tuple(Author(from_latex(name)) for name in metadata.authors),
        venue=venue,
        year=year,
        short=find_short_name(title),
        links=find_links(f"{metadata.comment}\n{metadata.abstract}"),
    )
    return entry, notes


def build_title(text: str) -> str:
    """Return a title for an entry: TeX outside math as Unicode, lonely dollar signs and backslashes escaped."""
    text = re.sub(r"(?<=[^.])\.$", "", from_latex(text))
    parts = re.split(r"(?<!\\)(\$(?!\s)[^$]*[^$\s]\$(?!\d))", text)
    parts[::2] = [
        re.sub(r"\\(?![\\$])", r"\\\\", part) if "$" not in part else re.sub(r"(?<!\\)\$", r"\\$", part)
        for part in parts[::2]
    ]
    return "".join(parts)


def find_short_name(title: str) -> str:
    """Return the name that a title begins with, as in ``SDEdit: Guided Image Synthesis``; empty if there is none.

    One word is a name; two or three are if one of them is written as no
    ordinary word is.
    """
    match = _SHORT.match(title)
    if not match:
        return ""
    name = plain_title(match[1])
    words = name.split()
    odd = any(re.search(r"[A-Z].*[A-Z]|\d|[-+]|^[a-z]+[A-Z]", word) for word in words)
    return name if (len(words) == 1 or odd) and len(name) <= 24 and not re.search(r"[()&,;\\]|\band\b", name) else ""


def find_links(text: str) -> tuple[Link, ...]:
    """Return the links to code and project that stand in a comment or an abstract."""
    github = project = ""
    for match in _URL.finditer(re.sub(r"\\url\{([^}]*)\}|\\href\{([^}]*)\}\{[^}]*\}", r" \1\2 ", text)):
        url = match[0]
        host = re.sub(r"^https?://(?:www\.)?", "", url).partition("/")[0].lower()
        before = text[max(0, match.start() - 90) : match.start()]
        if found := _GITHUB.match(url):
            github = github or "https://" + found[1].removesuffix(".git")
        elif any(host == other or host.endswith(f".{other}") for other in _OTHER_HOSTS):
            continue
        elif host.endswith(".github.io") or _PROJECT_BEFORE.search(before.rpartition(". ")[2]):
            project = project or canonical_url(url)
    links = [Link("Github", github), Link("Project", project)]
    return tuple(link for link in links if link.url)
