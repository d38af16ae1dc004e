"""Links from tables and lines to the entries of papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import pending_xref

from paperlist.sphinx_ext.domain import PaperDomain

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def paper_link(env: BuildEnvironment, docname: str, text: str, target: str) -> pending_xref:
    """Return what the role ``{paper}`` makes: a reference to an entry by its identity.

    :param docname: the page that the link stands on
    :param text: the words of the link
    """
    domain = env.get_domain("paper")
    assert isinstance(domain, PaperDomain)
    domain.note_reference(docname, target)
    node = pending_xref("", nodes.inline("", text), refdomain="paper", reftype="paper", reftarget=target)
    node["refexplicit"], node["refdoc"], node["refwarn"] = True, docname, True
    return node
