"""Everything that is remembered, together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from bot.settings import Settings
from bot.state.database import Database
from bot.state.feeds import Feeds
from bot.state.jobs import Jobs
from bot.state.people import People
from bot.state.question_log import QuestionLog
from bot.state.sent_answers import SentAnswers
from bot.state.votes import Votes


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a database remembers.

    Attributes:
        database: The database.
        people: Who wants to be spoken to in which language.
        sent: Which message answered which.
        votes: What people think of passages.
        questions: What was asked.
        feeds: Which feeds are followed.
        jobs: Which documents are being taken in.
    """

    database: Database
    people: People
    sent: SentAnswers
    votes: Votes
    questions: QuestionLog
    feeds: Feeds
    jobs: Jobs

    @classmethod
    def of(cls, database: Database, settings: Settings) -> Self:
        """Return what a database remembers, as the settings want it."""
        questions = QuestionLog(database, days=settings.question_log_days, with_users=settings.question_log_users)
        return cls(
            database=database,
            people=People(database),
            sent=SentAnswers(database),
            votes=Votes(database),
            questions=questions,
            feeds=Feeds(database),
            jobs=Jobs(database),
        )
