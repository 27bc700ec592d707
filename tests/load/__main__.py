"""Drive the bot and its peers, and print what they bear, as a table or as JSON."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from bot.progress import progress
from tests.botapi.server import FakeBotApi
from tests.load.bots import PEER, commands, running
from tests.load.corpus import write_articles
from tests.load.driving import Driven, Driver

_WARM = 1000  # questions first: everybody has asked once, as most people in a busy hour have
_PEOPLE = 1000  # so many that nobody asks faster than a chat takes messages
_WIDTH = 100  # columns


def main() -> None:
    """Read the arguments, drive, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--questions", type=int, default=5000, help="how many each bot is asked [5000]")
    parser.add_argument("--passages", type=int, default=1000, help="how many there are to answer from [1000]")
    parser.add_argument(
        "--distinct",
        type=int,
        default=1000,
        help="how many different questions there are, asked in turn; the bot remembers the last 512 answers [1000]",
    )
    parser.add_argument("--at-once", type=int, default=20, help="how many questions are under way at a time [20]")
    parser.add_argument("--only", help="the name of the only bot to drive")
    parser.add_argument("--json", action="store_true", help="print JSON")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        questions = write_articles(folder / "articles", asked.passages, asked.distinct)
        bots = commands(folder / "articles")
        rows = {
            bot: driven(command, folder, questions, asked.questions, asked.at_once, bot)
            for bot, command in bots.items()
            if asked.only in {None, bot}
        }
    figures = {bot: figures_of(row) for bot, row in rows.items()}
    if asked.json:
        json.dump(figures, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        console = Console()
        console.width = max(console.width, _WIDTH)  # where there is no terminal, no cell is folded
        console.print(table(figures))


def driven(command: list[str], folder: Path, questions: list[str], count: int, at_once: int, bot: str) -> Driven:
    """Drive one bot on a server of its own, with a progress bar."""
    log = folder / "log"
    try:
        with FakeBotApi() as api, running(command, api, folder, log) as pid, progress() as bar:
            task = bar.add_task(bot, total=count)
            driver = Driver(api, [api.person(f"Person {number}") for number in range(_PEOPLE)], questions, pid)
            driver.drive(_WARM, at_once, lambda _: None)
            result = driver.drive(count, at_once, lambda more: bar.advance(task, more))
            assert api.violations == [], api.violations[:5]
            return result
    except AssertionError as error:
        raise SystemExit(f"{bot}: {error}\n{log.read_text()[-2000:]}") from error


def figures_of(row: Driven) -> dict[str, float]:
    """Return what is told of one bot."""
    p50, p95, p99 = (float(each) * 1000 for each in np.percentile(row.waits, [50, 95, 99]))
    early, late = row.memory[len(row.memory) // 10], row.memory[-1]
    return {
        "per_second": len(row.waits) / row.seconds,
        "p50_ms": p50,
        "p95_ms": p95,
        "p99_ms": p99,
        "early_mb": early / 1e6,
        "late_mb": late / 1e6,
    }


def table(figures: dict[str, dict[str, float]]) -> Table:
    """Return the figures, and how many times those of the bare echo bot they are."""
    shown = Table()
    for heading in ("", "questions/s", "×", "p50 ms", "p95 ms", "p99 ms", "×", "MB early", "MB late"):
        shown.add_column(heading, justify="right" if heading else "left", no_wrap=True)
    peer = figures.get(PEER)
    for bot, each in figures.items():
        shares = {name: f"{each[name] / peer[name]:.2f}" if peer else "–" for name in ("per_second", "p99_ms")}
        cells = {name: f"{value:,.1f}" for name, value in each.items()}
        shown.add_row(
            bot,
            cells["per_second"],
            shares["per_second"],
            *(cells[name] for name in ("p50_ms", "p95_ms", "p99_ms")),
            shares["p99_ms"],
            cells["early_mb"],
            cells["late_mb"],
        )
    return shown


if __name__ == "__main__":
    main()
