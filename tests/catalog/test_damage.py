"""Every slip that a translation can suffer is found, at its line, and nothing else is."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from paperlist.catalog import check_catalogue
from paperlist.catalog.files import check_files, read_sources
from paperlist.diagnostic import Code
from paperlist.glossary import read_terms

PAGE = r"""# Flows

## A heading

A bound on $\log p_\theta(x)$, **tight** and *exact*, from `fit.py`, says [the text](https://a.example/b).

See {paper}`DDPM`, {eq}`one` and the {term}`evidence lower bound`.[^1]

Trained on 256 images, 1.5 billion parameters, for {name} and %(count)s.

Ink on a rubber sheet pales.

A photocopy is no feat at all.

![a figure](b.svg)
"""
CATALOGUE = r"""# Chinese
msgid ""
msgstr ""
"Language: zh_CN\n"
"Plural-Forms: nplurals=1; plural=0;\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"

msgid "Flows"
msgstr "流"

msgid "A heading"
msgstr "标题"

msgid "A bound on $\\log p_\\theta(x)$, **tight** and *exact*, from `fit.py`, says [the text](https://a.example/b)."
msgstr "[正文](https://a.example/b) 说，`fit.py` 得到 $\\log p_\\theta(x)$ 的一个界，**紧** 而 *精确*。"

msgid "See {paper}`DDPM`, {eq}`one` and the {term}`evidence lower bound`.[^1]"
msgstr "见 {paper}`DDPM`、{eq}`one` 与{term}`证据下界 <evidence lower bound>`。[^1]"

msgid "Trained on 256 images, 1.5 billion parameters, for {name} and %(count)s."
msgstr "在 256 幅图像上训练 15 亿个参数，用于 {name} 与 %(count)s。"

msgid "Ink on a rubber sheet pales."
msgstr "橡皮膜（一张）上的“墨迹”会变淡。"

msgid "A photocopy is no feat at all."
msgstr "复印一份算不上什么本领。"

msgid "![a figure](b.svg)"
msgstr "![一幅图](b.svg)"

"""
GLOSSARY = (
    '[[term]]\nname = "evidence lower bound"\nabbreviation = "ELBO"\ndefinition = "A bound."\n'
    'zh_CN = "证据下界"\navoid_zh_CN = ["变分下界"]\n'
)
OTHER = "# Energies\n\nAn energy.\n\nA low one.\n\nA high one.\n"


class Damage(NamedTuple):
    """What is done to the catalogue, and the kinds of what must be said."""

    old: str
    new: str
    code: Code
    offset: int = 0
    """How many lines behind the first changed one the finding stands."""


DAMAGES = {
    # links
    "link lost": Damage("[正文](https://a.example/b) 说", "正文说", Code.TRANSLATED_LINKS),
    "link target changed": Damage("](https://a.example/b) 说", "](https://a.example/c) 说", Code.TRANSLATED_LINKS),
    "link with a blank inside": Damage(
        "](https://a.example/b) 说", "] (https://a.example/b) 说", Code.TRANSLATED_LINKS
    ),
    "link in full-width brackets": Damage(
        "[正文](https://a.example/b)", "［正文］（https://a.example/b）", Code.LITERAL_MARKUP
    ),
    "link by reference": Damage("[正文](https://a.example/b) 说", "[正文][b] 说", Code.LITERAL_MARKUP),
    "link added": Damage("复印一份", "[复印](https://evil.example) 一份", Code.TRANSLATED_LINKS),
    "link that runs a script": Damage("复印一份", "[复印](javascript:alert(1)) 一份", Code.LITERAL_MARKUP),
    "image changed": Damage("一幅图](b.svg)", "一幅图](a.svg)", Code.TRANSLATED_LINKS),
    # math and code
    "math lost": Damage(r" $\\log p_\\theta(x)$ 的", " 密度的", Code.TRANSLATED_MATH),
    "math changed": Damage(r"$\\log p_\\theta(x)$ 的", r"$\\log p_\\phi(x)$ 的", Code.TRANSLATED_MATH),
    "math not closed": Damage(r"(x)$ 的", "(x) 的", Code.TRANSLATED_MATH),
    "math invented": Damage("复印一份", "用 $5 和 6$ 复印一份", Code.TRANSLATED_MATH),
    "dollar of full width": Damage(r"$\\log p_\\theta(x)$ 的", r"＄\\log p_\\theta(x)＄的", Code.TRANSLATED_MATH),
    "backslash not doubled, known escape": Damage(r"p_\\theta(x)$ 的", r"p_\theta(x)$ 的", Code.INVISIBLE),
    "backslash not doubled, unknown escape": Damage(
        r"$\\log p_\\theta(x)$ 的", r"$\log p_\\theta(x)$ 的", Code.CATALOGUE
    ),
    "code lost": Damage("`fit.py` 得到", "程序得到", Code.TRANSLATED_CODE),
    "code translated": Damage("`fit.py` 得到", "`拟合.py` 得到", Code.TRANSLATED_CODE),
    "backquote lost": Damage("`fit.py` 得到", "`fit.py 得到", Code.TRANSLATED_CODE),
    # roles and footnotes
    "reference lost": Damage("见 {paper}`DDPM`、", "见 ", Code.TRANSLATED_ROLES),
    "reference to another paper": Damage("见 {paper}`DDPM`", "见 {paper}`DDIM`", Code.TRANSLATED_ROLES),
    "unknown role": Damage("见 {paper}`DDPM`", "见 {papr}`DDPM`", Code.TRANSLATED_ROLES),
    "role without its braces": Damage("见 {paper}`DDPM`", "见 paper`DDPM`", Code.TRANSLATED_ROLES),
    "role in full-width braces": Damage("见 {paper}`DDPM`", "见 ｛paper｝`DDPM`", Code.TRANSLATED_ROLES),
    "blank between role and text": Damage("见 {paper}`DDPM`", "见 {paper} `DDPM`", Code.TRANSLATED_ROLES),
    "equation lost": Damage("{eq}`one` 与", "公式与", Code.TRANSLATED_ROLES),
    "term without its target": Damage(
        "{term}`证据下界 <evidence lower bound>`", "{term}`证据下界`", Code.TRANSLATED_ROLES
    ),
    "term left in English": Damage(
        "{term}`证据下界 <evidence lower bound>`", "{term}`evidence lower bound`", Code.TERM
    ),
    "term by another name": Damage("{term}`证据下界 <", "{term}`能量 <", Code.TERM),
    "term avoided": Damage("复印一份", "变分下界", Code.TERM),
    "footnote lost": Damage("`。[^1]", "`。", Code.TRANSLATED_FOOTNOTES),
    "footnote changed": Damage("`。[^1]", "`。[^2]", Code.TRANSLATED_FOOTNOTES),
    # emphasis
    "bold lost": Damage("**紧** 而", "紧而", Code.TRANSLATED_EMPHASIS),
    "bold turned into emphasis": Damage("**紧** 而", "*紧* 而", Code.TRANSLATED_EMPHASIS),
    "emphasis added": Damage("复印一份", "*复印* 一份", Code.TRANSLATED_EMPHASIS),
    "bold that does not parse at Chinese punctuation": Damage("**紧** 而", "**紧（很）**而", Code.LITERAL_MARKUP),
    "bold with blanks inside": Damage("**紧** 而", "** 紧 ** 而", Code.LITERAL_MARKUP),
    "stars of full width": Damage("**紧** 而", "＊＊紧＊＊而", Code.LITERAL_MARKUP),
    # blocks and HTML
    "read as a list": Damage('"橡皮膜', '"- 橡皮膜', Code.TRANSLATION),
    "read as a numbered list": Damage('"橡皮膜', '"1. 橡皮膜', Code.TRANSLATION),
    "read as a heading": Damage('"橡皮膜', '"# 橡皮膜', Code.TRANSLATION),
    "read as a quotation": Damage('"橡皮膜', '"> 橡皮膜', Code.TRANSLATION),
    "read as a rule": Damage('"标题"', '"---"', Code.TRANSLATION),
    "read as a directive": Damage('"标题"', r'"```{raw} html\n标题\n```"', Code.TRANSLATION),
    "second paragraph": Damage("会变淡。", r"会变淡。\n\n第二段。", Code.TRANSLATION),
    "line end inside": Damage("会变淡。", r"会\n变淡。", Code.TRANSLATION),
    "blanks at the ends": Damage("会变淡。", "会变淡。 ", Code.TRANSLATION),
    "raw HTML": Damage("会变淡。", "会<b>变淡</b>。", Code.RAW_HTML),
    "script": Damage("会变淡。", "会变淡。<script>alert(1)</script>", Code.RAW_HTML),
    "HTML comment": Damage('"橡皮膜', '"<!-- 橡皮膜 -->橡皮膜', Code.RAW_HTML),
    # placeholders, numbers, names
    "placeholder renamed": Damage("用于 {name}", "用于 {名字}", Code.PLACEHOLDERS),
    "placeholder lost": Damage("用于 {name} 与", "用于", Code.PLACEHOLDERS),
    "format damaged": Damage("%(count)s。", "%(count)。", Code.PLACEHOLDERS),
    "number changed": Damage("在 256 幅", "在 265 幅", Code.TRANSLATED_NUMBERS),
    "unit confused": Damage("15 亿个", "1.4 亿个", Code.TRANSLATED_NUMBERS),
    "name of another sentence": Damage("复印一份", "复印 CIFAR-10", Code.TRANSLATED_NAMES),
    "translation of another sentence": Damage(
        "复印一份算不上什么本领。", "橡皮膜（一张）上的“墨迹”会变淡。", Code.TRANSLATED_NAMES
    ),
    "cut off": Damage("算不上什么本领。", "算不上", Code.TRANSLATED_END),
    "heading as a sentence": Damage('"标题"', '"标题。"', Code.TRANSLATED_END),
    # the writing of Chinese
    "punctuation of half width": Damage("复印一份算", "复印一份,算", Code.COPYWRITING),
    "no blank between Han and Latin": Damage("在 256 幅", "在256幅", Code.COPYWRITING),
    "blank between Han": Damage("复印一份", "复印 一份", Code.COPYWRITING),
    "digit of full width": Damage("复印一份", "复印１份", Code.COPYWRITING),
    "bracket not closed": Damage("（一张）", "（一张", Code.COPYWRITING),
    "quotation not closed": Damage("“墨迹”", "“墨迹", Code.COPYWRITING),
    "two marks in a row": Damage("会变淡。", "会变淡。。", Code.COPYWRITING),
    "a word twice": Damage("膜（一张）上的", "膜（一张）上的的", Code.COPYWRITING),
    "traditional characters": Damage("会变淡", "會變淡", Code.TRADITIONAL),
    "Japanese": Damage("会变淡", "がうすくなる", Code.TRADITIONAL),
    # states
    "untranslated": Damage('"标题"', '""', Code.UNTRANSLATED),
    "nothing but blanks": Damage('"标题"', '" "', Code.UNTRANSLATED),
    "copy of the English": Damage('"标题"', '"A heading"', Code.TRANSLATED_COPY),
    "other English": Damage('"标题"', '"The title"', Code.TRANSLATED_COPY),
    "fuzzy": Damage('msgid "A heading"', '#, fuzzy\nmsgid "A heading"', Code.FUZZY, 1),
    # characters
    "blank of no width": Damage("复印一份", "复印\u200b一份", Code.INVISIBLE),
    "no-break space": Damage("在 256 幅", "在\u00a0256 幅", Code.INVISIBLE),
    "direction override": Damage("复印一份", "复印\u202e一份", Code.INVISIBLE),
    # the file
    "quotation mark lost": Damage('什么本领。"', "什么本领。", Code.CATALOGUE),
    "quotation mark inside": Damage("复印一份", '复印"一份"', Code.CATALOGUE),
    "words between messages": Damage('msgid "A heading"', 'todo\nmsgid "A heading"', Code.CATALOGUE),
    "msgstr lost": Damage('msgstr "标题"\n', "", Code.CATALOGUE, -1),
    "msgstr twice": Damage('msgstr "标题"', 'msgstr "标题"\nmsgstr "题目"', Code.CATALOGUE, 1),
    "msgid edited": Damage('msgid "A heading"', 'msgid "A headline"', Code.WRONG_PAGE),
    "message twice": Damage('msgid "Ink', 'msgid "Flows"\nmsgstr "流"\n\nmsgid "Ink', Code.DUPLICATE_MESSAGE),
    "merge conflict": Damage(
        'msgstr "标题"', '<<<<<<< HEAD\nmsgstr "标题"\n=======\nmsgstr "题"\n>>>>>>> x', Code.CONFLICT
    ),
    "charset": Damage("charset=utf-8", "charset=gb2312", Code.CATALOGUE_HEADER, -5),
    "language": Damage("Language: zh_CN", "Language: zh_TW", Code.CATALOGUE_HEADER, -2),
    "plural forms": Damage("nplurals=1; plural=0;", "nplurals=INTEGER; plural=EXPRESSION;", Code.CATALOGUE_HEADER, -3),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of two pages, with a glossary and the catalogue of one."""
    folder = tmp_path_factory.mktemp("project")
    for name, text in {"index.md": PAGE, "energy.md": OTHER, "glossary.toml": GLOSSARY}.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def check(project: Path, data: bytes, page: str = "index") -> list[tuple[int, Code]]:
    """Return line and kind of each finding of a catalogue."""
    terms = read_terms(GLOSSARY)
    found = list(check_catalogue(f"{page}.po", data, "zh_CN", terms, read_sources(project)))
    assert all("\n" not in str(one) for one in found)
    return [(one.line, one.code) for one in found]


def test_sound_catalogue_has_no_findings(project: Path) -> None:
    assert check(project, CATALOGUE.encode()) == []


def test_there_are_over_forty_kinds_of_damage() -> None:
    assert len(DAMAGES) >= 80


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_is_found_at_its_line(project: Path, name: str) -> None:
    damage = DAMAGES[name]
    assert CATALOGUE.count(damage.old) == 1
    line = CATALOGUE[: CATALOGUE.index(damage.old)].count("\n") + 1 + damage.offset
    found = check(project, CATALOGUE.replace(damage.old, damage.new).encode())
    assert (line, damage.code) in found
    # a slip may be told in two ways, but never at another message
    conflict = damage.code is Code.CONFLICT
    assert {place for place, _ in found} <= set(range(line, line + 5)) if conflict else {line}


DAMAGES_OF_FILES = {
    "bytes": (CATALOGUE.encode().replace("标题".encode(), b"\xb1\xea"), (13, Code.ENCODING)),
    "byte order mark": (b"\xef\xbb\xbf" + CATALOGUE.encode(), (1, Code.ENCODING)),
    "GBK": (CATALOGUE.encode("gb18030"), (10, Code.ENCODING)),
    "line ends": (CATALOGUE.replace("\n", "\r\n").encode(), (1, Code.CATALOGUE)),
    "no header": (CATALOGUE[CATALOGUE.index('msgid "Flows"') :].encode(), (1, Code.CATALOGUE_HEADER)),
    "empty": (b"", (1, Code.CATALOGUE_HEADER)),
    "cut off": (CATALOGUE.encode()[:-40], (30, Code.CATALOGUE)),
}


@pytest.mark.parametrize(("data", "finding"), DAMAGES_OF_FILES.values(), ids=DAMAGES_OF_FILES)
def test_damaged_file(project: Path, data: bytes, finding: tuple[int, Code]) -> None:
    assert finding in check(project, data)


def test_catalogue_of_another_page(project: Path) -> None:
    assert check(project, CATALOGUE.encode(), "energy") == [(1, Code.WRONG_PAGE)]


def test_catalogue_of_a_page_that_was_renamed(project: Path) -> None:
    assert (1, Code.WRONG_PAGE) in check(project, CATALOGUE.encode(), "nowhere")


TEMPLATE = CATALOGUE[: CATALOGUE.index('msgid "Flows"')] + (
    'msgid "Last updated on %(when)s by <b>%(who)s</b>"\nmsgstr "由 <b>%(who)s</b> 更新于 %(when)s"\n'
)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("更新于 %(when)s", "更新", Code.PLACEHOLDERS),
        ("更新于 %(when)s", "更新于 %(when) s", Code.PLACEHOLDERS),
        ("更新于 %(when)s", "更新于 %(时间)s", Code.PLACEHOLDERS),
        ("更新于 %(when)s", "更新 5 % 于 %(when)s", Code.PLACEHOLDERS),
        ("%(who)s</b> 更", "%(who)s<b> 更", Code.RAW_HTML),
        ("更新于 %(when)s", "更新于 %(when)s<script>", Code.RAW_HTML),
        ("更新于 %(when)s", r"更新于 %(when)s\n", Code.TRANSLATION),
    ],
)
def test_damaged_template(project: Path, old: str, new: str, code: Code) -> None:
    assert check(project, TEMPLATE.encode(), "sphinx") == []
    assert (10, code) in check(project, TEMPLATE.replace(old, new).encode(), "sphinx")


def test_previous_english_is_what_a_fuzzy_translation_is_held_against(project: Path) -> None:
    new = '#, fuzzy\n#| msgid "Trained on 265 images."\nmsgid "A heading"'
    text = CATALOGUE.replace('msgid "A heading"', new).replace('"标题"', '"在 265 幅图像上训练。"')
    assert {code for _, code in check(project, text.encode())} == {Code.FUZZY}


def test_our_own_catalogues_are_sound() -> None:
    paths = sorted(Path("locale/zh_CN").rglob("*.po"))
    assert len(paths) >= 15
    assert [str(one) for one in check_files(paths, Path("source/glossary.toml"))] == []
