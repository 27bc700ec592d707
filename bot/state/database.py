"""The database: SQLite in the bot's own folder, or any other that SQLAlchemy serves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pydantic import SecretStr
from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, Session

from bot.errors import StateError

_Result = TypeVar("_Result")


class Table(DeclarativeBase):
    """Base of all tables."""


class Database:
    """Sessions of the database; safe to use from several threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, home: Path, database_url: SecretStr | None) -> Database:
        """Open the database, by default SQLite in ``home``, and make its tables.

        Raises:
            StateError: It cannot be opened.
        """
        try:
            engine = create_engine(database_url.get_secret_value()) if database_url else _sqlite_in(home)
            Table.metadata.create_all(engine)
        except (SQLAlchemyError, OSError, ImportError, ValueError) as error:
            # The URL may hold a password: it is not named, nor is the library's own text, which quotes it.
            where = "DATABASE_URL" if database_url else str(home)
            reason = type(error).__name__ if database_url else str(getattr(error, "orig", error))
            raise StateError(
                f"{where}: the database cannot be opened ({reason}). Point POOCHHO_HOME or DATABASE_URL elsewhere."
            ) from None
        return cls(engine)

    def run(self, work: Callable[[Session], _Result]) -> _Result:
        """Do some work in a session, store its changes, and return what it returns.

        Work that ran into another's, which made the same row at the same time, is done a second time.

        Raises:
            StateError: The database cannot be used.
        """
        try:
            try:
                return self._once(work)
            except IntegrityError:
                return self._once(work)
        except SQLAlchemyError as error:
            raise StateError(
                f"The database cannot be used ({type(error).__name__}). Check POOCHHO_HOME or DATABASE_URL."
            ) from error

    def _once(self, work: Callable[[Session], _Result]) -> _Result:
        with Session(self._engine) as session, session.begin():
            return work(session)

    def close(self) -> None:
        """Close the connections to the database."""
        self._engine.dispose()


def _sqlite_in(home: Path) -> Engine:
    home.mkdir(parents=True, exist_ok=True)
    engine = create_engine(URL.create("sqlite", database=str(home / "poochho.db")))
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: DBAPIConnection, _: object) -> None:
    """Let readers go on beside a writer (https://sqlite.org/wal.html); a power cut may cost the last second."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()
