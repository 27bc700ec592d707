"""The command ``poochho``: reads its arguments and hands over."""

from __future__ import annotations

import sys

import typer

from bot.cli import asking, doctor, feeds, inbox, indexes, keeping, measuring
from bot.cli.common import app
from bot.errors import BotError, UsageError
from bot.printable import printable
from index import IndexingError

__all__ = ["app", "asking", "doctor", "feeds", "inbox", "indexes", "keeping", "main", "measuring"]


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


def _fail(sentence: str, code: int) -> None:
    typer.echo(printable(sentence), err=True)
    sys.exit(code)
