"""The database: SQLite in the bot's own folder, or SQLite or PostgreSQL by DATABASE_URL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from pydantic import SecretStr
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeEngine

from bot.errors import StateError
from bot.state.columns import Instant, Text
from bot.state.engines import engine_of, sqlite_in
from bot.state.version import bring_to_newest

_Result = TypeVar("_Result")

Write = Callable[[Session], object]
"""Something to be stored, in a transaction with other things."""

_COLLIDED = {"40001", "40P01"}
"""Serialization failure and deadlock, after which a transaction may be tried again (PostgreSQL's manual, 13.5)."""

_REASONS = {
    "authentication failed": "it refuses the user or the password",
    "does not exist": "there is no such database or user",
    "refused": "nothing answers there",
    "No such file": "nothing answers there",
    "resolve host": "there is no such host",
    "timeout": "it does not answer in time",
    "SSL": "one side wants SSL and the other has none",
}
"""What PostgreSQL's client says, and what is told instead: its own words hold parts of the URL."""


class Table(DeclarativeBase):
    """Base of all tables. The migrations in ``bot/state/migrations`` make what is declared; a test holds them to it."""

    type_annotation_map: ClassVar[dict[type, TypeEngine[Any]]] = {str: Text(), datetime: Instant()}


class Database:
    """Sessions of the database; safe to use from several threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, home: Path, database_url: SecretStr | None) -> Database:
        """Open the database, by default SQLite in ``home``, and bring its tables to the newest version.

        Raises:
            StateError: It cannot be opened, or a newer Poochho made it.
        """
        where = "DATABASE_URL" if database_url else str(home)
        try:
            engine = engine_of(database_url.get_secret_value()) if database_url else sqlite_in(home)
            database = cls(engine)
            try:
                bring_to_newest(engine)
            except BaseException:
                database.close()
                raise
        except (SQLAlchemyError, OSError, ValueError) as error:
            # The URL may hold a password: it is not named, nor is the library's own text, which quotes it.
            reason = _reason(error) if database_url else str(getattr(error, "orig", error))
            raise StateError(
                f"{where}: the database cannot be opened ({reason}). Point POOCHHO_HOME or DATABASE_URL elsewhere."
            ) from None
        return database

    def run(self, work: Callable[[Session], _Result]) -> _Result:
        """Do some work in a session, store its changes, and return what it returns.

        Work that ran into another's, which made the same row at the same time, is done a second time; so is work whose
        connection broke.

        Raises:
            StateError: The database cannot be used.
        """
        try:
            try:
                return self._once(work)
            except DBAPIError as error:
                if not _may_pass(error):
                    raise
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


def _may_pass(error: DBAPIError) -> bool:
    collided = isinstance(error, IntegrityError) or getattr(error.orig, "sqlstate", None) in _COLLIDED
    return collided or error.connection_invalidated


def _reason(error: Exception) -> str:
    said = str(getattr(error, "orig", ""))
    return next((reason for words, reason in _REASONS.items() if words in said), type(error).__name__)
