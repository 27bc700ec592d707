"""What the articles' files hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.article import Article, Source
from index.library.catalogue import Filed, Note, Unreadable
from index.library.contents import read_file
from index.library.same import text_key

TEXT = "सेना लौटी।\n\nनदी बही और पुल पर लोग खड़े रहे, शहर में शांति थी।"
FIELDS = """---
id: a
title: वापसी
language: mr
publisher: पत्र
author: लेखक
date: 2022-01-05
url: https://A.in/b/?utm_source=x
origin: /home/a.pdf
added: '2026-11-22T19:04:05+00:00'
more: [1, {2: 3}]
---
"""
STAMP = (7, 8)


def read(
    folder: Path, content: str | bytes, file: str = "a/b.txt", other: str | None = None
) -> tuple[Article | None, Note]:
    """Return what is in a file of this content, and what is to be noted."""
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    (folder / file).write_bytes(content.encode() if isinstance(content, str) else content)
    return read_file(folder, file, STAMP, lambda _: other)


def test_all_that_a_file_says_is_noted(tmp_path: Path) -> None:
    """Every field of front matter is noted, beside the file's size and time and what tells second copies."""
    article, note = read(tmp_path, FIELDS + TEXT)
    source = Source("पत्र", "लेखक", "2022-01-05", "https://A.in/b/?utm_source=x", "a/b.txt")
    assert article == Article("a", "वापसी", "mr", TEXT, source)
    assert note == Filed(
        *("a/b.txt", 7, 8, "a", "वापसी", "mr", "पत्र", "लेखक", "2022-01-05", "https://A.in/b/?utm_source=x"),
        *("2026-11-22T19:04:05+00:00", 1, text_key(TEXT), "a.in/b", "/home/a.pdf"),
    )


def test_of_a_file_without_front_matter_little_is_noted(tmp_path: Path) -> None:
    """A plain text has an id from its file, a title from its text, and neither address nor origin."""
    article, note = read(tmp_path, TEXT)
    assert isinstance(note, Filed)
    assert article
    assert (
        (note.id, note.title, note.language)
        == (article.id, article.title, article.language)
        == (
            "a/b",
            "सेना लौटी।",
            "hi",
        )
    )
    assert (note.publisher, note.url, note.url_key, note.origin, note.added) == (None,) * 5


@pytest.mark.parametrize("value", ["[a, b]", "{a: b}", '""', "~"])
def test_what_is_no_line_is_not_noted(tmp_path: Path, value: str) -> None:
    """An origin or a time of adding that somebody wrote as a list, or as nothing, is none."""
    _, note = read(tmp_path, f"---\norigin: {value}\nadded: {value}\n---\n{TEXT}")
    assert isinstance(note, Filed)
    assert (note.origin, note.added) in {(None, None), ("~", "~")}


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (b"", "has no text"),
        (b"\xff\xfe\x00", "is not UTF-16"),
        (b"\xe0\xa4", "is not UTF-8"),
        (b"a\0b", "is a binary file"),
        (b"---\ntitle: a", "does not end"),
        (b"---\na: b: c\n---\ntext", "is not valid YAML"),
        (b"---\nurl: ftp://a.in\n---\ntext", "is no web address"),
    ],
)
def test_a_file_that_is_no_article_is_noted_as_such(tmp_path: Path, content: bytes, wrong: str) -> None:
    """What is wrong with a file is noted with its size and time, so that it is read again only when it changes."""
    article, note = read(tmp_path, content)
    assert article is None
    assert isinstance(note, Unreadable)
    assert (note.file, note.size, note.changed) == ("a/b.txt", *STAMP)
    assert wrong in note.problem
    assert str(tmp_path / "a" / "b.txt") in note.problem


def test_an_id_that_another_file_has_is_a_problem(tmp_path: Path) -> None:
    """Of two files with one id the second is no article, and both are named."""
    article, note = read(tmp_path, FIELDS + TEXT, other="first.txt")
    assert article is None
    assert isinstance(note, Unreadable)
    assert "b.txt: has the same id 'a' as first.txt" in note.problem


def test_a_file_that_is_gone_is_a_problem(tmp_path: Path) -> None:
    """A file that was removed since it was listed is noted as unreadable."""
    article, note = read_file(tmp_path, "gone.txt", STAMP, lambda _: None)
    assert article is None
    assert isinstance(note, Unreadable)
    assert "gone.txt: cannot be read" in note.problem
