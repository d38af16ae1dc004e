"""How LaTeX writes the nodes of a paper list: as macros of ``paperlist.sty``."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..entry import split_title
from .domain import PaperDomain
from .indices import paper_index
from .nodes import paper_entry, paper_head, paper_list, paper_page, paper_reference

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.writers.latex import LaTeXTranslator

    from ..entry import Entry

_STYLE = files("paperlist") / "latex" / "paperlist.sty"

_AUTHOR_SEPARATOR = r"\paperauthorsep{}"

# straight quotes in titles, which TeX would close on both sides
_QUOTED = re.compile(r'"([^"]*)"')
_OPENING = re.compile(r'(?:(?<=[\s(\[])|^)"(?=\w)')

# xeCJK takes away a space behind Han, and puts it back before Latin letters, but not before a link
_LOST_SPACE = re.compile(r"(?<=[\u3400-\u9fff]) $")

# where an identifier may go on in the next line
_JOINT = re.compile(r"(?<=[/.:;()_-])(?=.)")


def visit_paper_list(self: LaTeXTranslator, node: paper_list) -> None:
    self.body.append("\n\\begin{paperlist}\n")


def depart_paper_list(self: LaTeXTranslator, node: paper_list) -> None:
    self.body.append("\\end{paperlist}\n")


def visit_paper_entry(self: LaTeXTranslator, node: paper_entry) -> None:
    target = self.hypertarget(node["ids"][0], anchor=False)
    self.body.append(f"\\begin{{paperentry}}{{{target}}}\n")


def depart_paper_entry(self: LaTeXTranslator, node: paper_entry) -> None:
    self.body.append("\n\\end{paperentry}\n")


def visit_paper_head(self: LaTeXTranslator, node: paper_head) -> None:
    """Write the head from the entry, not from the node's children: the macros want its parts one by one."""
    entry: Entry = node.parent["entry"]
    domain = self.builder.env.get_domain("paper")
    assert isinstance(domain, PaperDomain)
    key = domain.library.keys[entry.identity]
    authors = []
    for author in entry.authors:
        name = self.encode(author.name).replace(" ", "~")
        authors.append(f"\\href{{{render_url(self, author.url)}}}{{{name}}}" if author.url else name)
    institutions = self.encode(", ".join(entry.institutions))
    links = "".join(f"\\paperlink{{{render_url(self, link.url)}}}{{{self.encode(link.label)}}}" for link in entry.links)
    self.body.append(
        f"\\papertitle{{{render_url(self, entry.url)}}}{{{self.encode(entry.short)}}}{{{render_title(self, entry)}}}%\n"
        f"\\paperauthors{{{_AUTHOR_SEPARATOR.join(authors)}}}%\n"
        f"\\papermeta{{{self.encode(entry.venue)} {entry.year}}}{{{institutions}}}{{{links}}}"
        f"{{{render_identifier(self, entry)}}}{{{self.encode(key)}}}%\n"
    )
    raise nodes.SkipNode


def render_url(self: LaTeXTranslator, url: str) -> str:
    r"""Return a URL for ``\href``; hyperref takes a dollar sign as it is."""
    return self.encode_uri(url).replace(r"\$", "$")


def render_title(self: LaTeXTranslator, entry: Entry) -> str:
    """Return the title of an entry as LaTeX."""
    title = "".join(f"\\({part}\\)" if math else self.encode(part) for math, part in split_title(entry.title))
    return _QUOTED.sub(r"\\paperquote{\1}", title)


def render_identifier(self: LaTeXTranslator, entry: Entry) -> str:
    """Return what readers of the printed book can type to find the paper, as LaTeX; empty if there is nothing short."""
    scheme, _, value = entry.identity.partition(":")
    prefix = {"arxiv": "arXiv:", "doi": "doi:", "openreview": "OpenReview:"}.get(scheme)
    if prefix is None:
        return ""
    return prefix + "\\allowbreak{}".join(map(self.encode, _JOINT.split(value)))


def visit_paper_reference(self: LaTeXTranslator, node: paper_reference) -> None:
    self.body.append("\\begin{paperreference}\n")


def depart_paper_reference(self: LaTeXTranslator, node: paper_reference) -> None:
    self.body.append("\\end{paperreference}\n")


def visit_paper_page(self: LaTeXTranslator, node: paper_page) -> None:
    self.body.append(f"\\paperpage{{\\detokenize{{{node['docname']}:{node['anchor']}}}}}")
    raise nodes.SkipNode


def visit_paper_index(self: LaTeXTranslator, node: paper_index) -> None:
    self.body.append(f"\n\\begin{{paperindex}}{{{node['columns']}}}\n")
    for group, lines in node["groups"]:
        self.body.append(f"\\paperindexgroup{{{self.encode(group)}}}\n")
        for name, labels in lines:
            text = self.encode(name)
            macro = f"item{{{text}}}{{{','.join(labels)}}}" if labels else f"head{{{text}}}"
            self.body.append(f"\\paperindex{macro}\n")
    self.body.append("\\end{paperindex}\n")
    raise nodes.SkipNode


class QuotesTransform(SphinxPostTransform):
    """Turn the straight quotes of English sentences into curly ones; Chinese ones are curly already."""

    default_priority = 800
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:
        if not self.config.language.startswith("en"):
            return
        for paragraph in self.document.findall(nodes.paragraph):
            before = ""
            for text in list(paragraph.findall(nodes.Text)):
                if '"' in text and not isinstance(text.parent, (nodes.literal, nodes.math)):
                    start = before[-1:]
                    curly = _OPENING.sub("“", start + text.astext())[len(start) :].replace('"', "”")
                    text.parent.replace(text, nodes.Text(curly))
                before += text.astext()


class SpacesTransform(SphinxPostTransform):
    """Keep the spaces between Han and links."""

    default_priority = 800
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:
        for text in list(self.document.findall(nodes.Text)):
            if _LOST_SPACE.search(text) and _begins_with_link(text.next_node(ascend=True, descend=False)):
                place = text.parent.index(text)
                text.parent[place : place + 1] = [nodes.Text(text[:-1]), nodes.raw("", "\\ ", format="latex")]


def _begins_with_link(node: nodes.Node | None) -> bool:
    while isinstance(node, nodes.inline) and node.children:
        node = node[0]
    return isinstance(node, nodes.reference)


def add_style(app: Sphinx, config: Config) -> None:
    """Put the macros beside the LaTeX that uses them."""
    config.latex_additional_files = [*config.latex_additional_files, str(_STYLE)]


def setup(app: Sphinx) -> None:
    """Register the visitors and their macros."""
    app.add_node(paper_list, override=True, latex=(visit_paper_list, depart_paper_list))
    app.add_node(paper_entry, override=True, latex=(visit_paper_entry, depart_paper_entry))
    app.add_node(paper_head, override=True, latex=(visit_paper_head, None))
    app.add_node(paper_reference, override=True, latex=(visit_paper_reference, depart_paper_reference))
    app.add_node(paper_page, latex=(visit_paper_page, None))
    app.add_node(paper_index, latex=(visit_paper_index, None))
    app.add_post_transform(QuotesTransform)
    app.add_post_transform(SpacesTransform)
    app.add_latex_package("paperlist", after_hyperref=True)
    app.connect("config-inited", add_style)
