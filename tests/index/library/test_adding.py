"""Documents into a library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from index.article import MAX_BYTES, Source
from index.errors import DocumentError, IndexingError, Refusal
from index.library import adding
from index.library.adding import Change, add, add_all
from index.library.library import Library
from index.library.removing import remove, restore
from index.reading.document import Document
from tests.index.library.libraries import (
    OTHER_TEXT,
    answered,
    assert_true_to_its_files,
    document,
    files_below,
    found_in,
    put_by_hand,
    text_of,
)
from tests.texts import HOSTILE, any_text


def added(library: Library, documents: list[Document]) -> list[tuple[str, Change]]:
    """Return what became of documents that are added one after the other."""
    results = [add(library, each) for each in documents]
    return [(result.article.id, result.change) for result in results]


def test_a_document_is_there_when_it_was_added(library: Library) -> None:
    """It is on the disk, it is answered, and all is told of it."""
    source = Source("पत्र", "लेखक", "2022", "https://a.in/", "name.pdf")
    result = add(library, document("a", origin="/a.pdf", source=source))
    row = result.article
    assert (result.change, result.replaced) == (Change.ADDED, None)
    assert (row.title, row.language, row.passages, row.origin) == ("शीर्षक a", "hi", 2, "/a.pdf")
    assert (row.publisher, row.author, row.date, row.url) == ("पत्र", "लेखक", "2022", "https://a.in/")
    assert row.added
    assert answered(library) == {row.id: text_of("a")}
    assert found_in(library) == {row.id}
    assert library.catalogue.all() == [row]
    assert_true_to_its_files(library)
    with Library(library._home) as again:
        assert_true_to_its_files(again)


def test_an_added_document_can_be_removed_again(library: Library) -> None:
    """An addition is undone by removing the article, as if it had never been."""
    add(library, document("a"))
    before = files_below(library.shelf.articles)
    remove(library, add(library, document("b")).article.id)
    assert files_below(library.shelf.articles) == before
    assert_true_to_its_files(library)


def test_documents_that_have_not_changed_write_nothing(library: Library) -> None:
    """Whatever is in them, the same documents added again are the same articles, and no file is touched."""
    texts = {kind: f"सेना {text}".replace("\r\n", "\n").replace("\r", "\n").strip() for kind, text in HOSTILE.items()}
    same = [document(kind, f"{kind} {text}") for kind, text in texts.items()]
    first = [*add_all(library, same)]
    before = {path: path.stat().st_mtime_ns for path in library._home.rglob("*") if path.name != "lock"}
    again = [*add_all(library, same)]
    assert again == [replace(each, change=Change.UNCHANGED) for each in first]
    assert {path: path.stat().st_mtime_ns for path in library._home.rglob("*") if path.name != "lock"} == before


@given(st.lists(any_text(), min_size=6, max_size=6))
@settings(max_examples=10, phases=[Phase.explicit, Phase.generate])
@example(["\ud800", "\0", "\x85", "\u2028", " a ", "\ud800"])
def test_any_document_is_one_article(words: list[str]) -> None:
    """Whatever a document says of itself, it is taken in, found by it again, and unchanged the second time."""
    title, text, publisher, author, origin, name = words
    odd = Document(title, "hi", f"सेना {text}".strip(), Source(publisher, author), name or None, origin or None)
    with TemporaryDirectory() as folder, Library(Path(folder)) as library:
        first, second = add(library, odd), add(library, odd)
        assert (first.change, second.change) == (Change.ADDED, Change.UNCHANGED)
        assert_true_to_its_files(library)


def test_an_update_is_undone_by_putting_the_version_before_back(library: Library) -> None:
    """The version that an update replaced comes back bit by bit, and the update can be done again."""
    one = add(library, document("a", origin="/a"))
    before = files_below(library.shelf.articles)
    two = add(library, document("b", origin="/a"))
    assert two.change is Change.UPDATED
    assert two.replaced
    assert restore(library, two.replaced) == one.article
    assert files_below(library.shelf.articles) == before
    assert answered(library) == {one.article.id: text_of("a")}
    assert add(library, document("b", origin="/a")).change is Change.UPDATED
    assert_true_to_its_files(library)


def test_a_file_that_people_put_there_is_taken_over(library: Library) -> None:
    """A document with the text of a file that has no front matter is that article, and is kept where that is."""
    put_by_hand(library, "मेरे/a.md", text_of("a"))
    library.refresh()
    (before,) = library.catalogue.all()
    results = added(library, [document("a", origin="/a"), document("a", origin="/a")])
    assert results == [(before.id, Change.UPDATED), (before.id, Change.UNCHANGED)]
    (after,) = library.catalogue.all()
    assert (after.file, after.origin) == (before.file, "/a")
    assert_true_to_its_files(library)


@pytest.mark.parametrize("when", ["yesterday", "2022", "2022-01-05", "2022-01-05T10:00:00", "[a, b]", '""'])
def test_a_time_of_adding_that_people_wrote_is_no_obstacle(library: Library, when: str) -> None:
    """A file whose front matter says of its adding whatever somebody wrote there gets newer versions like others."""
    put_by_hand(library, "a.txt", f"---\nadded: {when}\norigin: /a\n---\n{text_of('a')}")
    library.refresh()
    assert added(library, [document("b", origin="/a")] * 2) == [("a", Change.UPDATED), ("a", Change.UNCHANGED)]
    assert_true_to_its_files(library)


def test_an_article_that_people_edited_is_kept(library: Library) -> None:
    """What somebody wrote into the file since the last look is replaced by a newer version, and can be put back."""
    row = add(library, document("a", origin="/a")).article
    put_by_hand(library, row.file, f"---\nid: {row.id}\n---\n{OTHER_TEXT}")
    result = add(library, document("b", origin="/a"))
    assert (result.change, result.article.id) == (Change.UPDATED, row.id)
    assert answered(library) == {row.id: text_of("b")}
    restore(library, result.replaced or "")
    assert answered(library) == {row.id: OTHER_TEXT}
    assert_true_to_its_files(library)


def test_an_article_whose_file_is_gone_is_added_anew(library: Library) -> None:
    """A document whose file somebody removed since the last look is there again, and there is nothing to put back."""
    add(library, document("a"))
    for path in library.shelf.articles.iterdir():
        path.unlink()
    result = add(library, document("a"))
    assert (result.change, result.replaced) == (Change.ADDED, None)
    assert_true_to_its_files(library)


def test_a_file_in_the_way_is_not_replaced(library: Library) -> None:
    """Where a file of the name is there that is not in the library, the article's gets another name."""
    name = add(library, document("a", named="x")).article.file
    remove(library, "x")
    put_by_hand(library, name, "\0")
    row = add(library, document("a", named="x")).article
    assert row.file != name
    assert library.shelf.content(name) == b"\0"


REFUSED = {
    "too large": replace(document("a"), text="सेना" * (MAX_BYTES // 12 + 1)),
    "empty": replace(document("a"), text=" \n "),
    "no web address": document("a", source=Source(url="ftp://a.in/")),
    "an address that cannot be": document("a", source=Source(url="https://a.in:port/")),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_filed_changes_nothing(library: Library, kind: str) -> None:
    """A document that would be no article is refused in words; neither it nor those with it are in, all others are."""
    add(library, document("there"))
    before = files_below(library._home)
    with pytest.raises(IndexingError, match=r"\. [A-Z].*\.$"):
        list(add_all(library, [document("with it"), REFUSED[kind]]))
    assert files_below(library.shelf.articles) == {
        name.removeprefix("articles/"): content for name, content in before.items() if name.startswith("articles/")
    }
    assert_true_to_its_files(library)
    library.refresh()
    assert_true_to_its_files(library)


@pytest.mark.parametrize("kind", REFUSED)
def test_a_refused_version_leaves_the_one_before(library: Library, kind: str) -> None:
    """A newer version that would be no article is refused; the one before is answered, and nothing is kept."""
    row = add(library, document("a", named="x")).article
    with pytest.raises(IndexingError):
        add(library, replace(REFUSED[kind], id="x"))
    assert answered(library) == {"x": text_of("a")}
    assert library.catalogue.all() == [row]
    assert library.shelf.taken_out() == []
    assert_true_to_its_files(library)


def test_what_is_too_large_says_why(library: Library) -> None:
    """A document that is larger than an article may be is refused with its title, its size and what to do."""
    with pytest.raises(DocumentError, match=r"^शीर्षक a: has 20 MB of text, and .* 20 MB\. Split it") as raised:
        add(library, REFUSED["too large"])
    assert raised.value.refusal is Refusal.TOO_LARGE
    assert not library.shelf.articles.exists()


def test_many_documents_are_taken_in_together(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents go into the index in groups, and are yielded once their group is in; later ones are read later."""
    monkeypatch.setattr(adding, "_AT_ONCE", 3 * len(text_of("0")))
    given_out: list[int] = []

    def documents() -> Iterator[Document]:
        for number in range(10):
            given_out.append(number)
            yield document(str(number))

    results = add_all(library, documents())
    assert next(results).change is Change.ADDED
    assert len(answered(library)) == 3
    assert len(given_out) == 3
    assert len([*results]) == 9
    assert_true_to_its_files(library)
