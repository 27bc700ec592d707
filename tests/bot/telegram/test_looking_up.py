"""Looking up what was asked."""

from __future__ import annotations

import asyncio
import threading

import pytest

from bot.telegram import looking_up as module
from bot.telegram.answers import Answers, Reply
from bot.telegram.asked import Asked
from bot.telegram.callback_data import View
from bot.telegram.looking_up import look_up
from tests.bot.articles import article, searcher_of

FARE = Asked("मेट्रो का किराया कितना है?")
METRO = article("metro", "मेट्रो", "मेट्रो का किराया बीस रुपये है।", "मेट्रो का मार्ग सोमवार को खुला।")


class Watched(Answers):
    """Answers that tell on which thread they were looked up."""

    def __init__(self) -> None:
        super().__init__(searcher_of(METRO))
        self.threads: list[threading.Thread] = []

    def reply(self, question: Asked, view: View) -> Reply:
        """Look up."""
        self.threads.append(threading.current_thread())
        return super().reply(question, view)


@pytest.mark.parametrize("passages", [1, 2])
def test_a_question_is_looked_up(monkeypatch: pytest.MonkeyPatch, passages: int) -> None:
    """The reply and how long it took are returned, looked up at once among few passages, else on another thread."""
    monkeypatch.setattr(module, "_AT_ONCE", passages)
    answers = Watched()
    reply, took_ms = asyncio.run(look_up(answers, FARE, View()))
    assert reply.answer
    assert reply.html == answers.reply(FARE, View()).html
    assert took_ms >= reply.answer.took_ms > 0
    assert (answers.threads[0] is threading.current_thread()) is (passages == 2)


def test_a_long_text_is_looked_up_elsewhere() -> None:
    """A text whose source is wanted takes longer, and holds up no conversation."""
    answers = Watched()
    asyncio.run(look_up(answers, Asked("मेट्रो का मार्ग सोमवार को खुला। " * 20), View()))
    assert answers.threads[0] is not threading.current_thread()


def test_many_questions_do_not_hold_up_the_conversation() -> None:
    """Of many questions that are looked up at once, the event loop has a turn between each and the next."""
    done: list[str] = []

    async def ask(answers: Answers) -> None:
        await look_up(answers, FARE, View())
        done.append("found")

    async def run() -> None:
        answers = Watched()
        asking = [asyncio.create_task(ask(answers)) for _ in range(5)]
        while not all(task.done() for task in asking):
            done.append("turn")
            await asyncio.sleep(0)

    asyncio.run(run())
    assert done.count("found") == 5
    assert "found found" not in " ".join(done)
