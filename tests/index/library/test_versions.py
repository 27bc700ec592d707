"""Documents that are versions of one article, and others that are not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from index.article import Source
from index.library.adding import Added, Change, add, add_all
from index.library.library import Library
from index.reading.document import Document
from tests.index.library.libraries import (
    OTHER_TEXT,
    answered,
    assert_true_to_its_files,
    document,
    files_below,
    text_of,
)

PAGE = Source(url="https://a.in/b?id=1")
COPIES = {
    "text": (document("a"), replace(document("a"), title="दूसरा शीर्षक", source=Source(url="https://c.in/"))),
    "text, composed otherwise": (document("a", "क़लम"), document("a", "क़लम")),
    "address": (document("a", source=PAGE), document("b", OTHER_TEXT, source=Source(url="http://A.in/b/?id=1#x"))),
    "place": (document("a", origin="/a.pdf"), document("b", OTHER_TEXT, origin="/a.pdf")),
    "place with two spaces": (document("a", origin="/a  b.pdf"), document("b", OTHER_TEXT, origin="/a  b.pdf")),
    "place with a space of another kind": (
        document("a", origin="/10.30\u202fAM.pdf"),
        document("b", OTHER_TEXT, origin="/10.30\u202fAM.pdf"),
    ),
    "place that is no UTF-8": (document("a", origin="/\udcff.pdf"), document("b", OTHER_TEXT, origin="/\udcff.pdf")),
    "id": (document("a", named="x"), document("b", OTHER_TEXT, named="x")),
    "id with two spaces": (document("a", named="x  y"), document("b", OTHER_TEXT, named="x  y")),
    "id with a line end": (document("a", named="x\ny"), document("b", OTHER_TEXT, named="x\ny")),
    "title, in another place": (document("a", origin="/a"), document("a", origin="/b")),
}


@pytest.mark.parametrize("kind", COPIES)
@pytest.mark.parametrize("together", [False, True], ids=["one by one", "together"])
def test_a_second_copy_is_the_same_article(library: Library, kind: str, *, together: bool) -> None:
    """What has the same id, place, address or text is one article, and the last version of it is kept."""
    first, second = COPIES[kind]
    one, two = add_all(library, [first, second]) if together else (add(library, first), add(library, second))
    assert one.change is Change.ADDED
    assert (two.change, two.article.id) != (Change.ADDED, one.article.id)
    assert two.article.id == one.article.id
    assert answered(library) == {one.article.id: second.text}
    assert_true_to_its_files(library)


OTHERS = {
    "nothing in common": (document("a"), document("b")),
    "the title": (document("a"), document("a", OTHER_TEXT)),
    "the page": (document("a", source=PAGE), document("b", source=Source(url="https://a.in/b?id=2"))),
    "the folder": (document("a", origin="/x/a"), document("b", origin="/x/b")),
    "capital letters": (document("a", named="x"), document("b", named="X")),
}


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize("together", [False, True], ids=["one by one", "together"])
def test_other_documents_are_other_articles(library: Library, kind: str, *, together: bool) -> None:
    """What is not the same is kept beside each other, however alike it looks."""
    first, second = OTHERS[kind]
    results = [*add_all(library, [first, second])] if together else [add(library, first), add(library, second)]
    assert [each.change for each in results] == [Change.ADDED] * 2
    assert sorted(answered(library).values()) == sorted([first.text, second.text])
    assert_true_to_its_files(library)


def test_an_update_says_what_it_does_not_know(library: Library) -> None:
    """A newer version keeps the id, the file and the time of adding, and what is known and it does not say."""
    one = add(library, document("a", origin="/a", source=Source("पत्र", "लेखक", "2022", PAGE.url))).article
    two = add(library, document("b", OTHER_TEXT, origin="/a", source=Source(author="दूसरा"))).article
    assert (two.id, two.file, two.added) == (one.id, one.file, one.added)
    assert (two.title, two.publisher, two.author, two.date, two.url) == ("शीर्षक b", "पत्र", "दूसरा", "2022", PAGE.url)
    assert answered(library) == {one.id: OTHER_TEXT}


@pytest.mark.parametrize("together", [False, True], ids=["one by one", "together"])
def test_two_newer_versions_are_taken_in_one_after_the_other(library: Library, *, together: bool) -> None:
    """What is known by place and address is one article, also where newer versions have one of the two each."""
    add(library, document("a", origin="/a", source=PAGE))
    newer = [document("b", origin="/a", source=Source(author="लेखक")), document("c", source=PAGE)]
    if together:
        assert len([*add_all(library, newer)]) == 2
    else:
        for each in newer:
            add(library, each)
    (row,) = library.catalogue.all()
    assert (row.title, row.author, row.origin, row.url) == ("शीर्षक c", "लेखक", "/a", PAGE.url)
    assert answered(library) == {row.id: text_of("c")}


SMALL = st.builds(
    document,
    st.sampled_from("ab"),
    st.sampled_from([None, text_of("c")]),
    named=st.sampled_from([None, None, "a", "b"]),
    origin=st.sampled_from([None, "/a", "/b"]),
    source=st.sampled_from([Source(), PAGE, Source(url="https://b.in/", author="लेखक")]),
)


@given(st.lists(SMALL, min_size=2, max_size=4))
@settings(max_examples=8, phases=[Phase.generate])  # to find a shorter example would take minutes
def test_together_is_as_one_by_one(documents: list[Document]) -> None:
    """Whichever documents are versions of each other, a batch leaves the articles that adding them singly leaves."""
    with TemporaryDirectory() as folder, Library(Path(folder) / "1") as one, Library(Path(folder) / "2") as other:
        singly: list[Added] = [add(one, each) for each in documents]
        together = [*add_all(other, documents)]
        assert [result.article.id for result in together] == [result.article.id for result in singly]
        assert [result.change for result in together] == [result.change for result in singly]
        assert _undated(one) == _undated(other)
        assert_true_to_its_files(other)


def _undated(library: Library) -> dict[str, list[str]]:
    """Return the lines of all articles' files but those that say when they were added."""
    files = files_below(library.shelf.articles)
    return {
        file: [line for line in content.decode().splitlines() if not line.startswith("added:")]
        for file, content in files.items()
    }
