"""The table of the translations, the badge, and the notice on pages that are not done."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.testing.util import SphinxTestApp

    Build = Callable[..., SphinxTestApp]

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser:sphinx.deprecation.RemovedInSphinx11Warning")

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
CHINESE = {
    "language": "zh_CN",
    "locale_dirs": ["locale"],
    "paperlist_languages": {"en": "English", "zh_CN": "简体中文"},
}
SENTENCES = [f"Sentence {number}." for number in range(19)]
PAGE = "# Page\n\n" + "\n\n".join(SENTENCES) + "\n"
EMPTY = "# Page\n"
NAME = "locale/zh_CN/LC_MESSAGES/page.po"
HELP = {"translate.md": "# Translate\n\nHow.\n\n```{translation-status}\n```\n"}


def catalogue(done: int) -> str:
    """Return the catalogue of the page with that many messages translated."""
    messages = [("Page", "页"), *((text, f"第 {number} 句。") for number, text in enumerate(SENTENCES))]
    return HEADER + "\n".join(
        f'msgid "{english}"\nmsgstr "{chinese if number < done else ""}"\n'
        for number, (english, chinese) in enumerate(messages)
    )


def page(app: SphinxTestApp, name: str = "page.html") -> BeautifulSoup:
    assert app.warning.getvalue() == ""
    return BeautifulSoup((app.outdir / name).read_text("utf-8"), "html.parser")


@pytest.mark.parametrize(("done", "percent"), [(20, None), (19, None), (18, "90"), (0, "0")])
def test_notice_tells_what_is_not_translated(build: Build, done: int, percent: str | None) -> None:
    app = build({"page.md": PAGE, NAME: catalogue(done)} | HELP, confoverrides=CHINESE)
    notices = page(app).select(".translation-notice")
    assert [notice.get_text().split(" %")[0] for notice in notices] == ([percent] if percent else [])
    for notice in notices:
        (link,) = notice.select("a")
        assert link["href"] == "translate.html"


def test_notice_counts_what_has_changed_since(build: Build) -> None:
    changed = PAGE.replace("Sentence 0.", "Other.").replace("Sentence 1.", "Another.")
    app = build({"page.md": changed, NAME: catalogue(20)}, confoverrides=CHINESE)
    (notice,) = page(app).select(".translation-notice")
    assert notice.get_text().startswith("90 % of this page is translated")
    assert notice.select("a") == []  # there is no page that helps


def test_page_without_catalogue(build: Build) -> None:
    (notice,) = page(build({"page.md": PAGE}, confoverrides=CHINESE)).select(".translation-notice")
    assert notice.get_text().startswith("0 %")


def test_page_without_text_needs_no_translation(build: Build) -> None:
    app = build({"page.md": "```{toctree}\n```\n"}, confoverrides=CHINESE)
    assert page(app).select(".translation-notice") == []


@pytest.mark.parametrize("options", [{"paperlist_languages": {}, "language": "en"}, CHINESE | {"language": "en"}])
def test_sources_need_no_notice(build: Build, options: dict[str, object]) -> None:
    assert page(build({"page.md": PAGE}, confoverrides=options)).select(".translation-notice") == []


def test_table_of_all_pages(build: Build) -> None:
    labels = {"locale/zh_CN/LC_MESSAGES/sphinx.po": HEADER + 'msgid "Language"\nmsgstr "语言"\n'}
    for language, title in {"en": "Page", "zh_CN": "页"}.items():
        files = {"page.md": PAGE, NAME: catalogue(18)} | HELP | labels
        app = build(files, confoverrides=CHINESE | {"language": language})
        (table,) = page(app, "translate.html").select("table.translation-status")
        rows = [[cell.get_text(strip=True) for cell in row.select("th, td")] for row in table.select("tr")]
        assert rows == [
            ["简体中文", "Done", "To check", "Missing", "Words left"],
            [title, "90\u00a0%", "0", "2", "4"],
            ["Labels of the site", "100\u00a0%", "0", "0", "0"],
            ["All pages", "90.4\u00a0%", "0", "2", "4"],
        ]
        assert [link["href"] for link in table.select("a")] == ["page.html"]


def test_sentences_to_translate_next(build: Build) -> None:
    copy = catalogue(18).replace('msgid "Sentence 17."', '#. 99\nmsgid "Sentence 17."')  # as in a copy for the build
    edit = "https://git.example/{path}#L{line}"
    app = build({"page.md": PAGE, NAME: copy} | HELP, confoverrides=CHINESE | {"paperlist_edit_url": edit})
    path = "https://git.example/locale/zh_CN/LC_MESSAGES/page.po"
    line = copy[: copy.index("Sentence 18.")].count("\n") + 2
    found = page(app, "translate.html").select("p.sentence")
    assert [one.get_text() for one in found] == ["Sentence 17. page.po, 99", f"Sentence 18. page.po, {line}"]
    assert [link["href"] for one in found for link in one.select("a")] == [f"{path}#L99", f"{path}#L{line}"]


def test_sentences_to_translate_next_without_a_place_to_edit(build: Build) -> None:
    copy = HEADER + 'msgid "See {paper}`DDPM`, {term}`a b <c>`, [this](b.md) and **$x$**."\nmsgstr ""\n'
    app = build({"page.md": PAGE, NAME: copy} | HELP, confoverrides=CHINESE)
    (sentence,) = page(app, "translate.html").select("p.sentence")
    assert sentence.get_text() == "See DDPM, a b, this and $x$. page.po, 5"
    assert sentence.select("a") == []


def test_nothing_is_left(build: Build) -> None:
    app = build({"page.md": PAGE, NAME: catalogue(20)} | HELP, confoverrides=CHINESE)
    assert "To translate next" not in page(app, "translate.html").get_text()


def test_table_follows_the_catalogues(build: Build) -> None:
    build({"page.md": PAGE, NAME: catalogue(18)} | HELP, confoverrides=CHINESE | {"language": "en"})
    app = build({"page.md": PAGE, NAME: catalogue(10)} | HELP, confoverrides=CHINESE | {"language": "en"})
    assert "50\u00a0%" in page(app, "translate.html").get_text()


def test_table_is_no_text_to_translate(build: Build) -> None:
    app = build({"page.md": EMPTY} | HELP, "gettext", confoverrides=CHINESE | {"language": "en", "gettext_compact": 0})
    template = (app.outdir / "translate.pot").read_text("utf-8")
    assert 'msgid "How."' in template
    assert "Words left" not in template
    assert "简体中文" not in template


def test_badge_beside_the_exports(build: Build) -> None:
    app = build({"page.md": PAGE, NAME: catalogue(19)}, confoverrides=CHINESE | {"paperlist_export_dir": "files"})
    badge = ET.fromstring((app.outdir / "files/translation-zh_CN.svg").read_text("utf-8"))
    assert badge.get("aria-label") == "简体中文: 95 %"


def test_no_badge_for_the_sources(build: Build) -> None:
    app = build({"page.md": PAGE}, confoverrides=CHINESE | {"language": "en"})
    assert list(app.outdir.rglob("translation-*")) == []
