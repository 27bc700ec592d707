"""An index in a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embedded import merging
from index.embedded import store as module
from index.embedded.building import Draft
from index.embedded.segment import Segment
from index.embedded.store import Store
from index.errors import DamagedIndexError, EngineError
from index.passage import split_passages
from index.search import Searcher
from tests.index.embedded.stores import Change, article, change, changed, found_in, ids_in
from tests.index.embedded.test_collection import assert_same

NOBODY = 65534  # the user who owns nothing

CHANGES: list[Change] = [
    ("add", "a", "b"),
    ("add", "c"),
    ("add", "b", "d"),  # b again
    ("remove", "a", "nobody"),
    ("merge",),
    ("add", "a"),
    ("remove", "c", "d"),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty index in a folder that is not there yet."""
    with Store(tmp_path / "index") as made:
        yield made


def folders(store: Store) -> list[str]:
    """Return the folders in an index's folder."""
    return sorted(path.name for path in store._folder.iterdir() if path.is_dir())


def assert_answers(store: Store, ids: Sequence[str]) -> None:
    """Assert that an index has these articles in this order, and answers as one made at once of them."""
    assert ids_in(store) == [*ids]
    fresh = Searcher.of(passage for one in ids for passage in split_passages(article(one)))
    for question in ("सेना लौटी", "शहर a", '"शहर b"', "पुल d"):
        assert_same(Searcher(store).ask(question, 20), fresh.ask(question, 20))


def test_an_index_that_is_not_there_is_empty(store: Store) -> None:
    """Nothing is made before there is something to keep, and a question finds nothing."""
    assert not store._folder.exists()
    assert (ids_in(store), found_in(store)) == ([], set())
    assert store.remove(["a"]) == 0
    store.merge()
    assert store.add([]) == 0
    assert ids_in(store) == []


def test_articles_come_and_go(store: Store) -> None:
    """After each change there is what came and did not go, each article once, and answers are as if it were new."""
    ids: tuple[str, ...] = ()
    for what in CHANGES:
        change(store, what)
        ids = changed(ids, what)
        assert_answers(store, ids)
    with Store(store._folder) as again:
        assert_answers(again, ids)


@given(st.lists(st.tuples(st.sampled_from(["add", "remove"]), st.sampled_from("abcde")) | st.just(("merge",))))
def test_any_changes_leave_what_they_should(changes: list[Change]) -> None:
    """Whatever is changed in whichever order, with small segments merged: the index has what is left, once."""
    ids: tuple[str, ...] = ()
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        patch.setattr(merging, "_MERGED_AT_ONCE", 2)
        patch.setattr(merging, "_SMALLEST", 1)
        patch.setattr(merging, "_FEW_REMOVED", 1)
        with Store(Path(folder)) as store:
            for what in changes[:6]:
                change(store, what)
                ids = changed(ids, what)
            assert_answers(store, ids)
        with Store(Path(folder)) as store:
            assert_answers(store, ids)


def test_an_article_takes_the_place_of_the_one_with_its_id(store: Store) -> None:
    """A new text is found and the old one is not; what was added is counted in passages, and told."""
    told: list[int] = []
    assert store.add([article("a"), article("b")], told.append) == 4
    assert store.add([article("a", "नया पाठ पहाड़ पर।")], told.append) == 1
    assert sum(told) == 3
    assert found_in(store, "पहाड़") == {"a"}
    assert found_in(store, "सेना") == {"b"}
    assert store.snapshot().statistics.passages == 3


def test_of_several_with_one_id_the_last_is_in(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of several articles with one id in one go the last is kept, also where they come into different segments."""
    store.add([article("a", "पुराना पहाड़।"), article("b"), article("a")])
    assert ids_in(store) == ["b", "a"]
    drafts = [Draft(Segment.of(split_passages(each)), ["c"]) for each in (article("c", "पुराना पहाड़।"), article("c"))]
    monkeypatch.setattr(module, "drafts_of", lambda *_: iter(drafts))
    store.add([])
    assert ids_in(store) == ["b", "a", "c"]
    assert found_in(store, "पहाड़") == set()


def test_an_article_that_lost_its_text_is_gone(store: Store) -> None:
    """An article whose new text has no passage is not found by its old one."""
    store.add([article("a"), article("b")])
    store.add([article("a", "")])
    assert "a" not in found_in(store)


def test_removed_articles_are_counted_once(store: Store) -> None:
    """Of the ids to be removed, those that are there count, each once, and once they are gone none."""
    store.add(map(article, "abc"))
    assert store.remove(["a", "a", "x", "c"]) == 2
    assert store.remove(["a", "c"]) == 0
    assert found_in(store) == {"b"}


def test_all_may_be_removed(store: Store) -> None:
    """An index of which all is gone is empty, merged or not, and takes in articles again."""
    store.add([article("a")])
    store.add([article("b")])
    store.remove("ab")
    assert_answers(store, [])
    store.merge()
    assert_answers(store, [])
    store.add([article("a")])
    assert_answers(store, ["a"])


def test_a_snapshot_stays_as_it_was(store: Store) -> None:
    """What a question sees does not change under it, though its segments are merged and removed from the disk."""
    store.add([article("a")])
    store.add([article("b")])
    before = store.snapshot()
    store.remove(["a"])
    store.merge()
    store.add([article("c")])
    assert ids_in(before) == ["a", "b"]
    assert before.passages_of(article("a"))[0].text.startswith("सेना a")
    assert ids_in(store) == ["b", "c"]


def test_a_passage_whose_article_is_gone_has_nothing_around_it(store: Store) -> None:
    """What was found before its article was removed can still be looked at: nothing stands around it."""
    store.add([article("a")])
    searcher = Searcher(store)
    passage = searcher.ask("सेना").hits[0].passage
    store.remove(["a"])
    assert searcher.around(passage) == (None, None)


def test_an_index_by_another_name_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a symbolic link, and from where one stands, an index is changed and merged as by its own name."""
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "real").mkdir()
    monkeypatch.chdir(tmp_path)
    ids: tuple[str, ...] = ()
    for folder in (tmp_path / "link", Path("real")):
        with Store(folder) as named:
            for what in CHANGES[:5]:
                change(named, what)
                ids = changed(ids, what)
            assert_answers(named, ids)


def test_articles_removed_during_a_merge_stay_removed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes and comes while segments are merged is gone and there afterwards; answers are those of what is left."""
    for one in "abcd":
        store.add([article(one)])
    store.remove(["a"])
    original = Segment.merged

    def meanwhile(*arguments: Any) -> Segment:  # noqa: ANN401
        monkeypatch.setattr(Segment, "merged", original)
        made = original(*arguments)
        store.remove(["b"])
        store.add([article("c"), article("e")])
        return made

    monkeypatch.setattr(Segment, "merged", meanwhile)
    store._merge(store._manifest.entries[:4], store.snapshot().parts[:4])
    assert len(store.snapshot().parts) == 2
    assert_answers(store, ["d", "c", "e"])
    store.merge()
    assert_answers(store, ["d", "c", "e"])


def test_a_merge_that_comes_too_late_changes_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where others merged the same segments first, their work stays and one's own is thrown away."""
    for one in "abc":
        store.add([article(one)])
    original = Segment.merged

    def slow(*arguments: Any) -> Segment:  # noqa: ANN401
        monkeypatch.setattr(Segment, "merged", original)
        with Store(store._folder) as other:
            other.merge()
        return original(*arguments)

    monkeypatch.setattr(Segment, "merged", slow)
    store._merge(store._manifest.entries[:2], store.snapshot().parts[:2])
    assert_answers(store, "abc")
    assert len(folders(store)) == 1


def test_only_what_the_manifest_names_is_kept(store: Store) -> None:
    """Merged segments, and what killed processes left, are gone after the next change; what lives is not touched."""
    store.add([article("a")])
    for left in ("segment-9-abc", "new-99999999-0", f"new-{os.getppid()}-7"):
        (store._folder / left).mkdir()
    store.add([article("b")])
    store.merge()
    assert folders(store) == [f"new-{os.getppid()}-7", store._manifest.entries[0].name]


def test_a_process_with_the_number_of_a_killed_one_can_add(store: Store) -> None:
    """What a killed process left under the number that this one has now is not in its way."""
    store._folder.mkdir()
    for number in range(3):
        (store._folder / f"new-{os.getpid()}-{number}").mkdir()
    store.add([article("a")])
    assert ids_in(store) == ["a"]


def test_what_failed_at_the_end_can_be_done_again(store: Store) -> None:
    """Where the manifest could not be written, the index is as it was, and the same change succeeds later."""
    store.add([article("a")])
    (store._folder / ".new").mkdir()  # in the way of the next manifest
    failing: list[Change] = [("add", "b"), ("remove", "a")]
    for what in failing:
        with pytest.raises(EngineError, match="The index is as it was before"):
            change(store, what)
        assert ids_in(store) == ["a"]
    (store._folder / ".new").rmdir()
    store.add([article("b")])
    assert ids_in(store) == ["a", "b"]


def test_a_damaged_segment_is_said(store: Store) -> None:
    """An index one of whose files was changed is not asked: the error names the file."""
    store.add([article("a")])
    file = next(store._folder.glob("segment-*/tokens.npy"))
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)
    with pytest.raises(DamagedIndexError, match=r"tokens\.npy"):
        Store(store._folder)


@pytest.mark.parametrize("inside", ["", "manifest.json"])
def test_a_folder_that_is_none_is_said(tmp_path: Path, inside: str) -> None:
    """A file in the place of the folder, or a folder in the place of the manifest, is an error in words."""
    if inside:
        (tmp_path / "index" / inside).mkdir(parents=True)
    else:
        (tmp_path / "index").write_text("")
    with pytest.raises(EngineError, match="index"):
        Store(tmp_path / "index")


@contextmanager
def an_ordinary_user() -> Iterator[None]:
    """Be nobody for a while, if one is root, who may write into any folder."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_a_read_only_index_is_read() -> None:
    """An index in a folder that may not be written answers; a change is an error in words, and changes nothing."""
    with TemporaryDirectory() as name:  # pytest's own folders are its user's alone
        Path(name).chmod(0o755)
        folder = Path(name) / "index"
        with Store(folder) as store:
            store.add([article("a")])
        folder.chmod(0o555)
        with an_ordinary_user(), Store(folder) as other:
            assert found_in(other) == {"a"}
            with pytest.raises(EngineError, match="may be written"):
                other.add([article("b")])
            assert ids_in(other) == ["a"]
        folder.chmod(0o755)
