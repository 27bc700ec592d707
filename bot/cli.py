"""The command ``poochho``: reads its arguments, opens the library, and hands over."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import BotError, UsageError
from index import ArticleError, EngineKind, IndexingError

if TYPE_CHECKING:
    from bot.library import Library
    from bot.settings import Settings

# What only one command needs is imported by that command: `ask` has answered before Telegram's library would be loaded.

_NO_BOT_YET = (
    "No BOT_TOKEN is set, so this is the chat in the terminal; to get one, write /newbot to @BotFather in Telegram, "
    "then: BOT_TOKEN=<the token> make run"
)
_OVER_ARTICLES = ("run", "chat", "ask")
_FROM_STANDARD_INPUT = "-"

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None)

Articles = Annotated[
    Path | None,
    typer.Option("--articles", metavar="FOLDER", help="Articles to answer from. [default: those that are shipped]"),
]
Index = Annotated[
    str | None,
    typer.Option("--index", metavar="ADDRESS", help="An index to answer from: a folder, or s3://bucket/path."),
]


def _show_version(wanted: bool) -> None:  # noqa: FBT001  # called by Typer
    if wanted:
        from importlib.metadata import version

        typer.echo(f"poochho {version('poochho')}")
        raise typer.Exit


@app.callback(context_settings={"help_option_names": ["-h", "--help"]})
def common(
    context: typer.Context,
    *,
    articles: Articles = None,
    _: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Poochho (पूछो, "ask") answers questions from articles in Indian languages: passages, with their sources.

    Example: poochho ask "सैनिक कब तक लौटेंगे?"
    """
    if articles is not None:  # it may stand before the command as well as after
        if context.invoked_subcommand not in _OVER_ARTICLES:
            mend = "Name its own folder instead." if context.invoked_subcommand == "evaluate" else "Leave it out."
            raise UsageError(f"{context.invoked_subcommand} takes no --articles. {mend}")
        context.default_map = {command: {"articles": articles} for command in _OVER_ARTICLES}


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

    import asyncio
    import logging

    from bot.log import start_logging
    from bot.state.database import Database
    from bot.telegram.application import build_application, serve

    token = settings.bot_token.get_secret_value()
    start_logging(settings.log_level, token)
    library = _open_library(articles, index, settings)
    database = Database.open(settings.poochho_home, settings.database_url)
    try:
        application = build_application(token, settings.bot_api_url, library.searcher, database)
        asyncio.run(serve(application))
    except BotError:
        raise
    except Exception:
        # Through the log, which cuts the token out of whatever the error says.
        logging.getLogger(__name__).exception("stopped by an error")
        raise BotError("Poochho stopped by an error; the log has the details. Please report it.") from None
    finally:
        database.close()


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
    searcher = _open_library(articles, index, read_settings()).searcher
    depth = top or MOST_HITS
    if question == _FROM_STANDARD_INPUT:
        for line in question_lines(sys.stdin.buffer):
            _print_json(to_json(searcher.ask(cleaned(line), depth)))
    elif as_json:
        _print_json(to_json(searcher.ask(cleaned(question), depth)))
    else:
        from bot.terminal import make_console, print_prose, show_answer, terminal_words

        answer = searcher.ask(cleaned(question), depth)
        hits = answer.hits if top else worth_showing(answer)
        print_prose(make_console(), show_answer(answer, hits, terminal_words(), searcher.articles))


@app.command("index")
def take_into_index(
    folder: Annotated[Path, typer.Argument(help="Articles, as text files.")],
    address: Annotated[str, typer.Argument(help="The index: a folder, or s3://bucket/path.")],
) -> None:
    """Take the articles of a folder into an index.

    Articles that it has already, by their ids, are replaced; others stay. Questions can be asked meanwhile.

    Example: poochho index my-articles my-index
    """
    from bot.indexing import take_in
    from bot.settings import read_settings

    taken = take_in(folder, address, read_settings())
    for problem in taken.problems:
        _skipped(problem)
    typer.echo(f"{address}: took in {taken.articles:,} articles, {taken.passages:,} passages.")


@app.command()
def migrate(
    old: Annotated[str, typer.Argument(help="The index that there is: a folder, or s3://bucket/path.")],
    new: Annotated[str, typer.Argument(help="The index that its articles go into.")],
    *,
    old_engine: Annotated[EngineKind | None, typer.Option(help="Its engine. [default: what the address says]")] = None,
    new_engine: Annotated[EngineKind | None, typer.Option(help="Likewise.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print what came out as JSON.")] = False,
) -> None:
    """Move an index, also from one engine to the other, and verify it: the counts, and 100 questions asked of both.

    The old index stays as it is.

    Example: poochho migrate my-index s3://bucket/index
    """
    from bot.indexing import as_json as to_json
    from bot.indexing import migrated, show
    from bot.settings import read_settings
    from bot.terminal import make_console

    verified = migrated((old, old_engine), (new, new_engine), read_settings())
    if as_json:
        _print_json(to_json(verified))
    else:
        show(make_console(), verified, old, new)
    if not verified.same:
        raise typer.Exit(1)


@app.command()
def evaluate(
    folder: Annotated[Path, typer.Argument(help="Holds passages.jsonl and questions.LANG.jsonl.")],
    *,
    against: Annotated[
        Path | None, typer.Option(help="Another such folder: its questions should find no answer here.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Measure the answers on questions whose answers are known.

    Example: poochho evaluate eval/xquad-hi --against eval/obs-hi
    """
    from bot.evaluate import as_json as to_json
    from bot.evaluate import evaluate as measure
    from bot.evaluate import show
    from bot.terminal import make_console

    figures = measure(folder, against)
    if as_json:
        _print_json(to_json(figures))
    else:
        show(make_console(), figures, f"{folder.name} against {against.name}" if against else folder.name)


@app.command()
def bench(
    *,
    passages: Annotated[int, typer.Option(min=100, help="How many passages are generated.")] = 10_000,
    questions: Annotated[int, typer.Option(min=1, help="How many questions are asked.")] = 200,
    all_fields: Annotated[
        bool, typer.Option("--all-fields", help="Ask as the bot does also of more than 100,000 passages.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Measure the search engine beside its installed peers.

    The corpus is generated; each engine builds and asks in processes of its own, on one thread.

    Example: poochho bench --passages 100000
    """
    from bot.bench import as_json as to_json
    from bot.bench import bench as measure
    from bot.bench import show
    from bot.terminal import make_console

    measured = measure(passages, questions, all_fields=all_fields)
    if as_json:
        _print_json(to_json(measured))
    else:
        show(make_console(), measured)


def main() -> None:
    """Run the command; whatever goes wrong is one sentence on standard error and an exit code."""
    try:
        app()
    except UsageError as error:
        _fail(str(error), 2)
    except (BotError, IndexingError) as error:
        _fail(str(error), 1)
    except Exception as error:  # noqa: BLE001  # a traceback helps nobody who asked a question
        _fail(f"Poochho failed unexpectedly ({type(error).__name__}: {error}). Please report it with the command.", 1)


def _chat(articles: Path | None, index: str | None, settings: Settings) -> None:
    from bot.chat import chat as converse
    from bot.terminal import make_console, terminal_words

    library = _open_library(articles, index, settings)
    converse(library.searcher, make_console(), terminal_words(), settings.poochho_home)


def _open_library(articles: Path | None, index: str | None, settings: Settings) -> Library:
    """Open the library, with a line on standard error for each file that is no article."""
    from bot.library import open_library

    library = open_library(articles, index, settings)
    for problem in library.problems:
        _skipped(problem)
    return library


def _skipped(problem: ArticleError) -> None:
    from bot.printable import printable

    typer.echo(printable(f"Skipped {problem}"), err=True)


def _print_json(line: str) -> None:
    # Standard output may be in another encoding (a bare C locale); JSON is UTF-8 (RFC 8259).
    sys.stdout.buffer.write(line.encode() + b"\n")
    sys.stdout.buffer.flush()


def _fail(sentence: str, code: int) -> None:
    typer.echo(sentence, err=True)
    sys.exit(code)
