"""What all commands say in one way: findings, exit statuses, progress."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..diagnostic import Diagnostic

FOUND_NOTHING, FINDINGS, USAGE = 0, 1, 2
"""The exit statuses."""

FORMATS = ("text", "json", "github")
"""How findings may be written."""

_T = TypeVar("_T")


def report(diagnostics: Iterable[Diagnostic], summary: str = "", form: str = "text") -> int:
    """Print diagnostics, sorted by place, and return the exit status.

    :param summary: what to say if there are none
    :param form: ``text`` on standard error, ``json`` (an array) or ``github`` (annotations) on standard output
    """
    found = sorted(set(diagnostics), key=lambda one: (one.path, one.line, one.message))
    if form == "json":
        print(json.dumps([_as_dict(one) for one in found], ensure_ascii=False, indent=2))
        return FINDINGS if found else FOUND_NOTHING
    for diagnostic in found:
        if form == "github":
            print(_annotation(diagnostic))
        else:
            print(diagnostic, file=sys.stderr)
    if found:
        print(f"{len(found)} findings", file=sys.stderr)
    elif summary:
        print(summary)
    return FINDINGS if found else FOUND_NOTHING


def note(message: str) -> None:
    """Say one line on standard error."""
    print(f"paperlist: {message}", file=sys.stderr)


def progress(things: Iterable[_T], total: int, what: str) -> Iterator[_T]:
    """Yield *things*; show a bar if that takes over two seconds and somebody is watching."""
    if not sys.stderr.isatty():
        yield from things
        return
    from tqdm import tqdm

    yield from tqdm(things, total=total, desc=what, delay=2, leave=False, file=sys.stderr)


def _as_dict(diagnostic: Diagnostic) -> dict[str, str | int]:
    return {
        "path": diagnostic.path,
        "line": diagnostic.line,
        "code": diagnostic.code.value,
        "message": diagnostic.message,
    }


def _annotation(diagnostic: Diagnostic) -> str:
    """Return a diagnostic as a workflow command.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    place = f"file={_property(os.fspath(diagnostic.path))}"
    if diagnostic.line:
        place += f",line={diagnostic.line}"
    code = f"paperlist.{diagnostic.code.value}"
    message = diagnostic.message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::error {place},title={_property(code)}::{message} [{code}]"


def _property(text: str) -> str:
    for char, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
        text = text.replace(char, code)
    return text
