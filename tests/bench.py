"""Measure the builds of our own pages: `make bench`.

Prints the median of some cold builds, each in a process of its own, the two
ratios that the project holds itself to, and how long translators wait.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from preview import measure

ROUNDS = 3
SOURCE = Path("source")


def build(language: str, extensions: str | None = None) -> float:
    """Return the seconds of processor time that a cold HTML build takes: other work on the machine disturbs it less."""
    environment = os.environ | {"DOCS_LANGUAGE": language, "DOCS_LOCALE": "../build/locale"}
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "sphinx", "-Q", "-E", "-b", "html"]
        if extensions:
            command += ["-D", f"extensions={extensions}", "-D", "html_math_renderer=mathjax"]
        before = os.times()
        subprocess.run([*command, str(SOURCE), out], env=environment, check=False)
        after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def medians(**variants: tuple[str, str | None]) -> dict[str, float]:
    """Return the median seconds of each variant; rounds are interleaved, since machines are noisy."""
    times: dict[str, list[float]] = {name: [] for name in variants}
    for _ in range(ROUNDS):
        for name, (language, extensions) in variants.items():
            times[name].append(build(language, extensions))
    return {name: statistics.median(values) for name, values in times.items()}


def preview() -> float:
    """Return the seconds from a saved translation to the page of the live preview that shows it."""
    with tempfile.TemporaryDirectory() as folder:
        return measure(Path(), Path(folder))


def status() -> float:
    """Return the seconds that ``paperlist status`` takes."""
    start = time.monotonic()
    subprocess.run([sys.executable, "-m", "paperlist", "status"], stdout=subprocess.DEVNULL, check=True)
    return time.monotonic() - start


def main() -> None:
    result = medians(
        english=("en", None),
        chinese=("zh_CN", None),
        plain=("en", "myst_parser"),
    )
    for name, seconds in result.items():
        print(f"{name:8} {seconds:6.2f} s")
    print(f"Chinese / English             {result['chinese'] / result['english']:.2f}  (at most 1.50)")
    print(f"from a saved catalogue to its page  {preview():5.2f} s  (at most 5)")
    print(f"paperlist status                    {status():5.2f} s  (at most 2)")
    print(f"with / without the extension  {result['english'] / result['plain']:.2f}  (at most 1.20)")


if __name__ == "__main__":
    main()
