from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from paperlist.markdown import EntryError, parse_entry, render_entry
from paperlist.mend import mend_entry
from paperlist.page import format_page, iter_faults, iter_items, iter_references, render_item
from test_markdown import entries

if TYPE_CHECKING:
    from paperlist.entry import Entry


def head(title: str = "A Title", indent: str = "  ", end: str = "  \n") -> str:
    """Return a head whose second and third line are indented."""
    return end.join(
        [f"[{title}](https://arxiv.org/abs/2006.01234)", f"{indent}*Ann Author*", f"{indent}**[`JMLR 2021`]**"]
    )


ITEM = f"- {head()}\n"


def found(text: str) -> list[tuple[int, int, str, str, bool]]:
    return [(item.line, item.end, item.topic, item.summary, item.placed) for item in iter_items(text)]


def faults(text: str) -> list[str]:
    return [str(fault) for fault in iter_faults("page.md", text)]


# -- items -----------------------------------------------------------------------------


def test_items_tell_lines_and_topic() -> None:
    text = f"# Page\n\n## *First* topic\n\n{ITEM}{ITEM}\n## Second\n\nProse.\n\n{ITEM}"
    assert found(text) == [
        (5, 8, "*First* topic", "", True),
        (8, 11, "*First* topic", "", True),
        (16, 19, "Second", "", True),
    ]


def test_item_holds_the_head_without_bullet_and_indentation() -> None:
    (item,) = iter_items(f"+   {head(indent='    ')}\n")
    assert item.source == head(indent="")
    assert (item.is_entry, item.reference) == (True, None)


def test_topic_is_empty_without_heading_and_may_be_underlined() -> None:
    assert [topic for _, _, topic, _, _ in found(f"{ITEM}\nTopic\n-----\n\n{ITEM}")] == ["", "Topic"]


def test_summary_is_what_stands_below_the_head() -> None:
    text = f"{ITEM}\n  First *paragraph*,\n  two lines.\n\n  - nested\n    - deeper\n\n\n\n{ITEM}\nEnd.\n"
    assert found(text) == [
        (1, 10, "", "First *paragraph*,\ntwo lines.\n\n- nested\n  - deeper", True),
        (13, 16, "", "", True),
    ]


@pytest.mark.parametrize("bullet", ["-", "*", "+"])
def test_items_of_every_bullet_are_placed(bullet: str) -> None:
    assert [placed for *_, placed in found(f"{bullet} {head()}\n{bullet} {{paper}}`X`\n")] == [True, True]


@pytest.mark.parametrize(
    "text",
    [
        f"- Group\n  - {head(indent='    ')}\n",
        f"1. {head(indent='   ')}\n",
        f"1) {head(indent='   ')}\n",
        f"> - {head(indent='>   ')}\n",
        f"- > - {head(indent='  >   ')}\n",
        f"- - {head(indent='    ')}\n",
        f"[^1]: - {head(indent='      ')}\n",
        "- Group\n  - {paper}`X`\n",
        "1. {paper}`X`\n",
    ],
    ids=["nested", "ordered", "bracket", "quoted", "quoted in item", "list in item", "footnote", "reference", "number"],
)
def test_items_elsewhere_are_seen_but_not_placed(text: str) -> None:
    assert [placed for *_, placed in found(text)] == [False]


def test_entry_nested_below_an_entry_is_not_placed() -> None:
    text = f"{ITEM}\n  - {head('Another', indent='    ')}\n"
    assert [(line, placed) for line, *_, placed in found(text)] == [(1, True), (5, False)]


@pytest.mark.parametrize(
    "text",
    [
        f":::{{note}}\n{ITEM}:::\n",
        f"::::{{tip}}\n:::{{note}}\n{ITEM}:::\n::::\n",
        f"```\n{ITEM}```\n",
        f"```{{eval-rst}}\n{ITEM}```\n",
        f"~~~text\n{ITEM}~~~\n",
        f"- code\n\n  ```\n  - {head(indent='    ')}\n  ```\n",
        f"    - {head(indent='      ')}\n",
        f"---\nexample: |\n  - {head(indent='    ')}\n---\n",
        f"<!--\n{ITEM}-->\n",
        "% - [A Title](https://a.example)\n",
        head(indent="") + "\n",
        "- [a page](other.md) of ours\n- [a section](#label)\n- *Emphasis*\n- On {paper}`X`\n- {paper}`X`: why\n",
        "",
    ],
    ids=[
        "directive",
        "directives",
        "fence",
        "fenced directive",
        "tildes",
        "fence in item",
        "indented code",
        "front matter",
        "comment",
        "myst comment",
        "paragraph",
        "other items",
        "empty",
    ],
)
def test_what_is_no_item(text: str) -> None:
    assert found(text) == []


def test_front_matter_and_blocks_count_as_lines() -> None:
    text = f"---\ntitle: x\n---\n\n```\n# No topic\n```\n\n:::{{note}}\n# No topic\n:::\n\n{ITEM}"
    assert found(text) == [(13, 16, "", "", True)]


def test_malformed_entry_is_an_item_all_the_same() -> None:
    (item,) = iter_items("- [A Title](https://a.example) by nobody\n")
    assert item.is_entry


def test_reference_item_tells_its_target() -> None:
    (item,) = iter_items("# T\n\n- {paper}`arxiv:2006.01234`\n")
    assert (item.is_entry, item.reference, item.line, item.topic) == (False, "arxiv:2006.01234", 3, "T")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_do_not_matter_to_items(newline: str) -> None:
    text = f"# T\n\n{ITEM}\n  One,\n  two.\n\nEnd.\n"
    assert found(text.replace("\n", newline)) == [(3, 9, "T", "One,\ntwo.", True)]


# -- references ------------------------------------------------------------------------


def test_references_tell_line_and_target() -> None:
    text = (
        "# About {paper}`A`\n\nOne {paper}`text <B>` and\ntwo {paper}`C`  \nthree *{paper}`D`*.\n\n"
        "- item\n  {paper}`E`\n\n| head |\n|--|\n| {paper}`F` |\n\n> {paper}`G`\n"
    )
    assert list(iter_references(text)) == [
        (1, "A"),
        (3, "B"),
        (4, "C"),
        (5, "D"),
        (8, "E"),
        (12, "F"),
        (14, "G"),
    ]


@pytest.mark.parametrize(
    "text", ["{term}`A`", "`{paper}` `A`", "\\{paper}`A`", "```\n{paper}`A`\n```", "% {paper}`A`", "$x$ paper `A`"]
)
def test_other_roles_code_and_comments_are_no_references(text: str) -> None:
    assert list(iter_references(text)) == []


def test_reference_in_a_summary_is_found() -> None:
    assert list(iter_references(f"{ITEM}\n  Extends\n  {{paper}}`X`.\n")) == [(6, "X")]


# -- faults ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("One\n\n<div>\nblock\n</div>\n", "page.md:3: raw HTML: <div> [paperlist.raw_html]"),
        ("One\n\n<!-- note\nto self -->\n", "page.md:3: raw HTML: <!-- note [paperlist.raw_html]"),
        ("One\ntwo <br> three\n", "page.md:2: raw HTML: <br> [paperlist.raw_html]"),
        ("One <!-- note --> two\n", "page.md:1: raw HTML: <!-- note --> [paperlist.raw_html]"),
        ("- item\n\n  <b>\n", "page.md:3: raw HTML: <b> [paperlist.raw_html]"),
        ("# Big <br>\n", "page.md:1: raw HTML: <br> [paperlist.raw_html]"),
        ("One [a][A b]\n\n[A b]: https://a.example\n", "page.md:3: link definition [a b] [paperlist.reference_link]"),
        ("> [unused]: https://a.example\n", "page.md:1: link definition [unused] [paperlist.reference_link]"),
    ],
)
def test_fault(text: str, finding: str) -> None:
    assert faults(text) == [finding]


def test_raw_html_over_two_lines_is_told_in_one() -> None:
    (finding,) = faults("One <b\nclass='x'> two\n")
    assert "\n" not in finding


def heading_link(line: int, target: str) -> str:
    return (
        f"page.md:{line}: link to a heading, #{target}: write (label)= above the heading and link to #label "
        "[paperlist.heading_link]"
    )


@pytest.mark.parametrize(
    ("text", "line", "target"),
    [
        ("[x](page.md#some-part)", 1, "some-part"),
        ("One\n[x](../sub/page.md#some-part)", 2, "some-part"),
        ("## Some *Part*, β\n\n[x](#some-part-beta)", 3, "some-part-beta"),
        ("## Some Part ##\n\n[x](#some-part)", 3, "some-part"),
        ("Some Part\n---------\n\n[x](#some-part)", 4, "some-part"),
        ("(other)=\n## Some Part\n\n[x](#some-part)", 4, "some-part"),
    ],
)
def test_link_to_a_heading(text: str, line: int, target: str) -> None:
    assert faults(text) == [heading_link(line, target)]


@pytest.mark.parametrize(
    "text",
    [
        "(some-part)=\n## Some Part\n\n[x](#some-part)",
        "(some-part)=\r\n## Some Part\r\n\r\n[x](#some-part)",
        "[x](#label-of-another-page)",
        "[x](page.md)",
        "[x](picture.svg#some-part)",
        "[x](https://a.example/page.md#some-part)",
        "```\n# some part\n```\n\n[x](#some-part)",
    ],
    ids=["label", "label crlf", "elsewhere", "page", "file", "another site", "comment in code"],
)
def test_link_to_a_label_or_page_is_fine(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize(
    "text",
    [
        ITEM,
        "`<b>` and \\<b> and 1 < 2 > 0 and <https://a.example>\n",
        "```html\n<div>\n```\n",
        "% a comment\n",
        "A note[^1].\n\n[^1]: The note.\n",
        "\\[x]: https://a.example\n",
        ":::{note}\ntext\n:::\n",
        "$a < b > c$\n",
    ],
)
def test_good_page_has_no_faults(text: str) -> None:
    assert faults(text) == []


# -- format ----------------------------------------------------------------------------


def test_item_renders_with_its_summary_below_a_blank_line() -> None:
    assert render_item("a\nb", "c\n\nd\n  e") == "- a\n  b\n\n  c\n\n  d\n    e\n"
    assert render_item("a") == "- a\n"


@pytest.mark.parametrize(
    "text",
    [
        f"* {head()}\n",
        f"+   {head(indent='    ')}\n",
        f"-\t{head(indent=chr(9))}\n",
        f"   - {head(indent='     ')}\n",
        f"- {head(end=chr(92) + chr(10))}\n",
        f"- {head(end=chr(10))}\n",
        f"- {head(indent='')}\n",
        f"- {head().replace('*Ann Author*', '_Ann Author_')}  \n",
        f"- {head('A Title').replace('**', '__')}\n",
        f"-\n  {head()}\n",
    ],
    ids=["star", "wide", "tab", "shifted", "backslash", "no break", "lazy", "underscore", "strong", "bullet alone"],
)
def test_entry_gets_its_canonical_form(text: str) -> None:
    assert format_page(text) == ITEM


def test_summary_moves_with_its_head() -> None:
    summary = "    One\n      two.\n\n    - nested\n\n    ```\n    code\n      more\n    ```\n"
    text = f"*   {head(indent='    ')}\n\n\n{summary}"
    assert format_page(text) == f"{ITEM}\n  One\n    two.\n\n  - nested\n\n  ```\n  code\n    more\n  ```\n"


def test_reference_loses_its_blanks() -> None:
    assert format_page("# T\n\n*   {paper}`X`  \n*   {paper}`Y`\n") == "# T\n\n- {paper}`X`\n- {paper}`Y`\n"


def test_all_else_stays_to_the_byte() -> None:
    before = "---\nx:  1\n---\n\n\n#  Odd   Page\n\nTrailing   \n\tTab \\\n*  other\n\n\n1.  {paper}`X`\n\n```\n"
    after = f"```\n\n> *  {head(indent='>    ')}\n\n:::{{note}}\n*  {head(indent='   ')}\n:::\n\n\nno end"
    text = f"{before}* [code](https://a.example)\n{after}"
    assert format_page(text) == text
    entry = f"\n\n*  {head(indent='   ')}\n\n\n\n"
    assert format_page(text + entry) == f"{text}\n\n{ITEM}\n\n\n"


@pytest.mark.parametrize("end", ["", "\n", "\n\n\n", "\n  \n"])
def test_end_of_the_page_stays(end: str) -> None:
    assert format_page(f"* {head()}{end}") == f"- {head()}{end}"


@pytest.mark.parametrize(
    "item",
    [
        "*  [A Title](https://a.example) by nobody\n",
        "*  [A Title](https://a.example)\\\n   *Ann Author*\\\n   **[`JMLR`]**\n\n   A summary.\n",
        f"*  {head(indent='   ', end=chr(10))}\n   A summary too close.\n",
    ],
    ids=["no head", "no year", "trailing"],
)
def test_unreadable_item_stays(item: str) -> None:
    assert format_page(f"* {head()}\n\n# T\n\n{item}") == f"{ITEM}\n# T\n\n{item}"


def test_misplaced_item_stays() -> None:
    text = f"1.  {head(indent='    ', end=chr(10))}\n\n- Group\n  *  {head(indent='     ', end=chr(10))}\n"
    assert format_page(text) == text


def test_crlf_stays() -> None:
    written = f"# T\n\n*  {head(indent='   ')}\n\n   Summary,\n   two lines.\n\nProse.\n"
    canonical = f"# T\n\n{ITEM}\n  Summary,\n  two lines.\n\nProse.\n"
    assert format_page(written.replace("\n", "\r\n")) == canonical.replace("\n", "\r\n")


def test_mixed_line_ends_stay() -> None:
    text = f"# T\r\n\r\nWindows,\r\nunix.\nEnd.\n\n{ITEM}"
    assert format_page(text) == text


def test_lone_carriage_returns_stay() -> None:
    # they end a line in CommonMark
    text = f"one\rtwo\n\n{ITEM}\n  Summary.\n\nEnd.\n"
    assert format_page(text) == text


def test_code_that_begins_a_summary_stays_code() -> None:
    text = f"{ITEM}\n      indented code\n\nEnd.\n"
    assert format_page(text) == text


def test_wide_blank_that_begins_a_summary_stays() -> None:
    text = f"{ITEM}\n  \u3000\u3000摘要。\n"
    assert format_page(text) == text


@pytest.mark.parametrize(
    "text",
    [
        f"   - {head(indent='     ')}\n   - other\n",
        f"  *  {head(indent='     ')}\n\n  Prose.\n",
        f"*   {head(indent='    ')}\n\n  Prose.\n",
        f"*   {head(indent='    ')}\n\n   1. one\n",
    ],
    ids=["item", "prose", "prose below a wide bullet", "list"],
)
def test_what_stands_a_little_shifted_below_an_entry_does_not_become_its_summary(text: str) -> None:
    formatted = format_page(text)
    assert [summary for _, _, _, summary, _ in found(formatted)] == [""]
    assert format_page(formatted) == formatted


# Blocks as they may be written, and as they must be afterwards.
breaks = st.sampled_from(["  \n", "\\\n", "\n", "    \n"])
summaries = st.sampled_from(
    [
        "",
        "One sentence with $x_1$ and {paper}`X`.",
        "One line,\nanother.",
        "First.\n\nSecond.",
        "List:\n\n- a\n  - b\n- c",
        "```\n- [code](https://a.example)\n\n  more\n```",
        ":::{note}\nboxed\n:::",
        "中文摘要。",
    ]
)


@st.composite
def item_blocks(draw: st.DrawFn) -> tuple[str, str]:
    entry, summary = draw(entries), draw(summaries)
    indent = draw(st.sampled_from(["  ", "   ", "    "]))
    written = render_entry(entry).replace("  \n", draw(breaks))
    if summary:
        written += f"\n\n{summary}"
    lines = [indent + line if line else "" for line in written.split("\n")]
    canonical = render_item(render_entry(mend_entry(entry)), summary).rstrip("\n")
    return draw(st.sampled_from("-*+")) + "\n".join(lines)[1:], canonical


unchanged = st.one_of(
    st.text("abc äβ中.,;!", min_size=1, max_size=30).map(lambda value: f"x{value}x"),
    st.sampled_from(
        [
            "## Topic",
            "Topic\n=====",
            "Two lines  \nof prose\ttab",
            "1. {paper}`X`\n2. other",
            f"> -  {head(indent='>    ')}",
            f"```\n* {head()}\n```",
            f":::{{note}}\n* {head()}\n\n* {{paper}}`X`\n:::",
            "$$\nx = 1\n$$ (eq-x)",
            "| a | b |\n|---|---|\n| {paper}`X` | $y$ |",
            "(label)=",
            "% comment",
            "-  [broken](https://a.example) entry",
            "*  some other item\n*  and another",
            "- {paper}`X`: with words",
        ]
    ),
).map(lambda value: (value, value))
references = st.sampled_from([("* {paper}`X`", "- {paper}`X`"), ("-   {paper}`Y`  ", "- {paper}`Y`")])
pages = st.lists(st.one_of(item_blocks(), unchanged, references), max_size=6)


@settings(deadline=None)
@given(pages)
def test_format_changes_items_only(blocks: list[tuple[str, str]]) -> None:
    given_, canonical = ("\n\n".join(side) for side in zip(*blocks, strict=True)) if blocks else ("", "")
    assert format_page(given_) == canonical


@settings(deadline=None)
@given(pages, st.sampled_from(["\n", "\r\n"]))
def test_format_twice_is_format_once(blocks: list[tuple[str, str]], newline: str) -> None:
    once = format_page("\n\n".join(written for written, _ in blocks).replace("\n", newline))
    assert format_page(once) == once


@settings(deadline=None)
@given(st.lists(entries, max_size=4))
def test_items_are_the_entries_in_their_lines(papers: list[Entry]) -> None:
    rendered = [render_item(render_entry(paper)) for paper in papers]
    # without a heading above, a first title of hyphens looks like front matter to the parser, and to MyST's
    items = list(iter_items("".join(["# A page\n\n", *rendered])))
    assert [parse_entry(item.source) for item in items] == papers
    assert [item.line for item in items] == list(range(3, 3 * len(papers) + 3, 3))


# Nothing that anybody types may stop the formatter; the pieces make near misses of entries.
pieces = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        [
            "- [",
            "](https://a.example)",
            "]()",
            "  \n  *A, B, and C*",
            "\\\n  _A_",
            "  \n  **[`V 2000`]**",
            " [[Github](https://b.example)]",
            "\n",
            "\n\n  ",
            "\n\n      ",
            "   ",
            "\t",
            "\r",
            "\r\n",
            "\0",
            "\u3000",
            "\u2028",
            "{paper}`X`",
            "{paper}`X <Y>`",
            "\n> ",
            "\n- ",
            "\n   - ",
            "\n* ",
            "\n1. ",
            "\n# T\n",
            "\n---\n",
            "\n```\n",
            "\n:::\n",
            "\n$$\n",
            "[x]: y",
            "[^1]: ",
            "<b",
            ">",
            "<!--",
            "#a",
            "[x](#t)",
            f"\n- {head()}\n",
            f"\n\n   - {head(indent='     ')}\n",
            f"\n* {head(indent='')}\n\n    text\n",
        ]
    ),
)
wild_pages = st.lists(pieces, max_size=12).map("".join)


def meaning(text: str) -> list[tuple[Entry | str, str, bool]]:
    """Return what must survive formatting: the entries and references, their topics, whether they are placed."""
    items: list[tuple[Entry | str, str, bool]] = []
    for item in iter_items(text):
        try:
            items.append((parse_entry(item.source) if item.is_entry else item.source.strip(), item.topic, item.placed))
        except EntryError:
            items.append((item.source, item.topic, item.placed))
    return items


@settings(deadline=None, max_examples=300)
@given(wild_pages)
@example("a\rb\n\n" + ITEM)
@example("\r\r\r\n" + ITEM)
@example("> - <!A\n>")
@example(f"   - {head(indent='     ')}\n   - other\n")
def test_no_page_stops_the_formatter(text: str) -> None:
    once = format_page(text)
    assert format_page(once) == once
    assert meaning(once) == meaning(text)
