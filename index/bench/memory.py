"""How much memory this process takes, and a folder of the disk."""

from __future__ import annotations

import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")


def peak() -> int | None:
    """Return the most bytes of memory that this process had; None where the system does not tell.

    Linux's VmHWM: ru_maxrss there begins with what the parent had (getrusage(2) keeps it over execve).
    """
    bytes_now = _status("VmHWM")
    return _largest() if bytes_now is None else bytes_now


def resident() -> int | None:
    """Return the bytes of memory that this process has now; None on other systems than Linux."""
    return _status("VmRSS")


def on_disk(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _status(name: str) -> int | None:
    if not _STATUS.exists():
        return None
    for line in _STATUS.read_text(encoding="ascii", errors="replace").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024  # proc(5): "kB" there is 1024 bytes
    return None


def _largest() -> int | None:
    try:
        import resource
    except ImportError:  # Windows
        return None
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return largest if sys.platform == "darwin" else largest * 1024
