"""The library as the operator sees it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.keeping import (
    article_json,
    article_shown,
    found,
    found_removed,
    listed,
    listed_json,
    removed_json,
    removed_list,
    row_json,
)
from index.article import Source
from index.errors import NoSuchArticleError
from index.library.adding import add
from index.library.library import Library
from index.library.removing import remove
from tests.bot.rendering import rendered
from tests.index.library.libraries import document, put_by_hand

LONG = " ".join(f"शब्द{number}" for number in range(100))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library of two articles, a and b."""
    with Library(tmp_path / "home") as library:
        add(library, document("पुल", named="a", source=Source("पत्र", "अ. ब.", "2024-05-17", "https://example.org/a")))
        add(library, document("चाय", named="b"))
        yield library


def test_article_is_found(library: Library) -> None:
    """The id goes before words that others have too."""
    add(library, document("a b", named="c"))
    assert [found(library, name).id for name in ("a", "पुल", "चाय", "c")] == ["a", "a", "b", "c"]


def test_several_are_named(library: Library) -> None:
    """Where a name may be many articles, some of them are named."""
    for number in range(7):
        add(library, document(f"पुल {number}", named=f"bridge-{number}"))
    with pytest.raises(NoSuchArticleError) as several:
        found(library, "पुल")
    assert str(several.value).startswith("पुल: may be 8 articles: a (शीर्षक पुल), ")
    assert str(several.value).endswith(", …. Name one by its id.")
    with pytest.raises(NoSuchArticleError, match=r"^नदी: no article is called this\. See: poochho list$"):
        found(library, "नदी")


def test_removed_article_is_found(library: Library) -> None:
    """Of one article's versions the latest is meant, by its id or its title; each by its own name."""
    first = add(library, document("चाय", "नया पाठ यहाँ है।", named="b")).replaced
    second = remove(library, "b")
    third = remove(library, "a")
    assert [found_removed(library, name).taken.name for name in ("b", "चाय", "a")] == [second, second, third]
    assert first
    assert found_removed(library, first).taken.name == first
    with pytest.raises(NoSuchArticleError, match="may be 2 articles"):
        found_removed(library, "शीर्षक")
    with pytest.raises(NoSuchArticleError, match="See: poochho list --removed"):
        found_removed(library, "नदी")


def test_list(library: Library) -> None:
    """Each article has a line, and so has each file that is none."""
    put_by_hand(library, "no text.txt", "")
    library.refresh()
    heading, *rows, problem = rendered(listed(library)).splitlines()
    assert heading.split() == ["added", "passages", "language", "date", "id", "title"]
    words = [row.split() for row in rows]
    assert [each[1:] for each in words] == [
        ["2", "hi", "2024-05-17", "a", "शीर्षक", "पुल"],
        ["2", "hi", "b", "शीर्षक", "चाय"],
    ]
    assert problem.startswith("Skipped ")
    assert "no text.txt: has no text." in problem


def test_list_of_removed(library: Library) -> None:
    """What can be put back has a line, with what happened, when, and until when it is kept."""
    add(library, document("चाय", "नया पाठ यहाँ है।", named="b"))
    remove(library, "a")
    heading, *rows = rendered(removed_list(library)).splitlines()
    assert heading.split() == ["when", "what", "happened", "kept", "until", "id", "title"]
    assert [row.split()[1::2][:1] + row.split()[3:] for row in rows] == [
        ["removed", "a", "शीर्षक", "पुल"],
        ["replaced", "b", "शीर्षक", "चाय"],
    ]
    assert [each["replaced"] for each in json.loads(removed_json(library))] == [False, True]
    assert set(json.loads(removed_json(library))[0]) == {"name", "id", "title", "replaced", "when", "until"}


@pytest.mark.parametrize("width", [50, 80, 1000])
def test_nothing_is_cut(library: Library, width: int) -> None:
    """Whatever is long is folded, and nothing of it is lost."""
    address = f"https://example.org/{'x' * 200}"
    row = add(library, document("x", f"{LONG}।", named="c", source=Source(LONG, "क" * 200, url=address))).article
    shown = rendered(article_shown(library, row), width)
    together = "".join(shown.split())
    assert together.count(LONG.replace(" ", "")) == 2
    assert "".join(address) in together
    assert "क" * 200 in together
    table = rendered(listed(library), width)
    assert all(each in table for each in ("शीर्षक", "2024"))


def test_article(library: Library) -> None:
    """An article is shown with all that is known of it, and its text as it stands."""
    row = found(library, "a")
    shown = rendered(article_shown(library, row))
    facts, _, text = shown.partition("\n\n")
    known = dict(line.split(maxsplit=1) for line in facts.splitlines())
    assert {name: known[name] for name in ("id", "title", "publisher", "author", "date", "url", "passages")} == {
        "id": "a",
        "title": "शीर्षक पुल",
        "publisher": "पत्र",
        "author": "अ. ब.",
        "date": "2024-05-17",
        "url": "https://example.org/a",
        "passages": "2",
    }
    assert text == json.loads(article_json(library, row))["text"]
    assert set(known) == {"file", "language", "added"} | set(json.loads(row_json(row)))


def test_json_has_no_keys_of_our_own(library: Library) -> None:
    """Machines get what is known, without what only the library needs to know, and what is asked for beside it."""
    assert {name for row in json.loads(listed_json(library)) for name in row} == {
        *("file", "id", "title", "language", "publisher", "author", "date", "url", "added", "passages")
    }
    told = json.loads(row_json(found(library, "b"), change="added", replaced=None))
    assert (told["id"], told["change"], told["replaced"]) == ("b", "added", None)
    assert "url" not in told
