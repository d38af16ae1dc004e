"""Read pages and their translated messages fast.

Sphinx parses every translated paragraph twice, and MyST builds a Markdown
parser for each time; with thousands of messages that is most of a build.
The parser below keeps one Markdown parser for all, and hands the nodes of
the first pass of a message, which come to nothing, to the second.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, ClassVar

import sphinx.util.nodes
from docutils import nodes
from myst_parser.mdit_to_docutils import base
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser
from sphinx.util.nodes import repr_domxml

from ..diagnostic import Code
from .logging import warn
from .renderer import EntryRenderer
from .transforms import remove_raw

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from sphinx.application import Sphinx

# how Sphinx names the document of a message, in sphinx.transforms.i18n
_MESSAGE = ":<translated>"

# what front matter begins with
_FRONT_MATTER = "---"


class MessageParser(MystParser):
    """MyST's parser, with a short cut for entries and for translated messages."""

    _markdown: ClassVar[MarkdownIt | None] = None
    _blocks: ClassVar[dict[tuple[str, str], list[nodes.Node] | None]] = {}

    def parse(self, inputstring: str, document: nodes.document) -> None:
        place = document["source"]
        if not place.endswith(_MESSAGE):
            self._blocks.clear()  # what the last page has left over
            if inputstring.startswith(_FRONT_MATTER):  # with settings of its own, perhaps
                super().parse(inputstring, document)
            else:
                self._render(inputstring, document)
        elif (blocks := self._blocks.get((place, inputstring))) is not None:
            document += blocks
            # given away once only: two cells of a table can share place and text, but not their nodes
            self._blocks[place, inputstring] = None
        else:
            self._render_message(inputstring, document)
            self._blocks.setdefault((place, inputstring), list(document.children))

    def _render(self, text: str, document: nodes.document) -> None:
        config = document.settings.env.myst_config
        markdown = self._markdown
        if markdown is None or markdown.options["myst_config"] is not config:
            markdown = type(self)._markdown = create_md_parser(config, EntryRenderer)
        markdown.options["document"] = document
        markdown.render(text)

    def _render_message(self, message: str, document: nodes.document) -> None:
        self._render(message, document)
        for raw in [child for child in document if isinstance(child, nodes.raw)]:
            remove_raw(raw)
        # what is not one paragraph (or one heading) Sphinx passes over without a word
        blocks = [child for child in document if not isinstance(child, nodes.system_message)]
        if blocks and not (len(blocks) == 1 and isinstance(blocks[0], (nodes.paragraph, nodes.section))):
            warn(Code.TRANSLATION, "a translation is one paragraph, not a list, a heading or several", blocks[0])
        for child in document.children:
            for node in child.findall():
                node.document = None  # type: ignore[assignment]  # else each is pickled with a document of its own


class NodeText:
    """A node as XML, written when a log asks for it: Sphinx logs each paragraph that it passes over, mostly unseen."""

    def __init__(self, node: nodes.Node, length: int = 80) -> None:
        self._node, self._length = node, length

    def __str__(self) -> str:
        return repr_domxml(self._node, self._length)


def setup(app: Sphinx) -> None:
    """Put the parser in the place of MyST's."""
    app.setup_extension("myst_parser")
    # the renderer makes a document for each message in case it has none, which takes as long as the parsing
    base.make_document = cache(base.make_document)
    sphinx.util.nodes.repr_domxml = NodeText  # type: ignore[assignment]
    app.add_source_parser(MessageParser, override=True)
