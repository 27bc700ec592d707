"""The commands about indexes that are kept elsewhere: index, migrate."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.common import AsJson, app, print_json, skipped
from index import EngineKind


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
        skipped(problem)
    typer.echo(f"{address}: took in {taken.articles:,} articles, {taken.passages:,} passages.")


@app.command()
def migrate(
    old: Annotated[str, typer.Argument(help="The index that there is: a folder, or s3://bucket/path.")],
    new: Annotated[str, typer.Argument(help="The index that its articles go into.")],
    *,
    old_engine: Annotated[EngineKind | None, typer.Option(help="Its engine. [default: what the address says]")] = None,
    new_engine: Annotated[EngineKind | None, typer.Option(help="Likewise.")] = None,
    as_json: AsJson = False,
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
        print_json(to_json(verified))
    else:
        show(make_console(), verified, old, new)
    if not verified.same:
        raise typer.Exit(1)
