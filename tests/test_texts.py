"""What our pages say: a summary for every paper, a primer on every page, in both languages."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from paperlist.catalog import check_catalogue
from paperlist.diagnostic import Code
from paperlist.glossary import read_terms
from paperlist.markdown import parse_entry
from paperlist.page import iter_items

SOURCE = Path("source")
PAGES = sorted(path for path in SOURCE.glob("*.md") if "\n## Start here\n" in path.read_text("utf-8"))
CATALOGUES = sorted(Path("locale").glob("*/LC_MESSAGES/*.po"))
TERMS = read_terms((SOURCE / "glossary.toml").read_text("utf-8"))
SECTIONS = [
    "The idea",
    "The objective",
    "Training and sampling",
    "Strengths and weaknesses",
    "Ties to the other families",
    "Open problems",
]
# messages that are the same in every language
NAMES = {"GAN", "VAE"}


def summaries() -> dict[str, str]:
    """Return the summary of each entry by its title."""
    return {
        parse_entry(item.source).title: item.summary
        for page in PAGES
        for item in iter_items(page.read_text("utf-8"))
        if item.is_entry
    }


def translations(path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


def test_every_summary_is_one_paragraph_of_8_to_40_words() -> None:
    lengths = {title: len(re.sub(r"\$[^$]*\$", "math", text).split()) for title, text in summaries().items()}
    assert {title: length for title, length in lengths.items() if not 8 <= length <= 40} == {}
    assert [title for title, text in summaries().items() if "\n" in text] == []


def test_summaries_do_not_speak_of_papers_and_authors() -> None:
    stale = re.compile(r"\b(this paper|the paper|the authors|we|our)\b", re.IGNORECASE)
    assert {title: text for title, text in summaries().items() if stale.search(text)} == {}


def test_no_two_summaries_are_nearly_the_same() -> None:
    texts = summaries()
    words = {title: frozenset(text.lower().split()) for title, text in texts.items()}
    twins = [
        (first, second)
        for first, second in combinations(words, 2)
        # few shared words rule out most pairs at once
        if 2 * len(words[first] & words[second]) > 1.3 * min(len(words[first]), len(words[second]))
        and SequenceMatcher(None, texts[first], texts[second]).ratio() > 0.8
    ]
    assert twins == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_category_has_its_primer(page: Path) -> None:
    text = page.read_text("utf-8")
    headings = re.findall(r"^#{2,3} (.+)$", text, re.MULTILINE)
    expected = ["Start here", "Primer", *([] if page.stem == "others" else SECTIONS), "Learning resources"]
    assert [heading for heading in headings if heading in expected] == expected
    assert 5 <= len(re.findall(r"^- \{paper\}", text.split("## Primer")[0], re.MULTILINE)) <= 8


@pytest.mark.parametrize("page", [page for page in PAGES if page.stem != "others"], ids=lambda page: page.stem)
def test_a_primer_has_600_to_1000_words(page: Path) -> None:
    text = page.read_text("utf-8").split("## Primer")[1].split("## Learning resources")[0]
    text = re.sub(r"\$\$.*?\$\$( \(.*?\))?|```\{plot\}.*?```", "", text, flags=re.DOTALL)
    text = re.sub(r"\{(?:paper|term|eq)\}`([^`<]*?)(?: <[^`]*)?`", r"\1", text)
    assert 600 <= len(re.sub(r"\$[^$]*\$", "x", text).split()) <= 1060  # headings and box titles included


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_every_message_is_translated(path: Path) -> None:
    same = {message for message, text in translations(path).items() if text == message or not text}
    assert same <= NAMES


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_translations_keep_references_math_and_links(path: Path) -> None:
    kept = re.compile(r"(?<!`)\{(?:paper|eq)\}`([^`]+)`|\$[^$]+\$|\]\(([^)]+)\)")

    def markup(text: str) -> list[str]:
        found = [match[0] for match in kept.finditer(text)]
        return sorted(re.sub(r"`[^`<]*<([^>]+)>`", r"`\1`", part) for part in found if not part.startswith("$"))

    wrong = {message: text for message, text in translations(path).items() if markup(message) != markup(text)}
    assert wrong == {}


def test_glossary_is_large_and_bilingual() -> None:
    assert len(TERMS) >= 150
    assert [term.name for term in TERMS if not term.translations.get("zh_CN")] == []
    assert [term.name for term in TERMS] == sorted((term.name for term in TERMS), key=str.lower)


def test_catalogues_use_the_terms_of_the_glossary() -> None:
    used = "\n".join(text for path in CATALOGUES for text in translations(path).values())
    unused = [term.name for term in TERMS if term.translations["zh_CN"] not in used]
    assert len(unused) <= len(TERMS) // 10, unused


def test_a_wrong_term_is_found() -> None:
    path = Path("locale/zh_CN/LC_MESSAGES/variational-autoencoder.po")
    damaged = path.read_text("utf-8").replace("变分自编码器", "变分自动编码器").encode()
    found = {problem.code for problem in check_catalogue(str(path), damaged, "zh_CN", TERMS)}
    assert found == {Code.TERM}
