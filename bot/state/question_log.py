"""What was asked, and whether it was answered, for the operator to read. Who asked, only where they want that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from sqlalchemy import BigInteger, Double, Index, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.digest import digest
from bot.state.database import Database, Table, Write
from bot.state.inserting import insert
from index.grouping import wording

KEPT_DAYS = 90

LONGEST_LOGGED = 500
"""Characters of a question that are kept."""

_DIGEST = 8  # bytes: of a million wordings, two share a digest once in forty million logs

Place = Literal["private", "group", "inline", "guest", "terminal"]
"""Where a question was asked."""


class LoggedQuestion(Table):
    """A question that was asked."""

    __tablename__ = "questions"
    __table_args__ = (Index("ix_questions_answered_at", "answered", "at"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    question: Mapped[str]
    wording: Mapped[str]  # a digest of its words as they are compared
    answered: Mapped[bool]
    dismissed: Mapped[bool]
    article: Mapped[str | None]
    passage: Mapped[int | None]
    confidence: Mapped[float] = mapped_column(Double)
    latency_ms: Mapped[int]
    place: Mapped[str]
    telegram_id: Mapped[int | None] = mapped_column(BigInteger)


@dataclass(frozen=True, slots=True)
class Logged:
    """A question as it was asked and answered.

    Attributes:
        question: As it was written.
        answered: Whether the first hit was believed to answer.
        article: The id of the first hit's article; None where nothing was found.
        passage: The hit's number in it, from 1.
        confidence: From 0 to 1.
        latency_ms: How long the answer took.
        place: Where it was asked.
        user_id: Who asked, as Telegram counts people; kept only by a log that is told to.
    """

    question: str
    answered: bool
    article: str | None
    passage: int | None
    confidence: float
    latency_ms: int
    place: Place
    user_id: int | None


class QuestionLog:
    """The table of questions.

    Args:
        database: Where it is.
        days: How long a question is kept.
        with_users: Whether it is kept who asked.
    """

    def __init__(self, database: Database, *, days: int = KEPT_DAYS, with_users: bool = False) -> None:
        self._database = database
        self._kept = timedelta(days=days)
        self._with_users = with_users

    def recording(self, logged: Logged) -> Write:
        """Return what writes down that a question was asked now."""
        at, question = datetime.now(UTC), logged.question[:LONGEST_LOGGED]

        def write(session: Session) -> None:
            row = {
                "at": at,
                "question": question,
                # Analysed here, where nobody waits for it.
                "wording": digest(wording(question) or question, _DIGEST),
                "answered": logged.answered,
                "dismissed": False,
                "article": logged.article,
                "passage": logged.passage,
                "confidence": logged.confidence,
                "latency_ms": logged.latency_ms,
                "place": logged.place,
                "telegram_id": logged.user_id if self._with_users else None,
            }
            insert(session, LoggedQuestion, [row])

        return write

    def forget_old(self) -> None:
        """Forget the questions that were kept long enough.

        Raises:
            StateError: The database cannot be used.
        """
        forgetting = delete(LoggedQuestion).where(LoggedQuestion.at < datetime.now(UTC) - self._kept)
        self._database.run(lambda session: session.execute(forgetting))

    def forget(self, user_id: int) -> None:
        """Forget what a person asked, as far as it is known who did.

        Raises:
            StateError: The database cannot be used.
        """
        forgetting = delete(LoggedQuestion).where(LoggedQuestion.telegram_id == user_id)
        self._database.run(lambda session: session.execute(forgetting))
