"""The bots that are driven: each a process of its own, beside the server."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.botapi.server import FakeBotApi
from tests.conftest import POOCHHO, environment_in

PEER = "echo bot"
"""The bot that others are held to."""

_LEAVES = 20  # seconds to end in


def commands(articles: Path) -> dict[str, list[str]]:
    """Return how each bot is started, by its name."""
    echo = [sys.executable, "-m", "tests.load.echo"]
    return {
        "Poochho": [str(POOCHHO), "run", "--articles", str(articles)],
        PEER: echo,
        "echo bot, concurrent": [*echo, "concurrent"],
    }


@contextmanager
def running(command: list[str], api: FakeBotApi, folder: Path, log: Path) -> Iterator[int]:
    """Run a bot meanwhile, and give its process id."""
    # The per-chat limit stays: each chat asks seldom enough. That over all chats is Telegram's, not the bot's.
    mine = {"BOT_TOKEN": api.token, "BOT_API_URL": api.url, "MESSAGES_PER_SECOND": "1000", "LOG_LEVEL": "WARNING"}
    with log.open("w") as errors:
        process = subprocess.Popen(
            command,
            env=environment_in(folder) | mine,
            cwd=Path(__file__).parents[2],
            stdout=errors,
            stderr=subprocess.STDOUT,
        )
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait(_LEAVES)
