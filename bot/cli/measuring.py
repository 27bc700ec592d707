"""The commands that measure: evaluate, bench."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.common import AsJson, app, print_json


@app.command()
def evaluate(
    folder: Annotated[Path, typer.Argument(help="Holds passages.jsonl and questions.LANG.jsonl.")],
    *,
    against: Annotated[
        Path | None, typer.Option(help="Another such folder: its questions should find no answer here.")
    ] = None,
    as_json: AsJson = False,
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
        print_json(to_json(figures))
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
    as_json: AsJson = False,
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
        print_json(to_json(measured))
    else:
        show(make_console(), measured)
