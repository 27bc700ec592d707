"""What is told of what was added."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.adding.bring import Bringing
from bot.cli.added import Report
from bot.errors import BotError, FetchError, Unfetched, UsageError
from index.errors import DocumentError, Refusal
from index.library.adding import Added, add
from index.library.library import Library
from index.reading.apart import Apart
from tests.bot.adding.documents import text_of
from tests.bot.cli.conftest import Command
from tests.bot.fetching.pages import fetcher_of
from tests.index.library.libraries import document, put_by_hand

Write = Callable[[str, str], str]

LOCKED = DocumentError("पुल.pdf", Refusal.LOCKED, "has a password", "Save it without one")
GONE = FetchError("https://example.org/a", Unfetched.NOT_FOUND, "is not there", "Check the address")


@pytest.fixture
def added(library: Library) -> Added:
    """An article that is in."""
    return add(library, document("पटना", origin="/a.txt"))


def test_line_says_what_was_understood(added: Added, capsys: pytest.CaptureFixture[str]) -> None:
    """Of each article a line says what became of it, its title, its language, how long it is, and its id."""
    report = Report(as_json=False)
    report.added(added)
    report.close()
    line, sums = capsys.readouterr().out.splitlines()
    assert line == f"Added शीर्षक पटना · hi · 2 passages · {added.article.id}"
    assert sums == "1 added, 0 updated, 0 unchanged, 0 skipped."


def test_sums(added: Added, library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    """The sums count what came of everything, removed articles aside."""
    again = add(library, document("पटना", origin="/a.txt"))
    newer = add(library, document("गया", origin="/a.txt"))
    report = Report(as_json=False)
    for came in (added, again, newer, LOCKED, GONE, again):
        report.came(came)
    report.close()
    out, err = capsys.readouterr()
    assert [line.split()[0] for line in out.splitlines()] == ["Added", "Unchanged:", "Updated", "Unchanged:", "1"]
    assert out.splitlines()[-1] == "1 added, 1 updated, 2 unchanged, 2 skipped."
    assert err.splitlines() == [f"Skipped {LOCKED}", f"Skipped {GONE}"]


def test_json_has_an_object_for_each(added: Added, capsys: pytest.CaptureFixture[str]) -> None:
    """For machines there is an object a line, also of many, for what was refused and removed too, and no sums."""
    report = Report(as_json=True)
    report.added(added, quiet=True)
    report.came(LOCKED)
    report.came(GONE)
    report.removed(added.article)
    report.close()
    out, err = capsys.readouterr()
    assert err == ""
    objects = [json.loads(line) for line in out.splitlines()]
    assert [each["change"] for each in objects] == ["added", "refused", "refused", "removed"]
    assert [each.get("id") for each in objects] == [added.article.id, None, None, added.article.id]
    assert objects[1] == {"change": "refused", "reason": "locked", "problem": str(LOCKED)}
    assert objects[2] == {"change": "refused", "reason": "not-found", "problem": str(GONE)}


def test_json_of_a_command(command: Command, write: Write) -> None:
    """The same from the command: what is in, by all that is known of it, and what is not, by the reason in a word."""
    write("in/a.txt", f"---\ntitle: पुल\nauthor: अ. ब.\nurl: https://example.org/a\n---\n{text_of('पटना')}")
    write("in/b.txt", "")
    write("in/c.pdf", "no pdf")
    done = command("add", "in", "http://10.0.0.1/", "--json")
    assert (done.code, done.err) == (0, "")
    by_change = {(each["change"], each.get("reason")): each for each in done.objects()}
    assert set(by_change) == {
        ("added", None),
        ("refused", "empty"),
        ("refused", "damaged"),
        ("refused", "private-address"),
    }
    added = by_change["added", None]
    known = {name: added[name] for name in ("title", "author", "url", "language", "passages", "replaced")}
    assert known == {
        "title": "पुल",
        "author": "अ. ब.",
        "url": "https://example.org/a",
        "language": "hi",
        "passages": 1,
        "replaced": None,
    }
    assert added["origin"].endswith("/in/a.txt")
    assert by_change["refused", "damaged"]["problem"].endswith("Save it anew, or get it again.")


def test_json_of_odd_names(command: Command, tmp_path: Path) -> None:
    """What is refused is told to machines whatever it is called, also where its name is no text."""
    with (tmp_path / "\udcff\n.txt").open("wb") as file:
        file.truncate(2**30)
    done = command("add", ".", "--json")
    assert done.err == "Nothing was added.\n"
    (refused,) = done.objects()
    assert (refused["change"], refused["reason"]) == ("refused", "too-large")


@pytest.mark.parametrize(("count", "told"), [(10, 10), (11, 0)])
def test_of_many_only_sums(command: Command, write: Write, count: int, told: int) -> None:
    """Of more than a few files only what was skipped is told, and the sums."""
    for number in range(count - 1):
        write(f"in/{number:02}.txt", text_of(str(number)))
    write("in/empty.txt", "")
    done = command("add", "in")
    *lines, sums = done.out.splitlines()
    assert len(lines) == max(told - 1, 0)
    assert sums == f"{count - 1} added, 0 updated, 0 unchanged, 1 skipped."
    assert len(done.err.splitlines()) == 1


def test_nothing_is_in(capsys: pytest.CaptureFixture[str]) -> None:
    """Where everything was refused, that is an error; where there was nothing, it is none."""
    report = Report(as_json=False)
    report.close()
    report.refused(LOCKED)
    with pytest.raises(BotError, match=r"^Nothing was added\.$"):
        report.close()
    assert capsys.readouterr().out == "0 added, 0 updated, 0 unchanged, 0 skipped.\n"


def test_article_whose_file_is_gone(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    """Of an article that goes with its file, the title is told."""
    put_by_hand(library, "a.txt", "---\ntitle: पुल\n---\nपुल खुला।")
    library.refresh()
    Report(as_json=False).removed(library.catalogue.all()[0])
    assert capsys.readouterr().out == "Removed पुल: its file is gone.\n"


def test_folder_that_is_gone_stops_everything(library: Library, apart: Apart, tmp_path: Path) -> None:
    """A name of nothing is said before anything is added."""
    (tmp_path / "a.txt").write_text(text_of("पटना"), encoding="utf-8")
    with pytest.raises(UsageError, match="gone"):
        Report(as_json=False).take_in(
            Bringing(library, apart, fetcher_of()), [tmp_path / "a.txt", tmp_path / "gone"], ["http://127.0.0.1/"]
        )
    assert library.catalogue.count() == 0
