"""The commands that keep the library."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli.keeping import is_address
from tests.bot.cli.conftest import Command

Write = Callable[[str, str], str]

BRIDGE = "---\ntitle: पुल खुला\nlanguage: hi\n---\nपुल पाँच साल बाद खुला।"
TEA = "---\ntitle: चाय की खेती\nlanguage: hi\n---\nचाय असम में उगती है।"


@pytest.fixture
def two(command: Command, write: Write) -> dict[str, str]:
    """Two articles in the library: their ids by the names of their files."""
    done = command("add", write("bridge.txt", BRIDGE), write("tea.txt", TEA), "--json")
    assert done.code == 0, done.err
    return dict(zip(("bridge", "tea"), (each["id"] for each in done.objects()), strict=True))


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        ("https://example.org/news", True),
        ("HTTP://example.org", True),
        ("example.org/news", False),
        ("https:/x", False),
        ("ftp://example.org/a.txt", False),
        ("report.pdf", False),
    ],
)
def test_addresses(word: str, is_one: bool) -> None:  # noqa: FBT001  # a parameter of the test
    """What begins as web addresses do is one; everything else is a file."""
    assert is_address(word) is is_one


def test_nothing_at_all_is_added(command: Command, write: Write) -> None:
    """Where nothing could be taken in, the command has failed, and says what was wrong with each."""
    done = command("add", write("empty.txt", ""), "http://127.0.0.1/page")
    assert (done.code, done.out) == (1, "")
    empty, page, last = done.err.splitlines()
    assert empty.startswith("Skipped ")
    assert "empty.txt: has no text." in empty
    assert page.startswith("Skipped http://127.0.0.1/page: is not on the public internet.")
    assert last == "Nothing was added."


@pytest.mark.parametrize("arguments", [("add",), ("add", "gone.txt"), ("add", "--watch", "https://example.org")])
def test_adding_what_cannot_be_added(command: Command, arguments: tuple[str, ...]) -> None:
    """A name of nothing, and nothing to watch, are wrong use; nothing is written for them."""
    done = command(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err
    assert not Path("home", "articles").exists()


def test_file_from_home(command: Command, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that begins with ~ is in one's own folder, also where no shell has said so."""
    monkeypatch.setenv("HOME", str(Path.cwd() / "asha"))
    write("asha/bridge.txt", BRIDGE)
    assert command("add", "~/bridge.txt").code == 0


def test_empty_library(command: Command) -> None:
    """Where there is nothing, that is said, with the next step; machines get an empty list."""
    assert command("list").out == "There is no article in the library yet. Put some in: poochho add FILE\n"
    assert command("list", "--json").objects() == [[]]
    assert command("list", "--removed").out == "Nothing was removed or replaced in the last 30 days.\n"
    assert command("list", "--removed", "--json").objects() == [[]]
    assert command("reindex").out == "Indexed 0 articles.\n"
    assert command("show", "x").code == 1


def test_article_is_named(command: Command, two: dict[str, str]) -> None:
    """An article is meant by its id, or by words of its title or id, in small letters or capitals."""
    for name in (two["tea"], "चाय की", two["tea"].upper()):
        (shown,) = command("show", name, "--json").objects()
        assert (shown["id"], shown["text"]) == (two["tea"], "चाय असम में उगती है।")


@pytest.mark.parametrize("name", ["खेती चाय", "चाय  खेती", "चाय"])
def test_article_is_named_by_words(command: Command, two: dict[str, str], name: str) -> None:
    """Words of a title name it in any order."""
    (shown,) = command("show", name, "--json").objects()
    assert shown["id"] == two["tea"]


def test_article_is_named_in_another_spelling(command: Command, write: Write) -> None:
    """A title is found however its letters are composed."""
    command("add", write("a.txt", "---\ntitle: क\u095bा\u0959\n---\nपुल पाँच साल बाद खुला।"))
    assert command("show", "ज\u093cाख\u093c").code == 0


def test_long_titles_are_whole(command: Command, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a pipe what is known of an article is a line each, however narrow the terminal is."""
    monkeypatch.setenv("COLUMNS", "40")
    title = " ".join(f"शब्द{number}" for number in range(40))
    command("add", write("a.txt", f"---\nid: a\ntitle: {title}\n---\nपुल पाँच साल बाद खुला।"))
    for done in (command("show", "a"), command("list")):
        assert any(title in line for line in done.out.splitlines())


@pytest.mark.parametrize("verb", ["show", "remove", "restore"])
def test_article_that_is_not_there(command: Command, two: dict[str, str], verb: str) -> None:
    """A name of no article is an error that says where to look; nothing is removed or restored."""
    done = command(verb, "नदी")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("नदी: no article is called this. See: poochho list")
    assert len(command("list", "--json").objects()[0]) == len(two)


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("verb", ["show", "remove"])
def test_article_that_may_be_several(command: Command, verb: str) -> None:
    """A name that several articles may have is an error that names them; none is removed."""
    done = command(verb, "-")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("-: may be 2 articles: ")
    assert "पुल खुला" in done.err
    assert "चाय की खेती" in done.err
    assert len(command("list", "--json").objects()[0]) == 2


def test_removing_several(command: Command, two: dict[str, str]) -> None:
    """Several articles are removed and restored together; one that is named twice, once; with a wrong name, none."""
    assert command("remove", two["tea"], "नदी").code == 1
    assert len(command("list", "--json").objects()[0]) == 2
    done = command("remove", two["tea"], "खुला", "चाय", "--json")
    assert done.code == 0, done.err
    removed = done.objects()
    assert [each["id"] for each in removed] == [two["tea"], two["bridge"]]
    assert command("list", "--json").objects() == [[]]
    (kept,) = command("list", "--removed", "--json").objects()
    assert {each["name"] for each in kept} == {each["restorable_as"] for each in removed}
    done = command("restore", removed[0]["restorable_as"], "पुल", two["tea"], "--json")
    assert done.code == 0, done.err
    restored = done.objects()
    assert [each["id"] for each in restored] == [two["tea"], two["bridge"]]


def test_version_before(command: Command, two: dict[str, str], write: Write) -> None:
    """The version before an update is put back by the article's name, and the newer one by the same again."""
    write("tea.txt", TEA.replace("असम", "दार्जिलिंग"))
    (updated,) = command("add", "tea.txt", "--json").objects()
    assert (updated["change"], updated["id"]) == ("updated", two["tea"])
    texts = []
    for _ in range(2):
        assert command("restore", "चाय").code == 0
        (shown,) = command("show", "चाय", "--json").objects()
        texts.append(shown["text"])
    assert ["असम" in text for text in texts] == [True, False]


def test_hostile_titles(command: Command, tmp_path: Path) -> None:
    """What a title put there by hand holds steers no terminal, wherever it is told, and stays on its line."""
    folder = tmp_path / "home" / "articles"
    folder.mkdir(parents=True)
    for number in range(2):
        head = f'id: x{number}\ntitle: "\\e[31mलाल\\u202e बाघ"\nauthor: "क\\nख\\x07"'
        (folder / f"{number}.txt").write_text(f"---\n{head}\n---\nबाघ {number} यहाँ है।", encoding="utf-8")
    (folder / "no\n\x1b[31mtext.txt").write_bytes(b"")
    told = [
        *(command("list"), command("show", "x0"), command("show", "लाल"), command("remove", "x0")),
        *(command("restore", "x0"), command("stats"), command("reindex"), command("list", "--removed")),
    ]
    for done in told:
        assert not set("\x1b\x07\u202e") & set(done.out + done.err)
    assert sum("बाघ" in line for line in told[0].out.splitlines()) == 2
    assert [line[:7] for line in (told[0].out + told[0].err).splitlines() if "text.txt" in line] == ["Skipped"] * 2


def test_export_and_import(command: Command, two: dict[str, str], tmp_path: Path) -> None:
    """What is exported is told, to people and to machines; a folder that is there is not written into."""
    assert command("export", "out").out == "out: wrote 2 articles. To read them in: poochho import out\n"
    assert command("export", "out-2", "--json").objects() == [{"folder": "out-2", "articles": 2}]
    again = command("export", "out")
    assert (again.code, again.out) == (1, "")
    assert again.err.startswith("out: there is something of this name already.")
    command("remove", *two.values())
    assert command("import", "out").out == "Imported 2 articles.\n"
    assert command("import", "out-2", "--json").objects() == [{"folder": "out-2", "articles": 2}]
    for refused in ("gone", str(tmp_path / "home")):
        done = command("import", refused)
        assert (done.code, done.out) == (1, "")
        assert "Name a folder that was exported." in done.err


def test_reindex(command: Command, two: dict[str, str], tmp_path: Path) -> None:
    """The index is made anew of the files, and files that are no articles are told."""
    (tmp_path / "home" / "articles" / "empty.txt").write_bytes(b"")
    done = command("reindex", "--json")
    assert done.objects()[0]["articles"] == len(two)
    (skipped,) = done.objects()[0]["skipped"]
    assert "empty.txt: has no text." in skipped
    assert command("reindex").out == "Indexed 2 articles.\n"


@pytest.mark.parametrize("days", ["0", "3651", "many", "-1"])
def test_days_that_are_none(command: Command, days: str) -> None:
    """Days that cannot be shown are wrong use."""
    done = command("stats", "--days", days)
    assert (done.code, done.out) == (2, "")
    assert "--days" in done.err


@pytest.mark.parametrize("home", ["file/home", "file"])
def test_home_that_cannot_be_written(
    command: Command, write: Write, monkeypatch: pytest.MonkeyPatch, home: str
) -> None:
    """Where no library can be, questions are answered from the shipped article, and adding says why it cannot."""
    write("file", "")
    monkeypatch.setenv("POOCHHO_HOME", home)
    answered = command("ask", "शोइगु ने क्या कहा?")
    assert answered.code == 0
    assert "19 जनवरी" in answered.out
    added = command("add", write("bridge.txt", BRIDGE))
    assert (added.code, added.out) == (1, "")
    assert f"{home}: the library cannot be changed: " in added.err
    assert "unexpectedly" not in answered.err + added.err
