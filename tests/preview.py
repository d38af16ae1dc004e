"""Measure the live preview: the seconds from a saved catalogue to the page that shows it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

PAGE = "flow"
PATIENCE = 180


def measure(project: Path, folder: Path) -> float:
    """Return how long a saved translation takes to be seen on the full site.

    :param project: the project, which stays as it is
    :param folder: an empty folder, for a copy
    """
    for name in ("source", "locale"):
        shutil.copytree(project / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("Makefile", "pyproject.toml", "requirements.txt"):
        shutil.copy(project / name, folder / name)
    venv = folder / "venv"
    venv.mkdir()
    for name in ("bin", "lib", "pyvenv.cfg"):
        (venv / name).symlink_to(Path(sys.prefix) / name)
    (venv / ".stamp").touch()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["make", f"VENV={venv}", f"PORT={port}", "LANG=zh_CN", "serve"]
    server = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        address = f"http://127.0.0.1:{port}/{PAGE}.html"
        _wait_for(address, "<html")
        time.sleep(2)  # the server watches what it has built
        catalogue = folder / "locale" / "zh_CN" / "LC_MESSAGES" / f"{PAGE}.po"
        text = catalogue.read_text("utf-8")
        start = text.index("\n\n")
        mark = "这一句刚刚改过"
        changed = re.sub(r'(msgstr "(?=[^"]{30}))', rf"\g<1>{mark}", text[start:], count=1)
        catalogue.write_text(text[:start] + changed, "utf-8")
        return _wait_for(address, mark)
    finally:
        os.killpg(server.pid, signal.SIGTERM)  # make and what it has started are a group of their own
        server.wait()


def _wait_for(address: str, text: str) -> float:
    """Return after how many seconds a page has a text."""
    start = time.monotonic()
    while time.monotonic() - start < PATIENCE:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if text in answer.read().decode():
                    return time.monotonic() - start
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            pass
        time.sleep(0.1)
    raise TimeoutError(f"{address} does not show {text}")
