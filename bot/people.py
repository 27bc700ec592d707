"""What the bot remembers of people: the language that they chose, and nothing else."""

from __future__ import annotations

from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import URL, BigInteger, Engine, create_engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from bot.errors import StateError


class _Base(DeclarativeBase):
    pass


class Person(_Base):
    """Somebody who chose a language."""

    __tablename__ = "people"

    telegram_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    language: Mapped[str]


class People:
    """The table of people, in any database that SQLAlchemy serves; safe to use from several threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, home: Path, database_url: SecretStr | None) -> People:
        """Open the database, by default SQLite in ``home``, and make its tables.

        Raises:
            StateError: It cannot be opened.
        """
        try:
            engine = create_engine(database_url.get_secret_value() if database_url else _sqlite_in(home))
            _Base.metadata.create_all(engine)
        except (SQLAlchemyError, OSError, ImportError) as error:
            # The URL may hold a password: it is not named, nor is the library's own text, which quotes it.
            where = "DATABASE_URL" if database_url else str(home)
            reason = type(error).__name__ if database_url else str(getattr(error, "orig", error))
            raise StateError(
                f"{where}: the database cannot be opened ({reason}). Point POOCHHO_HOME or DATABASE_URL elsewhere."
            ) from None
        return cls(engine)

    def language(self, telegram_id: int) -> str | None:
        """Return the language that a person chose, None if they did not.

        Raises:
            StateError: The database cannot be read.
        """
        try:
            with Session(self._engine) as session:
                person = session.get(Person, telegram_id)
                return person.language if person else None
        except SQLAlchemyError as error:
            raise StateError(f"The database cannot be read ({type(error).__name__}). Check DATABASE_URL.") from error

    def choose_language(self, telegram_id: int, language: str) -> None:
        """Remember a person's language."""
        with Session(self._engine) as session, session.begin():
            session.merge(Person(telegram_id=telegram_id, language=language))

    def close(self) -> None:
        """Close the connections to the database."""
        self._engine.dispose()


def _sqlite_in(home: Path) -> URL:
    home.mkdir(parents=True, exist_ok=True)
    return URL.create("sqlite", database=str(home / "poochho.db"))
