"""The way from a page to the same page in the other languages."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from ..language import is_right_to_left
from .builders import makes_site

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config


class Alternate(NamedTuple):
    """A page in one language, as the template of the switch sees it."""

    name: str
    """The language's own name, such as 简体中文."""
    tag: str
    """The language tag of RFC 5646, such as ``zh-CN``."""
    href: str
    """The relative URL of the page in that language."""
    current: bool
    """Whether it is the page itself."""


def add_alternates(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give templates ``alternates``, and the page's head its ``hreflang`` links.

    The links are absolute if ``html_baseurl`` is set, as search engines wish.
    """
    if not makes_site(app.builder):
        return
    languages: dict[str, str] = app.config.paperlist_languages
    if is_right_to_left(app.config.language):
        # themes have no place for the direction of the text but the attribute before it
        context["language"] = f'{language_tag(app.config.language)}" dir="rtl'
    target = app.builder.get_target_uri(pagename)
    root = f"{context['content_root']}../"
    context["alternates"] = [
        Alternate(name, language_tag(code), f"{root}{code}/{target}", code == app.config.language)
        for code, name in languages.items()
    ]
    base = site_address(app.config) or root
    links = [(language_tag(code), f"{base}{code}/{target}") for code in languages]
    if languages:
        links.append(("x-default", f"{base}{next(iter(languages))}/{target}"))
    context["metatags"] = context.get("metatags", "") + "".join(
        f'<link rel="alternate" hreflang="{tag}" href="{escape(href)}">\n' for tag, href in links
    )


def site_address(config: Config) -> str:
    """Return the address of the site above those of its languages, with a slash at its end; empty if it has none."""
    address: str = config.html_baseurl
    return address.removesuffix("/").removesuffix(config.language)


def language_tag(code: str) -> str:
    """Return the language tag of a Sphinx language code: ``zh_CN`` is ``zh-CN``."""
    return code.replace("_", "-")


def setup(app: Sphinx) -> None:
    """Register the switch."""
    app.add_config_value(
        "paperlist_languages",
        {},
        "html",
        types=frozenset({dict}),
        description="The languages of the site: code (also its folder) -> its own name; the first is the default.",
    )
    app.connect("html-page-context", add_alternates)
