"""The manifest: which segments an index on a disk is made of. It is replaced as a whole, or not at all."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from xxhash import xxh3_64_hexdigest

from index.durable import write
from index.errors import DamagedIndexError, OtherVersionError

FORMAT = 1
"""Counts up whenever stored arrays or the analysis of words change: then an index is made anew."""

_NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """A segment.

    Attributes:
        name: Its folder.
        digest: What :func:`index.embedded.arrays.save` returned.
        removed: The numbers of its articles that have been removed.
    """

    name: str
    digest: str
    removed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """The segments in their order; ``generation`` counts the changes."""

    entries: tuple[Entry, ...] = ()
    generation: int = 0
    format: int = field(default=FORMAT)

    def after(self, entries: tuple[Entry, ...]) -> Manifest:
        """Return the manifest of the next generation."""
        return Manifest(entries, self.generation + 1)

    def write(self, folder: Path) -> None:
        """Put the manifest in the place of the one in a folder."""
        content = asdict(self)
        write(folder / _NAME, json.dumps(content | {"xxh3": _digest(content)}, indent=1).encode())

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Read the manifest of a folder; that of an empty index where there is none.

        Raises:
            DamagedIndexError: It is not as it was written.
            OtherVersionError: Another version of Poochho wrote it.
        """
        file = folder / _NAME
        try:
            content = json.loads(file.read_bytes())
            digest = content.pop("xxh3")
            if content["format"] != FORMAT:
                raise OtherVersionError(folder, content["format"], FORMAT)
            if digest != _digest(content):
                raise DamagedIndexError(file, "is not as it was written")
            entries = tuple(Entry(each["name"], each["digest"], tuple(each["removed"])) for each in content["entries"])
            return cls(entries, content["generation"])
        except FileNotFoundError:
            return cls()
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DamagedIndexError(file, "is not as it was written") from error


def stamp(folder: Path) -> tuple[int, ...]:
    """Return what changes when the manifest is replaced, without reading it."""
    try:
        status = (folder / _NAME).stat()
    except OSError:  # there is none yet, or it cannot be read, which reading it says
        return ()
    return status.st_ino, status.st_mtime_ns, status.st_size


def _digest(content: dict[str, Any]) -> str:
    return xxh3_64_hexdigest(json.dumps(content, sort_keys=True).encode())
