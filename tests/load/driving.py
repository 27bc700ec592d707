"""People who ask one question after another, and how long each waits for its answer."""

from __future__ import annotations

import itertools
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.botapi.endpoint import Call
from tests.botapi.people import Person
from tests.botapi.server import FakeBotApi

_PATIENCE = 60  # seconds without an answer, after which the bot is said to be stuck
_FORGETS_AFTER = 1000  # questions: the server must not grow with them


@dataclass(frozen=True, slots=True)
class Driven:
    """What came of some questions.

    Attributes:
        seconds: From the first question to the last answer.
        waits: From each question to its answer, in seconds, in the order of the answers.
        memory: What the bot's process held in memory as it went on, in bytes.
    """

    seconds: float
    waits: Sequence[float]
    memory: Sequence[int]


class Driver:
    """Keeps some questions under way all the time, each in the chat that has had its answer longest ago.

    Args:
        api: The server.
        people: Those who ask.
        questions: What they ask, in turn.
        pid: The bot's process.
    """

    def __init__(self, api: FakeBotApi, people: Sequence[Person], questions: Sequence[str], pid: int) -> None:
        self._api = api
        self._idle = deque(people)
        self._by_chat = {person.id: person for person in people}
        self._questions = itertools.cycle(questions)
        self._pid = pid

    def drive(self, count: int, at_once: int, tell: Callable[[int], None]) -> Driven:
        """Ask so many questions and return when all are answered.

        Args:
            count: How many.
            at_once: How many are under way at a time.
            tell: Is told how many more were answered.

        Raises:
            AssertionError: One is not answered.
        """
        began = time.monotonic()
        asked: dict[tuple[int, int], float] = {}
        waits: list[float] = []
        memory: list[int] = []
        left = count
        while len(waits) < count:
            while left and len(asked) < at_once:
                self._ask(asked)
                left -= 1
            answered = self._answers(asked)
            waits += answered
            tell(len(answered))
            if len(waits) >= len(memory) * _FORGETS_AFTER:
                memory.append(memory_of(self._pid))
        return Driven(time.monotonic() - began, waits, memory)

    def _ask(self, asked: dict[tuple[int, int], float]) -> None:
        person = self._idle.popleft()
        now = time.monotonic()
        said = person.says(next(self._questions))
        asked[person.id, said.message_id] = now

    def _answers(self, asked: dict[tuple[int, int], float]) -> list[float]:
        """Wait for answers, and return how long those took that came."""
        waits = []
        for call in self._new_calls():
            replied = call.parameters.get("reply_parameters", {}).get("message_id")
            since = asked.pop((call.parameters.get("chat_id", 0), replied), None)
            if since is not None:
                waits.append(call.time - since)
                self._idle.append(self._by_chat[call.parameters["chat_id"]])
        return waits

    def _new_calls(self) -> list[Call]:
        """Wait for calls, and return them; the server, which keeps what a test looks at, forgets them."""
        calls = self._api._endpoint.calls
        with self._api.world.changed:
            if not self._api.world.changed.wait_for(lambda: any(call.answer for call in calls), _PATIENCE):
                raise AssertionError(f"The bot sent nothing within {_PATIENCE} s.")
            new = [call for call in calls if call.answer]
            calls[:] = [call for call in calls if not call.answer]
            for call in new:
                chat = self._api.world.chats.get(call.parameters.get("chat_id", 0))
                if chat and call.method == "sendMessage":
                    chat.messages.clear()
                    chat.from_bot.clear()
        return new


def memory_of(pid: int) -> int:
    """Return how much memory a process holds, in bytes (Linux, proc_pid_status(5): VmRSS)."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024
