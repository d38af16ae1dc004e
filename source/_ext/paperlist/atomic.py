"""Write files at once: a reader or a crash finds the old text or the new one, never a part.

Who reads a file, changes the text and writes it back holds the lock of its
folder meanwhile, so that two writers at once do not undo each other's work.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder; wait as long as another process holds it."""
    import fcntl  # which Windows does not have

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)  # which releases the lock


def write_text(path: Path, text: str) -> None:
    """Replace the content of a file by *text*, as UTF-8 and with its line ends as they are."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Replace the content of a file."""
    if path.is_symlink():
        path = path.resolve()  # the link stays one
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        if path.exists():
            draft.chmod(path.stat().st_mode)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
