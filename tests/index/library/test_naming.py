"""Names for articles and their files."""

from __future__ import annotations

import string
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.library.naming import file_name, identifier
from tests.index.library.libraries import document
from tests.texts import HOSTILE, any_text, indic_text

MOST_BYTES = 255  # of a name: what ext4, APFS and NTFS take
HARMLESS = {*string.ascii_lowercase, *string.digits, "-", "_", "."}

NAMES = any_text() | indic_text() | st.sampled_from([*HOSTILE.values(), "..", "a/b", "../../etc/passwd", "A", ".txt"])


def assert_harmless(name: str) -> None:
    """Assert that a name is one part of a path, visible, and means nothing to a shell or a terminal."""
    assert name.endswith(".txt")
    assert len(name.encode()) < MOST_BYTES
    assert name[0] not in ".-"
    assert {each for each in name if each not in HARMLESS and unicodedata.category(each)[0] not in "LMN"} == set()
    assert name == name.lower()


@given(NAMES)
@example("a" * 5000)
@example("क" * 5000)
@example("-rf")
@example("")
def test_any_id_gives_a_harmless_name(name: str) -> None:
    """Whatever an article is called, its file's name is one short part of a path, in letters, digits and dashes."""
    assert_harmless(file_name(name))


@given(NAMES, NAMES)
def test_any_document_gets_an_id(title: str, text: str) -> None:
    """A document of any title and text gets an id, the same each time, that is nearly its file's name."""
    name = identifier(document(title, text))
    assert name == identifier(document(title, text))
    assert_harmless(file_name(name))
    assert name
    assert name == name.strip()


# Without halves of surrogate pairs: an id is read from a file, and no file can hold them.
IDS = st.text(st.sampled_from("aAbBकखİi-_. /é\u200d") | st.characters(exclude_categories=["Cs"]), max_size=6)


@given(st.sets(IDS, min_size=2))
@example({"A", "a"})
@example({"a b", "a-b", "a/b", "a_b", "a--b"})
@example({"a" * 120, "a" * 121, "a" * 122})
@example({"", "-", "?", "🙂"})
def test_different_ids_have_files_of_different_names(ids: set[str]) -> None:
    """No two ids share a name, also where the file system takes capital and small letters for the same."""
    assert len({file_name(each).casefold() for each in ids}) == len(ids)


@pytest.mark.parametrize("name", ["cstoarticle", "a-1", "वापसी", "लेख-1-0780782e", "a_b"])
def test_a_harmless_id_is_the_name(name: str) -> None:
    """An id that a file may have as it is stays readable: whoever knows the id finds the file."""
    assert file_name(name) == f"{name}.txt"


def test_an_id_says_what_the_article_is_about() -> None:
    """An id begins with words of the title, cut between letters with their signs."""
    assert identifier(document("सेना की वापसी!")).startswith("शीर्षक-सेना-की")
    words, _, digest = identifier(document("श्री" * 50)).rpartition("-")
    assert len(words.encode()) <= 48
    assert words == "शीर्षक-" + "श्री" * (words.count("श्री"))
    assert len(digest) == 8


def test_an_id_stays_with_the_place_that_a_document_is_from() -> None:
    """The id of a document that has a place stays when its text changes; of others the text tells them apart."""
    assert identifier(document("a", "पहले", origin="/x")) == identifier(document("a", "बाद में", origin="/x"))
    assert identifier(document("a", "पहले", origin="/x")) != identifier(document("a", "पहले", origin="/y"))
    assert identifier(document("a", "पहले")) != identifier(document("a", "बाद में"))
