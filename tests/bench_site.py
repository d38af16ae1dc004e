"""Measure the site in a real browser, ours and one of 10,000 papers: `make bench`.

Prints the weight of pages compressed with Brotli, and the time from a key press to the
painted result.  The large site is ours with its papers repeated.
"""

from __future__ import annotations

import gzip
import json
import shutil
import statistics
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import brotli
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

SITE = Path("build/html")
LARGE = 10_000
QUERIES = ["denoising diffusion", "扩散模型", "vq-vae", "score matching", "flwo matching"]
CATEGORIES = ("diffusion-model", "text-to-image", "flow", "variational-autoencoder", "evaluation-and-loss")
PROSE = ("index", "contribute", "translate", "related")
# from the key to the frame after the one that has the result
TYPE = """async key => {
  const input = document.querySelector("form.explore input[name=q]");
  const list = document.querySelector(".explore-hits");
  const painted = new Promise(resolve => new MutationObserver(() => requestAnimationFrame(() => setTimeout(resolve)))
    .observe(list, {childList: true}));
  const start = performance.now();
  input.value += key;
  input.dispatchEvent(new Event("input", {bubbles: true}));
  await painted;
  return performance.now() - start;
}"""


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def value(path: Path) -> Any:
    """Return the value that a file of data hands over."""
    return json.loads(path.read_text("utf-8").partition(",")[2].rpartition(")")[0])


def enlarge(folder: Path) -> None:
    """Repeat the papers of a site until there are enough of them."""
    papers = value(folder / "papers.js")
    summaries = value(folder / "summaries.js")
    count = len(summaries)
    tables = {"pages", "topics", "venues"}
    for name in papers.keys() - tables:
        papers[name] = [papers[name][i % count] for i in range(LARGE)]
    for name, data in (("papers", papers), ("summaries", [summaries[i % count] for i in range(LARGE)])):
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        (folder / f"{name}.js").write_text(f'paperlistData("{name}",{text})\n', "utf-8")


def weigh(browser: Browser, root: str, folder: Path, page_name: str) -> tuple[float, float]:
    """Return how many kilobytes a page asks for before the reader types, with Brotli and with gzip."""
    page = browser.new_page()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url.partition("?")[0].removeprefix(root)))
    page.goto(f"{root}/en/{page_name}.html", wait_until="networkidle")
    page.close()
    files = [folder / path.lstrip("/") for path in asked if path.startswith("/")]
    contents = [file.read_bytes() for file in files if file.is_file()]
    return (
        sum(len(brotli.compress(content)) for content in contents) / 1000,
        sum(len(gzip.compress(content, 9)) for content in contents) / 1000,
    )


def key_times(browser: Browser, root: str) -> list[float]:
    """Return the milliseconds of each key of all queries in the explorer."""
    page = browser.new_page()
    times: list[float] = []
    for query in QUERIES:
        page.goto(f"{root}/zh_CN/explore.html")
        page.wait_for_selector("form.explore[data-state=ready]", timeout=60_000)
        times += [page.evaluate(TYPE, key) for key in query]
    page.close()
    return times


def explorer_size(folder: Path, count: int, compress: Callable[[bytes], bytes]) -> float:
    """Return how many kilobytes, compressed, the explorer would load for so many papers of our kind."""

    def size(data: Any) -> int:
        return len(compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()))

    papers = value(folder / "papers.js")
    present = len(papers["title"])
    columns = {name: column for name, column in papers.items() if len(column) == present}
    columns["summaries"] = value(folder / "summaries.js")
    tables = {name: table for name, table in papers.items() if name not in columns}
    return (size(columns) * count / present + size(tables)) / 1000


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        large = Path(folder)
        shutil.copytree(SITE, large, dirs_exist_ok=True)
        enlarge(large / "zh_CN" / "data")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for name, site, limit in (("1,000", SITE, 50), ("10,000", large, 100)):
            with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(site))) as server:
                threading.Thread(target=server.serve_forever, daemon=True).start()
                root = f"http://127.0.0.1:{server.server_address[1]}"
                times = key_times(browser, root)
                print(
                    f"{name:>6} papers: key to result {statistics.median(times):.0f} ms, "
                    f"slowest {max(times):.0f} ms (at most {limit} ms)"
                )
                if site is SITE:
                    for names, most in ((CATEGORIES, 60), (PROSE, 30)):
                        for page in names:
                            brotli_size, gzip_size = weigh(browser, root, site, page)
                            print(f"{page:>27}: {brotli_size:.1f} KB (at most {most} KB), {gzip_size:.1f} KB with gzip")
                server.shutdown()
        browser.close()
    data = [SITE / "en" / "data" / f"{name}.js" for name in ("papers", "summaries", "sections", "terms")]
    size = sum(len(brotli.compress(file.read_bytes())) for file in data) / 1000
    print(f"    data of the search: {size:5.1f} KB")
    for language in ("en", "zh_CN"):
        brotli_size, gzip_size = (
            explorer_size(SITE / language / "data", 3_000, compress) for compress in (brotli.compress, gzip.compress)
        )
        print(
            f"explorer, 3,000 papers, {language}: {brotli_size:.0f} KB (at most 400 KB), {gzip_size:.0f} KB with gzip"
        )


if __name__ == "__main__":
    main()
