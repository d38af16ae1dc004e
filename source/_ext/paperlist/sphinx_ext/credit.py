"""The translators by name: on a page, and in the front matter of the book."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.latex import LaTeXBuilder
from sphinx.locale import _
from sphinx.util.docutils import SphinxDirective
from sphinx.util.texescape import escape

from ..catalog.credit import read_translators
from .sentences import find_locale, is_translation

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


class Translators(SphinxDirective):
    """``{translators}``: who has translated into which language."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        listing = nodes.bullet_list(bullet="-")
        for language, name in list(self.config.paperlist_languages.items())[1:]:
            people = translators(self.config, Path(self.env.srcdir), language)
            if people:
                # TRANSLATORS: what stands between the names of two people
                names = _(", ").join(people)
                # TRANSLATORS: a language and the people who have translated into it
                text = _("%(language)s: %(names)s") % {"language": name, "names": names}
                paragraph = nodes.paragraph("", text)
                paragraph["translatable"] = False
                listing += nodes.list_item("", paragraph)
        return [listing] if listing.children else []


def translators(config: Config, source: Path, language: str) -> list[str]:
    """Return the names of those who have translated into a language."""
    # copies for the build have no comments, and no history
    locale = Path(source, config.paperlist_catalogues)
    return read_translators(locale if locale.is_dir() else find_locale(source, config.locale_dirs, language), language)


def name_translators(app: Sphinx) -> None:
    r"""Give the book ``\booktranslators``: a line with the names of those who have translated it, or nothing."""
    config, builder = app.config, app.builder
    if not isinstance(builder, LaTeXBuilder) or not is_translation(config):
        return
    people = translators(config, Path(app.srcdir), config.language)
    # TRANSLATORS: %(names)s are those of people
    text = _("Translated by %(names)s") % {"names": _(", ").join(people)} if people else ""
    line = rf"\newcommand{{\booktranslators}}{{{escape(text, config.latex_engine)}}}"
    builder.context["preamble"] = f"{line}\n{builder.context.get('preamble', '')}"


def setup(app: Sphinx) -> None:
    """Register the list and the line of the book."""
    app.add_config_value(
        "paperlist_catalogues",
        "../locale",
        "env",
        types=frozenset({str}),
        description="The folder of the catalogues that people edit, from the sources.",
    )
    app.add_directive("translators", Translators)
    app.connect("builder-inited", name_translators)
