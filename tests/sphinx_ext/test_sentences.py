"""Each sentence of a translated page leads to its message, and says if its English has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.testing.util import SphinxTestApp

    Build = Callable[..., SphinxTestApp]

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser:sphinx.deprecation.RemovedInSphinx11Warning")

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
OLD = "Training bends the space of images a little in every layer."
NEW = OLD.replace("little", "bit")
PAGE = f"# Page\n\nOne **bold**.\n\n- Item.\n\n{NEW}\n\n## Part {{#x}}\n\nNot translated.\n\nNot in the catalogue.\n"
CATALOGUE = HEADER + (
    'msgid "Page"\nmsgstr "页"\n\n'
    'msgid "One **bold**."\nmsgstr "一 **粗**。"\n\n'
    'msgid "Item."\nmsgstr "项。"\n\n'
    f'#, fuzzy\n#| msgid "{OLD}"\nmsgid "{NEW}"\nmsgstr "训练一层层弯曲图像空间。"\n\n'
    'msgid "Part {#x}"\nmsgstr "部分"\n\n'
    'msgid "Not translated."\nmsgstr ""\n'
)
EDIT = "https://git.example/list/edit/main/{path}#L{line}"
CHINESE = {
    "language": "zh_CN",
    "locale_dirs": ["locale"],
    "paperlist_languages": {"en": "English", "zh_CN": "简体中文"},
    "paperlist_edit_url": EDIT,
}
FILES = {"page.md": PAGE, "locale/zh_CN/LC_MESSAGES/page.po": CATALOGUE}
# as `paperlist compile` writes it; Sphinx itself shows nothing that is fuzzy
STALE = FILES | {"locale/zh_CN/LC_MESSAGES/page.po": CATALOGUE.replace("#, fuzzy", "#, stale")}
HELP = {"translate.md": "# Translate\n\n## Mend a sentence\n\nSo.\n"}


def page(app: SphinxTestApp, name: str = "page.html") -> BeautifulSoup:
    assert app.warning.getvalue() == ""
    return BeautifulSoup((app.outdir / name).read_text("utf-8"), "html.parser")


def test_links_lead_to_the_line_of_the_translation(build: Build) -> None:
    app = build(STALE, confoverrides=CHINESE)
    found = page(app).select("a.edit-sentence")
    lines = CATALOGUE.splitlines()
    targets = {str(link["href"]): link.parent for link in found}
    assert len(targets) == 6
    for target, parent in targets.items():
        url, _, line = target.partition("#L")
        assert url == "https://git.example/list/edit/main/locale/zh_CN/LC_MESSAGES/page.po"
        assert lines[int(line) - 1].startswith("msgstr ")
        assert parent is not None
        text = lines[int(line) - 1].removeprefix('msgstr "').removesuffix('"').replace("**", "")
        assert parent.get_text().startswith(text or "Not translated.")
    assert "page.po" in str(found[0]["title"])


def test_link_to_the_catalogue_at_the_end_of_the_page(build: Build) -> None:
    app = build(FILES, confoverrides=CHINESE)
    (link,) = page(app).select(".edit-translation a")
    assert link["href"] == "https://git.example/list/edit/main/locale/zh_CN/LC_MESSAGES/page.po#L1"
    assert link.get_text() == "Edit the translation of this page"


def test_english_pages_lead_to_all_their_catalogues(build: Build) -> None:
    languages = {"en": "English", "zh_CN": "简体中文", "ar": "العربية"}
    app = build(FILES, confoverrides=CHINESE | {"language": "en", "paperlist_languages": languages})
    html = page(app)
    assert html.select(".edit-sentence, .translation-notice") == []
    assert [(link["href"], link.get_text()) for link in html.select(".edit-translation a")] == [
        (EDIT.format(path=f"locale/{code}/LC_MESSAGES/page.po", line=1), f"Edit the translation of this page: {name}")
        for code, name in list(languages.items())[1:]
    ]


def test_links_explain_themselves_if_it_is_not_known_where_the_catalogues_are(build: Build) -> None:
    app = build(FILES | HELP, confoverrides=CHINESE | {"paperlist_edit_url": ""})
    targets = {str(link["href"]) for link in page(app).select("a.edit-sentence")}
    assert targets == {"translate.html#mend-a-sentence"}
    (target,) = {urljoin("page.html", one) for one in targets}
    assert page(app, "translate.html").find(id=target.partition("#")[2]) is not None


def test_no_links_lead_nowhere(build: Build) -> None:
    app = build(FILES, confoverrides=CHINESE | {"paperlist_edit_url": ""})
    assert page(app).select(".edit-sentence, .edit-translation") == []


def test_copies_for_the_build_tell_the_line_of_the_catalogue(build: Build) -> None:
    copy = CATALOGUE.replace('msgid "Item."', '#. 77\nmsgid "Item."')
    app = build(FILES | {"locale/zh_CN/LC_MESSAGES/page.po": copy}, confoverrides=CHINESE)
    (link,) = page(app).select("li a.edit-sentence")
    assert str(link["href"]).endswith("page.po#L77")


def test_stale_translation_is_shown_with_a_mark(build: Build) -> None:
    app = build(STALE, confoverrides=CHINESE)
    (mark,) = page(app).select(".stale-mark")
    assert mark.parent is not None
    assert mark.parent.get_text().startswith("训练一层层弯曲图像空间。 [the English has changed]")


def test_fuzzy_translation_is_not_shown(build: Build) -> None:
    html = page(build(FILES, confoverrides=CHINESE))
    assert NEW in html.get_text()
    assert html.select(".stale-mark") == []


@pytest.mark.parametrize("builder", ["text", "latex"])
def test_books_have_the_mark_but_no_links(build: Build, builder: str) -> None:
    app = build(STALE, builder, confoverrides=CHINESE | {"latex_engine": "xelatex"})
    assert app.warning.getvalue() == ""
    text = "\n".join(path.read_text("utf-8") for path in app.outdir.rglob("*.t[ex][xt]*"))
    assert "the English has changed" in text
    assert "git.example" not in text


def test_titles_are_the_same_everywhere(build: Build) -> None:
    copy = CATALOGUE.replace('msgid "Page"', '#, stale\nmsgid "Page"')
    app = build(FILES | {"locale/zh_CN/LC_MESSAGES/page.po": copy}, confoverrides=CHINESE)
    html = page(app, "index.html")
    assert [link.get_text() for link in html.select(".toctree-wrapper > ul > li > a")] == ["页"]


def test_preview_has_the_english_of_what_is_translated(build: Build) -> None:
    app = build(FILES, confoverrides=CHINESE | {"paperlist_preview": True})
    html = page(app)
    originals = {one.get_text(): one.parent for one in html.select(".original")}
    assert list(originals) == ["Page", "One **bold**.", "Item.", "Part {#x}"]
    assert str(originals["Item."]).startswith("<p>项。<")
    assert str(originals["Item."]).endswith('<span class="original">Item.</span></p>')
    assert len(html.select("script[src*=preview]")) == 1


def test_site_has_no_preview(build: Build) -> None:
    html = page(build(FILES, confoverrides=CHINESE))
    assert html.select(".original, script[src*=preview]") == []


def test_saved_catalogue_has_only_its_page_read_again(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gettext._translations", {})  # else Python remembers what it has read
    files = FILES | {"other.md": "# Other\n\nText.\n"}
    build(files, confoverrides=CHINESE)
    monkeypatch.setattr("gettext._translations", {})
    changed = CATALOGUE.replace('msgstr "项。"', 'msgstr "条目。"')
    app = build(files | {"locale/zh_CN/LC_MESSAGES/page.po": changed}, confoverrides=CHINESE)
    assert "条目。" in page(app).get_text()
    assert "1 changed" in app.status.getvalue()
