"""What TeX and the PDF say of a book."""

from __future__ import annotations

import re
import shutil
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


def check_epub(epub: Path) -> list[str]:
    """Return what epubcheck finds wrong with an EPUB, each fault in a line that begins with its kind."""
    # with the jar itself, since not every kernel runs it as a command; little time goes into compiling
    command = ["java", "-XX:TieredStopAtLevel=1", "-jar", str(shutil.which("epubcheck")), str(epub)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "EPUBCheck completed" in run.stdout + run.stderr, run.stderr
    found = [line for line in run.stderr.splitlines() if line.startswith(("FATAL", "ERROR", "WARNING"))]
    assert (run.returncode == 0) == (not any(line.startswith(("FATAL", "ERROR")) for line in found))
    return found


def read_links(pdf: Path) -> list[str]:
    """Return the URLs that a PDF links to, page by page."""
    return [
        str(annotation.get_object()["/A"]["/URI"])
        for page in PdfReader(pdf).pages
        for annotation in page.get("/Annots", [])
        if "/URI" in annotation.get_object().get("/A", {})
    ]
