"""Many people who ask, and what became of each question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from urllib.request import urlopen

from tests.botapi.people import Person
from tests.botapi.seen import Said
from tests.botapi.server import FakeBotApi

Asked = tuple[int, int]
"""A question: the chat and the message."""


class Crowd:
    """People who ask in their private chats, by turns, each question another one.

    Args:
        api: The server.
        people: How many they are.
        in_a_row: How many questions each of them asks before it is the next one's turn.

    Attributes:
        people: Who they are.
        updates: The updates that told the bot, by question.
    """

    def __init__(self, api: FakeBotApi, people: int, in_a_row: int = 1) -> None:
        self.people = [api.person(f"Person {number}", language_code="hi") for number in range(people)]
        self.updates: dict[Asked, int] = {}
        self._in_a_row = in_a_row
        self._api = api

    def asks(self, questions: int) -> None:
        """Ask so many questions."""
        for _ in range(questions):
            self._note(self._next().says(f"शोइगु ने {len(self.updates)} सैनिकों के बारे में क्या कहा?"))

    def answered(self) -> Counter[Asked]:
        """Return how many answers each question has; what is no reply to one has the message 0."""
        with self._api.world.changed:
            return Counter((person.id, reply) for person in self.people for reply in self._replies(person))

    def replies(self, person: Person) -> list[int]:
        """Return the messages that a person got answers to, in the order of the answers."""
        with self._api.world.changed:
            return self._replies(person)

    def answered_but(self, done: Collection[object]) -> set[Asked]:
        """Return the questions that have an answer, and whose updates are not among those that are done."""
        # What a process had sent when it was killed may still be on its way: it comes before this.
        urlopen(f"{self._api.url}/bot{self._api.token}/getMe").read()
        return {asked for asked in self.answered() if self.updates[asked] not in done}

    def messages(self) -> int:
        """Return how many messages they have got; quickly, since whoever waits asks whenever something happens."""
        with self._api.world.changed:
            return sum(len(self._api.world.chats[person.id].from_bot) for person in self.people)

    def is_answered(self, timeout: float) -> bool:
        """Wait until every question has an answer, and return whether it has."""
        return self._api.waits_for(
            lambda _: self.messages() >= len(self.updates) and self.updates.keys() <= self.answered().keys(), timeout
        )

    def _next(self) -> Person:
        return self.people[len(self.updates) // self._in_a_row % len(self.people)]

    def _note(self, said: Said) -> None:
        assert said.update_id
        self.updates[said.chat_id, said.message_id] = said.update_id

    def _replies(self, person: Person) -> list[int]:
        chat = self._api.world.chats[person.id]
        return [chat.messages[number].reply_to or 0 for number in chat.from_bot]
