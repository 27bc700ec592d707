"""The whole way: the real process against a Bot API server over HTTP, spoken to as people speak to it."""

from __future__ import annotations

import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.botapi.people import Person
from tests.botapi.server import FakeBotApi
from tests.botapi.text import marked
from tests.features.conftest import Bot, eventually, gets_no_other, installed
from tests.features.crowds import Crowd


@pytest.fixture
def bot(api: FakeBotApi, telegram: dict[str, str], tmp_path: Path) -> Iterator[Bot]:
    """The bot, started as people start it."""
    process = Bot(telegram, tmp_path, installed)
    yield process
    if process.process.poll() is None:
        assert process.stop() == 0, process.log
    assert api.token not in process.log
    assert "Traceback" not in process.log


@pytest.mark.usefixtures("bot")
def test_question_is_answered(asha: Person) -> None:
    """A question gets one message, a reply: passage, best sentence bold, matches underlined, source, the question."""
    question = asha.says("शोइगु ने सैनिकों की वापसी के बारे में क्या कहा?")
    answer = asha.gets(timeout=20)
    assert answer.reply_to == question.message_id
    assert "सर्गेई शोइगु" in answer.text
    assert marked(answer, "bold")
    assert any("शोइग" in match for match in marked(answer, "underline"))
    assert marked(answer, "expandable_blockquote")
    assert "कज़ाख़स्तान से सीएसटीओ की शांति सेना की वापसी · अनुच्छेद 2" in answer.text
    assert marked(answer, "italic") == [question.text]
    gets_no_other(asha, answer)


@pytest.mark.usefixtures("shared")
def test_no_answer_is_said_in_the_persons_language(api: FakeBotApi, asha: Person) -> None:
    """Where nothing answers, the bot says so in the person's language and offers what the articles are about."""
    asha.says("क्रिकेट विश्व कप किसने जीता?")
    answer = asha.gets(timeout=20)
    assert "इन लेखों में इसका उत्तर नहीं है।" in answer.text
    assert "शांति सेना की वापसी" in answer.text
    ben = api.person("Ben", language_code=None)
    ben.says("Who won the cricket world cup?")
    assert ben.gets().text.startswith("These articles do not answer that.")


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("/start", "मुझसे सवाल पूछिए"),
        ("/help", "अपना सवाल संदेश में भेजिए"),
        ("/sources", "एक लेख के बारे में पूछ सकते हैं"),
        ("/settings", "मैं किस भाषा में बोलूँ"),
        ("/nonsense", "यह आदेश मुझे नहीं आता"),
        ("   ?!🙂", "किसके बारे में?"),
        ("क्या है?", "किसके बारे में?"),
        ("kya hai yah", "किसके बारे में?"),
    ],
)
def test_commands(asha: Person, command: str, said: str) -> None:
    """Every command is answered in the person's language, and so is what is no question."""
    asha.says(command)
    assert said in asha.gets(timeout=20).text


@pytest.mark.usefixtures("api")
def test_language_is_chosen_and_remembered(bot: Bot, telegram: dict[str, str], tmp_path: Path, asha: Person) -> None:
    """A language chosen under /settings holds at once, and after a restart, whatever Telegram's own language is."""
    asha.says("/settings")
    menu = asha.gets(timeout=20)
    assert {"English", "✓ हिन्दी", "தமிழ்", "اردو"} < set(menu.buttons)
    assert len(menu.buttons) == 12
    asha.presses(menu, "English")
    assert asha.gets_edit(menu).text == "From now on I will speak English."
    asha.presses(menu, "English")  # a double tap
    assert bot.stop() == 0
    again = Bot(telegram, tmp_path, installed)
    asha.says("/help")
    assert asha.gets(timeout=20).text.startswith("Send me a question")
    assert again.stop(signal.SIGINT) == 0


@pytest.mark.usefixtures("bot")
def test_many_people_at_once(api: FakeBotApi) -> None:
    """Many people asking at the same time each get their own answer, once."""
    people = [api.person(f"Person {number}") for number in range(20)]
    questions = [person.says("टोकायव ने किसे धन्यवाद दिया?") for person in people]
    for person, question in zip(people, questions, strict=True):
        assert person.gets(timeout=20).reply_to == question.message_id
    assert len(api.calls_of("sendMessage")) == len(people)


@pytest.mark.usefixtures("shared")
def test_flood_limit_is_waited_for(api: FakeBotApi, asha: Person) -> None:
    """Where Telegram asks to wait, the answer comes after the wait, once."""
    api.fail_next("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1)
    asha.says("शोइगु ने क्या कहा?")
    answer = asha.gets(timeout=20)
    assert "शोइगु" in answer.text
    gets_no_other(asha, answer)


def test_failure_is_logged_with_the_update_and_told_in_words(api: FakeBotApi, bot: Bot, asha: Person) -> None:
    """When an answer cannot be sent at the third try either, the log names the update, the person is told in words."""
    api.fail_next("sendMessage", 400, "Bad Request: something of the server", times=3)
    question = asha.says("शोइगु ने क्या कहा?")
    assert asha.gets(timeout=20).text.startswith("मेरी ओर से कुछ गड़बड़ हो गई")
    bot.stop()
    assert f"update {question.update_id} failed" in bot.log
    bot.log = bot.log.replace("Traceback", "")  # the details belong in the log here


@pytest.mark.usefixtures("shared")
def test_button_pressed_while_the_bot_was_away_still_works(api: FakeBotApi, asha: Person) -> None:
    """A press that is too old to be answered still chooses the language, and is no failure."""
    asha.says("/settings")
    menu = asha.gets(timeout=20)
    api.fail_next("answerCallbackQuery", 400, "Bad Request: query is too old and response timeout expired")
    asha.taps(menu, "English")
    assert asha.gets_edit(menu).text == "From now on I will speak English."
    gets_no_other(asha, menu)


@pytest.mark.usefixtures("bot")
def test_slow_answer_delays_nobody_else(api: FakeBotApi, asha: Person) -> None:
    """While one person's answer is slow on its way, another's comes."""
    asha.says("/help")
    asha.gets(timeout=20)
    ravi = api.person("Ravi")
    api.delay_next("sendMessage", 3, chat_id=asha.id)
    asha.says("शोइगु ने क्या कहा?")
    assert api.waits_for(lambda server: len(server.calls_of("sendMessage")) == 2)
    ravi.says("टोकायव ने क्या कहा?")
    assert ravi.gets(timeout=2)


def test_answers_under_way_are_finished_before_the_stop(api: FakeBotApi, bot: Bot, asha: Person) -> None:
    """A stop waits for the answers under way, and confirms what was answered."""
    api.delay_next("sendMessage", 1)
    said = asha.says("शोइगु ने क्या कहा?")
    assert api.waits_for(lambda server: bool(server.calls_of("sendMessage")), timeout=20)
    assert bot.stop() == 0
    assert asha.gets().reply_to == said.message_id
    assert api.calls_of("sendMessage")[0].answer is not None
    assert api.calls_of("getUpdates")[-1].parameters["offset"] == (said.update_id or 0) + 1


def test_stop_is_over_though_the_database_hangs(api: FakeBotApi, telegram: dict[str, str], tmp_path: Path) -> None:
    """A stop does not wait for a database that hangs; what was asked meanwhile is answered by the next start."""
    crowd = Crowd(api, 2)
    crowd.asks(1)
    bot = Bot(telegram, tmp_path)
    assert crowd.is_answered(timeout=20)
    with closing(sqlite3.connect(tmp_path / "home" / "poochho.db", isolation_level=None)) as other:
        assert eventually(lambda: other.execute("SELECT 1 FROM inbox WHERE state = 'done'").fetchone() is not None)
        other.execute("BEGIN IMMEDIATE")
        crowd.asks(1)
        assert bot.stop() == 0
    again = Bot(telegram, tmp_path)
    assert crowd.is_answered(timeout=20)
    assert again.stop() == 0
    assert crowd.answered() == dict.fromkeys(crowd.updates, 1)
    assert "something did not end" in bot.log
    assert "something did not end" not in again.log


def test_telegram_down_at_start_is_waited_for(api: FakeBotApi, telegram: dict[str, str], tmp_path: Path) -> None:
    """A Telegram that answers 502 at the start is tried again, with a line in the log."""
    api.fail_next("getMe", 502, "Bad Gateway")
    bot = Bot(telegram, tmp_path)
    person = api.person()
    person.says("/help")
    assert person.gets(timeout=20).text.startswith("Send me a question")
    assert bot.stop() == 0
    assert "Telegram cannot be reached" in bot.log


def test_webhook_of_an_earlier_deployment_is_removed(api: FakeBotApi, telegram: dict[str, str], tmp_path: Path) -> None:
    """Where a webhook was set before, the bot takes over by polling."""
    urlopen(f"{api.url}/bot{api.token}/setWebhook?url=https://example.org/hook").read()
    bot = Bot(telegram, tmp_path)
    person = api.person()
    person.says("/help")
    assert person.gets(timeout=20).text.startswith("Send me a question")
    assert bot.stop() == 0


def test_wrong_token_ends_with_a_sentence(api: FakeBotApi, telegram: dict[str, str], tmp_path: Path) -> None:
    """A wrong token ends the process with one sentence that says what to do, without showing the token."""
    wrong = "123456:not-this-one-AAAAAAAAAAAAAAAAAAAAAAAA"
    bot = Bot(telegram | {"BOT_TOKEN": wrong, "BOT_API_URL": api.url}, tmp_path, installed)
    assert bot.ended() == 1
    assert "Ask @BotFather" in bot.log
    assert "Traceback" not in bot.log
    assert wrong not in bot.log


def test_token_revoked_while_running_ends_the_process(api: FakeBotApi, bot: Bot, asha: Person) -> None:
    """A token revoked while the bot runs ends the process instead of leaving it there deaf."""
    asha.says("/help")
    asha.gets(timeout=20)
    api.fail_next("getUpdates", 401, "Unauthorized", times=100)
    asha.says("/help")
    assert bot.ended() == 1
    assert "Ask @BotFather" in bot.log
