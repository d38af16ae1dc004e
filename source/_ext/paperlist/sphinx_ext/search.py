"""The search page and what else stands in the place of Sphinx's own search.

Sphinx splits no Chinese without jieba, does not split the query, and knows
pages only; the search of this site (``static/search.js``) finds papers and
sections in the data that ``data.py`` writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .builders import makes_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx

# what pages load for Sphinx's search alone
_SCRIPTS = ("documentation_options.js", "doctools.js", "sphinx_highlight.js", "translations.js")


def drop_index(app: Sphinx) -> None:
    """Let Sphinx write no index of words."""
    if makes_site(app.builder):
        app.builder.search = False  # type: ignore[attr-defined]


def add_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page of results, in the place of Sphinx's."""
    if makes_site(app.builder):
        yield "search", {}, "search.html"


def drop_scripts(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Leave out the scripts of Sphinx's search, and the colours of code on pages without any."""
    context["script_files"] = [script for script in context["script_files"] if not _is_one(script, _SCRIPTS)]
    unused = ["furo-extensions.css"]
    if "highlight" not in context.get("body", ""):
        unused.append("pygments.css")
    context["css_files"] = [style for style in context["css_files"] if not _is_one(style, unused)]


def _is_one(file: Any, names: Any) -> bool:
    filename = str(getattr(file, "filename", file)).partition("?")[0]
    return filename.rpartition("/")[2] in names


def setup(app: Sphinx) -> None:
    """Register the search."""
    app.connect("builder-inited", drop_index)
    app.connect("html-collect-pages", add_page)
    app.connect("html-page-context", drop_scripts, priority=900)  # behind furo, which adds its own
