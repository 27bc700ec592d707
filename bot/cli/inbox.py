"""The commands about the inbox: inbox list, retry, drop."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.common import AsJson, app, opened_database, print_json
from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.state.database import Database

inbox = typer.Typer()
app.add_typer(inbox, name="inbox")

Numbers = Annotated[list[int] | None, typer.Argument(metavar="NUMBER...", help="As `poochho inbox` lists them.")]
All = Annotated[bool, typer.Option("--all", help="Everything that is set aside.")]

_AT_A_TIME = 1000  # a query has room for so many numbers in any database


@inbox.callback(invoke_without_command=True)
def inbox_or_list(context: typer.Context, *, as_json: AsJson = False) -> None:
    """See what could not be answered, and try it again or forget it. Without a command: list it.

    Example: poochho inbox
    """
    if context.invoked_subcommand is None:
        list_inbox(as_json=as_json)
    elif as_json:
        raise UsageError(f"--json belongs behind the command: poochho inbox {context.invoked_subcommand} --json")


@inbox.command("list")
def list_inbox(*, as_json: AsJson = False) -> None:
    """List what could not be answered and was set aside, and count what waits.

    Example: poochho inbox list --json
    """
    from bot.inbox_list import inbox_json, inbox_table
    from bot.state.aside import set_aside
    from bot.state.inbox import depth
    from bot.terminal import make_console, print_table

    with opened_database() as database:
        aside, waits = set_aside(database), depth(database)
    if as_json:
        print_json(inbox_json(aside, waits))
    else:
        print_table(make_console(), inbox_table(aside, waits))


@inbox.command()
def retry(numbers: Numbers = None, *, everything: All = False, as_json: AsJson = False) -> None:
    """Have what was set aside answered after all; a bot that runs does so at once, another when it starts.

    Example: poochho inbox retry --all
    """
    from bot.state.aside import try_again

    with opened_database() as database:
        done = _done(try_again, database, numbers or [], everything=everything)
    if as_json:
        print_json(json.dumps({"retried": done}))
    else:
        typer.echo(f"{len(done):,} will be tried again." if done else "Nothing is set aside.")


@inbox.command("drop")
def drop_from_inbox(numbers: Numbers = None, *, everything: All = False, as_json: AsJson = False) -> None:
    """Forget what was set aside, for good.

    Example: poochho inbox drop 123456789
    """
    from bot.state.aside import drop

    with opened_database() as database:
        done = _done(drop, database, numbers or [], everything=everything)
    if as_json:
        print_json(json.dumps({"dropped": done}))
    else:
        typer.echo(f"{len(done):,} forgotten." if done else "Nothing is set aside.")


def _done(
    change: Callable[[Database, Sequence[int]], int], database: Database, numbers: Sequence[int], *, everything: bool
) -> list[int]:
    """Change what is meant, and return its numbers; with one that is wrong, nothing is changed.

    Raises:
        UsageError: Nothing is named, or what is not set aside.
    """
    from bot.state.aside import set_aside
    from index.batches import batches

    if everything == bool(numbers):
        raise UsageError("Name what is meant, by number or as --all. See: poochho inbox")
    known = dict.fromkeys(each.update_id for each in set_aside(database))
    unknown = next((number for number in numbers if number not in known), None)
    if unknown is not None:
        raise UsageError(f"{unknown}: is not set aside. See: poochho inbox")
    meant = list(known if everything else dict.fromkeys(numbers))
    for batch in batches(meant, lambda _: 1, _AT_A_TIME):
        change(database, batch)
    return meant
