"""The ``{terms}`` directive: a page of the glossary, from its TOML file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.locale import _
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import set_source_info

from ..collation import collate, latinize
from ..diagnostic import Code
from ..glossary import Term, read_terms
from .domain import PaperDomain
from .languages import language_tag
from .logging import warn
from .nodes import SEPARATOR

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.domains.std import StandardDomain


class TermsDirective(SphinxDirective):
    """Define the terms of a TOML file, so that ``{term}`` can refer to them by their English names."""

    required_arguments: ClassVar[int] = 1
    has_content: ClassVar[bool] = False

    def run(self) -> list[nodes.Node]:
        relative, path = self.env.relfn2path(self.arguments[0])
        self.env.note_dependency(relative)
        try:
            terms = read_terms(Path(path).read_text("utf-8"))
        except (OSError, ValueError) as error:
            warn(Code.GLOSSARY, f"{relative}: {error}", (self.env.docname, self.lineno))
            return []
        domain = self.env.get_domain("paper")
        assert isinstance(domain, PaperDomain)
        domain.note_terms(terms)
        language = self.config.language
        if any(language in term.translations for term in terms):  # else in the order of the file
            terms = sorted(terms, key=lambda term: collate(latinize(term.translations.get(language, term.name))))
        return [nodes.definition_list("", *map(self._item, terms), classes=["glossary"])]

    def _item(self, term: Term) -> nodes.definition_list_item:
        node = nodes.term("", "", ids=[term.anchor], translatable=False)
        set_source_info(self, node)
        for number, name in enumerate(self._names(term)):
            if number:
                node += nodes.Text(SEPARATOR)
            node += name
        self.state.document.note_explicit_target(node)
        standard: StandardDomain = self.env.domains.standard_domain
        for english in (term.name, *term.aliases):
            standard._note_term(english, term.anchor, location=node)
        definition = nodes.definition("", *self.parse_text_to_nodes(term.definition))
        variants = term.avoided.get("zh_CN", ())
        if variants:
            note = nodes.paragraph("", "", translatable=False)
            note += nodes.Text(_("Not used here: "))
            note += nodes.inline("", "、".join(variants), classes=["language-zh-CN"])
            # LaTeX knows the classes of containers only
            definition += nodes.container("", note, classes=["term-variants"])
        return nodes.definition_list_item("", node, definition)

    def _names(self, term: Term) -> list[nodes.Node]:
        """Return the names of a term, that of the page's language first."""
        english = f"{term.name} ({term.abbreviation})" if term.abbreviation else term.name
        names = {"en": english, **term.translations}
        order = sorted(names, key=lambda code: (code != self.config.language, code))
        return [
            nodes.strong("", names[code])
            if code == self.config.language
            else nodes.inline("", names[code], classes=["term-name", f"language-{language_tag(code)}"])
            for code in order
        ]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("terms", TermsDirective)
