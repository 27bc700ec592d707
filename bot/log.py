"""The log: one line an event on standard error, and the bot's token in none of them."""

from __future__ import annotations

import logging
import sys

_REDACTED = "<token>"


def start_logging(level: str, token: str | None) -> None:
    """Send the log to standard error; ``token`` is cut out of every line, also out of tracebacks."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Redacting(token))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # httpx logs each request's address at INFO, and the address holds the token; so does httpcore at DEBUG.
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)


class _Redacting(logging.Formatter):
    def __init__(self, token: str | None) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        return line.replace(self._token, _REDACTED) if self._token else line
