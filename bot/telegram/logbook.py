"""Noting what was asked, after it was answered."""

from __future__ import annotations

from telegram import User

from bot.metrics import Metrics
from bot.state.question_log import Logged, Place, QuestionLog
from bot.telegram.answers import Reply
from bot.telegram.work import store_when_done


class Logbook:
    """Notes questions.

    Args:
        log: Where they are kept.
        metrics: Counts them.
    """

    def __init__(self, log: QuestionLog, metrics: Metrics) -> None:
        self._log = log
        self._metrics = metrics

    def note(self, found: Reply, took_ms: float, place: Place, user: User | None) -> None:
        """Note a question and what came of it, when its update is done; not one that named nothing and was asked back.

        Args:
            found: The reply to it.
            took_ms: How long it took to find.
            place: Where it was asked.
            user: Who asked.
        """
        answer = found.answer
        if answer is None:
            return
        top = answer.hits[0].passage if answer.hits else None
        logged = Logged(
            question=answer.question,
            answered=answer.answered,
            article=top.article.id if top else None,
            passage=top.number if top else None,
            confidence=answer.confidence,
            latency_ms=round(took_ms),
            place=place,
            user_id=user.id if user else None,
        )
        store_when_done(self._log.recording(logged))
        self._metrics.asked(place, answered=answer.answered)
