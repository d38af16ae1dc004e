"""What stands above the languages, and the last touch on every page.

The build of the first language writes ``sitemap.xml``, ``robots.txt``,
``llms.txt`` and ``404.html`` into ``paperlist_export_dir``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.etree import ElementTree

from ..atomic import write_text
from ..policy import secure_page
from .builders import makes_site
from .data import page_order
from .domain import PaperDomain
from .head import shorten
from .languages import language_tag, site_address

if TYPE_CHECKING:
    from sphinx.application import Sphinx

NOT_FOUND = "404.html"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


def write_root(app: Sphinx, exception: Exception | None) -> None:
    """Write the files of the root, once for all languages."""
    languages = list(app.config.paperlist_languages)
    if exception or not makes_site(app.builder) or languages[:1] != [app.config.language]:
        return
    root = Path(app.outdir, app.config.paperlist_export_dir)
    base = site_address(app.config)
    pages = [app.builder.get_target_uri(docname) for docname in page_order(app.env)]
    robots = "User-agent: *\nAllow: /\n"
    if base:
        write_text(root / "sitemap.xml", render_sitemap(base, languages, pages))
        robots += f"\nSitemap: {base}sitemap.xml\n"
    write_text(root / "robots.txt", robots)
    write_text(root / "llms.txt", render_llms(app, base))
    if not any(Path(app.confdir, folder, NOT_FOUND).exists() for folder in app.config.templates_path):
        return
    # GitHub Pages shows it at any depth, so its links begin at the root of the host
    path = urlsplit(base).path or "/"
    page = app.builder.templates.render(NOT_FOUND, {"root": path})
    write_text(root / NOT_FOUND, secure_page(page))


def render_sitemap(base: str, languages: list[str], pages: list[str]) -> str:
    """Return a sitemap that names each page in all languages, https://www.sitemaps.org/protocol.html."""
    urls = ElementTree.Element("urlset", {"xmlns": _SITEMAP, "xmlns:xhtml": _XHTML})
    for page in pages:
        for language in languages:
            url = ElementTree.SubElement(urls, "url")
            ElementTree.SubElement(url, "loc").text = f"{base}{language}/{page}"
            for other in languages:
                attributes = {"rel": "alternate", "hreflang": language_tag(other), "href": f"{base}{other}/{page}"}
                ElementTree.SubElement(url, "xhtml:link", attributes)
    ElementTree.indent(urls)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(urls, encoding="unicode")}\n'


def render_llms(app: Sphinx, base: str) -> str:
    """Return an overview for language models, https://llmstxt.org/."""
    domain = app.env.get_domain("paper")
    assert isinstance(domain, PaperDomain)
    code = app.config.language
    lines = [f"# {app.config.project}", ""]
    front = domain.texts.get(app.config.root_doc)
    if front and front.sections:
        lines += [f"> {front.sections[0].text}", ""]
    for name, other in app.config.paperlist_languages.items():
        lines.append(f"- [{other}]({base}{name}/index.html)")
    lines += ["", "## Pages", ""]
    for docname in page_order(app.env):
        texts = domain.texts.get(docname)
        if not texts or not texts.sections:
            continue
        count = len(domain.records.get(docname, ()))
        papers = f"Papers: {count}. " if count else ""
        title, text = texts.sections[0].title, shorten(texts.sections[0].text)
        lines.append(f"- [{title}]({base}{code}/{app.builder.get_target_uri(docname)}): {papers}{text}".rstrip(": "))
    lines += ["", "## Bibliographies", ""]
    lines += [
        f"- [{label}]({base}{name}): all papers"
        for label, name in (("BibTeX", "papers.bib"), ("CSL-JSON", "papers.json"), ("RIS", "papers.ris"))
    ]
    return "\n".join(lines) + "\n"


def secure_pages(app: Sphinx, exception: Exception | None) -> None:
    """Give every page that the build wrote its policy."""
    if exception or not makes_site(app.builder):
        return
    for path in sorted(Path(app.outdir).rglob("*.html")):
        html = path.read_text("utf-8")
        if (secured := secure_page(html)) != html:
            write_text(path, secured)


def setup(app: Sphinx) -> None:
    """Register what is done at the end."""
    app.connect("build-finished", write_root)
    app.connect("build-finished", secure_pages)
