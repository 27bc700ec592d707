"""What people think of passages as answers. The ranking does not look: a vote is for the operator to read."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from bot.database import Database, Table


class _Vote(Table):
    """Whether a passage helped somebody."""

    __tablename__ = "votes"

    telegram_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    article: Mapped[str] = mapped_column(primary_key=True)
    passage: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    helpful: Mapped[bool]


class Votes:
    """The table of votes: one of each person for each passage, the last one counts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cast(self, telegram_id: int, article: str, passage: int, *, helpful: bool) -> None:
        """Count a vote.

        Args:
            telegram_id: Who votes.
            article: The article's id.
            passage: The passage's number in it.
            helpful: What they say.

        Raises:
            StateError: The database cannot be used.
        """
        with self._database.session() as session:
            session.merge(_Vote(telegram_id=telegram_id, article=article, passage=passage, helpful=helpful))
