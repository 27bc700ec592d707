"""Connections to SQLite and to PostgreSQL, set up so that several processes get along."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from time import monotonic, sleep

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor

from bot.errors import StateError

_WAITS = 30.0
"""Seconds that SQLite waits for another process to finish writing: our longest write, a migration, is far shorter."""

_TRIES_AGAIN = 0.01  # seconds

_CONNECTS = "10"  # seconds; psycopg's own is two minutes


def sqlite_in(home: Path) -> Engine:
    """Return the engine of the database in a folder, which is made if there is none.

    Raises:
        OSError: The folder cannot be made.
    """
    home.mkdir(parents=True, exist_ok=True)
    return _sqlite(URL.create("sqlite", database=str(home / "poochho.db")))


def engine_of(address: str) -> Engine:
    """Return the engine of a database's URL.

    Raises:
        StateError: It is of another kind of database, which the tables were never tried on, or there is no driver.
        sqlalchemy.exc.ArgumentError: It is no URL.
        ValueError: Its port is no number.
    """
    url = make_url(address)
    match url.get_backend_name():
        case "sqlite":
            return _sqlite(url)
        case "postgresql" | "postgres":  # libpq's other name for it, which hosts give
            return _postgresql(url)
    raise StateError("DATABASE_URL: is of a database that cannot be used. Use sqlite:///FILE or postgresql://….")


def _postgresql(url: URL) -> Engine:
    try:
        return create_engine(
            url.set(drivername="postgresql+psycopg"),
            pool_pre_ping=True,  # a connection that the server has closed, say at its restart, is noticed before work
            connect_args={"connect_timeout": url.query.get("connect_timeout", _CONNECTS)},
        )
    except ImportError:
        raise StateError(
            "DATABASE_URL: PostgreSQL's driver is not installed. Install it: pip install 'poochho[postgresql]'."
        ) from None


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": _WAITS})
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: DBAPIConnection, _: object) -> None:
    """Let readers go on beside a writer (https://sqlite.org/wal.html); a power cut may cost the last second."""
    cursor = connection.cursor()
    until = monotonic() + _WAITS
    while not _log_ahead(cursor) and monotonic() < until:
        sleep(_TRIES_AGAIN)
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


def _log_ahead(cursor: DBAPICursor) -> bool:
    """Switch to the write-ahead log, and return whether that is done.

    While somebody else writes, as one does who switches at the same moment, SQLite refuses this at once, however long
    it waits otherwise: it reads before it writes (https://sqlite.org/c3ref/busy_handler.html).
    """
    try:
        cursor.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:  # without what kind of busy
            raise
        return False
    return True
