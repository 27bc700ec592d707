"""Rendering for a terminal."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.printable import printable
from bot.terminal import make_console, print_prose, print_table, show_answer, show_sources, terminal_words
from bot.words import words_in
from index import Answer, Searcher
from tests.bot.answers import answers


def shown(renderable: object, *, colours: bool = False) -> str:
    """What is printed."""
    file = io.StringIO()
    Console(file=file, force_terminal=colours, width=100, markup=False, emoji=False).print(renderable)
    return file.getvalue()


@given(answer=answers)
def test_no_answer_steers_the_terminal(answer: Answer) -> None:
    """Whatever an article holds, it is printed without control characters."""
    printed = shown(show_answer(answer, answer.hits, words_in("hi"), [hit.passage.article for hit in answer.hits]))
    assert not {chr(code) for code in range(32)} - {"\n"} & set(printed)


def test_marks_and_source(searcher: Searcher) -> None:
    """The best sentence is bold, matches are underlined, and the source follows."""
    answer = searcher.ask("शोइगु ने क्या कहा?", 1)
    printed = shown(show_answer(answer, answer.hits, words_in("en"), searcher.articles), colours=True)
    assert "\x1b[1m" in printed
    assert "\x1b[1;4m" in printed
    assert "paragraph 2" in printed


def test_no_answer_and_sources(searcher: Searcher) -> None:
    """No answer says so and what there is; the list of sources has every article."""
    assert "शांति सेना" in shown(show_answer(searcher.ask("zzz"), (), words_in("en"), searcher.articles))
    assert "7 passages" in shown(show_sources(words_in("en"), searcher))


def test_printable() -> None:
    """Control characters and marks that turn the direction go; everything else stays."""
    assert printable("क\x1b[31m\u202eख\u200dग\nघ") == "क [31mख\u200dग\nघ"


@pytest.mark.parametrize(
    ("variables", "language"), [({"LANG": "hi_IN.UTF-8"}, "hi"), ({"LANG": "hi_IN", "LC_ALL": "C"}, "en"), ({}, "en")]
)
def test_terminals_language(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: str) -> None:
    """The terminal's language follows the variables that other programs follow."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert terminal_words().language == language


def test_rows_are_lines_where_they_are_piped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a pipe each row of a table is one line, however long, so that other programs can take it apart."""
    monkeypatch.setenv("COLUMNS", "80")
    table = Table("id", "title", box=None)
    for number in range(3):
        table.add_row(f"{number}", " ".join(["शब्द"] * 60))
    print_table(make_console(), table)
    heading, *rows = capsys.readouterr().out.splitlines()
    assert heading.split() == ["id", "title"]
    assert [row.split() for row in rows] == [[f"{number}", *["शब्द"] * 60] for number in range(3)]


def test_prose_is_not_broken_where_it_is_piped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a pipe a paragraph is one line."""
    monkeypatch.setenv("COLUMNS", "80")
    print_prose(make_console(), Text("शब्द " * 600))
    assert len(capsys.readouterr().out.splitlines()) == 1
