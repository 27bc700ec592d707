"""The library as people keep it: by commands, each a process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from tests.bot.adding.documents import PICTURE, page_of, text_of
from tests.conftest import POOCHHO, Run, environment_in
from tests.index.library.libraries import files_below

SHIPPED = "शोइगु ने क्या कहा?"
QUESTION = "चाय कहाँ उगती है?"
TEA = "---\ntitle: चाय\nlanguage: hi\nauthor: अ. ब.\n---\nचाय असम में उगती है।"
TEXTS = {"tea.txt": TEA, "पुल/bridge.md": f"---\ntitle: पुल\n---\n{text_of('पटना')}", "पुल/रेल/rail.txt": text_of("गया")}
STEERING = set("\x1b\x07\u202e\u2066")


def written(folder: Path, texts: dict[str, str | bytes]) -> str:
    """Write files into a folder, and return its name."""
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return os.fspath(folder)


def objects(done: CompletedProcess[str]) -> list[Any]:
    """Return the JSON that a command has printed, a value a line; nothing else was said."""
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder of three articles."""
    return Path(written(tmp_path / "articles", dict(TEXTS)))


@pytest.fixture(scope="module")
def _made_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A home with a library of these articles, and their ids by their titles."""
    folder = tmp_path_factory.mktemp("made")
    command = [str(POOCHHO), "add", written(folder / "articles", dict(TEXTS)), "--json"]
    done = subprocess.run(
        command, env=environment_in(folder), capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    return folder / "home", {each["title"].split()[0]: each["id"] for each in objects(done)}


@pytest.fixture
def library(_made_once: tuple[Path, dict[str, str]], tmp_path: Path) -> dict[str, str]:
    """A library of these articles: their ids by their titles."""
    home, ids = _made_once
    shutil.copytree(home, tmp_path / "home")
    return ids


def test_what_is_brought_is_told(poochho: Run, articles: Path) -> None:
    """Files and folders of all kinds are added, a line each; what cannot be read is told with its reason."""
    more = articles.parent / "more"
    written(more, {"page.html": page_of("आरा").body, "empty.txt": "", "picture.txt": PICTURE, "bad.pdf": "no pdf"})
    done = poochho("add", str(articles / "tea.txt"), str(more), str(articles))
    assert done.returncode == 0
    *lines, sums = done.stdout.splitlines()
    assert [line.split(" · ")[0] for line in lines] == ["Added चाय", "Added आरा", "Added पुल", lines[3].split(" · ")[0]]
    assert " · अ. ब. · hi · 1 passage · चाय-" in lines[0]
    assert sums == "4 added, 0 updated, 0 unchanged, 3 skipped."
    skipped = done.stderr.splitlines()
    assert [line.split()[0] for line in skipped] == ["Skipped"] * 3
    assert "bad.pdf: is no .pdf file, though its name says so. Save it anew, or get it again." in skipped[0]
    assert "empty.txt: has no text." in skipped[1]
    assert "picture.txt: is a picture. Send it as" in skipped[2]


def test_added_again(poochho: Run, articles: Path) -> None:
    """What is added again is unchanged, what was edited is updated, and the version before can be put back."""
    first = [each["id"] for each in objects(poochho("add", str(articles), "--json"))]
    written(articles, {"tea.txt": TEA.replace("असम", "दार्जिलिंग")})
    again = objects(poochho("add", str(articles), "--json"))
    assert sorted(each["id"] for each in again) == sorted(first)
    assert {each["title"].split()[0]: each["change"] for each in again} == {
        "चाय": "updated",
        "पुल": "unchanged",
        "गया": "unchanged",
    }
    assert "दार्जिलिंग" in poochho("ask", QUESTION).stdout
    restored = poochho("restore", "चाय")
    assert (restored.returncode, restored.stdout.split()[:2]) == (0, ["Restored", "चाय"])
    assert "असम" in poochho("ask", QUESTION).stdout


def test_answers_come_from_the_library(poochho: Run, articles: Path) -> None:
    """The shipped article answers until the first is added, and again when the last is removed; nothing is said."""
    asked = [poochho("ask", SHIPPED, "--json")]
    (added,) = objects(poochho("add", str(articles / "tea.txt"), "--json"))
    chat = poochho("chat", stdin=f"{QUESTION}\n/sources\n")
    assert "चाय असम में उगती है।" in chat.stdout
    assert "• चाय" in chat.stdout
    removed = poochho("remove", "चाय")
    assert removed.stdout == f"Removed चाय. To have it back: poochho restore {added['id']}\n"
    asked.append(poochho("ask", SHIPPED, "--json"))
    first, again = (objects(done)[0]["hits"] for done in asked)
    assert first == again
    assert first[0]["title"].startswith("कज़ाख़स्तान")


def test_asking_needs_no_home(poochho: Run, tmp_path: Path) -> None:
    """Who asks or lists in an empty home is answered, and nothing is written there, nor where one stands."""
    assert poochho("run", stdin=f"{SHIPPED}\n").returncode == 0
    assert poochho("list").stdout == "There is no article in the library yet. Put some in: poochho add FILE\n"
    assert not (tmp_path / "home").exists()
    assert list((tmp_path / "empty").iterdir()) == []


@pytest.mark.usefixtures("library")
def test_another_source(poochho: Run, articles: Path) -> None:
    """A folder that is named or set is served instead of the library."""
    other = written(articles.parent / "other", {"tea.txt": TEA.replace("असम", "नीलगिरि")})
    assert "नीलगिरि" in poochho("ask", QUESTION, "--articles", other).stdout
    assert "नीलगिरि" in poochho("ask", QUESTION, POOCHHO_ARTICLES=other).stdout


def test_list(poochho: Run, library: dict[str, str]) -> None:
    """In a pipe the list has a line for each article, in UTF-8 whatever the locale, without colours or boxes."""
    done = poochho("list", LANG="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii", COLUMNS="40")
    assert (done.returncode, done.stderr) == (0, "")
    heading, *rows = done.stdout.splitlines()
    assert heading.split() == ["added", "passages", "language", "date", "id", "title"]
    assert len(rows) == len(library)
    assert all(any(key in row for row in rows) for key in library.values())
    assert not set("\x1b│┃─━") & set(done.stdout)
    assert sorted(each["id"] for each in objects(poochho("list", "--json"))[0]) == sorted(library.values())


@pytest.mark.usefixtures("library")
def test_show(poochho: Run) -> None:
    """An article is shown with its text; a name that may be several exits with 1 and names them."""
    assert poochho("show", "चाय").stdout.endswith("\n\nचाय असम में उगती है।\n")
    several = poochho("show", "-")
    assert (several.returncode, several.stdout) == (1, "")
    assert several.stderr.startswith("-: may be 3 articles: ")


def test_export_and_import(poochho: Run, library: dict[str, str], tmp_path: Path) -> None:
    """What is exported and read in again elsewhere is the same library, bit for bit, and answers."""
    out, other = tmp_path / "out", tmp_path / "other"
    done = poochho("export", str(out))
    assert done.stdout == f"{out}: wrote 3 articles. To read them in: poochho import {out}\n"
    assert poochho("import", str(out), POOCHHO_HOME=str(other)).stdout == "Imported 3 articles.\n"
    assert files_below(other / "articles") == files_below(tmp_path / "home" / "articles")
    assert "चाय असम" in poochho("ask", QUESTION, POOCHHO_HOME=str(other)).stdout
    assert len(library) == 3


def test_index_is_made_anew(poochho: Run, library: dict[str, str], tmp_path: Path) -> None:
    """A library whose index is gone answers as before, and says on one line what it does about it."""
    before = objects(poochho("ask", QUESTION, "--json"))[0]["hits"]
    shutil.rmtree(tmp_path / "home" / "index")
    again = poochho("ask", QUESTION, "--json")
    assert json.loads(again.stdout)["hits"] == before
    assert again.stderr == f"{tmp_path / 'home' / 'index'}: there is no index; it is made anew from the articles\n"
    assert poochho("reindex").stdout == f"Indexed {len(library)} articles.\n"


def test_odd_names(poochho: Run, tmp_path: Path) -> None:
    """Files are added whatever they are called, and nothing in their names steers the terminal or breaks a line."""
    names = ["a\nb.txt", "\x1b[31mred.txt", "\u202egnp.txt", "--help.txt", "$(x) 'y\".txt", "%s{0}.txt", "\udcff.txt"]
    folder = tmp_path / "empty"
    for number, name in enumerate(names):
        (folder / name).write_text(text_of(f"स्थान{number}"), encoding="utf-8")
        (folder / f"bad{name}").write_bytes(b"")
    done = poochho("add", "--", *names[:4], ".")
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "7 added, 0 updated, 0 unchanged, 7 skipped."
    assert len(done.stderr.splitlines()) == 7
    assert not STEERING & set(done.stdout + done.stderr)
    again = poochho("add", "--json", ".")
    assert [json.loads(line)["change"] for line in again.stdout.splitlines()].count("unchanged") == 7
    assert (again.returncode, again.stderr) == (0, "")


def test_library_that_cannot_be_changed(poochho: Run, library: dict[str, str], articles: Path, tmp_path: Path) -> None:
    """A library that cannot be changed answers and lists, and says in a sentence why nothing can be added."""
    lock = tmp_path / "home" / "lock"
    lock.unlink(missing_ok=True)
    lock.mkdir()  # so that nobody can hold it, not even root
    assert "चाय असम" in poochho("ask", QUESTION).stdout
    assert len(objects(poochho("list", "--json"))[0]) == len(library)
    written(articles, {"new.txt": text_of("आरा")})
    done = poochho("add", str(articles / "new.txt"))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{tmp_path / 'home'}: the library cannot be changed: ")
    assert len(done.stderr.splitlines()) == 1
