"""Links from tables and lines to the entries of papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import pending_xref

from paperlist.sphinx_ext.domain import PaperDomain

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def paper_link(env: BuildEnvironment, text: str, target: str) -> pending_xref:
    """Return what the role ``{paper}`` makes: a reference to an entry, noted as one of the page being read."""
    domain = env.get_domain("paper")
    assert isinstance(domain, PaperDomain)
    domain.note_reference(env.docname, target)
    return paper_xref(env.docname, text, target)


def paper_xref(docname: str, text: str, target: str) -> pending_xref:
    """Return a reference to an entry, for Sphinx to resolve.

    :param docname: the page that the reference stands on
    :param text: the words of the link
    :param target: the identity of the entry
    """
    node = pending_xref("", nodes.inline("", text), refdomain="paper", reftype="paper", reftarget=target)
    node["refexplicit"], node["refdoc"], node["refwarn"] = True, docname, True
    return node
