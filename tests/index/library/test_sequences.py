"""Whatever is done to a library in whichever order, by it and by hand: it answers with what is in its files."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from index.article import Source
from index.library.adding import Added, Change, add, add_all
from index.library.exchange import export, import_from
from index.library.library import Library
from index.library.removing import remove, removed, restore
from tests.index.library.libraries import (
    answered,
    articles_in,
    assert_nothing_left,
    assert_true_to_its_files,
    document,
    files_below,
    put_by_hand,
    text_of,
)

IDS = st.sampled_from("abc")
FILES = st.sampled_from(["a.txt", "b.md", "मेरे/a.txt", "मेरे/नये/d.txt"])
DOCUMENTS = st.builds(
    document,
    st.sampled_from("abcd"),
    named=st.none() | IDS,
    origin=st.sampled_from([None, "/a", "/b"]),
    source=st.sampled_from([Source(), Source(url="https://a.in/")]),
)
CONTENTS = st.one_of(
    st.builds(lambda name: text_of(name).encode(), st.sampled_from("abxy")),
    st.builds(lambda name, text: f"---\nid: {name}\n---\n{text_of(text)}".encode(), IDS, st.sampled_from("abxy")),
    st.sampled_from([b"", b"\xe0\xa4", b"---\nbroken", "🙂".encode()]),
)


class Sequences(RuleBasedStateMachine):
    """A library that is changed in every way there is."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp())
        self.library = Library(self.folder / "home")
        self.looked = True  # since files were last changed by hand

    def teardown(self) -> None:
        """Open the library once more, and remove it."""
        self.library.close()
        with Library(self.folder / "home") as library:
            self.assert_in_its_files(library)
        if library.catalogue.stamps():
            assert_nothing_left(library._home)
        shutil.rmtree(self.folder)

    @initialize(documents=st.lists(DOCUMENTS, max_size=3))
    def begin(self, documents: list[object]) -> None:
        """Begin with some articles."""
        list(add_all(self.library, documents))  # type: ignore[arg-type]

    @rule(new=DOCUMENTS)
    def add_and_undo(self, new: object) -> None:
        """Add a document: it is there, another time unchanged, and undone all is as it was, but for done again."""
        before = answered(self.library)
        done = add(self.library, new)  # type: ignore[arg-type]
        assert answered(self.library)[done.article.id] == new.text  # type: ignore[attr-defined]
        assert add(self.library, new).change is Change.UNCHANGED  # type: ignore[arg-type]
        if self.looked and self.undo(done):
            assert answered(self.library) == before
            self.assert_in_its_files(self.library)
            add(self.library, new)  # type: ignore[arg-type]

    def undo(self, done: Added) -> bool:
        """Undo what was done, if it changed something."""
        if done.change is Change.ADDED:
            remove(self.library, done.article.id)
        elif done.replaced:
            restore(self.library, done.replaced)
        return done.change is not Change.UNCHANGED

    @rule(documents=st.lists(DOCUMENTS, min_size=2, max_size=3))
    def add_several(self, documents: list[object]) -> None:
        """Add documents together: the last version of each article is there."""
        results = [*add_all(self.library, documents)]  # type: ignore[arg-type]
        last = dict(zip((each.article.id for each in results), documents, strict=True))
        now = answered(self.library)
        assert {name: now[name] for name in last} == {name: each.text for name, each in last.items()}  # type: ignore[attr-defined]

    @precondition(lambda self: self.library.catalogue.count() > 0)
    @rule(number=st.integers(0, 99))
    def remove_one(self, number: int) -> None:
        """Remove an article: it is gone, and among those that can be put back."""
        rows = [row for row in self.library.catalogue.all() if self.library.shelf.stamp(row.file)]
        if rows:
            row = rows[number % len(rows)]
            name = remove(self.library, row.id)
            assert row.id not in self.library.catalogue.ids() or len(self.claiming(row.id)) > 0
            assert name in {each.name for each in self.library.shelf.taken_out()}

    def claiming(self, identifier: str) -> list[str]:
        """Return the files that say that they have an id."""
        files = files_below(self.library.shelf.articles)
        return [file for file, content in files.items() if f"id: {identifier}\n".encode() in content]

    @precondition(lambda self: bool(removed(self.library)))
    @rule(number=st.integers(0, 99))
    def restore_one(self, number: int) -> None:
        """Put something back: it is there."""
        kept = removed(self.library)
        one = kept[number % len(kept)]
        row = restore(self.library, one.taken.name)
        assert answered(self.library)[row.id] == one.article.text

    @rule(file=FILES, content=CONTENTS)
    def put(self, file: str, content: bytes) -> None:
        """Put a file there by hand, or edit it."""
        put_by_hand(self.library, file, content)
        self.looked = False

    @rule(number=st.integers(0, 99))
    def delete(self, number: int) -> None:
        """Remove a file by hand."""
        if files := sorted(self.library.shelf.stamps()):
            (self.library.shelf.articles / files[number % len(files)]).unlink()
            self.looked = False

    @rule()
    def refresh(self) -> None:
        """Have the library look at its files."""
        self.library.refresh()
        self.looked = True

    @rule()
    def reindex(self) -> None:
        """Make the index anew."""
        self.library.reindex()
        self.looked = True

    @rule()
    def open_again(self) -> None:
        """Close the library and open it."""
        self.library.close()
        self.library = Library(self.folder / "home")
        self.looked = True

    @rule()
    def take_along(self) -> None:
        """Export the library: imported elsewhere its articles are the same."""
        export(self.library, self.folder / "out")
        with Library(self.folder / "other") as other:
            import_from(self.folder / "out", other)
            assert answered(other).keys() == {each.id for each in articles_in(self.library)}
            assert files_below(other.shelf.articles).items() <= files_below(self.library.shelf.articles).items()
        for folder in ("out", "other"):
            shutil.rmtree(self.folder / folder)

    @invariant()
    def answers_with_its_files(self) -> None:
        """Answer with what is in the files, once the library has looked at them."""
        if self.looked:
            self.assert_in_its_files(self.library)

    def assert_in_its_files(self, library: Library) -> None:
        """Assert that a library is true to its files; of several with one id any may be the article."""
        if all(len(self.claiming(name)) < 2 for name in "abc"):
            assert_true_to_its_files(library)
        else:
            now = answered(library)
            assert now.keys() == {each.id for each in articles_in(library)} == library.catalogue.ids()


Sequences.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=8,
    phases=[Phase.generate],  # to find a shorter sequence would take minutes
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)


TestSequences = Sequences.TestCase
