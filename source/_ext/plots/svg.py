"""Make an SVG of matplotlib a small file that stands alone, and give it the colours of a page."""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import numpy as np

from .outline import corners

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
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
_COMMAND = re.compile(r"([MLQCz])([^MLQCz]*)")
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
    _prune(root, _referred(root))
    for parent in list(root.iter()):
        _merge_paths(parent)
    for path in root.iter(f"{_SVG}path"):
        if not _DISC.fullmatch(path.attrib["d"]):
            path.attrib["d"] = _relative(path.attrib["d"])
    for parent in list(root.iter()):
        _merge_dots(parent, radii)
    _prune(root, _referred(root))  # once more, since dots leave their markers unused
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
        attributes[name] = _DECIMAL.sub(lambda match: _tenths(round(float(match[0]) * 10)), attributes[name])
    element.text = element.text if (element.text or "").strip() else None
    element.tail = None


def _relative(path: str) -> str:
    """Return the data of a path with relative coordinates, in tenths that do not add up to a drift."""
    here, start, last = (0, 0), (0, 0), ""
    parts = []
    for command, places in _thin(_read_path(path)):
        # behind a move or a line a line needs no letter
        parts.append(" " if command == "L" and last in ("M", "L") else command.lower())
        parts.append(" ".join(f"{_tenths(x - here[0])} {_tenths(y - here[1])}" for x, y in places))
        here = places[-1] if places else start
        start = here if command == "M" else start
        last = command
    return _squeeze("".join(parts))


def _read_path(path: str) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Yield the commands of a path and their places, in tenths."""
    for command, numbers in _COMMAND.findall(path):
        values = [round(float(number) * 10) for number in numbers.split()]
        yield command, list(zip(values[::2], values[1::2], strict=True))


def _thin(commands: Iterable[tuple[str, list[tuple[int, int]]]]) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Leave out ends of lines that are less than a tenth away from the line without them."""
    here = (0, 0)
    for is_line, group in groupby(commands, lambda command: command[0] == "L"):
        run = list(group)
        if is_line and len(run) > 1:
            line = np.array([here, *(places[0] for _, places in run)], float)
            run = [one for one, needed in zip(run, corners(line, 1)[1:], strict=True) if needed]
        yield from run
        here = next((places[-1] for _, places in reversed(run) if places), here)


def _squeeze(path: str) -> str:
    """Return the data of a path without needless spaces: a sign parts numbers, and so does a second point."""
    return re.sub(r" (?=-)|(?<=\.\d) (?=\.)", "", path)


def _tenths(number: int) -> str:
    """Return a number of tenths as a decimal without a needless zero."""
    return re.sub(r"^(-?)0\.", r"\1.", f"{number / 10:g}")


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
        if "stroke" in paint or not (turn := _turn(attributes["d"])):
            return ()
        paint["turn"] = turn
    return tuple(sorted(paint.items()))


def _turn(path: str) -> str:
    """Return which way the one polygon of a path turns, nothing if it is something else."""
    commands = list(_read_path(path))
    if not re.fullmatch("ML+z?", "".join(command for command, _ in commands)):
        return ""
    points = [place for _, places in commands for place in places]
    area = sum(x * below - right * y for (x, y), (right, below) in pairwise([*points, points[0]]))
    return "left" if area < 0 else "right"


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
        children += (ElementTree.Element(f"{_SVG}path", {"d": _dots(path), **cap}) for path in paths)
    parent[:] = children


def _dots(places: list[tuple[int, int]]) -> str:
    """Return the data of a path that touches some places, always the nearest next."""
    left = dict.fromkeys(places)
    here = (0.0, 0.0)
    parts = []
    while left:
        x, y = min(left, key=lambda place: (place[0] - here[0]) ** 2 + (place[1] - here[1]) ** 2)
        del left[x, y]
        right, down = round(x - here[0]), round(y - here[1])
        parts.append(f"m{_tenths(right)} {_tenths(down)}h.01")
        here = (here[0] + right + 0.1, here[1] + down)
    return _squeeze("".join(parts))


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
