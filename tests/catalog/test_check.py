from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from paperlist.catalog import check_catalogue
from paperlist.glossary import Term

HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
)
GOOD = 'msgid "A bound."\nmsgstr "一个证据下界。"\n\n'
TERMS = [
    Term(
        "evidence lower bound",
        "A bound.",
        translations={"zh_CN": "证据下界", "de": "untere Schranke"},
        avoided={"zh_CN": ("变分下界", "证据下限")},
    ),
    Term("flow", "A map.", avoided={"zh_CN": ("流动",), "de": ("Fluss",)}),
]


def findings(text: str, language: str = "zh_CN") -> list[str]:
    """Return what is said of a catalogue with a header of five lines and a good message of three."""
    data = f"{HEADER}{GOOD}{text}".encode()
    return [str(one) for one in check_catalogue("zh_CN/page.po", data, language, TERMS)]


def test_good_catalogue_has_no_findings() -> None:
    assert findings('#, no-wrap\nmsgid "Flow"\nmsgstr "流"\n') == []


def test_untranslated_message() -> None:
    assert findings('msgid "A flow."\nmsgstr ""\n') == [
        "zh_CN/page.po:10: not translated: A flow. [paperlist.untranslated]"
    ]


def test_fuzzy_message() -> None:
    assert findings('# note\n#, fuzzy\nmsgid "A flow."\nmsgstr "流。"\n') == [
        "zh_CN/page.po:11: fuzzy: A flow. [paperlist.fuzzy]"
    ]


def test_fuzzy_message_without_translation_is_both() -> None:
    assert findings('#, fuzzy\nmsgid "A flow."\nmsgstr ""\n') == [
        "zh_CN/page.po:10: fuzzy: A flow. [paperlist.fuzzy]",
        "zh_CN/page.po:11: not translated: A flow. [paperlist.untranslated]",
    ]


def test_untranslated_plural() -> None:
    (finding,) = findings('msgid "One flow"\nmsgid_plural "Many flows"\nmsgstr[0] ""\n')
    assert finding.startswith("zh_CN/page.po:11: not translated: ")


def test_translated_plural_is_fine() -> None:
    assert findings('msgid "One flow"\nmsgid_plural "Many flows"\nmsgstr[0] "流"\n') == []


def test_obsolete_messages_do_not_count() -> None:
    assert findings('#, fuzzy\n#~ msgid "Old."\n#~ msgstr ""\n') == []


def test_fuzzy_header_is_fine() -> None:
    data = f"#, fuzzy\n{HEADER}{GOOD}".encode()
    assert list(check_catalogue("page.po", data, "zh_CN", TERMS)) == []


@pytest.mark.parametrize(
    ("translation", "hint"),
    [
        ("它的变分下界很紧。", "evidence lower bound is 证据下界 here, not 变分下界"),
        ("它的证据下限很紧。", "evidence lower bound is 证据下界 here, not 证据下限"),
        ("流动。", "flow is flow here, not 流动"),
    ],
)
def test_avoided_term(translation: str, hint: str) -> None:
    assert findings(f'msgid "Its bound is tight."\nmsgstr "{translation}"\n') == [
        f"zh_CN/page.po:10: {hint} [paperlist.term]"
    ]


def test_each_avoided_term_is_told() -> None:
    assert len(findings('msgid "A flow and a bound."\nmsgstr "流动与变分下界，还有证据下限。"\n')) == 3


def test_terms_of_other_languages_do_not_count() -> None:
    assert findings('msgid "River"\nmsgstr "Fluss 流动 变分下界"\n', "de") == [
        "zh_CN/page.po:10: flow is flow here, not Fluss [paperlist.term]"
    ]


def test_avoided_words_in_the_english_do_not_count() -> None:
    assert findings('msgid "Fluss, 流动"\nmsgstr "流"\n') == []


@pytest.mark.parametrize(
    ("translation", "change"),
    [
        ("使用DDPM模型。", "“使用 DDPM 模型” instead of “使用DDPM模型。”"),
        ("使用 DDPM 模型,很好。", "“DPM 模型，很好。” instead of “DPM 模型,很好。”"),
    ],
)
def test_chinese_is_spaced_and_punctuated(translation: str, change: str) -> None:
    assert findings(f'msgid "Use DDPM."\nmsgstr "{translation}"\n') == [
        f"zh_CN/page.po:10: write {change} [paperlist.copywriting]"
    ]


def test_other_languages_are_spaced_as_they_like() -> None:
    assert findings('msgid "Use DDPM."\nmsgstr "使用DDPM模型,好。"\n', "ja") == []


def test_findings_stand_in_the_order_of_the_file() -> None:
    lines = findings('msgid "B"\nmsgstr ""\n\nmsgid "A"\nmsgstr "流动"\n\n#, fuzzy\nmsgid "C"\nmsgstr "丙"\n')
    assert [line.split(":")[1] for line in lines] == ["10", "13", "16"]


def test_message_of_several_lines_is_told_in_one() -> None:
    for finding in findings('#, fuzzy\nmsgid ""\n"one\\n"\n"two"\nmsgstr ""\n'):
        assert "\n" not in finding


# -- catalogues that cannot be read ----------------------------------------------------


def test_syntax_error_tells_its_line() -> None:
    (finding,) = findings('msgid "A flow."\nmsgstr "流。"\nnonsense\n')
    assert finding.startswith("zh_CN/page.po:11: cannot be read: ")
    assert finding.endswith(" [paperlist.catalogue]")


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe\x00",
        f'{HEADER}msgid "A"\nmsgstr "'.encode() + b'\xff"\n',
        HEADER.replace("utf-8", "klingon").encode() + 'msgid "A"\nmsgstr "甲"\n'.encode(),
        HEADER.replace("nplurals=1", "nplurals=x").encode(),
        f'{HEADER}msgid "A"\nmsgstr[x] "B"\n'.encode(),
        f"{HEADER}{GOOD}nonsense\n".encode(),
    ],
    ids=["bytes", "not UTF-8", "charset", "plural forms", "plural", "syntax"],
)
def test_unreadable_catalogue_is_told_in_lines(data: bytes) -> None:
    found = list(map(str, check_catalogue("page.po", data, "zh_CN", TERMS)))
    assert found
    assert all(re.match(r"page\.po(:\d+)?: .+ \[paperlist\.\w+\]\Z", finding) for finding in found), found


@pytest.mark.parametrize("language", ["", "no-language-at-all", "x1"])
def test_folder_that_is_no_language_is_no_reason_to_stop(language: str) -> None:
    for finding in map(str, check_catalogue("page.po", f"{HEADER}{GOOD}".encode(), language, TERMS)):
        assert "\n" not in finding


pieces = st.one_of(
    st.binary(max_size=6),
    st.sampled_from(
        [
            HEADER.encode(),
            GOOD.encode(),
            b'msgid "A"\n',
            b'msgid ""\n',
            b'msgid_plural "B"\n',
            b'msgctxt "C"\n',
            b'msgstr "D"\n',
            b'msgstr[0] "E"\n',
            b'msgstr[7] "E"\n',
            b'"F\\n"\n',
            b"#, fuzzy, python-format\n",
            b"#: page.md:1\n",
            b'#~ msgid "G"\n',
            b"#| x\n",
            b'"',
            b"\\",
            b"\n",
            b"\r",
            b'"Content-Type: text/plain; charset=x\\n"\n',
            b'"Plural-Forms: nplurals=; plural=n\\n"\n',
            b'"PO-Revision-Date: yesterday\\n"\n',
            b'"Language: ??\\n"\n',
        ]
    ),
)


@settings(deadline=None, max_examples=300)
@given(st.lists(pieces, max_size=10).map(b"".join))
@example(HEADER.replace("utf-8", "x").encode() + GOOD.encode())
@example(HEADER.encode() + b'msgid ""\n"F\\n"\n"F"\nmsgstr ""\n')
def test_no_bytes_stop_the_check(data: bytes) -> None:
    for finding in map(str, check_catalogue("page.po", data, "zh_CN", TERMS)):
        assert finding.startswith("page.po")
        assert "\n" not in finding
