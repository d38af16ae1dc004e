"""Run the module of a figure, and keep what it has drawn until something that it depends on changes."""

from __future__ import annotations

import hashlib
import importlib
import io
import logging
import os
import re
import sys
import warnings
from functools import lru_cache
from importlib.metadata import version
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from paperlist.atomic import write_bytes, write_text

from .palette import DARK, GREY, INK, LIGHT
from .svg import compact, recolour

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from matplotlib.figure import Figure

Format = Literal["svg", "pdf", "png"]

FONTS: dict[Format, list[str]] = {
    # only measured, the reader's system sets the text; DejaVu Sans is wide and comes with matplotlib
    "svg": ["DejaVu Sans", "Noto Sans CJK SC"],
    "pdf": ["Linux Biolinum O", "Noto Sans CJK SC", "DejaVu Sans"],
    "png": ["Linux Biolinum O", "Noto Sans CJK SC", "DejaVu Sans"],
}
"""The fonts of each format; a sign is taken from the first that has it."""

DPI = 150
"""The dots to the inch of a PNG."""

# what would tell two builds of a file apart
_DATED: dict[Format, list[str]] = {
    "svg": ["Date"],
    "pdf": ["CreationDate", "Creator", "Producer"],
    "png": ["Software"],
}

TOOLS = [
    Path(__file__).with_name(f"{name}.py") for name in ("outline", "palette", "panels", "path_data", "render", "svg")
]
"""What every figure is drawn with."""

SUFFIXES: dict[Format, tuple[str, ...]] = {"svg": (".svg", "-dark.svg"), "pdf": (".pdf",), "png": (".png",)}
"""How the names of a figure's files end; on pages of the site there is one for each scheme of colours."""

_version = lru_cache(version)  # which reads the metadata of the package each time

_SIBLING = re.compile(r"^from \.(\w+) import ", re.MULTILINE)
_DATA = re.compile(r'^DATA = "([^"]+)"', re.MULTILINE)


class PlotError(Exception):
    """A figure cannot be drawn, or not with all its words."""


def sources(path: Path) -> list[Path]:
    """Return the files a figure depends on: its module, the modules beside it that it imports, and its data.

    A module names its data in a line ``DATA = "pattern"``, relative to the folder above.
    """
    found = {path: None}
    for module in iter(list(found)):
        text = module.read_text("utf-8")
        for name in _SIBLING.findall(text):
            found.update(dict.fromkeys(sources(module.with_name(f"{name}.py"))))
        for pattern in _DATA.findall(text):
            found.update(dict.fromkeys(sorted(path.parent.parent.glob(pattern))))
    return list(found)


def render(path: Path, gettext: Callable[[str], str], form: Format) -> bytes:
    """Return a figure as an SVG with real text, as a PDF with its fonts in it, or as a PNG.

    The same code and words give the same bytes.

    :param path: the module; its function ``draw`` takes *gettext* and returns a figure of matplotlib
    :param gettext: what translates the words of the figure
    :raises PlotError: if the fonts of PDF or PNG lack a sign
    """
    import matplotlib

    style: Any = {
        "font.family": available_fonts(form),
        "font.size": 8.5,
        "axes.titlesize": 9.5,
        "axes.labelsize": 8.5,
        "legend.fontsize": 8.5,
        "xtick.labelsize": 7.5,
        "ytick.labelsize": 7.5,
        "axes.facecolor": "none",
        "figure.facecolor": "none",
        "axes.edgecolor": GREY,
        "axes.linewidth": 0.6,
        "legend.frameon": False,
        "lines.linewidth": 1.2,
        "lines.markeredgewidth": 0,
        "pdf.fonttype": 3,
        "svg.fonttype": "none",
        "svg.hashsalt": path.stem,
    }
    style |= dict.fromkeys(["text.color", "axes.labelcolor", "axes.titlecolor", "xtick.color", "ytick.color"], INK)
    with matplotlib.rc_context(style), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        figure = _load(path).draw(gettext)
        content = _save(figure, form)
    for warning in caught:
        # where the site is built without fonts the browser will have them
        if form != "svg" or "missing from font" not in str(warning.message):
            raise PlotError(f"{path.name}: {warning.message}")
    return content


def render_cached(path: Path, gettext: Callable[[str], str], form: Format, cache: Path, language: str) -> list[Path]:
    """Return the files of a figure, drawn anew if its code, data, words or libraries have changed.

    :param cache: the folder of the files; their names end as in :data:`SUFFIXES`
    :raises PlotError: if the fonts of PDF or PNG lack a sign
    """
    # of each format its own list of fonts, which may be installed between the two
    os.environ.setdefault("MPLCONFIGDIR", str(cache / f"matplotlib-{form}"))
    logging.getLogger("matplotlib").setLevel(logging.WARNING)
    digest = hashlib.sha256()
    for part in _fingerprint(path, gettext, form, cache):
        digest.update(part)
        digest.update(b"\0")
    stem = f"{path.stem}-{language}-"
    files = [cache / f"{stem}{digest.hexdigest()[:16]}{suffix}" for suffix in SUFFIXES[form]]
    if not all(file.exists() for file in files):
        contents = _finish(render(path, gettext, form), form, language)
        for old in cache.glob(f"{stem}*.{form}"):
            old.unlink()
        for file, content in zip(files, contents, strict=True):
            write_bytes(file, content)
    return files


def _finish(content: bytes, form: Format, language: str) -> list[bytes]:
    """Return what to write into the files of a figure."""
    if form != "svg":
        return [content]
    svg = compact(content.decode("utf-8"), language)
    return [recolour(svg, colours).encode("utf-8") for colours in (LIGHT, DARK)]


def available_fonts(form: Format) -> list[str]:
    """Return the fonts of a format that this machine has."""
    from matplotlib.font_manager import fontManager

    names = set(fontManager.get_font_names())
    return [name for name in FONTS[form] if name in names]


def _fingerprint(path: Path, gettext: Callable[[str], str], form: Format, cache: Path) -> Iterator[bytes]:
    """Yield what a figure depends on."""
    for file in (*sources(path), *TOOLS):
        yield file.read_bytes()
    for word in words(path):
        yield gettext(word).encode()
    yield _version("matplotlib").encode()
    yield _version("numpy").encode()
    yield _font_note(form, cache).read_bytes()


def _font_note(form: Format, cache: Path) -> Path:
    """Return a file with the fonts of a format: to ask matplotlib takes longer than all else that finds a figure.

    It is as old as the list of fonts that matplotlib keeps in the same folder, and goes with it.
    """
    note = cache / f"fonts-{form}-{_version('matplotlib')}.txt"
    if not note.exists():
        write_text(note, ",".join(available_fonts(form)))
    return note


def words(path: Path) -> list[str]:
    """Return the messages of a figure and of the modules that it imports, sorted."""
    from babel.messages.extract import extract_from_file

    modules = [file for file in sources(path) if file.suffix == ".py"]
    found = {message for file in modules for _, message, _, _ in extract_from_file("python", file)}
    return sorted(message for message in found if isinstance(message, str))


def _load(path: Path) -> Any:
    """Import the module of a figure; its folder is the package, so that figures may share modules."""
    # by its place, since two projects in one process may both call it figures
    name = f"{path.parent.name}_{hashlib.sha256(str(path.parent.resolve()).encode()).hexdigest()[:8]}"
    if name not in sys.modules:
        spec = spec_from_loader(name, loader=None, is_package=True)
        assert spec
        package = module_from_spec(spec)
        package.__path__ = [str(path.parent)]
        sys.modules[name] = package
    return importlib.import_module(f"{name}.{path.stem}")


def _save(figure: Figure, form: Format) -> bytes:
    file = io.BytesIO()
    dpi = DPI if form == "png" else figure.dpi
    figure.savefig(file, format=form, dpi=dpi, metadata=dict.fromkeys(_DATED[form]))
    return file.getvalue()
