"""Which message answers which question, so that an edited question has its answer edited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.state.database import Database, Table, Write
from bot.state.inserting import upsert

_KEPT = timedelta(hours=48)  # as long as Telegram lets people edit what they wrote


class _SentAnswer(Table):
    """A question's message and its answer's, in a chat."""

    __tablename__ = "sent_answers"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    question_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    answer_id: Mapped[int] = mapped_column(BigInteger)
    asked: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer that was sent.

    Attributes:
        answer_id: The id of its message.
        asked: A digest of what was asked.
    """

    answer_id: int
    asked: str


class SentAnswers:
    """The table of answers sent within the last two days; it holds ids of messages and digests, no text."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def remembering(self, chat_id: int, question_id: int, sent: Sent) -> Write:
        """Return what remembers an answer."""
        row = {"answer_id": sent.answer_id, "asked": sent.asked, "at": datetime.now(UTC)}
        key = {"chat_id": chat_id, "question_id": question_id}
        return lambda session: upsert(session, _SentAnswer, key, row)

    def forget_old(self) -> None:
        """Forget the answers whose questions cannot be edited any more.

        Raises:
            StateError: The database cannot be used.
        """
        forgetting = delete(_SentAnswer).where(_SentAnswer.at < datetime.now(UTC) - _KEPT)
        self._database.run(lambda session: session.execute(forgetting))

    def answer_to(self, chat_id: int, question_id: int) -> Sent | None:
        """Return what answers a question; None where nothing is known to.

        Raises:
            StateError: The database cannot be used.
        """

        def look_up(session: Session) -> Sent | None:
            row = session.get(_SentAnswer, (chat_id, question_id))
            return Sent(row.answer_id, row.asked) if row else None

        return self._database.run(look_up)

    def forget(self, chat_id: int) -> None:
        """Forget the answers in a chat.

        Raises:
            StateError: The database cannot be used.
        """
        forgetting = delete(_SentAnswer).where(_SentAnswer.chat_id == chat_id)
        self._database.run(lambda session: session.execute(forgetting))
