"""Math in HTML: MathML made at build time, so that no script and no other host is needed."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from math_core import LatexError, LatexToMathML
from sphinx.locale import _
from sphinx.util.math import get_node_equation_number

from ..diagnostic import Code
from .logging import warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

_CONVERTER = LatexToMathML(fancy_error=False)


def render_mathml(tex: str, *, display: bool) -> str:
    """Return TeX math as a MathML element.

    :raises LatexError: if a command is unknown or a group stays open
    """
    return _CONVERTER.convert_with_local_state(tex, displaystyle=display)


def visit_math(self: HTML5Translator, node: nodes.math) -> None:
    self.body.append(_mathml(self, node, display=False))
    raise nodes.SkipNode


def visit_math_block(self: HTML5Translator, node: nodes.math_block) -> None:
    # furo puts it in a container that has its ids already
    wrapped = node["ids"] == node.parent.get("ids")
    self.body.append(self.starttag(nodes.Element() if wrapped else node, "div", CLASS="math"))
    self.body.append(_mathml(self, node, display=True))
    if node["number"]:
        number = get_node_equation_number(self, node)
        self.body.append(f'<span class="eqno">({number})')
        self.add_permalink_ref(node, _("Link to this equation"))
        self.body.append("</span>")
    self.body.append("</div>\n")
    raise nodes.SkipNode


def _mathml(self: HTML5Translator, node: nodes.math | nodes.math_block, *, display: bool) -> str:
    """Return the math of a node; in an EPUB with its TeX, for readers that know no MathML."""
    mathml = mathml_or_warn(node.astext(), node, display=display)
    if self.builder.name != "epub":
        return mathml
    return mathml.replace("<math", f'<math alttext="{escape(node.astext().strip())}"', 1)


def mathml_or_warn(tex: str, node: nodes.Element, *, display: bool) -> str:
    """Return TeX math as MathML; where it cannot be read, warn of *node* and return it as code."""
    try:
        return render_mathml(tex, display=display)
    except LatexError as error:
        reason = str(error).partition(":")[2].strip()  # behind the column
        warn(Code.MATH, f"cannot turn TeX into MathML: {reason} {tex}", node)
        return f"<code>{escape(tex)}</code>"


def setup(app: Sphinx) -> None:
    """Register the renderer under the name ``mathml``."""
    app.add_html_math_renderer("mathml", (visit_math, None), (visit_math_block, None))
