"""The manifest of an index on a disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.embedded.manifest import FORMAT, Entry, Manifest, stamp
from index.errors import DamagedIndexError, EngineError, OtherVersionError

WRITTEN = Manifest((Entry("segment-1-abc", "abc", (0, 3)), Entry("segment-2-def", "def")), 5)
DAMAGED = {
    "empty": b"",
    "no JSON": b"{",
    "no UTF-8": b"\xff\xfe",
    "a list": b"[]",
    "a number": b"1",
    "null": b"null",
    "nothing in it": b"{}",
    "no digest": json.dumps({"entries": [], "generation": 0, "format": FORMAT}).encode(),
    "another digest": json.dumps({"entries": [], "generation": 0, "format": FORMAT, "xxh3": "0"}).encode(),
}


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """Segments, what has been removed of each, and the generation come back, and nothing else is left behind."""
    WRITTEN.write(tmp_path)
    assert Manifest.read(tmp_path) == WRITTEN
    assert [path.name for path in tmp_path.iterdir()] == ["manifest.json"]


def test_no_manifest_is_an_empty_index(tmp_path: Path) -> None:
    """A folder without a manifest, or none at all, is an index without segments."""
    assert Manifest.read(tmp_path) == Manifest.read(tmp_path / "none") == Manifest()
    assert stamp(tmp_path) == stamp(tmp_path / "none") == ()


def test_a_change_is_the_next_generation(tmp_path: Path) -> None:
    """Each manifest counts on, takes the place of the other, and has another stamp; unchanged, it has the same."""
    WRITTEN.write(tmp_path)
    before = stamp(tmp_path)
    assert stamp(tmp_path) == before
    changed = WRITTEN.after(WRITTEN.entries[:1])
    changed.write(tmp_path)
    assert stamp(tmp_path) != before
    assert Manifest.read(tmp_path) == Manifest(WRITTEN.entries[:1], 6)


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_manifest_is_named(tmp_path: Path, content: bytes) -> None:
    """A manifest that is not as it was written is an error that names the file and says what to do."""
    (tmp_path / "manifest.json").write_bytes(content)
    with pytest.raises(DamagedIndexError, match="Remove the folder") as raised:
        Manifest.read(tmp_path)
    assert raised.value.path == tmp_path / "manifest.json"


def test_any_flipped_byte_is_noticed_or_harmless(tmp_path: Path) -> None:
    """Whichever byte a disk has changed: the manifest is the same, or there is an error."""
    WRITTEN.write(tmp_path)
    file = tmp_path / "manifest.json"
    content = file.read_bytes()
    noticed = 0
    for place in range(len(content)):
        for bit in (1, 0x20, 0x80):
            flipped = bytes(byte ^ (bit if number == place else 0) for number, byte in enumerate(content))
            file.write_bytes(flipped)
            try:
                assert Manifest.read(tmp_path) == WRITTEN
            except EngineError:
                noticed += 1
    assert noticed > 2 * len(content)


@pytest.mark.parametrize("other", [FORMAT + 1, 0, "2"])
def test_another_format_is_said(tmp_path: Path, other: object) -> None:
    """An index of another version is not damaged: both formats are named."""
    WRITTEN.write(tmp_path)
    content = json.loads((tmp_path / "manifest.json").read_bytes())
    (tmp_path / "manifest.json").write_text(json.dumps(content | {"format": other}))
    with pytest.raises(OtherVersionError, match=f"format {other}, and this version of Poochho reads format {FORMAT}"):
        Manifest.read(tmp_path)
