"""The ``{benchmark}`` directive: the table of one benchmark, from a TOML file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.locale import _
from sphinx.util.docutils import SphinxDirective

from paperlist.sphinx_ext.nodes import SEPARATOR

from ..benchmarks import Benchmark, Row, read_benchmarks
from .paper import paper_link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx

WIDTHS = (18, 12, 6, 8, 6, 7, 43)
"""The widths of the columns, in parts of the table's."""

_REPOSITORY = re.compile(r"github\.com/([\w.-]+/[\w.-]+) : (\S+) @([0-9a-f]{7,40})")


class BenchmarkDirective(SphinxDirective):
    """A table of published figures; the argument is the benchmark's id, ``:file:`` the TOML file."""

    required_arguments: ClassVar[int] = 1
    has_content: ClassVar[bool] = False
    option_spec: ClassVar[dict[str, Callable[[str], str]]] = {"file": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        relative, path = self.env.relfn2path(self.options.get("file", "benchmarks.toml"))
        self.env.note_dependency(relative)
        try:
            benchmarks = {benchmark.id: benchmark for benchmark in read_benchmarks(Path(path).read_text("utf-8"))}
            benchmark = benchmarks[self.arguments[0]]
        except (OSError, ValueError) as error:
            raise self.error(f"{relative}: {error}") from None
        except KeyError:
            raise self.error(f"{relative} has no benchmark {self.arguments[0]}") from None
        return [self._table(benchmark)]

    def _table(self, benchmark: Benchmark) -> nodes.container:
        titles = [_("Model"), _("Family"), _("Year"), benchmark.measure, _("Steps"), _("Size"), _("Setting and source")]
        group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in WIDTHS), cols=len(WIDTHS))
        group += nodes.thead("", nodes.row("", *(_entry(nodes.Text(title)) for title in titles)))
        rows, records = sorted(benchmark.rows, key=lambda row: (row.year, row.value)), benchmark.records()
        group += nodes.tbody("", *(self._row(row, row in records) for row in rows))
        table = nodes.table("", group, classes=["benchmark", "longtable", "colwidths-given"])
        # LaTeX knows the classes of containers only
        return nodes.container("", table, classes=["benchmark-table"])

    def _row(self, row: Row, record: bool) -> nodes.row:
        value = nodes.Text(f"{row.value:g}")
        cells = [
            _entry(self._model(row)),
            _entry(nodes.Text(family_name(row.family))),
            _entry(nodes.Text(str(row.year))),
            _entry(nodes.strong("", "", value) if record else value),
            _entry(nodes.Text(str(row.steps or ""))),
            _entry(nodes.Text(row.params)),
            nodes.entry("", *self._setting(row)),
        ]
        return nodes.row("", *cells)

    def _model(self, row: Row) -> nodes.Node:
        if row.paper:
            return paper_link(self.env, row.model, row.paper)
        if row.url:
            return nodes.reference("", row.model, refuri=row.url, internal=False, reftitle=row.title)
        return nodes.inline("", row.model, classes=["language-en"])

    def _setting(self, row: Row) -> Iterator[nodes.paragraph]:
        """Yield one paragraph on the setting, if there is anything to say, and one on the source."""
        marks = [mark_name(mark) for mark in row.marks]
        if row.guided is not None:
            marks.insert(0, _("guided") if row.guided else _("unguided"))
        remarks = [row.note]
        if not (row.paper or row.url):
            remarks.append(row.title)
        if row.differ:
            remarks.append(f"sources differ: {row.differ}")
        note = "; ".join(filter(None, remarks))
        if marks or note:
            setting = _paragraph(nodes.inline("", SEPARATOR.join(marks), classes=["benchmark-marks"]))
            setting += nodes.inline("", f" {note}" if marks and note else note, classes=["language-en"])
            yield setting
        sources = "; ".join(filter(None, [row.source, row.second]))
        yield _paragraph(nodes.inline("", "", *_linked(sources), classes=["language-en"]))


def _paragraph(*content: nodes.Node) -> nodes.paragraph:
    return nodes.paragraph("", "", *content, translatable=False)


def _entry(*content: nodes.Node) -> nodes.entry:
    return nodes.entry("", _paragraph(*content))


def _linked(source: str) -> Iterator[nodes.Node]:
    """Yield the words of a source, files of repositories as links to the version that was read."""
    end = 0
    for match in _REPOSITORY.finditer(source):
        yield nodes.Text(source[end : match.start()])
        url = f"https://github.com/{match[1]}/blob/{match[3]}/{match[2]}"
        yield nodes.reference("", "", *_breakable(f"{match[1]}: {match[2]}"), refuri=url, internal=False)
        end = match.end()
    yield nodes.Text(source[end:])


def _breakable(path: str) -> Iterator[nodes.Node]:
    """Yield a path that may be broken behind its slashes."""
    *folders, name = path.split("/")
    for folder in folders:
        yield nodes.Text(folder)
        yield nodes.inline("", "/", classes=["breakable"])
    yield nodes.Text(name)


def family_name(family: str) -> str:
    """Return a family in the language of the page."""
    names = {
        "GAN": _("GAN"),
        "VAE": _("VAE"),
        "flow": _("flow"),
        "autoregressive": _("autoregressive"),
        "masked tokens": _("masked tokens"),
        "energy-based": _("energy-based"),
        "diffusion": _("diffusion"),
        "flow matching": _("flow matching"),
        "hybrid": _("hybrid"),
    }
    return names[family]


def mark_name(mark: str) -> str:
    """Return a mark in the language of the page."""
    names = {
        "bound": _("bound"),
        "augmented": _("augmented data"),
        "resampled": _("resampled"),
        "resized": _("resized"),
        "retrieval": _("retrieval"),
        "rewritten": _("prompts rewritten"),
        "reward": _("trained on the measure"),
        "protocol": _("other protocol"),
        "rerun": _("measured by others"),
        "transcribed": _("second-hand"),
    }
    return names[mark]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("benchmark", BenchmarkDirective)
