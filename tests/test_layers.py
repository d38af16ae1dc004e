"""What may import what: the pure modules stay small, quiet and free of Sphinx."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import paperlist

PACKAGE = Path(paperlist.__file__).parent
MARKDOWN = {"markdown_it", "mdit_py_plugins", "mdurl"}
CATALOGUES = MARKDOWN | {"autocorrect_py"}
LANGUAGES = CATALOGUES | {"babel"}
# urllib3 takes brotli where it is installed
ONLINE = {"requests", "urllib3", "certifi", "idna", "charset_normalizer", "brotli", "_brotli"}

# What each module outside the extension loads beyond the standard library, itself and through others.
OUTSIDE: dict[str, set[str]] = {
    "__init__": set(),
    "__main__": LANGUAGES,
    "address": set(),
    "arxiv": ONLINE | {"arxiv", "lxml"},
    "atom": set(),
    "atomic": set(),
    "bibtex": set(),
    "catalog": CATALOGUES,
    "catalog.check": CATALOGUES,
    "catalog.chinese": CATALOGUES,
    "catalog.compile": LANGUAGES,
    "catalog.credit": LANGUAGES,
    "catalog.files": LANGUAGES,
    "catalog.markup": CATALOGUES,
    "catalog.memory": CATALOGUES,
    "catalog.merge": CATALOGUES,
    "catalog.parity": CATALOGUES,
    "catalog.pofile": CATALOGUES,
    "catalog.status": LANGUAGES,
    "catalog.update": LANGUAGES,
    "check": set(),
    "cli": LANGUAGES,
    "collation": set(),
    "comment": set(),
    "crossref": ONLINE,
    "csl": set(),
    "dblp": ONLINE,
    "diagnostic": set(),
    "entry": set(),
    "epub": set(),
    "evidence": set(),
    "glossary": set(),
    "history": set(),
    "identifier": set(),
    "insert": MARKDOWN,
    "jsonld": set(),
    "language": {"babel"},
    "latex_text": set(),
    "lettering": set(),
    "library": set(),
    "link_check": ONLINE | {"arxiv", "lxml"},
    "markdown": MARKDOWN,
    "match": set(),
    "mend": set(),
    "mention": set(),
    "metadata": set(),
    "online": ONLINE,
    "openreview": ONLINE,
    "page": MARKDOWN,
    "policy": set(),
    "ris": set(),
    "structure": MARKDOWN,
    "venue": set(),
}
PURE = sorted(OUTSIDE.keys() - {"__main__", "cli"})
DIALECTS = sorted(f"dialects/{path.stem}" for path in PACKAGE.glob("dialects/*.py"))
COMMANDS = sorted(f"commands/{path.stem}" for path in PACKAGE.glob("commands/*.py"))


def loaded(module: str) -> set[str]:
    """Return the modules that a fresh interpreter loads for one of ours."""
    code = (
        f"import json, sys; before = set(sys.modules); import {module}; print(json.dumps([*{{*sys.modules}} - before]))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(run.stdout))


def qualified(name: str) -> str:
    return "paperlist" if name == "__init__" else f"paperlist.{name}"


def tree(name: str) -> ast.Module:
    path = PACKAGE.joinpath(*name.split("."))
    return ast.parse((path / "__init__.py" if path.is_dir() else path.with_suffix(".py")).read_text("utf-8"))


def modules() -> list[str]:
    """Return the modules outside the extension, the commands and the dialects; a package goes by its name."""
    paths = [path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py")]
    names = [".".join(path.with_suffix("").parts).removesuffix(".__init__") for path in paths]
    return sorted(name for name in names if name.partition(".")[0] not in ("sphinx_ext", "commands", "dialects"))


def imports(module: ast.Module) -> set[str]:
    """Return the top-level names of all absolute imports of a module, wherever they stand."""
    names: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            names.add(node.module.partition(".")[0])
    return names


def test_every_module_has_its_layer() -> None:
    assert modules() == sorted(OUTSIDE)


@pytest.mark.parametrize("name", OUTSIDE)
def test_module_loads_nothing_beyond_its_layer(name: str) -> None:
    packages = {module.partition(".")[0] for module in loaded(qualified(name))}
    # the one module of the standard library that has the platform in its name, and what compiled ones bring along
    packages = {package for package in packages if not package.startswith(("_sysconfigdata_", "_cython", "cython_"))}
    assert packages - sys.stdlib_module_names - {"paperlist"} == OUTSIDE[name]


@pytest.mark.parametrize("name", ["entry", "diagnostic"])
def test_innermost_modules_load_no_other_of_ours(name: str) -> None:
    ours = {module for module in loaded(qualified(name)) if module.partition(".")[0] == "paperlist"}
    assert ours <= {"paperlist", "paperlist.entry", "paperlist.diagnostic"}


def test_figures_that_are_kept_need_no_library_that_draws() -> None:
    """Who draws says first where matplotlib may write, and to load it takes longer than to find a kept figure."""
    assert loaded("plots.sphinx_ext") & {"matplotlib", "numpy"} == set()


def test_the_package_alone_loads_none_of_its_modules() -> None:
    assert {module for module in loaded("paperlist") if module.startswith("paperlist")} == {"paperlist"}


@pytest.mark.parametrize("name", OUTSIDE)
def test_sphinx_is_imported_by_the_extension_only(name: str) -> None:
    modules = loaded(qualified(name))
    assert {module for module in modules if module.partition(".")[0] in ("sphinx", "docutils", "myst_parser")} == set()
    assert "paperlist.sphinx_ext" not in modules


@pytest.mark.parametrize("name", sorted(OUTSIDE.keys() - {"__init__"}))
def test_sphinx_is_not_even_named_outside_the_extension(name: str) -> None:
    # __init__ names it for the type checker
    assert imports(tree(name)) & {"sphinx", "docutils", "myst_parser"} == set()


@pytest.mark.parametrize("name", [*PURE, *DIALECTS, *COMMANDS])
def test_what_goes_online_is_said_here(name: str) -> None:
    online = imports(tree(name)) & {"requests", "urllib3", "urllib.request", "arxiv", "socket", "http"}
    assert not online or OUTSIDE[name] >= ONLINE


def test_arguments_are_parsed_by_the_command_only() -> None:
    assert [name for name in sorted(OUTSIDE) if "argparse" in imports(tree(name))] == ["cli"]


@pytest.mark.parametrize("name", [*PURE, *DIALECTS])
def test_pure_modules_neither_print_nor_log(name: str) -> None:
    module = tree(name)
    assert imports(module) & {"logging", "warnings", "sys"} == set()
    calls = {
        node.func.id for node in ast.walk(module) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert calls & {"print", "input", "breakpoint"} == set()
