"""What was asked: noted after it was answered, and told to the people who keep the library."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from bot.words import words_in
from tests.botapi import BotMessage, Call, FakeBotApi, Person
from tests.botapi.text import MAX_CAPTION, utf16_len
from tests.features.conftest import Bot, Shared, eventually, gets_no_other, settings_for

ARTICLES = {
    "metro.txt": "दिल्ली मेट्रो का नया मार्ग सोमवार को खुला।\n\nमेट्रो का किराया बीस रुपये है, और बच्चों के लिए आधा।",
    "bus.txt": "मुंबई में बस का किराया दस रुपये है।\n\nबसें सुबह पाँच बजे से चलती हैं।",
}
KEEPERS = 12
EN, HI = words_in("en"), words_in("hi")
FARE, OPENED, BUS = "मेट्रो का किराया कितना है?", "मेट्रो का नया मार्ग कब खुला?", "मुंबई में बस का किराया कितना है?"
VAGUE = "यह क्या है?"
SPELLINGS = ["चंद्रयान कब उतरा था?", "chandrayaan kab utra tha", "चन्द्रयान कब उतरा था"]
WINNER, GOLD, RIVER = "क्रिकेट विश्व कप किसने जीता?", "सोने का भाव क्या है?", "गंगा नदी कहाँ से निकलती है?"


def asked(person: Person, question: str) -> BotMessage:
    """Ask in the private chat, and return the answer."""
    person.says(question)
    return person.gets(timeout=20)


def asked_by_many(api: FakeBotApi, *questions: str) -> None:
    """Have questions asked and answered one after another, each in the chat of somebody else."""
    for question in questions:
        asked(api.person(), question)


class Log:
    """What a running bot notes from now on."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared
        assert shared.api.waits_for(lambda server: bool(server.calls_of("getUpdates")), timeout=20)
        ((self._before,),) = shared.rows("SELECT coalesce(max(id), 0) FROM questions")

    def rows(self, columns: str) -> list[tuple[object, ...]]:
        """Return what was noted."""
        return self._shared.rows(f"SELECT {columns} FROM questions WHERE id > ? ORDER BY id", self._before)

    def has(self, columns: str, *rows: tuple[object, ...]) -> bool:
        """Wait until something is noted, and return whether it is that."""
        assert eventually(lambda: len(self.rows(columns)) >= len(rows))
        return self.rows(columns) == [*rows]


@pytest.fixture
def log(shared: Shared) -> Log:
    """What the bot notes during a test."""
    return Log(shared)


def unanswered(keeper: Person) -> BotMessage:
    """Ask for the questions without an answer."""
    keeper.says("/unanswered")
    return keeper.gets(timeout=20)


def listed(message: BotMessage, question: str) -> list[str]:
    """Return the buttons of a list that have a question."""
    return [button for button in message.buttons if question in button]


# Noted


def test_questions_are_noted_wherever_they_are_asked(api: FakeBotApi, log: Log) -> None:
    """Questions are noted with what came of them, asked in private, in a group, as a guest, by a button, or edited."""
    asha = api.person("Asha", language_code="hi")
    group = api.group(asha)
    said = asha.says(FARE)
    answer = asha.gets(timeout=20)
    assert log.has("question, answered, place", (FARE, 1, "private"))
    asha.edits(said, OPENED)
    asha.gets_edit(answer)
    asha.says(f"/ask {BUS}", group)
    asha.gets(group)
    assert log.has("question, place", (FARE, "private"), (OPENED, "private"), (BUS, "group"))
    asha.mentions_as_guest(f"@poochho_bot {FARE}")
    assert log.has("place", ("private",), ("private",), ("group",), ("guest",))
    ravi = api.person("Ravi", language_code="hi")
    offer = asked(ravi, GOLD)
    question = next(name for name, button in offer.buttons.items() if button["callback_data"].startswith("ask:"))
    ravi.presses(offer, question)
    ravi.gets()
    assert log.has("question", *[(each,) for each in (FARE, OPENED, BUS, FARE, GOLD, question)])
    assert set(log.rows("telegram_id")) == {(None,)}
    assert {answered for (answered,) in log.rows("answered")} == {0, 1}
    assert all(took >= 0 for (took,) in log.rows("latency_ms") if isinstance(took, int))


def test_what_is_no_question_is_not_noted(api: FakeBotApi, log: Log) -> None:
    """Commands, what names nothing, a turned page, and what somebody types in another chat are not noted."""
    asha = api.person("Asha", language_code="hi")
    asked_by_many(api, "/start", "/help", "/stats", VAGUE)
    asha.types_inline("मेट्रो का")
    asha.types_inline(FARE)
    answer = asked(asha, FARE)
    asha.presses(answer, HI.text("button-context"))
    asha.gets_edit(answer)
    asked_by_many(api, BUS)
    assert log.has("question", (FARE,), (BUS,))


@pytest.fixture
def locked(shared: Shared, log: Log) -> Iterator[sqlite3.Connection]:
    """The bot's database, into which nobody else can write."""
    del log  # which sees that the bot has made the database
    with closing(sqlite3.connect(shared.home / "poochho.db", isolation_level=None)) as database:
        database.execute("BEGIN EXCLUSIVE")
        yield database


def of(fetching: Call) -> set[int]:
    """Return the numbers of the updates that were fetched."""
    return {update["update_id"] for update in (fetching.answer or {}).get("result", [])}


def test_a_locked_database_loses_no_question(api: FakeBotApi, log: Log, locked: sqlite3.Connection) -> None:
    """While nothing can be written down, questions wait at Telegram; then each is answered once, and noted."""
    people = [api.person() for _ in range(3)]
    asked = zip(people, (FARE, BUS, OPENED), strict=True)
    numbers = {person.says(question).update_id for person, question in asked}
    assert api.waits_for(lambda server: any(numbers & of(call) for call in server.calls_of("getUpdates")), timeout=20)
    assert api.pending == len(numbers)
    locked.execute("ROLLBACK")
    for person in people:
        answer = person.gets(timeout=20)
        assert answer.text.startswith(("मेट्रो", "मुंबई", "दिल्ली"))
        gets_no_other(person, answer)
    assert eventually(lambda: sorted(log.rows("question")) == sorted([(FARE,), (BUS,), (OPENED,)]))
    assert api.waits_for(lambda server: server.pending == 0)


# Told


def test_keepers_are_told_what_was_asked(api: FakeBotApi, log: Log, keeper: Person) -> None:
    """/stats is a picture with the numbers below it, in the keeper's language; in a group it is nobody's."""
    asked_by_many(api, FARE, RIVER)
    assert log.has("question", (FARE,), (RIVER,))
    said = keeper.says("/stats")
    message = keeper.gets(timeout=20)
    assert message.reply_to == said.message_id
    assert message.photo
    with Image.open(io.BytesIO(message.photo)) as picture:
        assert picture.format == "PNG"
        picture.load()
    assert message.text.startswith("पिछले 30 दिनों में")
    assert HI.text("stats-unanswered") in message.text
    assert 1 <= utf16_len(message.text) <= MAX_CAPTION


def test_what_asks_the_same_is_dismissed_by_a_tap(api: FakeBotApi, log: Log, keeper: Person) -> None:
    """Spellings of a question, in Latin letters too, are one line; dismissed, it goes, and comes back if asked anew."""
    asked_by_many(api, *SPELLINGS, SPELLINGS[0], WINNER)
    assert log.has("answered", *[(0,)] * 5)
    message = unanswered(keeper)
    assert f"• {SPELLINGS[0]} × 4" in message.text.splitlines()
    (button,) = listed(message, SPELLINGS[0])
    note = keeper.presses(message, button)
    assert note["text"] == HI.text("unanswered-dismissed")
    left = keeper.gets_edit(message)
    assert listed(left, SPELLINGS[0]) == []
    assert len(listed(left, WINNER)) == 1
    assert listed(unanswered(keeper), SPELLINGS[0]) == []
    asked_by_many(api, SPELLINGS[1])
    assert log.has("answered", *[(0,)] * 6)
    assert listed(unanswered(keeper), SPELLINGS[1]) == [f"✕ {SPELLINGS[1]}"]


def test_others_are_told_nothing(api: FakeBotApi, log: Log, keeper: Person) -> None:
    """For others the commands do not exist, alone or in a group, and they dismiss nothing, whatever their app sends."""
    stranger = api.person("Ravi", language_code="hi")
    group = api.group(stranger, keeper)
    for command in ("/stats", "/unanswered"):
        assert asked(api.person("Ben", language_code="hi"), command).text == HI.text("unknown-command")
        for person in (stranger, keeper):
            person.says(command, group)
    asked_by_many(api, GOLD)
    assert log.has("question", (GOLD,))
    theirs = unanswered(keeper)
    (button,) = listed(theirs, GOLD)
    assert stranger.presses(theirs, button)["text"] == HI.text("button-outdated")
    own = asked(stranger, "/help")
    stored = api.world.chats[stranger.id].messages[own.message_id]
    stored.message["reply_markup"] = {"inline_keyboard": [[theirs.buttons[button]]]}
    assert stranger.presses(stranger.sees(own), button)["text"] == HI.text("button-outdated")
    assert log.rows("dismissed") == [(0,)]
    assert keeper.sees(theirs) == theirs
    stranger.gets_nothing(group, within=0)


def test_keepers_have_a_menu_of_their_own(api: FakeBotApi, shared: Shared, keeper: Person) -> None:
    """Who keeps the library is offered its commands from /start on; others are not."""
    assert shared.has_no_menu_for(keeper)
    stranger = api.person("Ravi", language_code="hi")
    for person in (keeper, stranger):
        asked(person, "/start")
    assert api.waits_for(lambda _: keeper.menu().get("stats") == HI.text("command-stats"), timeout=20)
    assert "unanswered" in keeper.menu()
    assert {"stats", "unanswered"}.isdisjoint(stranger.menu())
    assert {"stats", "unanswered"}.isdisjoint(keeper.menu(api.group(keeper)))


# Who asked


def test_who_asked_is_kept_only_where_that_is_wanted(
    api: FakeBotApi, environment: dict[str, str], tmp_path: Path
) -> None:
    """With QUESTION_LOG_USERS people's ids stand beside their questions, until they block the bot."""
    asha, ravi = api.person("Asha"), api.person("Ravi")
    wanted = {"QUESTION_LOG_USERS": "true", "ADMINS": str(asha.id)}
    bot = Bot(settings_for(api, environment | wanted, tmp_path, ARTICLES), tmp_path)

    def rows() -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(tmp_path / "home" / "poochho.db")) as database:
            return database.execute("SELECT telegram_id, question FROM questions ORDER BY id").fetchall()

    nothing = asked(asha, "/stats")
    assert (nothing.text, nothing.photo) == (EN.text("stats-none", days=30), None)
    assert unanswered(asha).text == EN.text("unanswered-none")
    asked(asha, FARE)
    asked(ravi, BUS)
    assert eventually(lambda: len(rows()) == 2)
    assert sorted(rows()) == [(asha.id, FARE), (ravi.id, BUS)]
    api.block(ravi.id)
    assert eventually(lambda: rows() == [(asha.id, FARE)])
    assert bot.stop() == 0
    assert "Traceback" not in bot.log
    assert api.token not in bot.log
