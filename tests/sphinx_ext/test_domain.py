from __future__ import annotations

import json
import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from sphinx.testing.util import SphinxTestApp
from sphinx.util.inventory import InventoryFile

if TYPE_CHECKING:
    from collections.abc import Callable

    Build = Callable[..., SphinxTestApp]
    Warnings = Callable[[SphinxTestApp], list[str]]

DDPM = """\
- [(DDPM) Denoising Diffusion Probabilistic Models](https://arxiv.org/abs/2006.11239)
  *Jonathan Ho and Pieter Abbeel*
  **[`NeurIPS 2020`]**
"""
VAE = """\
- [(VAE) Auto-Encoding Variational Bayes](https://arxiv.org/abs/1312.6114)
  *Diederik P. Kingma and Max Welling*
  **[`ICLR 2014`]**
"""
NICE = """\
- [(NICE) NICE: Non-Linear Independent Components Estimation](https://arxiv.org/abs/1410.8516)
  *Laurent Dinh*
  **[`ICLR Workshop 2015`]**
"""


def read_html(app: SphinxTestApp, page: str) -> BeautifulSoup:
    return BeautifulSoup((app.outdir / page).read_text("utf-8"), "html.parser")


def read_index(app: SphinxTestApp, page: str) -> list[tuple[str, list[tuple[str, str | None]]]]:
    """Return letter by letter what an index lists, and where that leads."""
    content: list[tuple[str, list[tuple[str, str | None]]]] = []
    for line in read_html(app, page).select("h2[id^=cap-], .paper-index > *"):
        if line.name == "h2":
            content.append((line.get_text(strip=True), []))
        else:
            link = line.find("a")
            content[-1][1].append(((link or line).get_text(), str(link["href"]) if link else None))
    return content


def read_inventory(app: SphinxTestApp) -> dict[str, tuple[str, str]]:
    """Return URI and name of each paper in objects.inv, by BibTeX key."""
    with (app.outdir / "objects.inv").open("rb") as file:
        papers = InventoryFile.load(file, "", posixpath.join)["paper:paper"]
    return {key: (item.uri, item.display_name) for key, item in papers.items()}


def exported(app: SphinxTestApp) -> list[str]:
    """Return what the exports list, which must be the same papers in all of them."""
    keys = [item["id"] for item in json.loads((app.outdir / "papers.json").read_text("utf-8"))]
    assert re.findall(r"^@\w+\{(\w+),", (app.outdir / "papers.bib").read_text("utf-8"), re.MULTILINE) == keys
    assert re.findall(r"^ID  - (.+)", (app.outdir / "papers.ris").read_text("utf-8"), re.MULTILINE) == keys
    return keys


# -- References ------------------------------------------------------------------------


@pytest.mark.sphinx("html", testroot="basic", freshenv=True)
def test_references(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""
    links = read_html(app, "notes.html").select("p a.reference.internal")
    assert [(a.get_text(), a["href"]) for a in links] == [
        ("DDPM", "diffusion.html#arxiv-2006-11239"),
        ("DDIM", "diffusion.html#arxiv-2010-02502"),
        ("VAE", "vae.html#arxiv-1312-6114"),
        ("LDM", "diffusion.html#arxiv-2112-10752"),
        ("Learning Deep Energy Models", "energy.html#doi-10-1000-ebm-2"),
        ("the first flow", "flow.html#arxiv-1410-8516"),
        ("A Tutorial on Energy-Based Learning", "energy.html#title-a-tutorial-on-energy-based-learning"),
    ]
    assert links[0]["title"] == "Denoising Diffusion Probabilistic Models"


def test_tooltip_is_plain_text(build: Build) -> None:
    entry = VAE.replace("Auto-Encoding Variational Bayes", r"The $\beta$-VAE for \$5")
    app = build({"page.md": f"# Page\n\n{entry}\nSee {{paper}}`VAE`.\n"})
    link = read_html(app, "page.html").select("p a.reference.internal")[0]
    assert link["title"] == "The beta-VAE for $5"


def test_unknown_paper(build: Build, warnings: Warnings) -> None:
    page = f"# Page\n\n{DDPM}\nSee {{paper}}`DDMP`\nand {{paper}}`text <arxiv:2006.11238>`.\n\n- {{paper}}`DDP`\n"
    app = build({"other.md": "# Other\n\nSee\n{paper}`nobody knows this`.\n", "page.md": page})
    assert warnings(app) == [
        "other.md:3: WARNING: unknown paper: nobody knows this [paperlist.unknown_paper]",
        "page.md:7: WARNING: unknown paper: DDMP; did you mean DDPM? [paperlist.unknown_paper]",
        "page.md:7: WARNING: unknown paper: arxiv:2006.11238; did you mean arxiv:2006.11239? [paperlist.unknown_paper]",
        "page.md:10: WARNING: unknown paper: DDP; did you mean DDPM? [paperlist.unknown_paper]",
    ]
    html = read_html(app, "page.html")
    assert "See DDMP" in html.get_text()
    assert html.select("p a.reference.internal") == []


def test_ambiguous_paper(build: Build, warnings: Warnings) -> None:
    other = VAE.replace("(VAE)", "(DDPM)")
    app = build({"page.md": f"# Page\n\n{other}{DDPM}\nSee {{paper}}`DDPM`, {{paper}}`2006.11239`.\n"})
    assert warnings(app) == [
        "page.md:10: WARNING: DDPM is the name of 2 papers: write arxiv:1312.6114 (DDPM) or arxiv:2006.11239 (DDPM)"
        " [paperlist.ambiguous_paper]",
    ]
    assert [a["href"] for a in read_html(app, "page.html").select("p a.reference.internal")] == ["#arxiv-2006-11239"]


def test_role_in_full(build: Build) -> None:
    app = build({"page.md": f"# Page\n\n{DDPM}\nSee {{paper:paper}}`DDPM`.\n"}, confoverrides={"nitpicky": True})
    assert app.warning.getvalue() == ""
    assert [a["href"] for a in read_html(app, "page.html").select("p a.reference.internal")] == ["#arxiv-2006-11239"]


@pytest.mark.sphinx("html", testroot="basic")
def test_reference_items(app: SphinxTestApp) -> None:
    app.build()
    items = read_html(app, "vae.html").select("ul.paper-list > li.paper-reference")
    assert [item.get_text() for item in items] == [
        "LDM High-Resolution Image Synthesis with Latent Diffusion Models, CVPR\u00a02022 → Diffusion models",
        "NICE NICE: Non-Linear Independent Components Estimation, ICLR Workshop\u00a02015 → Normalizing flows",
    ]
    assert [a["href"] for a in items[0].select("a")] == ["diffusion.html#arxiv-2112-10752", "diffusion.html"]
    assert [span["lang"] for span in items[0].select("[lang]")] == ["en"]
    assert not any(item.has_attr("id") for item in items)


@pytest.mark.sphinx("latex", testroot="basic")
def test_reference_items_in_latex(app: SphinxTestApp) -> None:
    app.build()
    tex = (app.outdir / "alist.tex").read_text("utf-8")
    item = tex[tex.index("\\begin{paperreference}") : tex.index("\\end{paperreference}")]
    assert "\\hyperref[\\detokenize{diffusion:arxiv-2112-10752}]" in item
    assert "High\\sphinxhyphen{}Resolution Image Synthesis with Latent Diffusion Models" in item
    assert ", CVPR\u00a02022\u00a0· " in item
    assert "\\DUrole{paper-short}{LDM}" in item
    assert "DUrolepaper-short" in (app.outdir / "paperlist.sty").read_text("utf-8")
    assert "{\\hyperref[\\detokenize{diffusion::doc}]{\\sphinxcrossref{Diffusion models}}}" in item


@pytest.mark.sphinx("html", testroot="basic")
def test_reference_items_do_not_count(app: SphinxTestApp) -> None:
    app.build()
    assert sum("High-Resolution" in line for line in (app.outdir / "papers.bib").read_text("utf-8").splitlines()) == 1
    assert {uri for uri, _ in read_inventory(app).values() if uri.startswith("vae.html")} == {
        "vae.html#arxiv-1312-6114",
        "vae.html#arxiv-1804-03599",
    }
    for page in ("paper-authors.html", "paper-years.html"):
        shown = [line for _, lines in read_index(app, page) for line in lines]
        assert ("vae.html#arxiv-2112-10752") not in [href for _, href in shown]


# -- Objects, indices ------------------------------------------------------------------


@pytest.mark.sphinx("html", testroot="basic")
def test_inventory(app: SphinxTestApp) -> None:
    app.build()
    papers = read_inventory(app)
    assert papers["ho2020denoising"] == (
        "diffusion.html#arxiv-2006-11239",
        "DDPM: Denoising Diffusion Probabilistic Models",
    )
    assert papers["author2011learning"] == ("energy.html#doi-10-1000-ebm-2", "Learning Deep Energy Models")
    assert sorted(papers) == exported(app)


@pytest.mark.sphinx("html", testroot="basic")
def test_inventory_has_plain_titles(app: SphinxTestApp) -> None:
    app.build()
    assert read_inventory(app)["burgess2018understanding"][1] == "beta-VAE: Understanding Disentangling in beta-VAE"


@pytest.mark.sphinx("html", testroot="basic")
def test_author_index(app: SphinxTestApp) -> None:
    app.build()
    content = read_index(app, "paper-authors.html")
    assert [letter for letter, _ in content] == list("ABCDEHJKLMPRSW")
    assert dict(content)["K"] == [
        ("Kingma, Diederik P.", None),
        ("VAE: Auto-Encoding Variational Bayes", "vae.html#arxiv-1312-6114"),
        ("Krueger, David", None),
        ("NICE: NICE: Non-Linear Independent Components Estimation", "flow.html#arxiv-1410-8516"),
    ]


def test_author_index_sorts_names(build: Build) -> None:
    entries = [
        f"- [Title {number}](https://arxiv.org/abs/200{number}.00001)\n  *{name}*\n  **[`ICLR 2021`]**\n"
        for number, name in enumerate(
            ["Ann van den Berg", "Émile Élan", "Åsa Eld", "Ben Van Den Berg", "Ann van den Berg"], 1
        )
    ]
    app = build({"page.md": f"# Page\n\n{''.join(entries)}"})
    assert app.warning.getvalue() == ""
    assert read_index(app, "paper-authors.html") == [
        ("B", [("Berg, Ben Van Den", None), ("Title 4", "page.html#arxiv-2004-00001")]),
        (
            "E",
            [
                ("Élan, Émile", None),
                ("Title 2", "page.html#arxiv-2002-00001"),
                ("Eld, Åsa", None),
                ("Title 3", "page.html#arxiv-2003-00001"),
            ],
        ),
        (
            "V",
            [
                ("van den Berg, Ann", None),
                ("Title 1", "page.html#arxiv-2001-00001"),
                ("Title 5", "page.html#arxiv-2005-00001"),
            ],
        ),
    ]


@pytest.mark.sphinx("html", testroot="basic")
def test_year_index(app: SphinxTestApp) -> None:
    app.build()
    content = read_index(app, "paper-years.html")
    years = ["2022", "2021", "2020", "2018", "2017", "2015", "2014", "2011", "2006"]
    assert [year for year, _ in content] == years
    assert content[2][1] == [
        ("NeurIPS 2020", None),
        ("DDPM: Denoising Diffusion Probabilistic Models", "diffusion.html#arxiv-2006-11239"),
    ]


# -- Entries against each other --------------------------------------------------------


def test_duplicates(build: Build, warnings: Warnings) -> None:
    app = build({"one.md": f"# One\n\n{DDPM}", "two.md": f"# Two\n\nText.\n\n{VAE}{DDPM}"})
    assert [line for line in warnings(app) if "duplicate" in line] == [
        "two.md:8: WARNING: duplicate entry of arxiv:2006.11239, the other is at one.md:3 [paperlist.duplicate]"
    ]
    assert exported(app) == ["ho2020denoising", "kingma2013auto"]
    assert read_inventory(app)["ho2020denoising"][0] == "one.html#arxiv-2006-11239"


def test_duplicate_on_one_page(build: Build, warnings: Warnings) -> None:
    app = build({"one.md": f"# One\n\n## A\n\n{DDPM}\n## B\n\n{DDPM}"})
    assert [line for line in warnings(app) if "[paperlist." in line] == [
        "one.md:11: WARNING: duplicate entry of arxiv:2006.11239, the other is at one.md:5 [paperlist.duplicate]"
    ]


def test_same_title(build: Build, warnings: Warnings) -> None:
    twin = DDPM.replace("https://arxiv.org/abs/2006.11239", "https://a.example").replace("(DDPM) ", "")
    app = build(
        {"folder/one.md": f"# One\n\n{DDPM}", "two.md": f"# Two\n\n{twin}"},
        confoverrides={"suppress_warnings": ["toc"]},
    )
    assert warnings(app) == [
        "two.md:3: WARNING: same title and author as arxiv:2006.11239 at folder/one.md:3 [paperlist.same_title]"
    ]


def test_order(build: Build, warnings: Warnings) -> None:
    early = NICE.replace("1410.8516", "1401.0001").replace("NICE", "X")
    app = build({"one.md": f"# One\n\n## A\n\n{VAE}{DDPM}{NICE}\n## B\n\n{early}"})
    assert warnings(app) == [
        "one.md:11: WARNING: NICE is older than DDPM above it; oldest first in a topic [paperlist.order]"
    ]


# -- Builds after a change -------------------------------------------------------------

PAGES = {
    "a.md": f"# Page A\n\n{VAE}{DDPM}",
    "b.md": f"# Page B\n\n{NICE}",
    "c.md": "# Page C\n\nSee {paper}`arxiv:2006.11239`.\n\n- {paper}`arxiv:2006.11239`\n",
}


def refer(app: SphinxTestApp) -> list[tuple[str, str]]:
    """Return the references of page C."""
    return [(a.get_text(), str(a["href"])) for a in read_html(app, "c.html").select("div.body section a.internal")]


def indexed(app: SphinxTestApp) -> set[str]:
    """Return the targets of the two indices, which must be the same."""
    targets = [
        {href for _, lines in read_index(app, page) for _, href in lines if href}
        for page in ("paper-authors.html", "paper-years.html")
    ]
    assert targets[0] == targets[1]
    return targets[0]


@pytest.fixture
def before(build: Build) -> None:
    """A first build, which later ones start from."""
    app = build({**PAGES})
    assert app.warning.getvalue() == ""
    assert [href for _, href in refer(app)] == ["a.html#arxiv-2006-11239", "a.html#arxiv-2006-11239", "a.html"]
    assert exported(app) == ["dinh2014nice", "ho2020denoising", "kingma2013auto"]


@pytest.mark.usefixtures("before")
def test_removed_entry(build: Build, warnings: Warnings) -> None:
    app = build({"a.md": f"# Page A\n\n{VAE}"})
    message = "unknown paper: arxiv:2006.11239 [paperlist.unknown_paper]"
    assert warnings(app) == [f"c.md:3: WARNING: {message}", f"c.md:5: WARNING: {message}"]
    assert refer(app) == []
    assert exported(app) == sorted(read_inventory(app)) == ["dinh2014nice", "kingma2013auto"]
    assert indexed(app) == {"a.html#arxiv-1312-6114", "b.html#arxiv-1410-8516"}
    assert "denoising" not in (app.outdir / "data" / "papers.js").read_text("utf-8").lower()


@pytest.mark.usefixtures("before")
def test_removed_page(build: Build, warnings: Warnings) -> None:
    app = build({"a.md": None})
    assert len(warnings(app)) == 2
    assert refer(app) == []
    assert exported(app) == sorted(read_inventory(app)) == ["dinh2014nice"]
    assert indexed(app) == {"b.html#arxiv-1410-8516"}


@pytest.mark.usefixtures("before")
def test_moved_entry(build: Build) -> None:
    app = build({"a.md": f"# Page A\n\n{VAE}", "b.md": f"# Page B\n\n{NICE}{DDPM}"})
    assert app.warning.getvalue() == ""
    assert refer(app) == [
        ("DDPM", "b.html#arxiv-2006-11239"),
        ("DDPM Denoising Diffusion Probabilistic Models", "b.html#arxiv-2006-11239"),
        ("Page B", "b.html"),
    ]
    assert exported(app) == sorted(read_inventory(app)) == ["dinh2014nice", "ho2020denoising", "kingma2013auto"]
    assert indexed(app) == {"a.html#arxiv-1312-6114", "b.html#arxiv-1410-8516", "b.html#arxiv-2006-11239"}


@pytest.mark.usefixtures("before")
@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("(DDPM) ", "(Noise) ", "See Noise."),
        ("Denoising", "De-noising", "DDPM De-noising Diffusion Probabilistic Models, NeurIPS\u00a02020 → Page A"),
        ("NeurIPS 2020", "JMLR 2021", "DDPM Denoising Diffusion Probabilistic Models, JMLR\u00a02021 → Page A"),
        ("# Page A", "# Papers", "DDPM Denoising Diffusion Probabilistic Models, NeurIPS\u00a02020 → Papers"),
    ],
    ids=["short name", "title", "venue", "page"],
)
def test_changed_entry(build: Build, old: str, new: str, shown: str) -> None:
    app = build({"a.md": PAGES["a.md"].replace(old, new)})
    assert app.warning.getvalue() == ""
    assert shown in read_html(app, "c.html").get_text()
    assert exported(app) == sorted(read_inventory(app))
    assert len(indexed(app)) == 3


@pytest.mark.usefixtures("before")
def test_changed_identity(build: Build, warnings: Warnings) -> None:
    app = build({"a.md": PAGES["a.md"].replace("2006.11239", "2006.11240")})
    assert len([line for line in warnings(app) if "did you mean arxiv:2006.11240?" in line]) == 2
    assert refer(app) == []
    assert indexed(app) == {"a.html#arxiv-1312-6114", "a.html#arxiv-2006-11240", "b.html#arxiv-1410-8516"}


@pytest.mark.usefixtures("before")
def test_older_entry_takes_the_key(build: Build) -> None:
    older = DDPM.replace("2006.11239", "2006.00001").replace("(DDPM) Denoising Diffusion Probabilistic", "Denoising")
    build({"c.md": "# Page C\n\nSee {paper}`ho2020denoising`.\n"})
    app = build({"b.md": f"# Page B\n\n{NICE}{older}"})
    assert app.warning.getvalue() == ""
    assert refer(app) == [("Denoising Models", "b.html#arxiv-2006-00001")]
    assert read_inventory(app)["ho2020denoisinga"][0] == "a.html#arxiv-2006-11239"


@pytest.mark.usefixtures("before")
def test_reference_resolves_once_its_paper_comes(build: Build, warnings: Warnings) -> None:
    app = build({"c.md": "# Page C\n\nSee {paper}`FID`.\n"})
    assert len(warnings(app)) == 1
    fid = DDPM.replace("2006.11239", "1706.08500").replace("DDPM", "FID").replace("Denoising", "Measuring")
    app = build({"b.md": f"# Page B\n\n{NICE}{fid}"})
    assert app.warning.getvalue() == ""
    assert refer(app) == [("FID", "b.html#arxiv-1706-08500")]


@pytest.mark.usefixtures("before")
def test_untouched_references_are_not_written_again(build: Build) -> None:
    app = build({"b.md": f"# Page B\n\nText.\n\n{NICE}"})
    status = re.sub(r"\x1b\[[\d;]*\w", "", app.status.getvalue())
    # the front page has the title of page B in its table of contents
    assert re.findall(r"writing output\.\.\. \[ *\d+%\] (\w+)", status) == ["b", "index"]


@pytest.mark.usefixtures("before")
def test_removed_page_of_references(build: Build) -> None:
    app = build({"c.md": None, "a.md": f"# Page A\n\n{VAE}"})
    assert app.warning.getvalue() == ""
    assert exported(app) == ["dinh2014nice", "kingma2013auto"]


@pytest.mark.sphinx("html", testroot="basic", srcdir="twice")
def test_second_build_of_one_process(app: SphinxTestApp, warnings: Warnings) -> None:
    app.build()
    Path(app.srcdir, "flow.md").write_text("# Normalizing flows\n", "utf-8")
    app.build()
    message = "unknown paper: NICE [paperlist.unknown_paper]"
    assert f"notes.md:3: WARNING: {message}" in warnings(app)
    assert "NICE" not in read_html(app, "vae.html").get_text()
    assert "dinh2014nice" not in exported(app)
    assert "dinh2014nice" not in read_inventory(app)


def test_moved_entry_after_a_parallel_build(build: Build) -> None:
    others = {f"{name}.md": f"# Page {name}\n" for name in "defgh"}
    first = build({**PAGES, **others}, parallel=2)
    assert " .. " in first.status.getvalue()
    app = build({"a.md": f"# Page A\n\n{VAE}", "b.md": f"# Page B\n\n{NICE}{DDPM}"})
    assert app.warning.getvalue() == ""
    assert [href for _, href in refer(app)] == ["b.html#arxiv-2006-11239", "b.html#arxiv-2006-11239", "b.html"]


# -- Builds side by side ---------------------------------------------------------------


def read_all(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.sphinx("html", testroot="basic", srcdir="parallel", parallel=2)
def test_parallel_build_is_the_same(app: SphinxTestApp, rootdir: Path, tmp_path: Path) -> None:
    app.build()
    assert app.warning.getvalue() == ""
    # Sphinx shows the first and last page of what each process reads or writes
    assert "diffusion .. flow" in app.status.getvalue()
    assert "energy .. vae" in app.status.getvalue()
    app.cleanup()
    serial = SphinxTestApp("html", srcdir=rootdir / "test-basic", builddir=tmp_path)
    serial.build()
    serial.cleanup()
    expected, found = read_all(serial.outdir), read_all(app.outdir)
    assert sorted(found) == sorted(expected)
    assert [name for name in expected if found[name] != expected[name]] == []


def test_parallel_build_warns_the_same(build: Build, warnings: Warnings) -> None:
    pages = {f"{name}.md": f"# Page {name}\n\n{DDPM}{VAE}\n{{paper}}`{name}`\n\n<b>\n" for name in "abcdefgh"}
    serial = build(pages)
    parallel = build(pages, parallel=2, freshenv=True)
    assert " .. " in parallel.status.getvalue()
    expected = [
        *[f"{name}.md:12: WARNING: raw HTML: <b> [paperlist.raw_html]" for name in "abcdefgh"],
        *[f"{name}.md:10: WARNING: unknown paper: {name} [paperlist.unknown_paper]" for name in "abcdefgh"],
        *[
            f"{name}.md:{line}: WARNING: duplicate entry of {paper}, the other is at a.md:{line} [paperlist.duplicate]"
            for name in "bcdefgh"
            for line, paper in ((3, "arxiv:2006.11239"), (6, "arxiv:1312.6114"))
        ],
        *[
            f"{name}.md:6: WARNING: VAE is older than DDPM above it; oldest first in a topic [paperlist.order]"
            for name in "abcdefgh"
        ],
    ]
    assert sorted(warnings(serial)) == sorted(expected)
    assert sorted(warnings(parallel)) == sorted(expected)
