from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

import pytest

from paperlist.policy import content_policy, secure_page

PAGE = '<!doctype html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def page(body: str, head: str = "") -> str:
    return secure_page(PAGE.format(head=head, body=body))


def policy(html: str) -> dict[str, list[str]]:
    """Return the directives of the policy that a page states."""
    (content,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    return {name: sources for name, *sources in (part.split() for part in content.split(";"))}


def source(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_nothing_but_the_own_host() -> None:
    stated = policy(page(""))
    assert stated["default-src"] == ["'none'"]
    assert stated["script-src"] == ["'self'"]
    assert stated["style-src"] == ["'self'"]
    assert stated["base-uri"] == ["'none'"]


def test_inline_scripts_and_styles_are_named_by_hash() -> None:
    stated = policy(page("<script>\n  a('中');\n</script><style>b{}</style><script>\n  a('中');\n</script>"))
    assert stated["script-src"] == ["'self'", source("\n  a('中');\n")]
    assert stated["style-src"] == ["'self'", source("b{}")]


@pytest.mark.parametrize("tag", ['<script src="a.js"></script>', '<script type="application/ld+json">{}</script>'])
def test_files_and_data_need_no_hash(tag: str) -> None:
    assert "sha256" not in content_policy(tag)


def test_policy_comes_before_what_it_governs() -> None:
    html = page("", head='<link rel="stylesheet" href="a.css">')
    assert html.index("Content-Security-Policy") < html.index("a.css")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="https://a.example">', '<a rel="noopener" href="https://a.example">'),
        ('<a class="x" href="http://a.example">', '<a rel="noopener" class="x" href="http://a.example">'),
        ('<a rel="noopener" href="https://a.example">', '<a rel="noopener" href="https://a.example">'),
        ('<a href="flow.html">', '<a href="flow.html">'),
        ('<svg style="display: none;">', "<svg hidden>"),
        ('<td style="text-align:right">', '<td class="text-right">'),
    ],
)
def test_links_and_style_attributes(before: str, after: str) -> None:
    assert f"<body>{after}</body>" in page(before)


def test_twice_is_once() -> None:
    html = page('<a href="https://a.example">a</a><script>a()</script>')
    assert secure_page(html) == html
