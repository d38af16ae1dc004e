"""``paperlist status``: tell how far the translations are, and what to translate next."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from ..atomic import write_text
from ..catalog.files import find_languages
from ..catalog.status import page_order, read_progress, render_badge, render_table

if TYPE_CHECKING:
    import argparse

    from ..catalog.status import Progress, Status

HELP = "Tell how far the translations are, and which sentences to translate next."
EXAMPLE = "paperlist status --language zh_CN --next 20"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("locale", nargs="?", type=Path, default=Path("locale"), help="the catalogues (default: locale)")
    parser.add_argument("--language", metavar="CODE", help="one language only, such as zh_CN")
    parser.add_argument("--json", action="store_true", help="write JSON, not a table")
    parser.add_argument(
        "--next", type=int, default=10, metavar="N", help="how many sentences to name, front page first (default: 10)"
    )
    parser.add_argument("--badge", type=Path, metavar="FOLDER", help="write an SVG badge for each language there")
    parser.add_argument("--index", type=Path, default=Path("source", "index.md"), help="the front page of the sources")


def run(arguments: argparse.Namespace) -> int:
    """Count the messages; that something is left to do is no finding."""
    arguments.locale.stat()
    languages = [arguments.language] if arguments.language else find_languages(arguments.locale)
    for language in languages:
        (arguments.locale / language).stat()
    order = page_order(arguments.index.read_text("utf-8")) if arguments.index.exists() else []
    found = {language: read_progress(arguments.locale, language, order) for language in languages}
    if arguments.badge:
        arguments.badge.mkdir(parents=True, exist_ok=True)
        for language, progress in found.items():
            write_text(arguments.badge / f"translation-{language}.svg", render_badge(language, progress.total.percent))
    if arguments.json:
        print(
            json.dumps(
                {code: _as_dict(one, arguments.next) for code, one in found.items()}, ensure_ascii=False, indent=2
            )
        )
        return 0
    for language, progress in found.items():
        print(f"== {language}")
        print("\n".join(render_table([*progress.pages.items(), ("all pages", progress.total)])))
        for todo in progress.todos[: arguments.next]:
            print(f"{todo.path}:{todo.line}: {todo.state}: {todo.english}")
    return 0


def _as_dict(progress: Progress, count: int) -> dict[str, object]:
    def counts(status: Status) -> dict[str, float]:
        return asdict(status) | {"percent": status.percent}

    return counts(progress.total) | {
        "pages": {page: counts(status) for page, status in progress.pages.items()},
        "next": [todo._asdict() for todo in progress.todos[:count]],
    }
