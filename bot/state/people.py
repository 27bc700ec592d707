"""What the bot remembers of people: in which language they want to be spoken to, and nothing else."""

from __future__ import annotations

from sqlalchemy import BigInteger, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.state.database import Database, Table


class _Chosen(Table):
    """Somebody who chose a language."""

    __tablename__ = "people"

    telegram_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    language: Mapped[str]


class _Seen(Table):
    """The language of somebody's Telegram when it last told it; it does not always."""

    __tablename__ = "telegram_languages"

    telegram_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    language: Mapped[str]


class People:
    """The tables of people."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def languages(self, telegram_id: int, told: str | None) -> tuple[str | None, str | None]:
        """Return the language that a person chose, and that of their Telegram; None where not known.

        Args:
            telegram_id: The person.
            told: The language that their Telegram tells now, remembered for when it does not.

        Raises:
            StateError: The database cannot be used.
        """

        def look_up(session: Session) -> tuple[str | None, str | None]:
            chosen, seen = session.get(_Chosen, telegram_id), session.get(_Seen, telegram_id)
            if told and (seen is None or seen.language != told):
                session.merge(_Seen(telegram_id=telegram_id, language=told))
            return chosen.language if chosen else None, told or (seen.language if seen else None)

        return self._database.run(look_up)

    def choose_language(self, telegram_id: int, language: str) -> None:
        """Remember the language that a person chose.

        Raises:
            StateError: The database cannot be used.
        """
        self._database.run(lambda session: session.merge(_Chosen(telegram_id=telegram_id, language=language)))

    def forget(self, telegram_id: int) -> None:
        """Forget a person.

        Raises:
            StateError: The database cannot be used.
        """

        def delete_rows(session: Session) -> None:
            for table in (_Chosen, _Seen):
                session.execute(delete(table).where(table.telegram_id == telegram_id))

        self._database.run(delete_rows)
