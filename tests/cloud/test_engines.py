"""Which engine an address means."""

from __future__ import annotations

import importlib.util
import os
from contextlib import closing
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from index import EngineError, EngineKind, KeptEngine, Searcher, open_engine
from index.cloud.engine import Cloud
from index.embedded.store import Store
from index.engines import kind_of
from tests.cloud.indexes import article

ARTICLE = article("a", "सेना शहर से लौटी।")

EMBEDDED, LANCEDB = EngineKind.EMBEDDED, EngineKind.LANCEDB


@pytest.mark.parametrize(
    ("address", "kind", "meant"),
    [
        ("folder", None, EMBEDDED),
        ("/a/folder", None, EMBEDDED),
        ("~/folder", None, EMBEDDED),
        ("a:b", None, EMBEDDED),
        ("folder", EMBEDDED, EMBEDDED),
        ("folder", LANCEDB, LANCEDB),
        ("s3://bucket/path", None, LANCEDB),
        ("gs://bucket/path", None, LANCEDB),
        ("az://container/path", LANCEDB, LANCEDB),
    ],
)
def test_engine_of_an_address(address: str, kind: EngineKind | None, meant: EngineKind) -> None:
    """A folder is the embedded engine's unless somebody says otherwise, an object storage is LanceDB's."""
    assert kind_of(address, kind) is meant


def test_embedded_engine_takes_no_object_storage(tmp_path: Path) -> None:
    """The embedded engine is refused an object storage, with what to do instead."""
    with pytest.raises(EngineError, match=r"s3://bucket/path: .*folder.*lancedb\.$"):
        open_engine("s3://bucket/path", tmp_path / "cache", EMBEDDED)


@pytest.mark.parametrize(("kind", "engine"), [(None, Store), (EMBEDDED, Store), (LANCEDB, Cloud)])
def test_index_is_kept_where_its_address_says(
    kind: EngineKind | None, engine: type[KeptEngine], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An index is made in its folder, also in one of the home folder, and opened there again."""
    monkeypatch.setenv("HOME", os.fspath(tmp_path))
    monkeypatch.chdir(tmp_path)
    for address in ("here", os.fspath(tmp_path / "there"), "~/home"):
        with closing(open_engine(address, tmp_path / "caches" / "cache", kind)) as opened:
            assert isinstance(opened, engine)
            assert opened.add([ARTICLE]) == 1
        with closing(open_engine(address, tmp_path / "caches" / "cache", kind)) as opened:
            assert Searcher(opened).ask("सेना").hits[0].passage.article == ARTICLE
    made = {path.name for path in tmp_path.iterdir()} - {"caches"}
    assert made == {"here", "there", "home"}


def test_lancedb_that_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where LanceDB is not installed, an index of its is refused with how to install it; others are opened."""
    find_spec = importlib.util.find_spec

    def found(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name == "lancedb" else find_spec(name, package)

    monkeypatch.setattr("index.engines.find_spec", found)
    for address, kind in (("s3://bucket/path", None), (os.fspath(tmp_path), LANCEDB)):
        with pytest.raises(EngineError, match=r"LanceDB is not installed.*pip install 'poochho\[cloud\]'"):
            open_engine(address, tmp_path / "cache", kind)
    open_engine(os.fspath(tmp_path / "index"), tmp_path / "cache").close()


@pytest.mark.parametrize("address", ["nothing://bucket/path", "s3://"])
def test_address_that_is_none(address: str, tmp_path: Path) -> None:
    """An address that means nothing is an error with a sentence that names it."""
    with pytest.raises(EngineError, match=rf"^{address}: .*\.$"):
        open_engine(address, tmp_path / "cache")


def test_file_in_the_place_of_an_index(tmp_path: Path) -> None:
    """A file where the folder should be is an error with a sentence, and is left as it was."""
    file = tmp_path / "file"
    file.write_text("mine", encoding="utf-8")
    for kind in EngineKind:
        with pytest.raises(EngineError, match=r"file"), closing(open_engine(str(file), tmp_path / "cache", kind)) as it:
            it.add([ARTICLE])
    assert file.read_text(encoding="utf-8") == "mine"
