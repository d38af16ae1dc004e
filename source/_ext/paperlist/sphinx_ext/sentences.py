"""The sentences of a translated page: where each stands in its catalogue, and whether its English has changed.

Sphinx puts translations into a page without a trace of where they come from.
Here each paragraph keeps the line of its message, so that the site can link
to it, and gets a mark if the English has changed since.
"""

from __future__ import annotations

from collections import Counter
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.locale import _
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import extract_messages

from ..catalog.pofile import parse_catalogue
from ..catalog.status import line_of, state_of
from .builders import makes_site

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from ..catalog.pofile import Catalogue

HELP_PAGE = "translate"
"""The page that tells how to translate; edit links lead there if it is not known where the catalogues are kept."""


def read_catalogue(config: Config, source: Path, docname: str) -> Catalogue | None:
    """Return the catalogue of a page in the language of the build, None if there is none."""
    locale = find_locale(source, config.locale_dirs, config.language)
    path = Path(locale, config.language, "LC_MESSAGES", f"{docname}.po")
    return parse_catalogue(path.read_bytes()) if path.exists() else None


def find_locale(source: Path, folders: Iterable[str], language: str) -> Path:
    """Return the first folder that has catalogues of a language, or the sources' if there is none."""
    found = [Path(source, folder) for folder in folders if Path(source, folder, language).is_dir()]
    return found[0] if found else Path(source)


def is_translation(config: Config) -> bool:
    """Return whether a build is in another language than the sources."""
    return bool(config.language != next(iter(config.paperlist_languages), config.language))


class NoteMessages(SphinxTransform):
    """Note on each paragraph where its message stands."""

    # after EntryTransform (15) has taken out the heads, before Locale (20) replaces the text
    default_priority = 18

    def apply(self, **kwargs: Any) -> None:
        if not is_translation(self.config):
            return
        catalogue = read_catalogue(self.config, Path(self.env.srcdir), self.env.current_document.docname)
        messages = {message.id: message for message in catalogue.live} if catalogue else {}
        states = {}
        for node, text in extract_messages(self.document):
            message = messages.get(text)
            states[text] = state_of(message) if message else "missing"
            if message is None or not isinstance(node, nodes.TextElement):
                continue
            node["message_line"] = line_of(message)
            if message.string and not message.fuzzy:
                node["stale"] = states[text] == "stale"
                node["original"] = text if self.config.paperlist_preview else ""
        # what readers see: a catalogue can be older than its page
        self.document["message_states"] = Counter(states.values())


class MarkStale(SphinxPostTransform):
    """Tell readers where the English has changed since it was translated."""

    default_priority = 400  # when references are resolved; titles have gone into the tables of contents by now

    def run(self, **kwargs: Any) -> None:
        if not is_translation(self.config):
            return
        for node in list(self.document.findall(nodes.TextElement)):
            if node.get("stale") and not isinstance(node, nodes.title):
                # TRANSLATORS: stands in brackets behind a translation that is older than its English
                text = _("the English has changed")
                node += [nodes.Text(" "), nodes.inline("", f"[{text}]", classes=["stale-mark"])]


class LinkMessages(SphinxPostTransform):
    """Link each paragraph to its message, and put the English beside it in a preview."""

    default_priority = 401
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        if not (is_translation(self.config) and makes_site(self.env._app.builder)):
            return
        docname = self.env.current_document.docname
        for node in list(self.document.findall(nodes.TextElement)):
            if line := node.get("message_line"):
                path = catalogue_path(self.config.language, docname)
                title = _("Edit this sentence: %(path)s, line %(line)s") % {"path": path, "line": line}
                if target := edit_link(self.env, docname, path, line):
                    # by the pointer only: a stop at each sentence would be in the way of those who read by keys;
                    # they find a link to the catalogue at the end of the page
                    link = (
                        f'<a class="edit-sentence" href="{escape(target)}" title="{escape(title)}" tabindex="-1"></a>'
                    )
                    node += nodes.raw("", link, format="html")
            if original := node.get("original"):
                node += nodes.inline("", original, classes=["original"])


def catalogue_path(language: str, docname: str) -> str:
    """Return where the catalogue of a page is in the project."""
    return f"locale/{language}/LC_MESSAGES/{docname}.po"


def edit_link(env: BuildEnvironment, docname: str, path: str, line: int) -> str:
    """Return where a message can be edited, empty if nowhere is known."""
    if env.config.paperlist_edit_url:
        return str(env.config.paperlist_edit_url.format(path=path, line=line))
    if HELP_PAGE in env.all_docs:
        return f"{env._app.builder.get_relative_uri(docname, HELP_PAGE)}#mend-a-sentence"
    return ""


def add_preview(app: Sphinx) -> None:
    """Add the script that shows the English at a key press."""
    if makes_site(app.builder) and app.config.paperlist_preview:
        app.add_js_file("preview.js", loading_method="defer")


def setup(app: Sphinx) -> None:
    """Register the marks and links of sentences."""
    app.add_config_value(
        "paperlist_edit_url",
        "",
        "env",
        types=frozenset({str}),
        description="Where catalogues can be edited; {path} and {line} stand for file and line.",
    )
    app.add_config_value(
        "paperlist_preview",
        False,
        "env",
        types=frozenset({bool}),
        description="Whether the English can be shown beside each translation.",
    )
    app.add_transform(NoteMessages)
    app.add_post_transform(MarkStale)
    app.add_post_transform(LinkMessages)
    app.connect("builder-inited", add_preview)
