"""Opening archives."""

from __future__ import annotations

import zipfile

import pytest

from index.errors import Refusal
from index.reading import archive as module
from index.reading.archive import open_archive, read_part
from index.reading.draft import UnreadableError
from tests.index.reading import documents

ENCRYPTED = documents.zipped({"a": b"x"}).replace(
    b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"
)

REFUSED = {
    "a bomb": (documents.zip_bomb(), Refusal.TOO_LARGE),
    "one that lies": (documents.lying_zip(), Refusal.DAMAGED),
    "a broken one": (documents.zipped({"a": b"x" * 999})[:-30], Refusal.DAMAGED),
    "a broken part": (documents.zipped({"a": b"abc"}, zipfile.ZIP_STORED).replace(b"abc", b"abd", 1), Refusal.DAMAGED),
    "one with a password": (ENCRYPTED, Refusal.LOCKED),
    "one packed as no document is": (documents.zipped({"a": b"x"}, zipfile.ZIP_LZMA), Refusal.UNKNOWN_KIND),
}


@pytest.mark.parametrize(("content", "refusal"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_safe_is_refused(content: bytes, refusal: Refusal) -> None:
    """An archive that would fill the memory, is broken or has a password is refused before it is read."""
    with pytest.raises(UnreadableError) as caught:
        open_archive(content)
    assert caught.value.refusal is refusal


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive of more parts than any document has is refused."""
    monkeypatch.setattr(module, "_MAX_PARTS", 2)
    assert open_archive(documents.zipped({"a": b"", "b": b""}))
    with pytest.raises(UnreadableError):
        open_archive(documents.zipped({"a": b"", "b": b"", "c": b""}))


def test_parts_are_read_by_their_names() -> None:
    """A part is read by its name, whatever path it would be; one that is not there is a broken document."""
    with open_archive(documents.zipped({"../../etc/passwd": b"x"})) as archive:
        assert read_part(archive, "../../etc/passwd") == b"x"
        with pytest.raises(UnreadableError):
            read_part(archive, "b")
