"""The ``{plot}`` directive: a figure that a module of ``plots_folder`` draws."""

from __future__ import annotations

import os
import posixpath
from gettext import translation
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.addnodes import pending_xref
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ..render import SUFFIXES, TOOLS, Format, PlotError, render_cached, sources
from ..svg import size

if TYPE_CHECKING:
    from gettext import NullTranslations

    from docutils.parsers.rst.states import RSTState
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.writers.html5 import HTML5Translator

logger = logging.getLogger(__name__)

CATALOGUE = "figures"
"""The catalogue of the words in figures."""


class plot(nodes.image):
    """A figure; its ``uri`` is the module that draws it, its ``alt`` is a message like any image's."""


class PlotDirective(SphinxDirective):
    """A figure that a module draws, with the caption as content and a link to the code.

    ``:alt:`` is a text for those who cannot see it, ``:print-width:`` its width in the book, in per cent of the line.
    """

    required_arguments: ClassVar[int] = 1
    has_content: ClassVar[bool] = True
    option_spec: ClassVar[dict[str, Any]] = {
        "alt": directives.unchanged_required,
        "print-width": directives.percentage,
    }
    state: RSTState

    def run(self) -> list[nodes.Node]:
        name = self.arguments[0]
        self.assert_has_content()
        if not self.options.get("alt"):
            raise self.error("a plot needs :alt:, a text for those who cannot see it")
        relative, path = self.env.relfn2path(f"/{self.config.plots_folder}/{name}.py")
        if not Path(path).exists():
            raise self.error(f"no such figure: {relative}")
        for file in (*TOOLS, *sources(Path(path)), *_catalogues(self.config, Path(self.env.srcdir))):
            self.env.note_dependency(str(file))
        width = self.options.get("print-width", 100)
        image = plot("", uri=f"/{relative}", alt=self.options["alt"], print_width=f"{width}%")
        figure = nodes.figure("", image, ids=[f"plot-{name}"], classes=["plot-figure"])
        self.set_source_info(image)
        self.set_source_info(figure)
        caption, *_rest = self.parse_content_to_nodes()
        assert isinstance(caption, nodes.paragraph)
        figure += nodes.caption(caption.rawsource, "", *caption.children)
        figure[-1].source, figure[-1].line = caption.source, caption.line
        figure += nodes.legend("", self._link(name))
        return [figure]

    def _link(self, name: str) -> nodes.paragraph:
        text = nodes.inline("", _("How this figure was made"), classes=["std", "std-ref"])
        link = pending_xref("", text, refdomain="std", reftype="ref", reftarget=f"code-{name}", refexplicit=True)
        link["refdoc"], link["refwarn"] = self.env.docname, True
        return nodes.paragraph("", "", link, translatable=False)


class PlotTransform(SphinxPostTransform):
    """Draw the figures in the format that the builder wants."""

    # before references are resolved (10) and images picked
    default_priority = 8
    formats = ("html", "latex")

    def run(self, **kwargs: Any) -> None:
        for node in list(self.document.findall(plot)):
            try:
                self._draw(node)
            except PlotError as error:
                logger.warning(str(error), type="plots", location=node)

    def _draw(self, node: plot) -> None:
        folder = Path(self.env.srcdir)
        cache = folder / self.config.plots_cache
        cache.mkdir(parents=True, exist_ok=True)
        form: Format = "svg" if self.app.builder.format == "html" else "pdf"
        words = translation_of(self.config, folder).gettext
        path = folder / node["uri"]
        files = render_cached(path, words, form, cache, self.config.language)
        uris = [os.path.relpath(file, folder) for file in files]
        names = [f"{path.stem}{suffix}" for suffix in SUFFIXES[form]]
        if form == "svg":
            shown = 1 if self.app.builder.name == "epub" else 2  # the pages of a book are light
            self.app.builder.images.update(zip(uris[:shown], names[:shown], strict=True))  # Sphinx copies them
            node["candidates"] = {"?": ""}  # nothing to choose from
            node["files"], node["size"] = names[:shown], size(files[0].read_text("utf-8"))
        else:
            # by its plain name the title page finds it, too
            self.env.images[uris[0]] = ({self.env.docname}, names[0])
            node.replace_self(nodes.image("", uri=uris[0], candidates={"*": uris[0]}, width=node["print_width"]))


def visit_plot_html(self: HTML5Translator, node: plot) -> None:
    """Write the image, or two of which the theme shows one; a browser fetches that one only."""
    files: list[str] = node.get("files", [])
    self.body.append('<div class="plot">\n')
    for name, scheme in zip(files, ("light", "dark"), strict=False):
        attributes = {"alt": node["alt"], "src": posixpath.join(self.builder.imgpath, name)}
        attributes["width"], attributes["height"] = node["size"]
        if len(files) > 1:
            attributes |= {"class": f"only-{scheme}", "loading": "lazy", "decoding": "async"}
        self.body.append(self.emptytag(node, "img", **attributes))
    self.body.append("</div>\n")


def depart_plot_html(self: HTML5Translator, node: plot) -> None:
    """Write nothing more."""


def translation_of(config: Config, folder: Path) -> NullTranslations:
    """Return what translates the words of figures into the language of the build."""
    return translation(CATALOGUE, folder / config.locale_dirs[0], [config.language], fallback=True)


def _catalogues(config: Config, folder: Path) -> list[Path]:
    """Return the compiled catalogue of the figures, if there is one."""
    file = folder / config.locale_dirs[0] / config.language / "LC_MESSAGES" / f"{CATALOGUE}.mo"
    return [file] if file.exists() else []


def setup(app: Sphinx) -> None:
    """Register directive, node and settings."""
    app.add_config_value(
        "plots_folder", "figures", "env", frozenset({str}), "The folder of the figures' modules, below the sources."
    )
    app.add_config_value(
        "plots_cache", "../build/figures", "", frozenset({str}), "Where drawn figures are kept, seen from the sources."
    )
    app.add_directive("plot", PlotDirective)
    visitors = (visit_plot_html, depart_plot_html)
    app.add_node(plot, html=visitors, epub=visitors)
    app.add_post_transform(PlotTransform)
