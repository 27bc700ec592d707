"""The commands that keep the library: add, list, show, remove, restore, export, import, reindex, stats."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.common import AsJson, app, opened_database, opened_library, print_json
from bot.errors import UsageError

Named = Annotated[list[str], typer.Argument(metavar="ARTICLE...", help="Ids, or words of titles.")]


@app.command()
def add(
    what: Annotated[list[str], typer.Argument(metavar="WHAT...", help="Files, folders, and addresses of web pages.")],
    *,
    watch: Annotated[bool, typer.Option("--watch", help="Go on, and follow changes in the files and folders.")] = False,
    as_json: AsJson = False,
) -> None:
    """Add articles to the library: text, Markdown, HTML, PDF, Word (.docx) and EPUB files, folders of them, web pages.

    An article that the library has already, by its text, its address or its file, is updated. With --json one object
    a line.

    Example: poochho add report.pdf articles/ https://example.org/news/bridge
    """
    from bot.adding.bring import Bringing
    from bot.cli.added import Report

    addresses = [each for each in what if is_address(each)]
    paths = [Path(each).expanduser() for each in what if not is_address(each)]
    if watch and not paths:
        raise UsageError("There is nothing to watch: --watch follows files and folders. Name one.")
    report = Report(as_json=as_json)
    with opened_library() as library, Bringing.into(library) as bringing:
        if watch:
            from bot.adding.watching import follow

            follow(bringing, paths, report, lambda: report.take_in(bringing, paths, addresses))
        else:
            report.take_in(bringing, paths, addresses)
    report.close()


@app.command("list")
def list_articles(
    *,
    removed: Annotated[bool, typer.Option("--removed", help="Those that can be restored.")] = False,
    as_json: AsJson = False,
) -> None:
    """List the articles of the library.

    Example: poochho list --json
    """
    from bot.keeping import listed, listed_json, removed_json, removed_list
    from bot.terminal import make_console, print_table

    with opened_library() as library:
        if as_json:
            print_json(removed_json(library) if removed else listed_json(library))
        else:
            print_table(make_console(), removed_list(library) if removed else listed(library))


@app.command()
def show(
    article: Annotated[str, typer.Argument(help="Its id, or words of its title.")], *, as_json: AsJson = False
) -> None:
    """Show an article: what is known of it, and its text.

    Example: poochho show पुल-3f2a9c01
    """
    from bot.keeping import article_json, article_shown, found
    from bot.terminal import make_console, print_table

    with opened_library() as library:
        row = found(library, article)
        if as_json:
            print_json(article_json(library, row))
        else:
            print_table(make_console(), article_shown(library, row))


@app.command()
def remove(articles: Named, *, as_json: AsJson = False) -> None:
    """Remove articles; for 30 days they can be restored.

    Example: poochho remove पुल-3f2a9c01
    """
    from bot.keeping import found, row_json
    from bot.printable import printable
    from index.library.removing import remove as take_out

    with opened_library() as library:
        for row in dict.fromkeys(found(library, article) for article in articles):
            name = take_out(library, row.id)
            if as_json:
                print_json(row_json(row, restorable_as=name))
            else:
                typer.echo(printable(f"Removed {row.title}. To have it back: poochho restore {row.id}"))


@app.command()
def restore(articles: Named, *, as_json: AsJson = False) -> None:
    """Put removed articles back, or the version before an update: the latest that is kept.

    Example: poochho restore पुल-3f2a9c01
    """
    from bot.keeping import found_removed, row_json
    from bot.printable import printable
    from index.library.removing import restore as put_back

    with opened_library() as library:
        for each in dict.fromkeys(found_removed(library, article) for article in articles):
            row = put_back(library, each.taken.name)
            if as_json:
                print_json(row_json(row))
            else:
                typer.echo(printable(f"Restored {row.title} ({row.id})."))


@app.command("export")
def export_library(
    folder: Annotated[Path, typer.Argument(help="A new folder.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Write all articles into a folder: text files with front matter, and a JSON lines file.

    Example: poochho export backup-2024-05-17
    """
    import json

    from bot.progress import progress
    from index.library.exchange import export

    with opened_library() as library, progress() as bar:
        task = bar.add_task("articles", total=library.catalogue.count())
        count = export(library, folder, lambda more: bar.advance(task, more))
    if as_json:
        print_json(json.dumps({"folder": str(folder), "articles": count}, ensure_ascii=False))
    else:
        typer.echo(f"{folder}: wrote {count:,} articles. To read them in: poochho import {folder}")


@app.command("import")
def import_library(
    folder: Annotated[Path, typer.Argument(help="A folder that was exported.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Put the articles of an exported folder into the library, each as it is there.

    Example: poochho import backup-2024-05-17
    """
    import json

    from bot.progress import progress
    from index.library.exchange import import_from

    with opened_library() as library, progress() as bar:
        task = bar.add_task("articles", total=None)
        count = import_from(folder, library, lambda more: bar.advance(task, more))
    if as_json:
        print_json(json.dumps({"folder": str(folder), "articles": count}, ensure_ascii=False))
    else:
        typer.echo(f"Imported {count:,} articles.")


@app.command()
def reindex(*, as_json: AsJson = False) -> None:
    """Make the index anew from the articles' files; questions are answered meanwhile.

    Example: poochho reindex
    """
    import json

    from bot.progress import progress

    with opened_library() as library, progress() as bar:
        task = bar.add_task("articles", total=len(library.shelf.stamps()))
        library.reindex(lambda more: bar.advance(task, more))
        count, problems = library.catalogue.count(), library.catalogue.unreadable()
    if as_json:
        print_json(json.dumps({"articles": count, "skipped": [each.problem for each in problems]}, ensure_ascii=False))
    else:
        typer.echo(f"Indexed {count:,} articles.")


@app.command()
def stats(
    *,
    days: Annotated[int, typer.Option(min=1, max=3650, help="How many days, today included.")] = 30,
    as_json: AsJson = False,
) -> None:
    """Show what was asked: questions a day, how many were answered, and which were not.

    Example: poochho stats --days 7
    """
    from datetime import UTC, datetime

    from bot.state.insight import insight
    from bot.stats import as_json as to_json
    from bot.stats import show as shown
    from bot.terminal import make_console, print_table

    now = datetime.now().astimezone()
    with opened_database() as database:
        seen = insight(database, days, now, now.tzinfo or UTC)
    if as_json:
        print_json(to_json(seen))
        return
    with opened_library() as library:
        print_table(make_console(), shown(seen, {row.id: row.title for row in library.catalogue.all()}))


def is_address(what: str) -> bool:
    """Return whether a word names something in the web; everything else is a file."""
    return what.lower().startswith(("http://", "https://"))
