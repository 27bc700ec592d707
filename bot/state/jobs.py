"""Documents and addresses that somebody asked to have added, so that a restart loses none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import BigInteger, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.state.database import Database, Table


class _Job(Table):
    """An addition that is not finished."""

    __tablename__ = "jobs"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012  # what is done for one is never another's

    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    message_id: Mapped[int] = mapped_column(BigInteger)
    progress_id: Mapped[int | None] = mapped_column(BigInteger)
    user_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str]
    what: Mapped[str]
    name: Mapped[str]
    attempts: Mapped[int]
    created: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class Job:
    """An addition that is not finished.

    Attributes:
        id: Its number; no other job ever has it.
        chat_id: Where it was asked for, and
        message_id: by which message.
        progress_id: The message that tells how it goes; None before there is one.
        user_id: Who asked.
        kind: "document" or "address".
        what: The document's file_id, which is no secret as the address of the file is; or the address of a page.
        name: What to call it.
        attempts: How often it was begun.
        created: When it was asked for.
    """

    id: int
    chat_id: int
    message_id: int
    progress_id: int | None
    user_id: int
    kind: str
    what: str
    name: str
    attempts: int
    created: datetime


class Jobs:
    """The table of additions that are not finished."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, *, chat_id: int, message_id: int, user_id: int, kind: str, what: str, name: str) -> Job:
        """Remember an addition that was asked for, and return it.

        Raises:
            StateError: The database cannot be used.
        """
        asked = {"chat_id": chat_id, "message_id": message_id, "user_id": user_id, "kind": kind, "what": what}

        def store(session: Session) -> Job:
            job = _Job(**asked, name=name, attempts=0, created=datetime.now(UTC))
            session.add(job)
            session.flush()  # gives it its number
            return _job(job)

        return self._database.run(store)

    def under_way(self) -> list[Job]:
        """Return the additions that are not finished, in the order in which they were asked for.

        Raises:
            StateError: The database cannot be used.
        """
        return self._database.run(lambda session: list(map(_job, session.scalars(select(_Job).order_by(_Job.id)))))

    def with_progress(self, job_id: int, progress_id: int) -> None:
        """Remember which message tells how an addition goes.

        Raises:
            StateError: The database cannot be used.
        """
        telling = update(_Job).where(_Job.id == job_id).values(progress_id=progress_id)
        self._database.run(lambda session: session.execute(telling))

    def tried(self, job_id: int) -> int:
        """Count one more attempt, and return how many there were with it; 0 for an addition that is finished.

        Raises:
            StateError: The database cannot be used.
        """

        def count(session: Session) -> int:
            session.execute(update(_Job).where(_Job.id == job_id).values(attempts=_Job.attempts + 1))
            return session.scalar(select(_Job.attempts).where(_Job.id == job_id)) or 0

        return self._database.run(count)

    def done(self, job_id: int) -> None:
        """Forget an addition, which is finished.

        Raises:
            StateError: The database cannot be used.
        """
        self._database.run(lambda session: session.execute(delete(_Job).where(_Job.id == job_id)))


def _job(job: _Job) -> Job:
    return Job(**{name: getattr(job, name) for name in Job.__slots__})
