from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from paperlist.epub import as_xhtml, pack, page_properties

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("html", "xhtml"),
    [
        ("a&nbsp;b &hellip; &#160; &#xA0;", "a\xa0b … &#160; &#xA0;"),
        ("&lt;b&gt; &amp;amp; &quot;", "&lt;b&gt; &amp;amp; &quot;"),
        ("<math><mi>x</mi></math>", '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>'),
        ("&lt;math&gt;", "&lt;math&gt;"),
    ],
)
def test_what_html_implies_is_said(html: str, xhtml: str) -> None:
    assert as_xhtml(html) == xhtml


@pytest.mark.parametrize(
    ("page", "properties"),
    [
        ("<p>x</p>", ""),
        ("<p>&lt;math&gt;</p>", ""),
        ('<p><math display="block"/></p>', "mathml"),
        ("<svg></svg><math></math>", "mathml svg"),
    ],
)
def test_properties(page: str, properties: str) -> None:
    assert page_properties(page) == properties


def test_archive_begins_with_its_type(tmp_path: Path) -> None:
    names = ["mimetype", "page.xhtml"]
    for name in names:
        (tmp_path / name).write_text(name * 99, "utf-8")
    moment = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    pack(tmp_path, names, moment, tmp_path / "a.epub")
    with ZipFile(tmp_path / "a.epub") as archive:
        assert [(info.filename, info.compress_type) for info in archive.infolist()] == [
            ("mimetype", ZIP_STORED),
            ("page.xhtml", ZIP_DEFLATED),
        ]
        assert {info.date_time for info in archive.infolist()} == {(2024, 5, 6, 7, 8, 8)}
    assert (tmp_path / "a.epub").read_bytes()[38:46] == b"mimetype"[8:] + b"mimetype"


def test_years_before_those_of_archives(tmp_path: Path) -> None:
    (tmp_path / "mimetype").touch()
    pack(tmp_path, ["mimetype"], datetime(1970, 1, 1, tzinfo=UTC), tmp_path / "a.epub")
    with ZipFile(tmp_path / "a.epub") as archive:
        assert archive.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)
