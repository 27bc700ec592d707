"""The commands about feeds: feed add, list, remove, fetch."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.common import AsJson, app, opened_database, opened_library, print_json
from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.state.feeds import Feeds

feeds = typer.Typer(no_args_is_help=True, help="Follow RSS and Atom feeds: new entries become articles.")
app.add_typer(feeds, name="feed")

Address = Annotated[str, typer.Argument(help="The feed's address, or that of a page that links to one.")]


@feeds.command("add")
def add_feed(address: Address, *, as_json: AsJson = False) -> None:
    """Follow a feed, and add its entries. The running bot fetches it every hour.

    Example: poochho feed add https://example.org/feed.xml
    """
    from bot.adding.bring import Bringing
    from bot.adding.feeds import FeedReader
    from bot.cli.added import Report

    report = Report(as_json=as_json)
    with _opened() as known, opened_library() as library, Bringing.into(library) as bringing:
        for came in FeedReader(known, bringing).follow(address):
            report.came(came)
    report.close()


@feeds.command("list")
def list_feeds(*, as_json: AsJson = False) -> None:
    """List the feeds that are followed.

    Example: poochho feed list
    """
    from bot.feed_list import feeds_json, feeds_table
    from bot.terminal import make_console, print_table

    with _opened() as known:
        if as_json:
            print_json(feeds_json(known.all()))
        else:
            print_table(make_console(), feeds_table(known.all()))


@feeds.command("remove")
def remove_feed(address: Address, *, as_json: AsJson = False) -> None:
    """Follow a feed no more; its articles stay.

    Example: poochho feed remove https://example.org/feed.xml
    """
    with _opened() as known:
        if not known.remove(address):
            raise UsageError(f"{address}: is not followed. See: poochho feed list")
    if as_json:
        print_json(json.dumps({"removed": address}, ensure_ascii=False))
    else:
        typer.echo(f"{address}: is no longer followed.")


@feeds.command("fetch")
def fetch_feeds(*, as_json: AsJson = False) -> None:
    """Fetch all feeds now.

    Example: poochho feed fetch
    """
    from bot.adding.bring import Bringing
    from bot.adding.feeds import FeedReader
    from bot.cli.added import Report

    report = Report(as_json=as_json)
    with _opened() as known, opened_library() as library, Bringing.into(library) as bringing:
        reader = FeedReader(known, bringing)
        for came in chain.from_iterable(map(reader.fetch, known.all())):
            report.came(came)
    report.close()


@contextmanager
def _opened() -> Iterator[Feeds]:
    from bot.state.feeds import Feeds

    with opened_database() as database:
        yield Feeds(database)
