"""The bot as a process, and the people who talk to it."""

from __future__ import annotations

import signal
import socket
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, ClassVar

import httpx
import pytest

from tests.bot.state.conftest import postgresql
from tests.botapi import BotMessage, FakeBotApi, Group, Person
from tests.conftest import POOCHHO, environment_in
from tests.features.forked import Forked

__all__ = ["postgresql"]


def installed(environment: dict[str, str], folder: Path, log: Path) -> subprocess.Popen[bytes]:
    """Start the bot by its command."""
    with log.open("a") as file:
        return subprocess.Popen([POOCHHO, "run"], env=environment, cwd=folder, stderr=subprocess.STDOUT, stdout=file)


class Bot:
    """The process, and its log when it has ended.

    Args:
        environment: Its environment.
        folder: Where it runs.
        start: What starts it.

    Attributes:
        started: All that were started, also those that have ended.
    """

    started: ClassVar[list[Bot]] = []

    def __init__(
        self,
        environment: dict[str, str],
        folder: Path,
        start: Callable[[dict[str, str], Path, Path], Forked | subprocess.Popen[bytes]] = Forked,
    ) -> None:
        self.log = ""
        # Not a pipe: one that nobody reads fills up, and the bot would wait.
        with NamedTemporaryFile("w", dir=folder, suffix=".log", delete=False) as log:
            self._log = Path(log.name)
        self.process = start(environment, folder, self._log)
        self.started.append(self)

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Ask the process to stop, and return its exit code."""
        self.process.send_signal(number)
        return self.ended()

    def kill(self) -> None:
        """End the process as a crash does."""
        assert self.stop(signal.SIGKILL) == -signal.SIGKILL, self.log

    def ended(self) -> int:
        """Wait until the process has ended, and return its exit code."""
        try:
            return self.process.wait(timeout=20)
        finally:
            self.process.kill()  # nothing, where it has ended
            self.log += self._log.read_text(encoding="utf-8")


@pytest.fixture(scope="session", autouse=True)
def _no_bot_stays() -> Iterator[None]:
    """End the bots that a failed test has left: Python would wait for them at its own end."""
    yield
    for bot in Bot.started:
        bot.process.kill()


class Shared:
    """A server and its bot that the tests of a module share, each with people of its own.

    Args:
        api: The server.
        folder: Where the bot runs and keeps its files.
        articles: The texts of its articles by the names of their files; none for the library, which is empty at first.
        keepers: How many people keep the library.
        settings: More settings.

    Attributes:
        api: The server.
        home: What the bot keeps.
    """

    def __init__(
        self,
        api: FakeBotApi,
        folder: Path,
        articles: dict[str, str],
        keepers: int = 0,
        settings: dict[str, str] | None = None,
    ) -> None:
        self.api = api
        self.home = folder / "home"
        self._folder = folder
        people = [api.person(f"Keeper {number}", language_code="hi") for number in range(keepers)]
        self._keepers = iter(people)
        environment = environment_in(folder) | {"ADMINS": ", ".join(str(person.id) for person in people)}
        self._environment = settings_for(api, environment, folder, articles) | (settings or {})
        self._bot: Bot | None = None

    def keeper(self) -> Person:
        """Return somebody who keeps the library, whom no other test knows; their Telegram is in Hindi."""
        return next(self._keepers)

    def has_no_menu_for(self, keeper: Person) -> bool:
        """Wait until the bot has found at its start that a keeper never wrote to it, and return whether it has."""

        def asked(server: FakeBotApi) -> bool:
            scopes = (call.parameters.get("scope", {}) for call in server.calls_of("getMyCommands") if call.answer)
            return any(scope.get("chat_id") == keeper.id for scope in scopes)

        return self.api.waits_for(asked, timeout=20) and "stats" not in keeper.menu()

    def start(self) -> None:
        """Start the bot."""
        self._bot = Bot(self._environment, self._folder)

    def stop(self) -> None:
        """Stop the bot, and see that all went well: nothing failed, and nothing that it keeps has the token."""
        assert self._bot
        assert self._bot.stop() == 0, self._bot.log
        self._look_over(self._bot)

    def kill(self) -> None:
        """End the bot as a crash does, and see that all went well until then."""
        assert self._bot
        self._bot.kill()
        self._look_over(self._bot)

    def _look_over(self, bot: Bot) -> None:
        assert "Traceback" not in bot.log, bot.log
        secret = self.api.token.partition(":")[2]
        assert secret not in bot.log
        files = [path for path in self.home.rglob("*") if path.is_file()]
        assert [path for path in files if secret.encode() in path.read_bytes()] == []

    def restart(self) -> None:
        """Stop the bot and start it again."""
        self.stop()
        self.start()

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return what the bot's database holds, or change it."""
        with closing(sqlite3.connect(self.home / "poochho.db")) as database, database:
            return database.execute(query, values).fetchall()


def eventually(true: Callable[[], bool]) -> bool:
    """Wait until something is true of what no server sees, and return whether it is."""
    until = time.monotonic() + 20
    while not true() and time.monotonic() < until:
        time.sleep(0.02)
    return true()


def free_ports(number: int) -> list[int]:
    """Return ports of loopback that nobody listens at, each another one."""
    with ExitStack() as held:
        sockets = [held.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(number)]
        return [each.getsockname()[1] for each in sockets]


def asked_at(port: int, path: str) -> httpx.Response | None:
    """Return what the bot answers over HTTP; None where nobody does."""
    try:
        return httpx.get(f"http://127.0.0.1:{port}{path}", trust_env=False, timeout=20)
    except httpx.TransportError:
        return None


def gets_no_other(person: Person, last: BotMessage, chat: Group | None = None) -> None:
    """See that somebody has read all that the bot says in a chat: below its last message they press what does nothing.

    A press waits its turn there as a message would; its answer need not wait until the chat takes another message.
    """
    person.presses(replace(last, reply_markup={"inline_keyboard": [[{"text": "?", "callback_data": "?"}]]}), "?")
    person.gets_nothing(chat, within=0)


def settings_for(
    api: FakeBotApi, environment: dict[str, str], folder: Path, articles: dict[str, str]
) -> dict[str, str]:
    """Return the settings that bring the bot to a server, with articles, if any, that are written into the folder."""
    library = folder / "articles"
    for name, text in articles.items():
        library.mkdir(exist_ok=True)
        (library / name).write_text(text, encoding="utf-8")
    mine = {"POOCHHO_ARTICLES": str(library)} if articles else {}
    # Tests ask together what people would ask in a day: over all chats the bot is not paced.
    return environment | mine | {"BOT_TOKEN": api.token, "BOT_API_URL": api.url, "MESSAGES_PER_SECOND": "1000"}


@pytest.fixture(scope="module")
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    """One server and one bot for all tests of the module that use it.

    The module may name the texts of articles, ``ARTICLES``, and how many people keep the library, ``KEEPERS``.
    """
    articles, keepers = getattr(request.module, "ARTICLES", {}), getattr(request.module, "KEEPERS", 0)
    with FakeBotApi() as server:
        service = Shared(server, tmp_path_factory.mktemp("shared"), articles, keepers)
        service.start()
        yield service
        service.stop()


@pytest.fixture
def api(request: pytest.FixtureRequest) -> Iterator[FakeBotApi]:
    """The shared server where a test uses it, else one of its own; nothing is sent that Telegram would refuse."""
    if "shared" in request.fixturenames:
        server: FakeBotApi = request.getfixturevalue("shared").api
        server.violations.clear()  # those of an earlier test, which has failed for them
        yield server
        assert server.violations == []
    else:
        with FakeBotApi() as server:
            yield server
            assert server.violations == []


@pytest.fixture
def telegram(
    request: pytest.FixtureRequest, api: FakeBotApi, environment: dict[str, str], tmp_path: Path
) -> dict[str, str]:
    """The settings that bring the bot to the server, with the module's ``ARTICLES``."""
    return settings_for(api, environment, tmp_path, getattr(request.module, "ARTICLES", {}))


@pytest.fixture
def bot(api: FakeBotApi, telegram: dict[str, str], tmp_path: Path) -> Iterator[Bot]:
    """The bot, running; at the end it stops by itself when asked, and its log holds no token."""
    process = Bot(telegram, tmp_path)
    yield process
    if process.process.poll() is None:
        assert process.stop() == 0, process.log
    assert api.token not in process.log
    assert "Traceback" not in process.log


@pytest.fixture
def asha(api: FakeBotApi) -> Person:
    """Somebody whose Telegram is in Hindi."""
    return api.person("Asha", language_code="hi")


@pytest.fixture
def keeper(shared: Shared) -> Person:
    """Somebody who keeps the library, whose Telegram is in Hindi."""
    return shared.keeper()
