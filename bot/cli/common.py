"""What the commands share: the application, options, and how things are printed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.library import Served
    from bot.settings import Settings
    from bot.state.database import Database
    from index.library.library import Library

# What only one command needs is imported by that command: `ask` has answered before Telegram's library would be loaded.

OVER_ARTICLES = ("run", "chat", "ask")
"""The commands that take --articles, also before their names."""

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None)

Articles = Annotated[
    Path | None,
    typer.Option("--articles", metavar="FOLDER", help="Articles to answer from. [default: the library]"),
]
Index = Annotated[
    str | None,
    typer.Option("--index", metavar="ADDRESS", help="An index to answer from: a folder, or s3://bucket/path."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


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
        if context.invoked_subcommand not in OVER_ARTICLES:
            mend = "Name its own folder instead." if context.invoked_subcommand == "evaluate" else "Leave it out."
            raise UsageError(f"{context.invoked_subcommand} takes no --articles. {mend}")
        context.default_map = {command: {"articles": articles} for command in OVER_ARTICLES}


def open_articles(articles: Path | None, index: str | None, settings: Settings) -> Served:
    """Open what is answered from, with a line on standard error for each file that is no article."""
    from bot.library import open_served

    served = open_served(articles, index, settings)
    for problem in served.problems:
        skipped(problem)
    return served


@contextmanager
def opened_library() -> Iterator[Library]:
    """Give the library to a command; where its index has to be made anew, with a bar."""
    from bot.log import log_to_terminal
    from bot.progress import progress
    from bot.settings import read_settings
    from index.library.library import Library

    log_to_terminal()
    with progress() as bar:
        task = bar.add_task("articles into the index", total=None, visible=False)
        library = Library(read_settings().poochho_home, lambda more: bar.update(task, advance=more, visible=True))
    with library:
        yield library


@contextmanager
def opened_database() -> Iterator[Database]:
    """Give the database to a command."""
    from bot.settings import read_settings
    from bot.state.database import Database

    settings = read_settings()
    with closing(Database.open(settings.poochho_home, settings.database_url)) as database:
        yield database


def skipped(problem: Exception) -> None:
    """Print that something was passed over, and why."""
    from bot.printable import on_one_line

    typer.echo(on_one_line(f"Skipped {problem}"), err=True)


def print_json(line: str) -> None:
    """Print a line of JSON: in UTF-8 (RFC 8259), also where standard output is in another encoding."""
    sys.stdout.buffer.write(line.encode() + b"\n")
    sys.stdout.buffer.flush()
