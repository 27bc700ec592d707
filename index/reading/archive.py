"""Opening what is packed as ZIP, a Word document or an e-book, without being overrun by what comes out of it."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from index.errors import Refusal
from index.reading.draft import UnreadableError
from index.reading.kinds import READ

_MAX_PARTS = 10_000
_MAX_UNPACKED = 200 * 2**20  # bytes, of all parts: ten times the largest document, and a hundred books
_MAX_RATIO = 150  # unpacked to packed: XML of Word comes to 30, and deflate alone cannot go beyond 1032
_SMALL = 2**20  # bytes, which harm nobody at whatever ratio

_ENCRYPTED = 0x1  # APPNOTE.TXT, 4.4.4, bit 0
_METHODS = {ZIP_STORED, ZIP_DEFLATED}  # the only ones in either format: ECMA-376 part 2, annex B; EPUB 3.3, 4.2.2


def open_archive(content: bytes) -> ZipFile:
    """Open an archive whose parts are safe to be read, one by one or all.

    Raises:
        UnreadableError: It is broken, has a password, or more would come out of it than any document holds.
    """
    try:
        archive = ZipFile(BytesIO(content))
        _refuse_bombs(archive.infolist(), len(content))
        # Each part is unpacked once: a part that comes to more than it says would be unpacked whole when read at once,
        # but by pieces it ends where it says, and its checksum is wrong.
        broken = archive.testzip()
    except UnreadableError:
        raise
    except Exception as error:  # zipfile raises what its parts do: struct.error, zlib.error, ValueError, ...
        raise _damaged() from error
    if broken is not None:
        raise _damaged()
    return archive


def read_part(archive: ZipFile, name: str) -> bytes:
    """Return a part of an archive.

    Raises:
        UnreadableError: It has no such part.
    """
    try:
        return archive.read(name)
    except (KeyError, BadZipFile) as error:
        raise _damaged() from error


def _refuse_bombs(parts: list[ZipInfo], packed: int) -> None:
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise UnreadableError(Refusal.LOCKED, "has a password", "Save it without one")
    if any(part.compress_type not in _METHODS for part in parts):
        raise UnreadableError(Refusal.UNKNOWN_KIND, "is packed as no document is", READ)
    unpacked = sum(part.file_size for part in parts)
    if unpacked > _MAX_UNPACKED or (unpacked > _SMALL and unpacked > _MAX_RATIO * packed):
        raise _bomb(f"would be {unpacked / 2**20:,.0f} MB when unpacked")
    if len(parts) > _MAX_PARTS:
        raise _bomb(f"has {len(parts):,} parts")


def _bomb(what: str) -> UnreadableError:
    return UnreadableError(
        Refusal.TOO_LARGE, f"{what}, which no document does", "Save it anew from its program, or split it"
    )


def _damaged() -> UnreadableError:
    return UnreadableError(
        Refusal.DAMAGED, "is damaged: it cannot be unpacked", "Get it again, or save it anew from its program"
    )
