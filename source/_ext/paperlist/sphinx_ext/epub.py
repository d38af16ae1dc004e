"""The EPUB: Sphinx's builder of EPUBs, with our markup and without what is of the site.

Nodes have visitors of their own for it, in the place of those for HTML.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.epub3 import Epub3Builder
from sphinx.locale import _, get_translation
from sphinx.util.fileutil import copy_asset_file
from sphinx.util.i18n import format_date

from ..epub import CONTENTS, Landmark, add_landmarks, as_xhtml, complete_package, pack, page_properties
from ..language import is_right_to_left
from . import html
from .credit import translators
from .domain import PaperDomain
from .nodes import SEPARATOR, paper_entry, paper_head, paper_list, paper_reference
from .sentences import is_translation

if TYPE_CHECKING:
    from collections.abc import Set

    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

    from ..entry import Entry

TITLE_PAGE = "title"
_SPHINX = get_translation("sphinx")  # a message that Sphinx has translated, and not one of ours
_STYLE = "_static/book.css"


class BookBuilder(Epub3Builder):
    """Sphinx's builder, with a title page, indices in the contents, and the same bytes each time."""

    def init(self) -> None:
        super().init()
        self.guide_titles = {"toc": _("Contents"), "cover": _("Cover")}

    def write_documents(self, docnames: Set[str]) -> None:
        super().write_documents(docnames - set(self.config.paperlist_book_exclude))

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        # not before: visible tables of contents have their links last
        excluded = {self.get_relative_uri(docname, page) for page in self.config.paperlist_book_exclude}
        leave_out(doctree, excluded)
        super().write_doc(docname, doctree)

    def copy_static_files(self) -> None:
        """Copy the style sheet of the book and nothing of the site."""
        if self.config.paperlist_epub_style:
            self._static_dir.mkdir(exist_ok=True)
            copy_asset_file(self.confdir / self.config.paperlist_epub_style, self.outdir / _STYLE)

    def handle_page(
        self, pagename: str, addctx: dict[str, Any], templatename: str = "page.html", **options: Any
    ) -> None:
        addctx["body"] = as_xhtml(addctx.get("body", ""))
        addctx["style"] = _STYLE if self.config.paperlist_epub_style else ""
        addctx["right_to_left"] = is_right_to_left(self.config.language)
        super().handle_page(pagename, addctx, "epub.html" if templatename == "page.html" else templatename, **options)

    def gen_additional_pages(self) -> None:
        """Write the title page, the one page beside those of Sphinx."""
        config = self.config
        people = self._translators()
        date = format_date(config.today_fmt or _SPHINX("%b %d, %Y"), language=config.language)
        facts = {"version": config.version, "date": date}
        lines = [
            config.author,
            _("Version %(version)s, %(date)s") % facts,
            *([_("Translated by %(names)s") % {"names": _(", ").join(people)}] if people else []),
            f"© {config.copyright}",
        ]
        self.handle_page(TITLE_PAGE, {"title": config.project, "lines": lines}, "epub-title.html")

    def _translators(self) -> list[str]:
        config = self.config
        return translators(config, Path(self.srcdir), config.language) if is_translation(config) else []

    def toc_add_files(self, refnodes: list[dict[str, Any]]) -> None:
        """Put title page and indices into the contents, and so into the order of the book."""
        super().toc_add_files(refnodes)
        refnodes[0]["text"] = escape(_("Overview"))  # its own title is that of the book
        pages = [(index[0], index[1].localname) for index in self.domain_indices]
        refnodes.insert(0, self._level_one(TITLE_PAGE, _("Title page")))
        refnodes += [self._level_one(name, str(title)) for name, title in pages]

    def _level_one(self, pagename: str, title: str) -> dict[str, Any]:
        return {"level": 1, "refuri": f"{pagename}{self.out_suffix}", "text": escape(title)}

    def content_metadata(self) -> dict[str, Any]:
        domain = self.env.get_domain("paper")
        assert isinstance(domain, PaperDomain)
        front = domain.texts[self.config.root_doc].sections
        people = self._translators()
        return super().content_metadata() | {
            "description": escape(next((section.text for section in front if section.text), self.config.project)),
            "contributor": escape(", ".join(people) or self.config.author),
            "copyright": escape(f"© {self.config.copyright}"),
        }

    def toc_metadata(self, level: int, navpoints: list[Any]) -> dict[str, Any]:
        return super().toc_metadata(level, navpoints) | {"uid": escape(self.config.epub_identifier)}

    def build_content(self) -> None:
        self.domain_indices = []  # they are in the contents, and would come twice
        super().build_content()
        pages = [name for name in self.files if name.endswith(self.out_suffix)]
        properties = {name: page_properties((self.outdir / name).read_text("utf-8")) for name in pages}
        if self.config.epub_cover:
            properties[self.config.epub_cover[0]] = "cover-image"
        path = self.outdir / "content.opf"
        package = complete_package(
            path.read_text("utf-8"),
            properties,
            self._landmarks(),
            right_to_left=is_right_to_left(self.config.language),
        )
        path.write_text(package, "utf-8")

    def build_navigation_doc(self) -> None:
        super().build_navigation_doc()
        style = _STYLE if self.config.paperlist_epub_style else ""
        path = self.outdir / CONTENTS
        path.write_text(add_landmarks(path.read_text("utf-8"), style, _("Landmarks"), self._landmarks()), "utf-8")

    def _landmarks(self) -> list[Landmark]:
        cover = [Landmark("cover", self.coverpage_name, self.guide_titles["cover"])] if self.config.epub_cover else []
        start = f"{self.config.root_doc}{self.out_suffix}"
        return [
            *cover,
            Landmark("toc", CONTENTS, self.guide_titles["toc"]),
            Landmark("bodymatter", start, _("Beginning")),
        ]

    def build_epub(self) -> None:
        names = ["mimetype", "META-INF/container.xml", "content.opf", "toc.ncx", *self.files]
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        time = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
        pack(self.outdir, names, time, self.outdir / f"{self.config.epub_basename}.epub")


def leave_out(doctree: nodes.document, pages: Set[str]) -> None:
    """Make plain text of links to pages, and take them out of tables of contents.

    :param pages: the addresses of the pages, as links name them
    """
    for link in list(doctree.findall(nodes.reference)):
        if link.get("refuri", "").partition("#")[0] not in pages:
            continue
        item = link.parent.parent
        if isinstance(item, nodes.list_item) and isinstance(link.parent, addnodes.compact_paragraph):
            item.parent.remove(item)
        else:
            link.replace_self(link.children)


def visit_paper_list(self: HTML5Translator, node: paper_list) -> None:
    self.body.append(self.starttag(node, "ul", CLASS="paper-list"))


def depart_paper_list(self: HTML5Translator, node: paper_list) -> None:
    self.body.append("</ul>\n")


def visit_paper_head(self: HTML5Translator, node: paper_head) -> None:
    """Write title, authors and facts as three lines that need no style sheet."""
    entry: Entry = node.parent["entry"]
    lang = ' lang="en" xml:lang="en"'
    labels = html.link_labels()
    authors = [_link(author.url, author.name) if author.url else escape(author.name) for author in entry.authors]
    institutions = escape(", ".join(entry.institutions))
    facts = [
        f'<b class="paper-badge"{lang}>{escape(entry.venue)} {entry.year}</b>',
        *([f"<span{lang}>{institutions}</span>"] if institutions else []),
        *(_link(link.url, labels.get(link.label, link.label)) for link in entry.links),
    ]
    self.body.append(
        f'<p class="paper-title"><a{lang} href="{escape(entry.url)}">{html.render_title(entry, node.parent)}</a></p>\n'
        f'<p class="paper-authors"{lang}>{html.join_names(authors)}</p>\n'
        f'<p class="paper-facts">{SEPARATOR.join(facts)}</p>\n'
    )
    raise nodes.SkipNode


def _link(url: str, text: str) -> str:
    return f'<a href="{escape(url)}">{escape(text)}</a>'


def setup(app: Sphinx) -> None:
    """Register builder and visitors."""
    app.add_config_value(
        "paperlist_epub_style",
        "",
        "epub",
        types=frozenset({str}),
        description="The style sheet of the EPUB, relative to conf.py.",
    )
    app.add_builder(BookBuilder, override=True)
    app.add_node(paper_list, override=True, epub=(visit_paper_list, depart_paper_list))
    app.add_node(paper_entry, override=True, epub=(html.visit_paper_entry, html.depart_paper_entry))
    app.add_node(paper_head, override=True, epub=(visit_paper_head, None))
    app.add_node(paper_reference, override=True, epub=(html.visit_paper_reference, html.depart_paper_entry))
