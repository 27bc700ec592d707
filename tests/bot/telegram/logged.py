"""Questions as the log has them, made up."""

from __future__ import annotations

from bot.state.question_log import Logged, Place


def logged(
    question: str, *, answered: bool = False, latency_ms: int = 5, place: Place = "private", user_id: int | None = None
) -> Logged:
    """Return a question that somebody asked, without a hit."""
    return Logged(question, answered, None, None, 0.5, latency_ms, place, user_id)
