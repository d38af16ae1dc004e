"""Make an SVG of matplotlib a small file that stands alone, and give it the colours of a page."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from .path_data import dots, relative, tenths, turn

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

LATIN = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans'"
HAN = (
    "'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Source Han Sans SC', "
    "'Noto Sans CJK SC', 'Noto Sans SC', 'WenQuanYi Micro Hei'"
)
"""The fonts of the site, which a page does not hand on to its images."""

_NAMESPACES = {"": "http://www.w3.org/2000/svg", "xlink": "http://www.w3.org/1999/xlink"}
_SVG, _XLINK = (f"{{{name}}}" for name in _NAMESPACES.values())
_XML = "{http://www.w3.org/XML/1998/namespace}"

_REFERENCE = re.compile(r"(?:url\()?#([^)]+)\)?")
_COLOUR = re.compile(r"#[0-9a-f]{6}\b")
_DISC = re.compile(r"M 0 ([\d.]+)\s+(?:C[-\d.\s]+){8}z\s*")
_IDLE_ROTATION = re.compile(r"rotate\(-?0 [^)]*\)")
_IDLE = {f"{_SVG}metadata", f"{_SVG}style"}
_PLACE = {"x", "y", "width", "height"}
_DECIMAL = re.compile(r"\d+\.\d+")


def compact(svg: str, language: str) -> str:
    """Return an SVG document that looks the same and is much smaller.

    Coordinates are relative and in tenths of a point; corners that are hardly one are left out.
    Opaque lines in a row that look alike are one path, and so are shapes and dots.
    Styles are attributes, which a strict content policy allows, and fonts are those of the reader's system.

    :param svg: what matplotlib has written, with text as text
    :param language: of the text, as a code of Sphinx
    """
    for prefix, uri in _NAMESPACES.items():
        ElementTree.register_namespace(prefix, uri)
    root = ElementTree.fromstring(svg)
    _set_root(root, language)
    radii = _radii(root)
    for element in root.iter():
        _set_attributes(element)
    for parent in list(root.iter()):
        _merge_dots(parent, radii)
    _prune(root, _referred(root))  # behind the dots, which leave their markers unused
    for parent in list(root.iter()):
        _merge_paths(parent)
    for path in root.iter(f"{_SVG}path"):
        data = path.attrib["d"]
        if data.startswith("M") and not _DISC.fullmatch(data):  # dots are relative already
            path.attrib["d"] = relative(data)
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def recolour(svg: str, colours: Mapping[str, str]) -> str:
    """Return an SVG with other colours.

    :param colours: the colours to replace, and what takes their place
    """
    return _COLOUR.sub(lambda match: colours.get(match[0], match[0]), svg)


def size(svg: str) -> tuple[int, int]:
    """Return the width and height of a compact SVG in pixels of CSS."""
    root = ElementTree.fromstring(svg)
    return int(root.attrib["width"]), int(root.attrib["height"])


def _set_root(root: Element, language: str) -> None:
    width, height = (float(number) for number in root.attrib["viewBox"].split()[2:])
    fonts = (HAN, LATIN) if language.startswith("zh") else (LATIN, HAN)
    root.attrib.pop("version", None)
    root.attrib |= {
        "width": f"{width * 4 / 3:.0f}",
        "height": f"{height * 4 / 3:.0f}",
        "font-family": ", ".join((*fonts, "sans-serif")),
        "stroke-linejoin": "round",
        f"{_XML}lang": language.replace("_", "-"),
    }


def _set_attributes(element: Element) -> None:
    """Make styles attributes, round places, and drop what has no effect."""
    attributes = element.attrib
    for declaration in attributes.pop("style", "").split(";"):
        name, _colon, value = declaration.partition(":")
        if name.strip() not in ("", "font-family"):
            attributes[name.strip()] = value.strip()
    if _IDLE_ROTATION.fullmatch(attributes.get("transform", "")):
        del attributes["transform"]
    for name in _PLACE & attributes.keys():
        attributes[name] = _DECIMAL.sub(lambda match: tenths(round(float(match[0]) * 10)), attributes[name])
    element.text = element.text if (element.text or "").strip() else None
    element.tail = None


def _radii(root: Element) -> dict[str, float]:
    """Return the radii of the markers that are discs, by their ids."""
    paths = {path.get("id", ""): _DISC.fullmatch(path.get("d", "")) for path in root.iter(f"{_SVG}path")}
    return {name: float(match[1]) for name, match in paths.items() if name and match}


def _merge_paths(parent: Element) -> None:
    """Draw opaque lines that look alike and follow each other as one path, and shapes that turn the same way."""
    children: list[Element] = []
    for paint, group in groupby(list(parent), _paint):
        first, *others = group
        if paint:
            first.attrib["d"] = " ".join(path.attrib["d"] for path in (first, *others))
            others = []
        children += (first, *others)
    parent[:] = children


def _paint(element: Element) -> tuple[tuple[str, str], ...]:
    """Return how an element is painted if it may be one path with others of that paint, else nothing."""
    attributes = element.attrib
    if element.tag != f"{_SVG}path" or "id" in attributes or any("opacity" in name for name in attributes):
        return ()
    paint = {name: value for name, value in attributes.items() if name != "d"}
    if paint.get("fill") != "none":
        # where shapes that turn against each other overlap there would be a hole
        if "stroke" in paint or not (side := turn(attributes["d"])):
            return ()
        paint["turn"] = side
    return tuple(sorted(paint.items()))


def _merge_dots(parent: Element, radii: Mapping[str, float]) -> None:
    """Draw discs as strokes so short that their round caps are all there is, opaque ones in a row as one path."""
    children: list[Element] = []
    for (marker, paint), group in groupby(list(parent), _marker):
        if marker not in radii or not {"fill"} <= dict(paint).keys() <= {"fill", "fill-opacity"}:
            children += group
            continue
        cap = {"stroke-width": f"{2 * radii[marker]:g}", "stroke-linecap": "round"}
        cap |= {name.replace("fill", "stroke"): value for name, value in paint}
        places = [(round(float(dot.attrib["x"]) * 10), round(float(dot.attrib["y"]) * 10)) for dot in group]
        # translucent dots are darker where they overlap
        paths = [[place] for place in places] if "stroke-opacity" in cap else [places]
        children += (ElementTree.Element(f"{_SVG}path", {"d": dots(path), **cap}) for path in paths)
    parent[:] = children


def _marker(element: Element) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the id of what an element repeats, and the attributes that do not say where."""
    paint = {name: value for name, value in element.attrib.items() if name not in ("x", "y", f"{_XLINK}href")}
    return element.get(f"{_XLINK}href", "#")[1:], tuple(sorted(paint.items()))


def _referred(root: Element) -> set[str]:
    """Return the ids that something refers to."""
    values = (value for element in root.iter() for value in element.attrib.values())
    return {match[1] for value in values if (match := _REFERENCE.fullmatch(value))}


def _prune(element: Element, referred: set[str]) -> None:
    """Drop what is not seen, ids that nothing refers to, and groups that have nothing in common."""
    children: list[Element] = []
    for child in element:
        if child.get("id") not in referred:
            child.attrib.pop("id", None)
        _prune(child, referred)
        if child.tag == f"{_SVG}g" and not child.attrib:
            children += child
        elif _is_needed(child) and (element.tag != f"{_SVG}defs" or "id" in child.attrib):
            children.append(child)
    element[:] = children


def _is_needed(element: Element) -> bool:
    if element.tag == f"{_SVG}path":
        return "id" in element.attrib or element.get("fill") != "none" or "stroke" in element.attrib
    return element.tag not in _IDLE and (element.tag != f"{_SVG}defs" or len(element) > 0)
