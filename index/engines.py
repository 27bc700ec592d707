"""Which engine keeps an index: what its address says, unless somebody says it."""

from __future__ import annotations

from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path

from index.candidates import KeptEngine
from index.embedded.store import Store
from index.errors import EngineError


class EngineKind(StrEnum):
    """The engines."""

    EMBEDDED = "embedded"
    LANCEDB = "lancedb"


def kind_of(address: str, kind: EngineKind | None = None) -> EngineKind:
    """Return which engine is meant: that of an address in an object storage is LanceDB, that of a folder embedded.

    Args:
        address: A folder, or an address such as s3://bucket/path.
        kind: What somebody says.

    Raises:
        index.EngineError: The embedded engine cannot be in an object storage.
    """
    remote = "://" in address
    if remote and kind is EngineKind.EMBEDDED:
        raise EngineError(
            f"{address}: the embedded engine keeps its index in a folder. Name a folder, or take lancedb."
        )
    return kind or (EngineKind.LANCEDB if remote else EngineKind.EMBEDDED)


def open_engine(address: str, cache: Path, kind: EngineKind | None = None) -> KeptEngine:
    """Open an index, an empty one where there is none.

    Args:
        address: A folder, or an address such as s3://bucket/path.
        cache: The file where this machine keeps what it has read from an object storage.
        kind: Which engine; None for that which the address says.

    Raises:
        index.EngineError: It cannot be read, or its engine is not installed.
    """
    if kind_of(address, kind) is EngineKind.EMBEDDED:
        return Store(Path(address).expanduser())
    if find_spec("lancedb") is None:
        raise EngineError(f"{address}: LanceDB is not installed. Install it: pip install 'poochho[cloud]'")
    from index.cloud.engine import Cloud

    return Cloud(address, cache)
