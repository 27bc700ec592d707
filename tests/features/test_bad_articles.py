"""Folders of articles in which something is wrong: every good file is served, every bad one is named with its mend."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.article import MAX_BYTES
from tests.conftest import Run

GOOD = "दिल्ली भारत की राजधानी है और यमुना नदी के किनारे बसी है।"
QUESTION = "भारत की राजधानी कौन सी है?"


def many_megabytes(file: Path) -> None:
    """Make a file of 50 MB, as a hole: nothing is written."""
    with file.open("wb") as stream:
        stream.truncate(50 * 2**20)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a good article."""
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "delhi.txt").write_text(GOOD, encoding="utf-8")
    return articles


BAD_FILES = {
    "empty.txt": (b"", "has no text"),
    "blank.txt": (b" \n\n\t\n", "has no text"),
    "only-front-matter.txt": (b"---\ntitle: x\n---\n", "has no text"),
    "binary.txt": (bytes(range(256)), "is not UTF-8 text"),
    "zeros.txt": (b"a\0b", "is a binary file"),
    "photo.jpg": (b"\xff\xd8\xff\xe0", "is not a text file"),
    "latin.txt": ("café".encode("latin-1") * 9, "is not UTF-8 text"),
    "unclosed.txt": (b"---\ntitle: x\nText", "does not end"),
    "colon.txt": (b"---\ntitle: a: b\n---\nText", "not valid YAML (line 2)"),
    "list.txt": (b"---\n- a\n---\nText", "not a list of names"),
    "url.txt": (b"---\nurl: javascript:alert(1)\n---\nText", "no web address"),
    "nested.txt": (b"---\ntitle: {a: b}\n---\nText", "title is not text"),
    "same.txt": (b"---\nid: delhi\n---\nText", "has the same id 'delhi' as delhi.txt"),
}


def test_bad_files_are_named_and_good_ones_served(poochho: Run, folder: Path) -> None:
    """Each bad file gets one line with its name, what is wrong and the mend; the good article answers."""
    for name, (content, _) in BAD_FILES.items():
        (folder / name).write_bytes(content)
    many_megabytes(folder / "huge.txt")
    done = poochho("ask", QUESTION, "--json", "--articles", str(folder))
    assert done.returncode == 0
    assert json.loads(done.stdout)["hits"][0]["article"] == "delhi"
    lines = {Path(line.split(": ")[0].removeprefix("Skipped ")).name: line for line in done.stderr.splitlines()}
    assert set(lines) == {*BAD_FILES, "huge.txt"}
    for name, (_, wrong) in BAD_FILES.items():
        assert wrong in lines[name]
        assert lines[name].endswith(".")
    assert f"50 MB, and an article may have {MAX_BYTES // 2**20} MB" in lines["huge.txt"]


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\xfd"])
def test_folder_without_any_article(poochho: Run, tmp_path: Path, content: bytes | None) -> None:
    """A folder with nothing to read is an error that says what to put there."""
    if content is not None:
        (tmp_path / "bad.txt").write_bytes(content)
    done = poochho("ask", QUESTION, "--articles", str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.startswith(f"{tmp_path}: holds no article that can be read.")
    assert done.stderr.endswith("Put an article into it as a .txt file.\n")


def test_file_for_a_folder(poochho: Run, folder: Path) -> None:
    """A file named where a folder belongs is an error that says so."""
    done = poochho("ask", QUESTION, "--articles", str(folder / "delhi.txt"))
    assert (done.returncode, done.stderr.split(": ")[1].split(".")[0]) == (1, "is not a folder")


def test_all_encodings_are_read(poochho: Run, folder: Path) -> None:
    """Articles in UTF-8 with a byte order mark, and in UTF-16 by theirs, are read like plain UTF-8."""
    for name, encoding in (("bom", "utf-8-sig"), ("little", "utf-16"), ("big", "utf-16-be")):
        text = f"---\ntitle: {name}\n---\n{name} {GOOD}"
        (folder / f"{name}.txt").write_bytes((b"\xfe\xff" if name == "big" else b"") + text.encode(encoding))
    done = poochho("ask", QUESTION, "--json", "--top", "9", "--articles", str(folder))
    hits = json.loads(done.stdout)["hits"]
    assert {hit["title"] for hit in hits if hit["article"] != "delhi"} == {"bom", "little", "big"}
    assert {hit["text"] for hit in hits} == {GOOD, *(f"{name} {GOOD}" for name in ("bom", "little", "big"))}
