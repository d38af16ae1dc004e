"""What makes a folder of XHTML pages an EPUB: its package document, its landmarks, and the archive.

https://www.w3.org/TR/epub-33/
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

CONTENTS = "nav.xhtml"
"""The table of contents, a page of the book like others."""

_OPF = "http://www.idpf.org/2007/opf"
_DC = "http://purl.org/dc/elements/1.1/"
_MATHML = "http://www.w3.org/1998/Math/MathML"
_NAMED = re.compile(r"&(\w+);")
_OF_XML = ("amp", "apos", "gt", "lt", "quot")
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # of the years that a ZIP file knows
# https://www.w3.org/TR/epub-a11y-11/#sec-disc-package
_ACCESSIBILITY = (
    ("accessMode", "textual"),
    ("accessMode", "visual"),
    ("accessModeSufficient", "textual"),
    ("accessibilityFeature", "alternativeText"),
    ("accessibilityFeature", "index"),
    ("accessibilityFeature", "MathML"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityHazard", "none"),
)


class Landmark(NamedTuple):
    """A place that readers offer to go to."""

    kind: str
    """What it is, as https://www.w3.org/TR/epub-ssv-11/ calls it: ``cover``, ``toc`` or ``bodymatter``."""
    path: str
    name: str


_GUIDE = {"cover": "cover", "toc": "toc", "bodymatter": "text"}  # what EPUB 2 calls them


def as_xhtml(body: str) -> str:
    """Return HTML with what XHTML does not imply: the namespace of MathML, and characters for their names."""
    body = _NAMED.sub(lambda match: match[0] if match[1] in _OF_XML else unescape(match[0]), body)
    return body.replace("<math", f'<math xmlns="{_MATHML}"')


def page_properties(page: str) -> str:
    """Return what the package document has to say of an XHTML page, empty if nothing."""
    return " ".join(name for name, tag in (("mathml", "<math"), ("svg", "<svg")) if re.search(rf"{tag}[\s>]", page))


def complete_package(
    package: str, properties: dict[str, str], landmarks: list[Landmark], *, right_to_left: bool = False
) -> str:
    """Return a package document with what Sphinx leaves out of it, and with the contents as a page of the book.

    :param properties: those of each file, by its path in the book
    """
    ElementTree.register_namespace("", _OPF)
    ElementTree.register_namespace("dc", _DC)
    root = ElementTree.fromstring(package)
    ids = {unquote(item.attrib["href"]): item for item in root.iter(f"{{{_OPF}}}item")}
    for path, value in properties.items():
        if value:
            ids[path].set("properties", value)
    metadata, spine, guide = (_child(root, name) for name in ("metadata", "spine", "guide"))
    for name, value in _ACCESSIBILITY:
        ElementTree.SubElement(metadata, f"{{{_OPF}}}meta", property=f"schema:{name}").text = value
    places = [reference.attrib["idref"] for reference in spine]
    contents = ElementTree.Element(f"{{{_OPF}}}itemref", idref=ids[CONTENTS].attrib["id"])
    (start,) = (place.path for place in landmarks if place.kind == "bodymatter")
    spine.insert(places.index(ids[start].attrib["id"]), contents)
    guide[:] = [
        ElementTree.Element(f"{{{_OPF}}}reference", type=_GUIDE[place.kind], title=place.name, href=place.path)
        for place in landmarks
    ]
    if right_to_left:
        spine.set("page-progression-direction", "rtl")
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _child(root: ElementTree.Element, name: str) -> ElementTree.Element:
    found = root.find(f"{{{_OPF}}}{name}")
    assert found is not None
    return found


def add_landmarks(contents: str, style: str, title: str, landmarks: list[Landmark]) -> str:
    """Return a table of contents with its style sheet and with the places that readers offer to go to.

    :param style: the path of the style sheet
    :param title: the heading of the places, which is not shown
    """
    items = "".join(
        f'        <li><a epub:type="{place.kind}" href="{escape(place.path)}">{escape(place.name)}</a></li>\n'
        for place in landmarks
    )
    nav = (
        f'    <nav epub:type="landmarks" hidden="hidden">\n      <h2>{escape(title)}</h2>\n'
        f"      <ol>\n{items}      </ol>\n    </nav>\n"
    )
    link = f'    <link rel="stylesheet" href="{escape(style)}" />\n' if style else ""
    return contents.replace("  </head>", f"{link}  </head>").replace("  </body>", f"{nav}  </body>")


def pack(folder: Path, names: Iterable[str], time: datetime, target: Path) -> None:
    """Write the archive: the same files and time give the same bytes.

    :param names: the paths of the files below *folder*, in their order; the first, ``mimetype``, is not compressed
    """
    stamp = max(time.timetuple()[:6], _EARLIEST)
    with ZipFile(target, "w") as archive:
        for number, name in enumerate(names):
            info = ZipInfo(name, stamp)
            info.external_attr = 0o644 << 16
            info.create_system = 3  # Unix, wherever it is written
            method = ZIP_DEFLATED if number else ZIP_STORED
            archive.writestr(info, (folder / name).read_bytes(), method, compresslevel=9)
