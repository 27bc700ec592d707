"""The conversation in a terminal: a person at the keyboard, or questions piped in."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from rich.console import Console
from rich.text import Text

from bot.lines import question_lines
from bot.printable import printable
from bot.question import cleaned
from bot.terminal import print_prose, show_answer, show_sources
from bot.words import Words
from bot.worth import worth_showing
from index import Searcher


def chat(searcher: Searcher, console: Console, words: Words, home: Path) -> None:
    """Answer questions until the person leaves or the input ends.

    Args:
        searcher: Where to look.
        console: Where to write.
        words: The language to speak.
        home: The folder for the history of questions, which only a person at the keyboard makes.
    """
    at_keyboard = sys.stdin.isatty() and sys.stdout.isatty()
    if at_keyboard:
        print_prose(console, Text(words.text("chat-welcome", articles=len(searcher.articles))))
    for line in _typed(home) if at_keyboard else question_lines(sys.stdin.buffer):
        question = cleaned(line)
        if question in {"/quit", "/exit"}:
            return
        if question and not at_keyboard:
            console.print(Text(printable(f"? {question}")))
        if question:
            _respond(question, searcher, console, words)
            console.print()


def _respond(question: str, searcher: Searcher, console: Console, words: Words) -> None:
    commands: dict[str, Callable[[], None]] = {
        "/help": lambda: print_prose(console, Text(words.text("chat-help"))),
        "/sources": lambda: print_prose(console, show_sources(words, searcher)),
    }
    if question in commands:
        commands[question]()
    elif question.startswith("/"):
        print_prose(console, Text(words.text("chat-help")))
    else:
        answer = searcher.ask(question)
        print_prose(console, show_answer(answer, worth_showing(answer), words, searcher.articles))


def _typed(home: Path) -> Iterator[str]:
    session: PromptSession[str] = PromptSession("? ", history=_history(home))
    while True:
        try:
            yield session.prompt()
        except KeyboardInterrupt:  # gives up the line, not the conversation
            continue
        except EOFError:
            return


def _history(home: Path) -> History:
    try:
        home.mkdir(parents=True, exist_ok=True)
        file = home / "chat-history"
        file.touch()
    except OSError:  # a read-only home: the history lasts as long as the conversation
        return InMemoryHistory()
    return FileHistory(str(file))
