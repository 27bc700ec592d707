"""The log: one line an event on standard error, whatever is in it, and the bot's token in none of them."""

from __future__ import annotations

import logging
import sys

from bot.printable import printable
from bot.redacting import without_token

_FORM = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def start_logging(level: str, token: str | None) -> None:
    """Send the log to standard error; ``token`` is cut out of every line, also out of tracebacks."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Redacting(token, _FORM))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # httpx logs each request's address at INFO, and the address holds the token; so does httpcore at DEBUG. Alembic
    # tells of its own parts.
    for name in ("httpx", "httpcore", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)


def log_to_terminal() -> None:
    """Send warnings to standard error as plain sentences, for a command that somebody runs by hand."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Redacting(None, "%(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)


class _Redacting(logging.Formatter):
    def __init__(self, token: str | None, form: str) -> None:
        super().__init__(form)
        self._token = token

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  # the name that the library calls
        # A title or a file's name may hold line ends and codes that steer a terminal.
        record.message = printable(record.message).replace("\n", " ")
        return super().formatMessage(record)

    def format(self, record: logging.LogRecord) -> str:
        line = printable(super().format(record))  # an error may quote what came from outside
        return without_token(line, self._token)
