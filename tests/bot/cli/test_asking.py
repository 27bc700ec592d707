"""The commands that answer: which articles they answer from."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

import pytest

from tests.bot.cli.conftest import Command

Write = Callable[[str, str], str]

SHIPPED = ("शोइगु ने क्या कहा?", "19 जनवरी")
TEA = ("चाय कहाँ उगती है?", "असम")
TEXT = "---\ntitle: चाय\nlanguage: hi\n---\nचाय असम में उगती है।"


def answers(command: Command, asked: tuple[str, str], *arguments: str) -> bool:
    """Return whether a question is answered, and with what it should be."""
    question, holds = asked
    (answer,) = command("ask", question, "--json", *arguments).objects()
    return answer["answered"] and holds in answer["hits"][0]["text"]


@pytest.fixture
def shelf(write: Write) -> str:
    """A folder of one article, and a file that is none."""
    write("shelf/tea.txt", TEXT)
    write("shelf/em\n\x1b[31mpty.txt", "")
    return "shelf"


def test_library_is_answered_from_as_soon_as_there_is_one(command: Command, write: Write) -> None:
    """The shipped article answers as long as the library has none of its own, and again when the last is removed."""
    assert answers(command, SHIPPED)
    (added,) = command("add", write("tea.txt", TEXT), "--json").objects()
    assert answers(command, TEA)
    assert not answers(command, SHIPPED)
    command("remove", added["id"])
    assert answers(command, SHIPPED)
    command("restore", added["id"])
    assert answers(command, TEA)


def test_folder_is_answered_from(command: Command, shelf: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is named or set is answered from instead; its files that are no articles are told on one line."""
    assert answers(command, TEA, "--articles", shelf)
    monkeypatch.setenv("POOCHHO_ARTICLES", shelf)
    assert answers(command, TEA)
    done = command("--articles", shelf, "ask", TEA[0])
    assert done.code == 0
    (line,) = done.err.splitlines()
    assert " ".join(line.split()) == (
        "Skipped shelf/em [31mpty.txt: has no text. Write the article into it or remove it."
    )
    assert "\x1b" not in line


def test_index_is_answered_from(command: Command, shelf: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index that is named or set is answered from instead."""
    command("index", shelf, "kept")
    assert answers(command, TEA, "--index", "kept")
    monkeypatch.setenv("POOCHHO_INDEX", "kept")
    assert answers(command, TEA)
    both = command("ask", TEA[0], "--index", "kept", "--articles", shelf)
    assert (both.code, both.out) == (2, "")


@pytest.mark.parametrize("verb", ["chat", "run"])
def test_chat_answers_from_the_library(
    command: Command, write: Write, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    """The chat in the terminal, also the one that `run` is without a token, answers from the library."""
    command("add", write("tea.txt", TEXT))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEA[0].encode())))
    done = command(verb)
    assert done.code == 0
    assert "चाय असम में उगती है।" in done.out


@pytest.mark.parametrize("verb", ["list", "add", "feed", "stats", "reindex"])
def test_library_takes_no_folder(command: Command, verb: str) -> None:
    """Commands that answer nothing refuse --articles, with the mend."""
    done = command("--articles", "x", verb, "list")
    assert (done.code, done.out, done.err) == (2, "", f"{verb} takes no --articles. Leave it out.\n")
