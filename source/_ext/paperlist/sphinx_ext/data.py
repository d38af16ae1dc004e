"""Write what the scripts of the site read, at the end of a build.

Each file is a script that hands over one value, since a page opened from a
folder may load scripts but not fetch files.  Values are columns rather than
rows: they compress better.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.locale import _

from ..atomic import write_text
from ..bibtex import render_bibtex_entry
from ..csl import csl_item
from ..entry import plain_title, sort_by_key
from ..jsonld import render_jsonld
from ..library import PaperLookupError
from ..ris import render_ris_entry
from .builders import makes_site
from .domain import PaperDomain
from .recent import added_times

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..check import Record
    from ..entry import Entry

FOLDER = "data"


def messages() -> dict[str, str]:
    """Return what the scripts say, in the language of the build."""
    return {
        "papers": _("Papers"),
        "sections": _("Sections"),
        "none": _("Nothing found"),
        "paper_count": _("{0} of {1} papers"),
        "results": _("{0} papers and {1} sections found"),
        "copied": _("Copied"),
        "failed": _("Could not load the data"),
    }


def page_order(env: BuildEnvironment) -> list[str]:
    """Return all pages, those of the toctree first and in its order."""
    ordered: dict[str, None] = {}

    def visit(docname: str) -> None:
        if docname not in ordered:
            ordered[docname] = None
            for child in env.toctree_includes.get(docname, ()):
                visit(child)

    visit(env.config.root_doc)
    return [*(docname for docname in ordered if docname in env.all_docs), *sorted(env.all_docs.keys() - ordered)]


def has_code(entry: Entry) -> bool:
    """Return whether a paper links to code."""
    return any(link.label == "Github" for link in entry.links)


def iter_papers(domain: PaperDomain) -> Iterator[tuple[str, Record]]:
    """Yield all entries with their pages, in the order of the site, each paper once."""
    seen = set()
    for docname in page_order(domain.env):
        for record in domain.records.get(docname, ()):
            if record.entry.identity not in seen:
                seen.add(record.entry.identity)
                yield docname, record


def count_references(domain: PaperDomain) -> Counter[str]:
    """Return how many pages refer to each paper, by identity."""
    counter: Counter[str] = Counter()
    for targets in domain.references.values():
        found = set()
        for target in targets:
            with suppress(PaperLookupError):  # reported where it stands
                found.add(domain.find(target)[0].entry.identity)
        counter.update(found)
    return counter


def paper_columns(app: Sphinx, domain: PaperDomain) -> dict[str, Any]:
    """Return the facts of all papers, column by column, and the tables that their numbers point into."""
    papers = list(iter_papers(domain))
    pages: dict[str, int] = {}
    topics: dict[tuple[int, str], int] = {}
    venues: dict[str, int] = {}
    columns: dict[str, list[Any]] = {
        name: [] for name in ("title", "short", "authors", "venue", "year", "topic", "anchor", "code", "cited", "added")
    }
    added = added_times(app.env)
    cited = count_references(domain)
    for docname, record in papers:
        entry = record.entry
        page = pages.setdefault(docname, len(pages))
        topic = domain.texts[docname].topics.get(entry.anchor, "")
        columns["title"].append(plain_title(entry.title))
        columns["short"].append(entry.short)
        columns["authors"].append(", ".join(author.name for author in entry.authors))
        columns["venue"].append(venues.setdefault(entry.venue, len(venues)))
        columns["year"].append(entry.year)
        columns["topic"].append(topics.setdefault((page, topic), len(topics)))
        columns["anchor"].append(entry.anchor)
        columns["code"].append(int(has_code(entry)))
        columns["cited"].append(cited[entry.identity])
        columns["added"].append(f"{time:%Y-%m-%d}" if (time := added.get(entry.identity)) else "")
    return {
        "pages": [[app.builder.get_target_uri(doc), domain.env.titles[doc].astext(), doc] for doc in pages],
        "topics": [[page, topic, _topic_title(domain, list(pages)[page], topic)] for page, topic in topics],
        "venues": list(venues),
        **columns,
    }


def _topic_title(domain: PaperDomain, docname: str, anchor: str) -> str:
    titles = {section.anchor: section.title for section in domain.texts[docname].sections}
    return titles.get(anchor, "")


def section_rows(app: Sphinx, domain: PaperDomain) -> list[list[str]]:
    """Return all sections: the URL, the title of the page, the section's title and its text."""
    rows = []
    for docname in page_order(domain.env):
        texts = domain.texts.get(docname)
        for number, section in enumerate(texts.sections if texts else ()):
            uri = app.builder.get_target_uri(docname)
            page = domain.env.titles[docname].astext()
            rows.append([f"{uri}#{section.anchor}" if number else uri, page, section.title, section.text])
    return rows


def write_data(app: Sphinx, exception: Exception | None) -> None:
    """Write the data of an HTML build."""
    if exception or not makes_site(app.builder):
        return
    domain = app.env.get_domain("paper")
    assert isinstance(domain, PaperDomain)
    summaries = [
        domain.texts[docname].summaries.get(record.entry.anchor, "") for docname, record in iter_papers(domain)
    ]
    values: dict[str, Any] = {
        "messages": messages(),
        "papers": paper_columns(app, domain),
        "summaries": summaries,
        "sections": section_rows(app, domain),
        "terms": [term.names for docname in sorted(domain.terms) for term in domain.terms[docname]],
    }
    _write(Path(app.outdir, FOLDER), values)
    for docname, records in domain.records.items():
        if records:
            path = Path(app.outdir, jsonld_uri(docname))
            path.parent.mkdir(parents=True, exist_ok=True)
            page = os.path.relpath(app.builder.get_target_uri(docname), path.parent.relative_to(app.outdir))
            write_text(path, render_jsonld((record.entry for record in records), page))
    exports = sort_by_key(record.entry for record in domain.iter_records())
    _write(
        Path(app.outdir, app.config.paperlist_export_dir, FOLDER),
        {
            "bib": [[entry.anchor, render_bibtex_entry(entry, key)] for key, entry in exports],
            "ris": [[entry.anchor, render_ris_entry(entry, key)] for key, entry in exports],
            "json": [[entry.anchor, json.dumps(csl_item(entry, key), ensure_ascii=False)] for key, entry in exports],
        },
    )


def jsonld_uri(docname: str) -> str:
    """Return where the entries of a page stand as JSON-LD, seen from the output directory."""
    return f"{FOLDER}/{docname}.jsonld"


def _write(folder: Path, values: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, value in values.items():
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        write_text(folder / f"{name}.js", f'paperlistData("{name}",{text})\n')


def setup(app: Sphinx) -> None:
    """Register the data files."""
    app.connect("build-finished", write_data)
