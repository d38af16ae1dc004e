"""The ``paper`` domain: knows where each entry stands, and resolves references to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.errors import NoUri
from sphinx.locale import _
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from ..check import Record, check_records
from ..entry import plain_title
from ..library import Library, PaperLookupError
from .indices import AuthorIndex, YearIndex
from .logging import warn
from .nodes import SEPARATOR, build_title, paper_page
from .texts import PageTexts, collect_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set

    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from ..glossary import Term


class Place(NamedTuple):
    """Where an entry stands and what references to it say; if it changes, they are written anew."""

    docname: str
    page: str
    anchor: str
    name: str
    title: str
    venue: str
    year: int


class PaperXRefRole(XRefRole):
    """``{paper}`target` ``: a reference to an entry, by short name, identity or BibTeX key."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        self.name = "paper:paper"  # used without its domain in front
        return super().run()

    def process_link(
        self, env: BuildEnvironment, refnode: Element, has_explicit_title: bool, title: str, target: str
    ) -> tuple[str, str]:
        domain = env.get_domain("paper")
        assert isinstance(domain, PaperDomain)
        domain.note_reference(env.docname, target)
        return title, target


class PaperDomain(Domain):
    """The entries of all pages."""

    name = "paper"
    label = "Paper"
    object_types = {"paper": ObjType(_("paper"), "")}
    roles = {"paper": PaperXRefRole(innernodeclass=nodes.inline)}
    indices = [AuthorIndex, YearIndex]
    initial_data: ClassVar[dict[str, Any]] = {
        "records": {},  # docname -> records in the order of the page
        "references": {},  # docname -> target -> place when the page was last written
        "texts": {},  # docname -> what the page says
        "terms": {},  # docname -> terms of the glossary
        "overviews": {},  # docname -> True: pages that show all papers
    }
    data_version = 2

    _library: Library | None = None
    _homes: dict[str, str]

    @property
    def records(self) -> dict[str, list[Record]]:
        """The entries of each page, by docname."""
        return self.data["records"]  # type: ignore[no-any-return]

    @property
    def references(self) -> dict[str, dict[str, Place | None]]:
        """The targets that each page refers to, and the places they resolved to."""
        return self.data["references"]  # type: ignore[no-any-return]

    @property
    def texts(self) -> dict[str, PageTexts]:
        """What each page says, by docname."""
        return self.data["texts"]  # type: ignore[no-any-return]

    @property
    def terms(self) -> dict[str, list[Term]]:
        """The terms that each page defines, by docname."""
        return self.data["terms"]  # type: ignore[no-any-return]

    @property
    def overviews(self) -> dict[str, bool]:
        """The pages that show papers of all pages, and so are written in every build."""
        return self.data["overviews"]  # type: ignore[no-any-return]

    @property
    def library(self) -> Library:
        """All entries, to look names up; made when first asked for after a change."""
        if self._library is None:
            self._library = Library(self.iter_records())
            self._homes = {}
            for docname in sorted(self.records):
                for record in self.records[docname]:
                    self._homes.setdefault(record.entry.identity, docname)
        return self._library

    def iter_records(self) -> Iterator[Record]:
        """Yield all entries, page by page in the order of docnames."""
        for docname in sorted(self.records):
            yield from self.records[docname]

    def note_entry(self, record: Record) -> None:
        """Take an entry of the page being read."""
        self.records.setdefault(self.env.docname, []).append(record)
        self._library = None

    def note_overview(self) -> None:
        """Remember that the page being read shows papers of all pages."""
        self.overviews[self.env.docname] = True

    def note_reference(self, docname: str, target: str) -> None:
        """Remember that a page refers to a paper."""
        self.references.setdefault(docname, {})[target] = None

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        self.texts[docname] = collect_texts(document)

    def note_terms(self, terms: list[Term]) -> None:
        """Take the terms that the page being read defines."""
        self.terms[self.env.docname] = terms

    def clear_doc(self, docname: str) -> None:
        for part in self.initial_data:
            self.data[part].pop(docname, None)
        self._library = None

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        for part in self.initial_data:
            self.data[part].update({doc: value for doc, value in otherdata[part].items() if doc in docnames})
        self._library = None

    def check_consistency(self) -> None:
        for diagnostic in check_records(list(self.iter_records())):
            docname = self.env.path2doc(diagnostic.path)
            warn(diagnostic.code, diagnostic.message, (docname or diagnostic.path, diagnostic.line))

    def find(self, target: str) -> tuple[Record, str]:
        """Return the entry that a target stands for, and its docname.

        :raises PaperLookupError: if there is none, or if two papers share the name
        """
        record = self.library.find(target)
        return record, self._homes[record.entry.identity]

    def outdated_references(self) -> list[str]:
        """Return the pages whose references lead elsewhere than when they were written."""
        outdated = []
        for docname, references in self.references.items():
            now = {target: self._place(target) for target in references}
            if now != references:
                outdated.append(docname)
                self.references[docname] = now
        return outdated

    def _place(self, target: str) -> Place | None:
        try:
            record, docname = self.find(target)
        except PaperLookupError:
            return None
        entry, page = record.entry, self.env.titles[docname].astext()
        return Place(docname, page, entry.anchor, entry.name, entry.title, entry.venue, entry.year)

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> Any:  # an element; Sphinx expects no more than a reference
        try:
            record, docname = self.find(target)
        except PaperLookupError as error:
            warn(error.code, str(error), node)
            return contnode
        entry = record.entry
        text = contnode.astext() if node["refexplicit"] else entry.name
        name = nodes.inline("", text, classes=["paper-name"]) if typ != "see" else build_title(entry)
        hint = plain_title(entry.title) if typ != "see" else None
        try:
            reference = make_refnode(builder, fromdocname, docname, entry.anchor, name, hint)
        except NoUri:  # a book of one chapter
            reference = nodes.reference("", "", name, refuri=entry.url, internal=False)
            home = page = None
        else:
            home = env.titles[docname].astext() if typ == "see" else None
            page = paper_page("", docname=docname, anchor=entry.anchor) if builder.format == "latex" else None
        line = nodes.inline("", "", reference)
        if typ == "see":
            line += nodes.Text(f", {entry.venue}\u00a0{entry.year}")
        if home:
            line += nodes.Text(SEPARATOR if page else " → ")
            line += make_refnode(builder, fromdocname, docname, "", nodes.inline("", home))
        if page:
            line += page
        return line if len(line) > 1 else reference

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        return []  # a paper is named by its own role

    def get_type_name(self, type: ObjType, primary: bool = False) -> str:
        return type.lname  # "paper", not "Paper paper"

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        library = self.library
        for record in self.iter_records():
            entry = record.entry
            docname = self._homes[entry.identity]
            yield library.keys[entry.identity], entry.label, "paper", docname, entry.anchor, 1


def update_references(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages to write again because a paper they refer to has moved or changed its name."""
    domain = env.get_domain("paper")
    assert isinstance(domain, PaperDomain)
    return domain.outdated_references()


def setup(app: Sphinx) -> None:
    """Register the domain, and its role under the plain name ``paper``."""
    app.add_domain(PaperDomain)
    app.add_role("paper", PaperXRefRole(innernodeclass=nodes.inline))
    app.connect("env-updated", update_references)
