"""Which message answers which question, so that an edited question has its answer edited."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, delete
from sqlalchemy.orm import Mapped, mapped_column

from bot.database import Database, Table

_KEPT = timedelta(hours=48)  # as long as Telegram lets people edit what they wrote


class _SentAnswer(Table):
    """A question's message and its answer's, in a chat."""

    __tablename__ = "sent_answers"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    question_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    answer_id: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime] = mapped_column(index=True)


class SentAnswers:
    """The table of answers sent within the last two days; it holds ids of messages, no text."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def remember(self, chat_id: int, question_id: int, answer_id: int) -> None:
        """Remember an answer, and forget those that are too old.

        Raises:
            StateError: The database cannot be used.
        """
        now = datetime.now(UTC).replace(tzinfo=None)
        with self._database.session() as session:
            session.execute(delete(_SentAnswer).where(_SentAnswer.at < now - _KEPT))
            session.merge(_SentAnswer(chat_id=chat_id, question_id=question_id, answer_id=answer_id, at=now))

    def answer_to(self, chat_id: int, question_id: int) -> int | None:
        """Return the id of the message that answers a question; None where there is none known.

        Raises:
            StateError: The database cannot be used.
        """
        with self._database.session() as session:
            sent = session.get(_SentAnswer, (chat_id, question_id))
            return sent.answer_id if sent else None

    def forget(self, chat_id: int) -> None:
        """Forget the answers in a chat.

        Raises:
            StateError: The database cannot be used.
        """
        with self._database.session() as session:
            session.execute(delete(_SentAnswer).where(_SentAnswer.chat_id == chat_id))
