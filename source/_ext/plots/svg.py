"""Make an SVG of matplotlib fit to stand inside a page."""

from __future__ import annotations

import re
from html import escape

from .palette import NAMES

_PREAMBLE = re.compile(r"^.*?(?=<svg)|<metadata>.*?</metadata>", re.DOTALL)
_ID = re.compile(r' id="([^"]+)"')
_REFERENCE = re.compile(r'(?:xlink:)?href="#([^"]+)"|url\(#([^)]+)\)')
_FONT = re.compile(r"font-family: [^;\"]+;? ?")
_PLACE = re.compile(r' (?:d|x|y|transform)="[^"]*"')
_DECIMALS = re.compile(r"(?<=\d\.\d)\d+")  # a tenth of a point is enough
_COLOUR = re.compile(r"#[0-9a-f]{6}\b")
_STYLE = re.compile(r' style="([^"]*)"')
_IDLE_ROTATION = re.compile(r' transform="rotate\(-?0 [^)]*\)"')


def inline(svg: str, name: str) -> str:
    """Return an SVG document as an element of a page.

    Colours of the palette become variables of the style sheet, and fonts are those
    of the page.  Styles become attributes, which a strict content policy allows.
    Ids are unique on the page: ``plot-<name>-<number>``, kept where something
    refers to them.

    :param svg: what matplotlib has written, with text as text
    :param name: the name of the figure
    """
    svg = _PREAMBLE.sub("", svg)
    referred = [match[1] or match[2] for match in _REFERENCE.finditer(svg)]
    ids = {old: f"plot-{name}-{number}" for number, old in enumerate(dict.fromkeys(referred), start=1)}
    svg = _ID.sub(lambda match: f' id="{ids[match[1]]}"' if match[1] in ids else "", svg)
    svg = re.sub(r'xlink:href="#([^"]+)"', lambda match: f'href="#{ids[match[1]]}"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", lambda match: f"url(#{ids[match[1]]})", svg)
    svg = re.sub(r' (?:xmlns(?::xlink)?|version)="[^"]*"', "", svg)
    svg = re.sub(r'(<svg[^>]*?) width="[^"]*" height="[^"]*"', r"\1", svg)
    svg = _IDLE_ROTATION.sub("", _FONT.sub("", svg))
    svg = _COLOUR.sub(lambda match: f"var(--plot-{NAMES[match[0]]})" if match[0] in NAMES else match[0], svg)
    svg = _STYLE.sub(_attributes, svg)
    svg = _PLACE.sub(lambda match: _DECIMALS.sub("", match[0]), svg)
    svg = re.sub(r"(?<=\d) ?\n?L (?=[-\d])", "L", re.sub(r"\s+", " ", svg)).replace("> <", ">\n<")
    return svg.strip() + "\n"


def _attributes(style: re.Match[str]) -> str:
    pairs = (declaration.partition(":") for declaration in style[1].split(";") if declaration.strip())
    return "".join(f' {name.strip()}="{value.strip()}"' for name, _colon, value in pairs)


def standalone(svg: str, language: str) -> str:
    """Return an SVG document as a file of its own, for readers that know no style sheet around it.

    :param language: the language tag of its words, which fonts of Han letters are chosen by
    """
    svg = _PREAMBLE.sub("", svg).replace("<svg", f'<svg xml:lang="{language}"', 1)
    svg = re.sub(r"(font-family: [^;\"]+)", r"\1, sans-serif", svg)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{_PLACE.sub(lambda match: _DECIMALS.sub("", match[0]), svg)}'


def describe(svg: str, text: str) -> str:
    """Return an inline SVG that readers of the page who cannot see it are told of as *text*."""
    return svg.replace("<svg", f'<svg role="img" aria-label="{escape(text)}"', 1)
