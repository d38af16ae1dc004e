"""The ``{explore}`` directive, all papers with facets, and the small filter of each page of entries.

The build writes the forms and a plain list; ``static/explore.js`` brings them to life.
"""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from .data import iter_papers
from .domain import PaperDomain
from .html import render_title
from .nodes import paper_entry, paper_list

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator


class explore(nodes.General, nodes.Element):
    """All papers, with facets."""


class paper_filter(nodes.General, nodes.Element):
    """The filter of one page of entries."""


class ExploreDirective(SphinxDirective):
    """Show all papers with a search and facets; HTML only."""

    has_content: ClassVar[bool] = False

    def run(self) -> list[nodes.Node]:
        domain = self.env.get_domain("paper")
        assert isinstance(domain, PaperDomain)
        domain.note_overview()
        return [explore()]


class FilterTransform(SphinxPostTransform):
    """Put the filter before the first topic of a page of entries."""

    default_priority = 400
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        for entries in self.document.findall(paper_list):
            topic = entries.parent
            if any(isinstance(item, paper_entry) for item in entries) and isinstance(topic.parent, nodes.section):
                topic.parent.insert(topic.parent.index(topic), paper_filter())
                return


class BookTransform(SphinxPostTransform):
    """Keep pages that show all papers out of the book, which has them in its chapters."""

    default_priority = 4  # before the chapters are put in order (5)
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:
        for page in list(self.document.findall(addnodes.start_of_file)):
            if next(page.findall(explore), None) is not None:
                page.parent.remove(page)


def visit_explore(self: HTML5Translator, node: explore) -> None:
    """Write the form, and all papers in a list for readers without scripts."""
    domain = self.builder.env.get_domain("paper")
    assert isinstance(domain, PaperDomain)
    papers = list(iter_papers(domain))
    count = len(papers)
    titles = {docname: domain.env.titles[docname].astext() for docname, _record in papers}
    categories = Counter(docname for docname, _record in papers)
    venues = Counter(record.entry.venue for _docname, record in papers)
    years = sorted({record.entry.year for _docname, record in papers})
    topics = "".join(
        f'<optgroup label="{escape(titles[docname])}">{_options(_topics(domain, docname))}</optgroup>'
        for docname in titles
    )
    # Babel looks for messages outside f-strings only
    search, hint = _("Search"), _("Title, name, author, venue, summary")
    every = [("", _("all"))]
    code, reset, more, export = _("With code"), _("Reset"), _("Show more"), _("Bibliography of these papers")
    orders = [
        ("", _("Best match")),
        ("year", _("Newest first")),
        ("oldest", _("Oldest first")),
        ("title", _("Title")),
        ("venue", _("Venue")),
        ("added", _("Added last")),
    ]
    facets = [
        ("category", _("Category"), _options([*every, *_counted(titles, categories)])),
        ("topic", _("Topic"), _options(every) + topics),
        ("venue", _("Venue"), _options([*every, *_by_count(venues)])),
        ("from", _("From year"), _options([*every, *((str(year), str(year)) for year in years)])),
        ("to", _("To year"), _options([*every, *((str(year), str(year)) for year in reversed(years))])),
        ("sort", _("Order"), _options(orders)),
    ]
    shown = _("{0} of {1} papers").format(f"{count:,}", f"{count:,}")
    exports = "".join(
        f'<button type="button" data-export="{kind}">{label}</button>'
        for kind, label in (("bib", "BibTeX"), ("ris", "RIS"), ("json", "CSL-JSON"))
    )
    self.body.append(
        '<form class="explore" role="search">'
        f'<p class="wide"><label>{search}<input type="search" name="q" autocomplete="off" spellcheck="false" '
        f'placeholder="{hint}"></label></p>'
        f"{''.join(_select(*facet) for facet in facets)}"
        f'<p class="check"><label><input type="checkbox" name="code" value="1"> {code}</label></p>'
        f'<p class="check"><button type="reset">{reset}</button></p>'
        f'<div class="wide explore-bar"><output name="count" aria-live="polite">{shown}</output>'
        f'<span role="group" aria-label="{export}">{exports}</span></div></form>\n'
        '<ol class="explore-hits"></ol>\n'
        f'<p class="explore-more"><button type="button" hidden>{more}</button></p>\n'
        f'<noscript><p>{shown}</p><ul class="explore-all">'
    )
    for docname, record in papers:
        uri = self.builder.get_relative_uri(self.builder.current_docname, docname)
        entry = record.entry
        self.body.append(
            f'<li><a lang="en" href="{escape(uri)}#{entry.anchor}">{render_title(entry, node)}</a> '
            f"{escape(entry.venue)} {entry.year}</li>\n"
        )
    self.body.append("</ul></noscript>\n")
    raise nodes.SkipNode


def _topics(domain: PaperDomain, docname: str) -> list[tuple[str, str]]:
    texts = domain.texts[docname]
    used = Counter(texts.topics.values())
    return [
        (f"{docname}/{section.anchor}", f"{section.title} ({used[section.anchor]})")
        for section in texts.sections
        if section.anchor in used
    ]


def _counted(titles: dict[str, str], counts: Counter[str]) -> Iterable[tuple[str, str]]:
    for docname, title in titles.items():
        yield docname, f"{title} ({counts[docname]})"


def _by_count(counts: Counter[str]) -> list[tuple[str, str]]:
    """Return the names with their numbers, most frequent first."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0].lower()))
    return [(name, f"{name} ({number})") for name, number in ordered]


def _options(options: Iterable[tuple[str, str]]) -> str:
    return "".join(f'<option value="{escape(value)}">{escape(text)}</option>' for value, text in options)


def _select(name: str, label: str, options: str) -> str:
    return f'<p><label>{label}<select name="{name}">{options}</select></label></p>'


def visit_paper_filter(self: HTML5Translator, node: paper_filter) -> None:
    label, code = _("Filter the papers of this page"), _("With code")
    self.body.append(
        f'<form class="paper-filter" role="search" aria-label="{label}"><label>{label} '
        '<input type="search" name="q" autocomplete="off" spellcheck="false"></label> '
        f'<label><input type="checkbox" name="code" value="1"> {code}</label> <output aria-live="polite"></output>'
        "</form>\n"
    )
    raise nodes.SkipNode


def skip(self: nodes.NodeVisitor, node: nodes.Node) -> None:
    """Write nothing: a filter is of no use on paper."""
    raise nodes.SkipNode


def rewrite_overviews(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages that show all papers, since any page may have changed them."""
    domain = env.get_domain("paper")
    assert isinstance(domain, PaperDomain)
    return sorted(domain.overviews)


def add_script(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Load the script of the facets where they are."""
    if doctree and next(doctree.findall(explore), None) is not None:
        app.add_js_file("explore.js", loading_method="defer")


def setup(app: Sphinx) -> None:
    """Register the directive and the filter."""
    app.add_directive("explore", ExploreDirective)
    for node, visitor in ((explore, visit_explore), (paper_filter, visit_paper_filter)):
        others = dict.fromkeys(("epub", "latex", "text", "man", "texinfo"), (skip, None))
        app.add_node(node, html=(visitor, None), **others)  # type: ignore[arg-type]
    app.add_post_transform(FilterTransform)
    app.add_post_transform(BookTransform)
    app.connect("env-updated", rewrite_overviews)
    app.connect("html-page-context", add_script)
