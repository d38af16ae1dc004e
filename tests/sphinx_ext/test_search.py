from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest
from sphinx.search import js_index

from paperlist.sphinx_ext.search import BigramChinese, split_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sphinx.testing.util import SphinxTestApp

CHINESE = {"language": "zh_CN", "html_search_language": "zh"}
QUERIES = [
    "扩散模型",
    "VQ-VAE 离散",
    "VQ-VAE离散",
    "什么是扩散?",
    "图",
    "图 像",
    "DDPM的损失",
    "用 100 步采样",
    "3D高斯",
    "β-VAE 解耦",
    "Δx₀ 与 x²",
    "Émile Élan",
    "a_b 变量_名",
    "「生成」，《模型》。",
    "㐀䶿一鿿",
    "〇号 々",
    "𠀀𠀁 扩散",
    "ひらがな カタカナ",
    "한국어",
    "naïve café",
    "É",
    "don't e.g. (x)",
    "😀 扩散 😀",
    "  ",
    "",
]


def run_node(script: str, *files: Path) -> object:
    """Return what the last expression of *script* gives, run behind *files* as a browser would."""
    # what these files find in a browser, or in scripts that draw
    page = "var window = globalThis; var SPHINX_HIGHLIGHT_ENABLED = false; var _ready = () => {};"
    code = "\n".join([page, *(file.read_text("utf-8") for file in files), f"console.log(JSON.stringify({script}))"])
    run = subprocess.run(["node", "-e", code], capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def search(app: SphinxTestApp, queries: Sequence[str]) -> dict[str, list[str]]:
    """Return the pages that the search of a built site finds for each query."""
    script = (
        f"{json.dumps(queries)}.map((query) => {{"
        " const [, terms, excluded] = Search._parseQuery(query);"
        " return Search.performTermsSearch(terms, excluded).map((result) => result[0]); })"
    )
    files = ["_static/language_data.js", "_static/searchtools.js", "searchindex.js"]
    found = run_node(script, *(app.outdir / name for name in files))
    assert isinstance(found, list)
    return dict(zip(queries, map(sorted, found), strict=True))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("扩散模型", ["扩散", "散模", "模型"]),
        ("图", ["图"]),
        ("VQ-VAE 离散", ["VQ", "VAE", "离散"]),
        ("DDPM的损失", ["DDPM", "的损", "损失"]),
        ("先验，后验", ["先验", "后验"]),
        ("β-VAE x_0", ["β", "VAE", "x_0"]),
        ("——！", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert split_words(text) == words


@pytest.mark.sphinx("html", testroot="search", confoverrides=CHINESE)
def test_query_is_split_as_the_page(app: SphinxTestApp) -> None:
    app.build()
    found = run_node(f"{json.dumps(QUERIES)}.map(splitQuery)", app.outdir / "_static" / "language_data.js")
    assert found == [split_words(query) for query in QUERIES]


@pytest.mark.sphinx("html", testroot="search", confoverrides=CHINESE)
def test_query_is_stemmed_as_the_page(app: SphinxTestApp) -> None:
    app.build()
    words = ["扩散", "models", "Models", "DDPM", "flies", "β", "naïvely", "Élans", "Károly", "Schrödinger", "x²", "a_b"]
    stemmer = BigramChinese({})
    found = run_node(
        f"{json.dumps(words)}.map((word) => new Stemmer().stemWord(word.toLowerCase()))",
        app.outdir / "_static" / "language_data.js",
    )
    # Sphinx writes the terms of the index in lower case
    assert found == [stemmer.stem(word).lower() for word in words]


@pytest.mark.sphinx("html", testroot="search", confoverrides=CHINESE)
def test_terms(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""
    index = js_index.loads((app.outdir / "searchindex.js").read_text("utf-8"))
    number = index["docnames"].index("diffusion")
    # a word of the title is not listed among the others again
    terms = {
        term
        for part in ("terms", "titleterms")
        for term, pages in index[part].items()
        if number in (pages if isinstance(pages, list) else [pages])
    }
    assert {"扩散", "散模", "模型", "vq", "vae", "离散"} <= terms
    assert not {"扩散模型", "扩", "的"} & terms


@pytest.mark.sphinx("html", testroot="search", confoverrides=CHINESE)
def test_chinese_search(app: SphinxTestApp) -> None:
    app.build()
    expected = {
        "扩散模型": ["diffusion"],
        "VQ-VAE 离散": ["diffusion"],
        "模型": ["diffusion", "flow"],
        "流模型": ["flow"],
        "型扩": [],
        "denoising": ["diffusion"],
        "Denoise 扩散": ["diffusion"],
        "Kingma": ["flow"],
        "Élan": ["flow"],
        "élan": ["flow"],
        "Naïves": ["flow"],
        "β": ["diffusion"],
        "Δ": ["flow"],
    }
    assert search(app, list(expected)) == expected


@pytest.mark.sphinx("html", testroot="search", srcdir="search-en")
def test_english_search(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""
    expected = {"denoise": ["diffusion"], "Kingma": ["flow"], "Károly": ["flow"], "nowhere": []}
    assert search(app, list(expected)) == expected
