"""A Bot API server to test against: the real protocol over HTTP on loopback, strict where Telegram is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

from tests.botapi import chats, mishaps, others, people
from tests.botapi.chats import Group
from tests.botapi.downloads import DOWNLOAD
from tests.botapi.endpoint import Call, Endpoint
from tests.botapi.mishaps import Mishap
from tests.botapi.pace import Limits, Pace
from tests.botapi.people import Person
from tests.botapi.schema import Schema
from tests.botapi.seen import Said
from tests.botapi.table import Table, load
from tests.botapi.world import World

BOT = {
    "id": 7_000_000_001,
    "is_bot": True,
    "first_name": "Poochho",
    "username": "poochho_bot",
    "can_join_groups": True,
    # Privacy mode off: the bot hears everything in groups, and has to keep silent by its own judgement.
    "can_read_all_group_messages": True,
    "supports_guest_queries": True,
    "supports_inline_queries": True,
}


class FakeBotApi:
    """A Bot API server for one bot, as a context manager.

    `calls` holds every call with the right token; `violations` a sentence for each thing that a bot must never do, and
    that Telegram would refuse or silently bend. Attributes and methods may be used from any thread.

    Args:
        table: The API's description; the fullest at hand where none is given.
        patience: The seconds that a webhook has for an answer; Telegram waits a minute.
    """

    def __init__(self, table: Table | None = None, patience: float = 5) -> None:
        self.world = World(Schema(table or load()), dict(BOT), on_update=lambda: self._endpoint.wake())
        self.token = f"{BOT['id']}:fake-token-of-the-tests-0123456789"
        self._endpoint = Endpoint(self.world, self.token, patience)
        self.url = f"http://127.0.0.1:{self._endpoint.http.port}"

    def __enter__(self) -> Self:
        """Start the server."""
        self._endpoint.http.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Stop the server; polls that wait are answered with no updates."""
        self._endpoint.http.close()

    @property
    def calls(self) -> list[Call]:
        """Return the calls so far, the oldest first."""
        with self.world.changed:
            return list(self._endpoint.calls)

    @property
    def violations(self) -> list[str]:
        """Return what the bot did wrong so far; tests end with none."""
        return self.world.violations

    @property
    def pending(self) -> int:
        """Return how many updates wait for the bot to confirm or to accept them."""
        with self.world.changed:
            return len(self.world.updates.waiting)

    @property
    def pace(self) -> Pace:
        """Return how densely messages were sent so far, whatever came of them."""
        return self._endpoint.pace

    @property
    def refused(self) -> int:
        """Return how many messages broke a limit, since there are limits."""
        return self._endpoint.limits.refused if self._endpoint.limits else 0

    def limit(self) -> None:
        """Refuse new messages from now on that come more densely than Telegram's limits allow (`pace.py`)."""
        with self.world.changed:
            self._endpoint.limits = Limits()

    def forget(self, keep: int = 10) -> None:
        """Forget what is over, so that long runs do not fill the memory: calls, and all but the latest messages.

        The bot cannot edit what is forgotten, nor reply to it, and nobody gets it any more.

        Args:
            keep: How many messages of each chat stay.
        """
        with self.world.changed:
            calls = self._endpoint.calls
            calls[:] = [call for call in calls if call.answer is None and call.method != DOWNLOAD]
            self.world.forget(keep)

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Hold the server meanwhile, so that the bot hears together what people say one after another."""
        with self.world.changed:
            yield

    def calls_of(self, method: str) -> list[Call]:
        """Return the calls of one method so far."""
        return [call for call in self.calls if call.method == method]

    def count(self, method: str) -> int:
        """Return how many calls of one method there were so far, at once also in long runs."""
        with self.world.changed:
            return self._endpoint.counts[method]

    def waits_for(self, seen: Callable[[Self], bool], timeout: float = 5) -> bool:
        """Wait until `seen(self)` holds, and tell whether it does; it is asked after everything that happens."""
        with self.world.changed:
            return self.world.changed.wait_for(lambda: seen(self), timeout)

    def person(self, first_name: str = "Asha", language_code: str | None = "en") -> Person:
        """Return a new person with a private chat; the bot may write there once they have said something."""
        return people.new_person(self.world, first_name, language_code)

    def group(self, *members: Person, title: str = "Group", supergroup: bool = False) -> Group:
        """Return a new group with the bot and these people in it."""
        with self.world.changed:
            return chats.new_group(self.world, [member.id for member in members], title, is_supergroup=supergroup)

    def add_to(self, group: Group) -> None:
        """Let somebody add the bot to a group again that threw it out."""
        with self.world.changed:
            chats.let_in(self.world, self.world.chats[group.id])

    def remove_from(self, group: Group) -> None:
        """Let a group throw the bot out."""
        self.block(group.id)

    def migrate(self, group: Group) -> Group:
        """Turn a group into a supergroup, which has another id and other messages, and return that."""
        with self.world.changed:
            return chats.migrate(self.world, group)

    def other_bot_says(self, text: str, group: Group, *, mentioning: bool = False) -> Said:
        """Let another bot write into a group, to this bot by its name if it is `mentioning` it."""
        with self.world.changed:
            return others.bot_message(self.world, f"@{BOT['username']} {text}" if mentioning else text, group)

    def anonymous_admin_says(self, text: str, group: Group) -> Said:
        """Let an administrator write in the name of a supergroup."""
        with self.world.changed:
            return others.anonymous_message(self.world, text, group)

    def channel_post(self, text: str) -> Said:
        """Write into a channel that the bot is in."""
        with self.world.changed:
            return others.channel_post(self.world, text)

    def put(self, event: dict[str, Any]) -> dict[str, Any] | None:
        """Queue an update as it is ({"message": …}, without an update_id) and return it with its id.

        Returns:
            The update, or None where the bot did not ask for updates of this kind.

        Raises:
            AssertionError: Telegram sends no such update.
        """
        return self.world.emit(event)

    def block(self, chat_id: int) -> None:
        """Let a person block the bot, or a group throw it out."""
        with self.world.changed:
            chats.shut_out(self.world, self.world.chats[chat_id])

    def fail_next(
        self,
        method: str,
        status: int,
        description: str = "",
        *,
        retry_after: int | None = None,
        chat_id: int | None = None,
        times: int = 1,
    ) -> None:
        """Answer the next calls, or downloads (DOWNLOAD), with an error instead of doing them."""
        error = mishaps.error(status, description, retry_after)
        self._expect(Mishap(method, chat_id, times, error=error))

    def drop_next(self, method: str, *, chat_id: int | None = None, times: int = 1) -> None:
        """Close the connection of the next calls without an answer, and do not do them; downloads end half-way."""
        self._expect(Mishap(method, chat_id, times, dropped=True))

    def delay_next(self, method: str, seconds: float, *, chat_id: int | None = None, times: int = 1) -> None:
        """Do the next calls at once but answer them late, as a slow server does; downloads pause half-way."""
        self._expect(Mishap(method, chat_id, times, delay=seconds))

    def _expect(self, mishap: Mishap) -> None:
        with self.world.changed:
            self._endpoint.mishaps.pending.append(mishap)
