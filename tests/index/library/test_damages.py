"""What disks and other programs do to a library's files: the index is made anew, and the articles are answered."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from xxhash import xxh3_64_hexdigest

from index.article import Source
from index.errors import IndexingError
from index.library.adding import add, add_all
from index.library.library import Library
from index.library.removing import remove
from tests.index.library.libraries import (
    answered,
    assert_nothing_left,
    assert_true_to_its_files,
    document,
    kill_while_writing,
    put_by_hand,
    text_of,
)

PAGE = 4096  # of the catalogue, in bytes
ARTICLES = 17  # with what is known of them, more than a page holds


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library of many articles, each with all that can be known of one."""
    home = tmp_path_factory.mktemp("whole") / "home"
    with Library(home) as library:
        source = Source("पत्र " * 20, "लेखक " * 20, "2022", "https://a.in/")
        known = [
            document(str(number), named=f"id-{number}", origin=f"/{number}" * 60) for number in range(ARTICLES - 1)
        ]
        list(add_all(library, known))
        add(library, document("last", named="last", source=source))
        put_by_hand(library, "broken.txt", "---\nbroken")
        library.refresh()
    return home


@pytest.fixture
def home(whole: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of that."""
    shutil.copytree(whole, tmp_path / "home")
    yield tmp_path / "home"
    with Library(tmp_path / "home") as library:
        assert_true_to_its_files(library)
        assert_nothing_left(library._home)


def flipped(file: Path) -> None:
    """Change one bit in the middle of a file."""
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 4
    file.write_bytes(content)


def cut(file: Path) -> None:
    """Take away the second half of a file."""
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def emptied(file: Path) -> None:
    """Take away all that is in a file."""
    file.write_bytes(b"")


def replaced(file: Path) -> None:
    """Put something else into a file."""
    file.write_bytes(b"something else " * 1000)


def other_version(file: Path) -> None:
    """Make a manifest one that a later version wrote."""
    content = json.loads(file.read_bytes())
    del content["xxh3"]
    content["format"] += 1
    digest = xxh3_64_hexdigest(json.dumps(content, sort_keys=True).encode())
    file.write_text(json.dumps(content | {"xxh3": digest}))


INDEX = [
    f"index/{file}"
    for file in ("manifest.json", "segment-*/contents.json", "segment-*/tokens.npy", "segment-*/texts.keys.npy")
]
DAMAGES: list[tuple[str, Callable[[Path], None]]] = [
    *((file, damage) for file in INDEX for damage in (flipped, cut, emptied, Path.unlink)),
    ("index/manifest.json", other_version),
    ("index/segment-*", shutil.rmtree),
    *(("index/catalogue.sqlite3", damage) for damage in (cut, emptied, replaced, Path.unlink)),
    ("index", shutil.rmtree),
]


@pytest.mark.parametrize(("file", "damage"), DAMAGES, ids=[f"{file} {damage.__name__}" for file, damage in DAMAGES])
def test_a_damaged_index_is_made_anew(
    home: Path, caplog: pytest.LogCaptureFixture, file: str, damage: Callable[[Path], None]
) -> None:
    """Whichever file of the index is not as it was: all articles are answered, and the log says what was done."""
    damage(min(home.glob(file)))
    with Library(home) as library:
        assert len(answered(library)) == ARTICLES
        assert_true_to_its_files(library)
        add(library, document("new"))
        remove(library, "last")
        assert_true_to_its_files(library)
    assert [message for message in caplog.messages if "made anew from the articles" in message and str(home) in message]


@pytest.mark.parametrize("place", [0, 20, 110, PAGE + 3, 2 * PAGE + 3, 3 * PAGE + 7, -PAGE + 1, -PAGE // 2])
def test_a_flipped_bit_in_the_catalogue_breaks_nothing(home: Path, place: int) -> None:
    """Wherever a bit of the catalogue was changed, articles are answered, come and go, or the error is in words."""
    file = home / "index" / "catalogue.sqlite3"
    content = bytearray(file.read_bytes())
    content[place] ^= 4
    file.write_bytes(content)
    with Library(home) as library:
        assert len(answered(library)) == ARTICLES
        try:
            add(library, document("new"))
            remove(library, "last")
            library.catalogue.all()
        except IndexingError:
            library.reindex()
        assert_true_to_its_files(library)


def test_a_catalogue_that_is_damaged_while_it_is_open_is_said(home: Path) -> None:
    """Articles are answered on; who adds, removes or looks is told in words, and a new index mends it."""
    with Library(home) as library:
        replaced(home / "index" / "catalogue.sqlite3")
        for change in (lambda: add(library, document("new")), lambda: remove(library, "last"), library.refresh):
            with pytest.raises(IndexingError, match=r"\. [A-Z].*\.$"):
                change()
            assert len(answered(library)) == ARTICLES
        library.reindex()
        assert_true_to_its_files(library)


def test_an_index_that_goes_away_while_it_is_open_comes_back(home: Path) -> None:
    """Where somebody removes the folder of the index, the next look makes it anew."""
    with Library(home) as library:
        shutil.rmtree(home / "index")
        library.refresh()
        assert_true_to_its_files(library)


@pytest.fixture
def half(home: Path) -> Path:
    """The folder of a library in whose catalogue a process was killed while it wrote."""
    file = home / "index" / "catalogue.sqlite3"
    before = file.read_bytes()
    kill_while_writing(file)
    assert file.read_bytes() != before
    assert file.with_name("catalogue.sqlite3-journal").stat().st_size
    return home


def test_a_catalogue_half_written_is_as_before(half: Path, caplog: pytest.LogCaptureFixture) -> None:
    """What a killed process had begun to note is undone; the index need not be made anew for that."""
    with Library(half) as library:
        assert_true_to_its_files(library)
        assert library.catalogue.with_id("id-1")
    assert caplog.messages == []


def test_a_process_killed_while_it_wrote_the_catalogue_stops_no_other(whole: Path, tmp_path: Path) -> None:
    """A library that is open goes on: it lists, adds and removes what it did before the other process was killed."""
    home = tmp_path / "home"
    shutil.copytree(whole, home)
    with Library(home) as library:
        for use in (
            lambda: library.catalogue.all(),
            lambda: add(library, document("new")),
            lambda: remove(library, "last"),
            lambda: library.refresh(),
        ):
            kill_while_writing(home / "index" / "catalogue.sqlite3")
            use()
            assert_true_to_its_files(library)


def test_an_article_damaged_and_mended_is_served_again(home: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A file that is no text any more is named and not served; the others are; mended, it is."""
    with Library(home) as library:
        file = library.shelf.articles / "last.txt"
        content = file.read_bytes()
        for broken in (b"\xff" + content, content.replace(b"---\n", b"", 1)[:30] + b"\0", content[:30]):
            put_by_hand(library, "last.txt", broken)
            library.refresh()
            assert "last" not in answered(library)
            assert_true_to_its_files(library)
            assert "last.txt" in caplog.messages[-1]
            put_by_hand(library, "last.txt", content)
            library.refresh()
            assert answered(library)["last"] == text_of("last")
            assert_true_to_its_files(library)
