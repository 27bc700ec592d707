"""The commands that answer: run, chat, ask."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.common import Articles, Index, app, open_articles, print_json
from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.settings import Settings

_NO_BOT_YET = (
    "No BOT_TOKEN is set, so this is the chat in the terminal; to get one, write /newbot to @BotFather in Telegram, "
    "then: BOT_TOKEN=<the token> make run"
)
_FROM_STANDARD_INPUT = "-"


@app.command()
def run(articles: Articles = None, index: Index = None) -> None:
    """Answer on Telegram; without BOT_TOKEN, in the terminal.

    Example: BOT_TOKEN=123456:ABC-DEF poochho run
    """
    from bot.settings import read_settings

    settings = read_settings()
    if settings.bot_token is None:
        typer.echo(_NO_BOT_YET, err=True)
        _chat(articles, index, settings)
        return

    from bot.log import start_logging
    from bot.running import answer_on_telegram

    token = settings.bot_token.get_secret_value()
    start_logging(settings.log_level, token)
    answer_on_telegram(token, settings, open_articles(articles, index, settings))


@app.command()
def chat(articles: Articles = None, index: Index = None) -> None:
    """Ask and be answered in the terminal.

    Questions can also be piped in, one a line.

    Example: poochho chat --articles my-articles
    """
    from bot.settings import read_settings

    _chat(articles, index, read_settings())


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="The question; - reads one a line from standard input.")],
    *,
    articles: Articles = None,
    index: Index = None,
    top: Annotated[int | None, typer.Option(min=1, help="How many passages to show. [default: up to 3]")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object; so does - for each line.")] = False,
) -> None:
    """Answer one question.

    Example: poochho ask "CSTO ke kitne sainik the?" --json
    """
    from bot.json_answer import as_json as to_json
    from bot.lines import question_lines
    from bot.question import cleaned
    from bot.settings import read_settings
    from bot.worth import MOST_HITS, worth_showing

    if not cleaned(question):
        raise UsageError('The question is empty. Write it in quotes: poochho ask "शोइगु ने क्या कहा?"')
    searcher = open_articles(articles, index, read_settings()).searcher
    depth = top or MOST_HITS
    if question == _FROM_STANDARD_INPUT:
        for line in question_lines(sys.stdin.buffer):
            print_json(to_json(searcher.ask(cleaned(line), depth)))
    elif as_json:
        print_json(to_json(searcher.ask(cleaned(question), depth)))
    else:
        from bot.terminal import make_console, print_prose, show_answer, terminal_words

        answer = searcher.ask(cleaned(question), depth)
        hits = answer.hits if top else worth_showing(answer)
        print_prose(make_console(), show_answer(answer, hits, terminal_words(), searcher.articles))


def _chat(articles: Path | None, index: str | None, settings: Settings) -> None:
    from bot.chat import chat as converse
    from bot.terminal import make_console, terminal_words

    library = open_articles(articles, index, settings)
    converse(library.searcher, make_console(), terminal_words(), settings.poochho_home)
