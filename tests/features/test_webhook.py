"""The bot behind a webhook: what Telegram sends there, what others ask there, and the way in and out of it."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.telegram.incoming import ALLOWED_UPDATES
from bot.web.webhook import webhook_secret
from index import Searcher
from tests.botapi import FakeBotApi, Person
from tests.botapi.server import BOT
from tests.features.conftest import Bot, Shared, asked_at, eventually, free_ports, installed, settings_for
from tests.features.crowds import Crowd

QUESTION, UNANSWERED = "शोइगु ने क्या कहा?", "क्रिकेट विश्व कप किसने जीता?"
SECRET = "X-Telegram-Bot-Api-Secret-Token"
NO_UPDATES = [b"", b"{", b"[]", b"null", b"\xff\xfe", b"{}", b'{"update_id": "1"}', b'{"update_id": -1}', b"[" * 10**5]
MANY = 200
LISTENING = "0A"  # the state of a socket in /proc/net/tcp


def by_webhook(port: int) -> dict[str, str]:
    """Return the settings of a bot that has its updates sent to a port."""
    return {"WEBHOOK_URL": f"http://127.0.0.1:{port}", "LISTEN": f"127.0.0.1:{port}"}


@pytest.fixture(scope="module")
def shared_port() -> int:
    """Where the bot listens that the tests share."""
    return free_ports(1)[0]


@pytest.fixture(scope="module")
def shared(shared_port: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    """One server and one bot, which has its updates sent, for all tests that use it."""
    with FakeBotApi() as server:
        service = Shared(server, tmp_path_factory.mktemp("shared"), {}, settings=by_webhook(shared_port))
        service.start()
        assert server.waits_for(is_set, timeout=20)
        yield service
        service.stop()


@pytest.fixture
def port() -> int:
    """A port that is free."""
    return free_ports(1)[0]


@pytest.fixture
def polling(api: FakeBotApi, environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """The settings of a bot that fetches its updates."""
    return settings_for(api, environment, tmp_path, {})


@pytest.fixture
def telegram(polling: dict[str, str], port: int) -> dict[str, str]:
    """The settings of a bot that has them sent."""
    return polling | by_webhook(port)


def is_set(server: FakeBotApi) -> bool:
    """Return whether Telegram knows where to send updates."""
    return server.world.webhook is not None


def posted(port: int, body: bytes, secret: str) -> int:
    """Post something to where updates are sent, and return the status."""
    address = f"http://127.0.0.1:{port}/telegram/{BOT['id']}"
    return httpx.post(address, content=body, headers={SECRET: secret}, trust_env=False, timeout=20).status_code


def status_at(port: int, path: str) -> int:
    """Return the status that the bot answers with; 0 where nobody does."""
    answer = asked_at(port, path)
    return answer.status_code if answer else 0


def samples_at(port: int) -> dict[str, float]:
    """Return what the metrics say: names, with labels, and values."""
    page = asked_at(port, "/metrics")
    assert page
    samples = (sample for family in text_string_to_metric_families(page.text) for sample in family.samples)
    return {" ".join([each.name, *(value for _, value in sorted(each.labels.items()))]): each.value for each in samples}


def listening(process: int) -> list[str]:
    """Return where a process takes connections, as /proc/net/tcp writes it."""
    files = Path(f"/proc/{process}/fd").iterdir()
    sockets = {str(each.readlink()).removeprefix("socket:[").removesuffix("]") for each in files if each.is_symlink()}
    tables = (Path(f"/proc/{process}/net/{name}") for name in ("tcp", "tcp6"))
    rows = (row.split() for table in tables if table.exists() for row in table.read_text().splitlines()[1:])
    return [row[1] for row in rows if row[3] == LISTENING and row[9] in sockets]


@pytest.mark.usefixtures("shared")
def test_question_is_answered(api: FakeBotApi, asha: Person, shared_port: int) -> None:
    """A question that is sent to the bot is answered; Telegram was told where, with what secret, and what to send."""
    question = asha.says(QUESTION)
    assert asha.gets(timeout=20).reply_to == question.message_id
    (call,) = api.calls_of("setWebhook")
    assert call.parameters == {
        "url": f"http://127.0.0.1:{shared_port}/telegram/{BOT['id']}",
        "secret_token": webhook_secret(api.token),
        "allowed_updates": list(ALLOWED_UPDATES),
    }
    assert api.count("getUpdates") == 0


def test_nobody_else_is_telegram(shared: Shared, shared_port: int) -> None:
    """Without the secret, or with another one, nothing is taken, whatever it is."""
    before = shared.rows("SELECT update_id FROM inbox")
    for secret in ("", "x", webhook_secret("7000000001:another")):
        assert posted(shared_port, b'{"update_id": 1, "message": {}}', secret) == 403
        assert posted(shared_port, b"", secret) == 403
    assert shared.rows("SELECT update_id FROM inbox") == before


def test_what_is_no_update_is_refused(api: FakeBotApi, asha: Person, shared: Shared, shared_port: int) -> None:
    """Whatever else comes with the secret is refused, not kept, and troubles nobody."""
    before = shared.rows("SELECT update_id FROM inbox")
    secret = webhook_secret(api.token)
    assert [posted(shared_port, body, secret) for body in NO_UPDATES] == [400] * len(NO_UPDATES)
    assert shared.rows("SELECT update_id FROM inbox") == before
    asha.says(QUESTION)
    assert asha.gets(timeout=20)


@pytest.mark.usefixtures("shared")
def test_port_that_is_taken(
    api: FakeBotApi, environment: dict[str, str], tmp_path: Path, shared_port: int, asha: Person
) -> None:
    """Where another process has the port, a bot says so and ends, before Telegram is told of it."""
    told = api.count("setWebhook")
    second = Bot(settings_for(api, environment, tmp_path, {}) | by_webhook(shared_port), tmp_path)
    assert second.ended() in {1, 2}
    assert f"LISTEN: 127.0.0.1:{shared_port} is taken by another process." in second.log
    assert "Traceback" not in second.log
    assert api.count("setWebhook") == told
    asha.says(QUESTION)
    assert asha.gets(timeout=20)


def test_updates_that_waited_are_delivered(
    api: FakeBotApi, asha: Person, telegram: dict[str, str], tmp_path: Path
) -> None:
    """What people wrote before is sent once Telegram takes the webhook; somebody listens then, and answers in order."""
    asked = [asha.says(QUESTION).message_id for _ in range(3)]
    api.fail_next("setWebhook", 429, retry_after=1)
    api.fail_next("setWebhook", 502)
    bot = Bot(telegram, tmp_path)
    assert [asha.gets(timeout=20).reply_to for _ in asked] == asked
    assert api.count("setWebhook") == 3
    assert api.world.webhook
    assert api.world.webhook.last_failure is None
    assert bot.stop() == 0


def test_back_to_polling(
    api: FakeBotApi, asha: Person, telegram: dict[str, str], polling: dict[str, str], tmp_path: Path
) -> None:
    """A bot that fetches its updates removes the webhook and listens nowhere; all that was asked is answered once."""
    bot = Bot(telegram, tmp_path)
    asked = [asha.says(QUESTION).message_id]
    assert asha.gets(timeout=20)
    assert bot.stop() == 0
    assert is_set(api)
    asked.append(asha.says(QUESTION).message_id)
    bot = Bot(polling, tmp_path, installed)
    asked.append(asha.says(QUESTION).message_id)
    assert [asha.gets(timeout=20).reply_to for _ in asked[1:]] == asked[1:]
    assert not is_set(api)
    assert isinstance(bot.process, subprocess.Popen)
    assert listening(bot.process.pid) == []
    assert list(asha.replies().values()) == asked
    assert bot.stop() == 0


@pytest.mark.parametrize("mode", ["webhook", "polling"])
def test_what_operators_see(
    asha: Person, telegram: dict[str, str], searcher: Searcher, port: int, tmp_path: Path, mode: str
) -> None:
    """In both modes the bot tells that it is alive and ready, and its metrics what it did and has."""
    bot = Bot(telegram if mode == "webhook" else telegram | {"WEBHOOK_URL": ""}, tmp_path)
    for text in (QUESTION, QUESTION, UNANSWERED):
        asha.says(text)
        assert asha.gets(timeout=20)
    assert (status_at(port, "/healthz"), status_at(port, "/readyz")) == (200, 200)
    assert eventually(lambda: samples_at(port)["poochho_answer_seconds_count"] == 3)
    assert eventually(lambda: samples_at(port)["poochho_inbox_waiting"] == 0)
    samples = samples_at(port)
    assert samples["poochho_questions_total yes private"] == 2
    assert samples["poochho_questions_total no private"] == 1
    assert samples["poochho_answered_share"] == pytest.approx(2 / 3)
    assert samples["poochho_inbox_set_aside"] == samples["poochho_inbox_oldest_seconds"] == 0
    assert samples["poochho_index_articles"] == len(searcher.articles)
    assert samples["poochho_index_passages"] == searcher.passages
    assert bot.stop() == 0
    assert status_at(port, "/healthz") == 0


def test_not_ready(api: FakeBotApi, asha: Person, bot: Bot, port: int) -> None:
    """Where Telegram is away, and while it stops, the bot is alive, not ready, and takes what is sent all the same."""
    assert api.waits_for(is_set, timeout=20)
    api.fail_next("getMe", 502)
    away = asked_at(port, "/readyz")
    assert away
    assert away.status_code == 503
    assert [name for name, found in away.json()["checks"].items() if not found["ok"]] == ["telegram"]
    assert status_at(port, "/healthz") == 200
    api.delay_next("sendMessage", 4, chat_id=asha.id)
    asha.says(QUESTION)
    assert api.waits_for(lambda server: bool(server.calls_of("sendMessage")))
    bot.process.send_signal(signal.SIGTERM)

    def is_stopping() -> bool:
        answer = asked_at(port, "/readyz")
        return answer is not None and answer.status_code == 503 and answer.json() == {"status": "stopping"}

    assert eventually(is_stopping)
    assert status_at(port, "/healthz") == 200
    api.person("Ravi").says(QUESTION)
    assert api.waits_for(lambda server: server.pending == 0)
    assert bot.ended() == 0


def test_stop_amid_many_updates(api: FakeBotApi, telegram: dict[str, str], tmp_path: Path) -> None:
    """A stop is over in time with much left to do; the next start does that, and everybody gets one answer."""
    crowd = Crowd(api, MANY)
    crowd.asks(MANY)
    api.delay_next("sendMessage", 0.3, times=MANY // 2)  # at any moment some are under way
    bot = Bot(telegram | {"MESSAGES_PER_SECOND": "10"}, tmp_path)
    assert api.waits_for(lambda server: server.count("sendMessage") >= 5, timeout=30)
    bot.process.send_signal(signal.SIGTERM)
    assert bot.process.wait(timeout=10) == 0
    assert len(crowd.answered()) < MANY
    again = Bot(telegram, tmp_path)
    assert crowd.is_answered(timeout=40)
    assert again.stop() == 0
    assert crowd.answered() == dict.fromkeys(crowd.updates, 1)
    assert bot.ended() == 0
    assert "Traceback" not in bot.log + again.log


def test_revoked_token(api: FakeBotApi, asha: Person, bot: Bot) -> None:
    """A token that Telegram does not know any more ends the bot with a sentence that does not show it."""
    assert api.waits_for(is_set, timeout=20)
    api.fail_next("sendMessage", 401, times=100)
    api.fail_next("getMe", 401, times=100)
    asha.says(QUESTION)
    assert bot.ended() == 1
    assert bot.log.splitlines()[-1].startswith("Telegram does not know this BOT_TOKEN.")
