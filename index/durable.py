"""Files that are there wholly or as they were before, also after a power cut."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

NEW = ".new"
"""The name of a file before it takes its place; hidden, so that no reader takes it for something that is there."""


def write(file: Path, content: bytes) -> None:
    """Put a file in the place of the one that may be there; of several writers in a folder, one at a time."""
    new = file.with_name(NEW)
    try:
        with new.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        new.replace(file)
    except OSError:
        with suppress(OSError):  # on a full disk it takes room
            new.unlink()
        raise
    settle(file.parent)


def settle(folder: Path) -> None:
    """Bring the names in a folder onto the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
