"""Write the bibliographies at the end of a build, as ``paperlist export`` does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..atomic import write_text
from ..bibtex import render_bibtex
from ..csl import render_csl
from ..ris import render_ris
from .builders import makes_site
from .domain import PaperDomain

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_FILES = {"papers.bib": render_bibtex, "papers.json": render_csl, "papers.ris": render_ris}


def write_exports(app: Sphinx, exception: Exception | None) -> None:
    """Write the files beside the HTML, into ``paperlist_export_dir``; the BibTeX file beside the LaTeX, to attach."""
    if exception or not (makes_site(app.builder) or app.builder.format == "latex"):
        return
    domain = app.env.get_domain("paper")
    assert isinstance(domain, PaperDomain)
    entries = [record.entry for record in domain.iter_records()]
    if app.builder.format == "latex":
        folder, names = Path(app.outdir), ["papers.bib"]
    else:
        folder, names = Path(app.outdir, app.config.paperlist_export_dir), list(_FILES)
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        # at once, since the builds of two languages may write the same file at the same time
        write_text(folder / name, _FILES[name](entries))


def setup(app: Sphinx) -> None:
    """Register the exports."""
    app.add_config_value(
        "paperlist_export_dir",
        ".",
        "",
        types=frozenset({str}),
        description="Where papers.bib, papers.json and papers.ris go, relative to the output directory.",
    )
    app.connect("build-finished", write_exports)
