"""What is new: the ``{recent}`` directive and the feed, from the history of the repository."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.locale import _
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ..atom import FeedItem, render_atom
from ..atomic import write_text
from ..history import HistoryError, read_added
from .builders import makes_site
from .domain import PaperDomain
from .html import render_title
from .languages import language_tag

if TYPE_CHECKING:
    from datetime import datetime

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

    from ..check import Record

FEED = "feed.xml"
FEED_LENGTH = 50
_SHOWN = 6

_logger = logging.getLogger(__name__)


class recent(nodes.General, nodes.Element):
    """The newest entries."""


class RecentDirective(SphinxDirective):
    """List the entries that were added last; nothing without a history, and HTML only."""

    has_content: ClassVar[bool] = False

    def run(self) -> list[nodes.Node]:
        domain = self.env.get_domain("paper")
        assert isinstance(domain, PaperDomain)
        domain.note_overview()
        return [recent()]


def read_history(app: Sphinx) -> None:
    """Read the history once a build; say so in one line if there is none."""
    added: dict[str, datetime] = {}
    if makes_site(app.builder):
        try:
            added = read_added(Path(app.srcdir))
        except HistoryError as error:
            _logger.info("no feed and no dates of addition: %s", error)
    app.env.paperlist_added = added  # type: ignore[attr-defined]


def added_times(env: BuildEnvironment) -> dict[str, datetime]:
    """Return when each paper came to the list, by identity; nothing without a history."""
    return env.paperlist_added  # type: ignore[attr-defined, no-any-return]


def newest(env: BuildEnvironment) -> list[tuple[str, Record, datetime]]:
    """Return pages, entries and times, what was added last first; of one commit the newest papers first."""
    domain = env.get_domain("paper")
    assert isinstance(domain, PaperDomain)
    added = added_times(env)
    known = {
        record.entry.identity: (docname, record, added[record.entry.identity])
        for docname in sorted(domain.records, reverse=True)
        for record in domain.records[docname]
        if record.entry.identity in added
    }
    return sorted(known.values(), key=lambda item: (item[2], *item[1].entry.sort_key), reverse=True)


def visit_recent(self: HTML5Translator, node: recent) -> None:
    items = newest(self.builder.env)[:_SHOWN]
    heading, feed = _("Recently added"), _("Feed of new papers (Atom)")
    if items:
        self.body.append(f'<section class="recent" id="recently-added"><h2>{heading}</h2>\n<ul>\n')
        for docname, record, time in items:
            uri = self.builder.get_relative_uri(self.builder.current_docname, docname)
            entry = record.entry
            self.body.append(
                f'<li><a lang="en" href="{escape(uri)}#{entry.anchor}">{render_title(entry, node)}</a> '
                f'<time datetime="{time:%Y-%m-%d}">{time:%Y-%m-%d}</time></li>\n'
            )
        self.body.append(f'</ul>\n<p><a href="{FEED}">{feed}</a></p></section>\n')
    raise nodes.SkipNode


def skip(self: nodes.NodeVisitor, node: nodes.Node) -> None:
    """Write nothing: what is new today is not on paper tomorrow."""
    raise nodes.SkipNode


def write_feed(app: Sphinx, exception: Exception | None) -> None:
    """Write the feed of this language; without a history there is none."""
    if exception or not makes_site(app.builder):
        return
    domain = app.env.get_domain("paper")
    assert isinstance(domain, PaperDomain)
    items = [
        FeedItem(
            record.entry,
            f"{app.builder.get_target_uri(docname)}#{record.entry.anchor}",
            domain.texts[docname].summaries.get(record.entry.anchor, ""),
            time,
        )
        for docname, record, time in newest(app.env)[:FEED_LENGTH]
    ]
    if items:
        config = app.config
        tag = language_tag(config.language)
        write_text(Path(app.outdir, FEED), render_atom(config.project, tag, config.author, config.html_baseurl, items))


def add_feed_link(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Name the feed in the head of each page."""
    if added_times(app.env):
        context["metatags"] = context.get("metatags", "") + (
            f'<link rel="alternate" type="application/atom+xml" href="{context["content_root"]}{FEED}">\n'
        )


def setup(app: Sphinx) -> None:
    """Register directive and feed."""
    app.add_directive("recent", RecentDirective)
    others = dict.fromkeys(("epub", "latex", "text", "man", "texinfo"), (skip, None))
    app.add_node(recent, html=(visit_recent, None), **others)  # type: ignore[arg-type]
    app.connect("builder-inited", read_history)
    app.connect("html-page-context", add_feed_link)
    app.connect("build-finished", write_feed)
