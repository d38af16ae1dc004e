"""How far the translations are, as a table, a badge, and a notice on pages that are not done."""

from __future__ import annotations

import re
from collections import Counter
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import _
from sphinx.util.docutils import SphinxDirective

from ..atomic import write_text
from ..catalog.status import DONE, page_order, percentage, read_progress, render_badge
from .builders import makes_site
from .sentences import HELP_PAGE, catalogue_path, edit_link, find_locale, is_translation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx

    from ..catalog.status import Progress, Status


_MARKS = re.compile(r"\{[\w:]+\}`([^`<]*?)(?: <[^`]*>)?`|\[([^\]]+)\]\([^)]*\)|\*{1,2}([^*]+)\*{1,2}")

NEXT = 10
"""How many sentences are named that can be translated next."""


class TranslationStatus(SphinxDirective):
    """``{translation-status}``: for each language a table of all pages, and what to translate next."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        languages = dict(list(self.config.paperlist_languages.items())[1:])
        order = page_order(Path(self.env.srcdir, "index.md").read_text("utf-8"))
        found: list[nodes.Node] = []
        for language, name in languages.items():
            locale = find_locale(self.env.srcdir, self.config.locale_dirs, language)
            for path in sorted((locale / language).rglob("*.po")):
                self.env.note_dependency(path)
            progress = read_progress(locale, language, order)
            found.append(self._table(name, progress))
            found += self._next(language, progress)
        return found

    def _next(self, language: str, progress: Progress) -> list[nodes.Node]:
        """Return the sentences to translate next, each with a link to its message."""
        items = []
        for todo in progress.todos[:NEXT]:
            path = catalogue_path(language, todo.page)
            paragraph = _paragraph(nodes.Text(f"{_plain(todo.english)} "), classes=["sentence"])
            place = nodes.Text(f"{todo.page}.po, {todo.line}")
            if self.config.paperlist_edit_url:
                target = edit_link(self.env, self.env.docname, path, todo.line)
                paragraph += nodes.reference("", "", place, refuri=target, internal=False)
            else:
                paragraph += nodes.inline("", "", place, classes=["stale-mark"])
            items.append(nodes.list_item("", paragraph))
        if not items:
            return []
        return [_paragraph(nodes.Text(_("To translate next:"))), nodes.bullet_list("", *items, bullet="-")]

    def _table(self, name: str, progress: Progress) -> nodes.table:
        rows = [(self._page(page), status) for page, status in progress.pages.items()]
        rows.append((nodes.strong("", _("All pages")), progress.total))
        # TRANSLATORS: the four are heads of columns: what part is translated, and how many messages are not
        head = [nodes.Text(text) for text in (name, _("Done"), _("To check"), _("Missing"), _("Words left"))]
        group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in (36, 16, 16, 16, 16)), cols=5)
        group += nodes.thead("", _row(head))
        group += nodes.tbody("", *(_row([page, *_counts(status)]) for page, status in rows))
        return nodes.table("", group, classes=["translation-status"])

    def _page(self, page: str) -> nodes.Node:
        if page not in self.env.found_docs:
            return nodes.Text(_("Labels of the site") if page == "sphinx" else _("Words in the figures"))
        xref = addnodes.pending_xref(
            "", refdomain="std", reftype="doc", reftarget=f"/{page}", refexplicit=False, refdoc=self.env.docname
        )
        xref += nodes.inline("", page)
        return xref


def _plain(english: str) -> str:
    """Return the beginning of a sentence without its marks of references and links."""
    text = _MARKS.sub(lambda match: match[1] or match[2] or match[3], english)
    return text if len(text) <= 100 else f"{text[:99].rstrip()}…"


def _counts(status: Status) -> Iterable[nodes.Node]:
    yield nodes.Text(f"{status.percent:g}\u00a0%")
    yield from (nodes.Text(f"{count:,}") for count in (status.stale + status.fuzzy, status.missing, status.words))


def _row(cells: Iterable[nodes.Node]) -> nodes.row:
    row = nodes.row()
    for cell in cells:
        row += nodes.entry("", _paragraph(cell))
    return row


def _paragraph(content: nodes.Node, **attributes: Any) -> nodes.paragraph:
    """Return a paragraph that is no text to translate."""
    paragraph = nodes.paragraph("", "", content, **attributes)
    paragraph["translatable"] = False
    return paragraph


def add_notice(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Say on top of a page that a part of it is in English, if that is so; link to its catalogues at the end."""
    if doctree is None or not makes_site(app.builder):
        return
    if is_translation(app.config):
        states: Counter[str] = doctree.get("message_states", Counter())
        percent = percentage(states.get("translated", 0), sum(states.values()))
        if percent < DONE:
            context["body"] = _notice(app, pagename, percent) + context["body"]
    context["body"] += "".join(
        f'<p class="edit-translation"><a href="{escape(target)}">{escape(label)}</a></p>\n'
        for label, target in _catalogues(app, pagename)
        if target
    )


def _notice(app: Sphinx, pagename: str, percent: float) -> str:
    text = _("%(percent)s %% of this page is translated; the rest is in English, or older than the English.")
    notice = escape(text % {"percent": f"{percent:g}"})
    if HELP_PAGE in app.env.all_docs:
        target = escape(app.builder.get_relative_uri(pagename, HELP_PAGE))
        label = escape(_("Help translate it"))
        notice += f' <a href="{target}">{label}</a>'
    return f'<div class="admonition note translation-notice"><p>{notice}</p></div>\n'


def _catalogues(app: Sphinx, pagename: str) -> Iterator[tuple[str, str]]:
    """Yield label and target of the link to the catalogue of a page; in the sources' language, to all of them."""
    language = app.config.language
    if is_translation(app.config):
        label = _("Edit the translation of this page")
        yield label, edit_link(app.env, pagename, catalogue_path(language, pagename), 1)
        return
    for code, name in list(app.config.paperlist_languages.items())[1:]:
        label = _("Edit the translation of this page: %(language)s") % {"language": name}
        yield label, edit_link(app.env, pagename, catalogue_path(code, pagename), 1)


def write_badge(app: Sphinx, exception: Exception | None) -> None:
    """Write a badge for the language of the build beside the exports."""
    if exception or not makes_site(app.builder) or not is_translation(app.config):
        return
    language = app.config.language
    progress = read_progress(find_locale(app.srcdir, app.config.locale_dirs, language), language)
    name = app.config.paperlist_languages.get(language, language)
    folder = Path(app.outdir, app.config.paperlist_export_dir)
    folder.mkdir(parents=True, exist_ok=True)
    write_text(folder / f"translation-{language}.svg", render_badge(name, progress.total.percent))


def setup(app: Sphinx) -> None:
    """Register table, notice and badge."""
    app.add_directive("translation-status", TranslationStatus)
    app.connect("html-page-context", add_notice)
    app.connect("build-finished", write_badge)
