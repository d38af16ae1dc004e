"""What TeX and the PDF say of a book."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

from pypdf import PdfReader

if TYPE_CHECKING:
    from pathlib import Path

_FAULTS = re.compile(
    r"^!.*|.*Missing character.*|.*undefined.*|.*multiply defined.*|.*Rerun to get.*|.*destination with the same.*"
    r"|.*Font Warning.*|.*font shapes were not available.*|Overfull .*|.*Label\(s\) may have changed.*",
    re.MULTILINE,
)
_WIDTH = re.compile(r"\(([\d.]+)pt too (?:wide|high)\)")


def find_faults(log: str) -> list[str]:
    """Return what is wrong in a TeX log; a box may be a point too large, and no more."""
    faults = [match[0] for match in _FAULTS.finditer(log)]
    return [fault for fault in faults if not ((size := _WIDTH.search(fault)) and float(size[1]) <= 1)]


def read_text(pdf: Path, *options: str) -> str:
    """Return the text of a PDF, pages ended by form feeds."""
    run = subprocess.run(["pdftotext", *options, str(pdf), "-"], capture_output=True, check=True)
    return run.stdout.decode("utf-8")


def read_links(pdf: Path) -> list[str]:
    """Return the URLs that a PDF links to, page by page."""
    return [
        str(annotation.get_object()["/A"]["/URI"])
        for page in PdfReader(pdf).pages
        for annotation in page.get("/Annots", [])
        if "/URI" in annotation.get_object().get("/A", {})
    ]
