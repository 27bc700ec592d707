"""Records of flat arrays in a folder: a file for each array, mapped into memory when they are read.

Every file is in NumPy's own format (NEP 1), and ``contents.json`` has its XXH3: what a disk has damaged is
never asked.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields, is_dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, cast, get_type_hints

import numpy as np
from numpy.typing import NDArray
from xxhash import xxh3_64, xxh3_64_hexdigest

from index.durable import write
from index.errors import DamagedIndexError

Allocate = Callable[[str, int, "np.dtype[Any]"], NDArray[Any]]
"""Returns a new array of a name, a length and a type: in memory, or in a file that is mapped."""

_CONTENTS = "contents.json"
_CHUNK = 16 * 2**20  # bytes read at once

Record = TypeVar("Record")


def in_memory(_: str, length: int, kind: np.dtype[Any]) -> NDArray[Any]:
    """Return a new array in memory."""
    return np.empty(length, kind)


def in_files(folder: Path) -> Allocate:
    """Return what makes arrays in files of a folder, which :func:`save` then finds there."""
    return partial(_new_file, folder)


def within(name: str, allocate: Allocate) -> Allocate:
    """Return what makes the arrays of a part of a record."""
    return lambda inner, length, kind: allocate(f"{name}.{inner}", length, kind)


def save(record: object, folder: Path) -> str:
    """Write a record's arrays into an existing folder, and return the digest that :func:`load` wants.

    Arrays that are in files there already are not written again. All is on the disk when this returns.
    """
    files = {}
    for name, array in _arrays(record):
        file = _file(folder, name)
        if isinstance(array, np.memmap) and Path(str(array.filename)) == file.resolve():
            array.flush()
        else:
            with file.open("wb") as stream:
                np.save(_Written(stream), array)
                stream.flush()
                os.fsync(stream.fileno())
        files[file.name] = {"xxh3": _digest(file)}
    contents = json.dumps(files, indent=1).encode()
    write(folder / _CONTENTS, contents)
    return xxh3_64_hexdigest(contents)


def load(kind: type[Record], folder: Path, digest: str) -> Record:
    """Return the record that was saved into a folder, its arrays mapped into memory.

    Args:
        kind: The record's class: a dataclass of arrays and such dataclasses.
        folder: Where it was saved.
        digest: What :func:`save` returned.

    Raises:
        DamagedIndexError: A file is missing, or is not as it was written.
    """
    try:
        contents = (folder / _CONTENTS).read_bytes()
        if xxh3_64_hexdigest(contents) != digest:
            raise DamagedIndexError(folder / _CONTENTS, "is not as it was written")
        files = {folder / name: known for name, known in json.loads(contents).items()}
        with ThreadPoolExecutor() as pool:  # a million passages are two gigabytes to be read
            for (file, known), digest_now in zip(files.items(), pool.map(_digest, files), strict=True):
                if digest_now != known["xxh3"]:
                    raise DamagedIndexError(file, "is not as it was written")
        return _rebuilt(kind, lambda name: _mapped(_file(folder, name)))
    except FileNotFoundError as error:
        raise DamagedIndexError(Path(error.filename), "is missing") from error


@dataclass(frozen=True, slots=True)
class _Written:
    """A stream that numpy writes to as Python does: what it writes by itself may be lost, unsaid, on a full disk."""

    stream: BinaryIO

    def write(self, content: bytes) -> int:
        """Write some bytes."""
        return self.stream.write(content)


def _new_file(folder: Path, name: str, length: int, kind: np.dtype[Any]) -> NDArray[Any]:
    file = _file(folder, name)
    array = np.lib.format.open_memmap(file, mode="w+", dtype=kind, shape=(length,))
    # Takes the room now: on a full disk a mapped page that finds none kills the process, and this is an error.
    with file.open("r+b") as stream:
        os.posix_fallocate(stream.fileno(), 0, file.stat().st_size)
    return array


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}.npy"


def _digest(file: Path) -> str:
    digest = xxh3_64()
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _mapped(file: Path) -> NDArray[Any]:
    # Copy on write: nothing is ever written, and compiled loops need no second version for arrays that cannot be.
    array: NDArray[Any] = np.load(file, mmap_mode="c").view(np.ndarray)
    return array


def _arrays(record: object, prefix: str = "") -> Iterator[tuple[str, NDArray[Any]]]:
    """Yield every array of a record and of the records in it, by its path."""
    for field in fields(record):  # type: ignore[arg-type]  # a dataclass; there is no type for that
        value = getattr(record, field.name)
        if is_dataclass(value):
            yield from _arrays(value, f"{prefix}{field.name}.")
        else:
            yield f"{prefix}{field.name}", value


def _rebuilt(kind: type[Record], read: Callable[[str], NDArray[Any]], prefix: str = "") -> Record:
    hints = _hints(cast("Hashable", kind))
    values = {}
    for field in fields(kind):  # type: ignore[arg-type]
        path = f"{prefix}{field.name}"
        inner: type[object] = hints[field.name]
        values[field.name] = _rebuilt(inner, read, f"{path}.") if is_dataclass(inner) else read(path)
    return kind(**values)


@cache
def _hints(kind: Hashable) -> dict[str, type[object]]:
    return get_type_hints(kind)  # evaluating them takes longer than mapping the files
