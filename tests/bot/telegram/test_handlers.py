"""Which handler takes an update: the first that fits, and none for what is nobody's business; what people are told."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from telegram import Message, Update
from telegram.error import Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.ext import TypeHandler

from bot.state.database import Database
from bot.state.remembered import Remembered
from bot.telegram import handlers as module
from bot.telegram.handlers import BotApplication, Handlers
from bot.telegram.keepers import Keepers
from bot.words import words_in
from index import EngineError
from tests.bot.articles import article, searcher_of
from tests.bot.telegram.bots import counting, unconnected
from tests.bot.telegram.working import worked_on
from tests.botapi import origins, writing

KEEPER = {"id": 1, "is_bot": False, "first_name": "Asha"}
OTHER = {"id": 2, "is_bot": False, "first_name": "Ravi"}
GROUP = {"id": -1, "type": "supergroup", "title": "Group"}
FILE = {"file_id": "f", "file_unique_id": "f"}
CHANNEL = origins.channel("समाचार")

DOCUMENT = {"document": FILE}
# Telegram tells of it as a document too (https://core.telegram.org/bots/api#message).
ANIMATION = {"animation": FILE | {"width": 320, "height": 240, "duration": 2}, "document": FILE}
LINK = writing.typed("https://example.org")
POST = writing.typed("मार्ग खुला: https://example.org") | writing.forwarded(origin=CHANNEL)
PASSED_ON = {"forward_origin": CHANNEL}
BELOW_PHOTO = writing.photo("p") | writing.captioned("https://example.org")


@pytest.fixture
def application(remembered: Remembered) -> BotApplication:
    """The bot, with one who keeps the library; it is not connected."""
    searcher = searcher_of(article("a", "T", "मार्ग खुल गया।"))
    return unconnected(Handlers(searcher, remembered, Keepers([1]), None, counting()))


def taken_by(application: BotApplication, event: dict[str, Any]) -> str | None:
    """Return the name of what takes an update."""
    update = Update.de_json({"update_id": 1, **event}, application.bot)
    # The library's own rule: what is neither None nor False fits, also an empty list of arguments.
    checks = ((each, each.check_update(update)) for each in application.handlers[0])
    first = next((each for each, check in checks if check is not None and check is not False), None)
    return first.callback.__qualname__ if first else None


def message(writer: dict[str, Any], content: dict[str, Any], group: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return somebody's message, in the private chat if not in a group."""
    chat = group or {"id": writer["id"], "type": "private", "first_name": writer["first_name"]}
    return {"message_id": 5, "date": 1, "chat": chat, "from": writer, **content}


@pytest.mark.parametrize(
    ("content", "keepers", "others"),
    [
        (DOCUMENT, "Additions.document", "Additions.refuse"),
        (DOCUMENT | writing.captioned("मार्ग कब खुला?"), "Additions.document", "Additions.refuse"),
        (DOCUMENT | PASSED_ON, "Additions.document", "Additions.refuse"),
        (LINK, "Additions.link", "Additions.refuse"),
        (BELOW_PHOTO, "Additions.link", "Additions.refuse"),
        (LINK | PASSED_ON, "Additions.link", "Questions.new"),
        (POST, "Additions.link", "Questions.new"),
        (BELOW_PHOTO | PASSED_ON, "Additions.link", "Questions.new"),
        (ANIMATION, "Commands.unreadable", "Commands.unreadable"),
        (writing.photo("p"), "Commands.unreadable", "Commands.unreadable"),
        (writing.typed("मार्ग कब खुला?"), "Questions.new", "Questions.new"),
        (writing.typed("https://example.org में क्या है?"), "Questions.new", "Questions.new"),
        (writing.typed("/stats"), "Insights.stats", "Commands.unknown"),
        (writing.typed("/unanswered"), "Insights.unanswered", "Commands.unknown"),
        (writing.typed("/start"), "Commands.start", "Commands.start"),
    ],
)
def test_what_is_sent_in_private(
    application: BotApplication, content: dict[str, Any], keepers: str, others: str
) -> None:
    """In a private chat documents and links of keepers are taken in, those of others declined; the rest is as ever."""
    assert taken_by(application, {"message": message(KEEPER, content)}) == keepers
    assert taken_by(application, {"message": message(OTHER, content)}) == others


@pytest.mark.parametrize("writer", [KEEPER, OTHER])
@pytest.mark.parametrize(
    ("content", "taken"),
    [
        (DOCUMENT, None),
        (DOCUMENT | writing.captioned("मार्ग कब खुला?"), "Questions.new"),
        (LINK, "Questions.new"),
        (POST, "Questions.new"),
        (writing.typed("/stats"), None),
        (writing.typed("/unanswered"), None),
        (writing.typed("/ask"), "Questions.ask"),
    ],
)
def test_what_is_sent_in_a_group(
    application: BotApplication, writer: dict[str, Any], content: dict[str, Any], taken: str | None
) -> None:
    """In a group nobody keeps the library: what is there is a question, if anything."""
    assert taken_by(application, {"message": message(writer, content, GROUP)}) == taken


@pytest.mark.parametrize("kind", ["edited_message", "channel_post", "guest_message"])
@pytest.mark.parametrize("content", [DOCUMENT, LINK, writing.typed("/stats")])
def test_only_new_messages_are_taken_in(application: BotApplication, kind: str, content: dict[str, Any]) -> None:
    """What is edited, posted in a channel or said where the bot is a guest is never taken in, nor asks for numbers."""
    taken = taken_by(application, {kind: message(KEEPER, content)})
    assert taken is None or not taken.startswith(("Additions", "Insights"))


class Telegram:
    """What the bot replies, which may fail."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.replies: list[str] = []
        self.error: TelegramError | None = None
        monkeypatch.setattr(module, "reply", self._reply)

    async def _reply(self, _: Message, html: str) -> None:
        self.replies.append(html)
        if self.error:
            raise self.error


@pytest.fixture
def telegram(monkeypatch: pytest.MonkeyPatch) -> Telegram:
    """Telegram, which is told nothing yet."""
    return Telegram(monkeypatch)


@pytest.fixture
def handlers(remembered: Remembered) -> Handlers:
    """The bot's side of conversations."""
    return Handlers(searcher_of(article("a", "T", "मार्ग खुल गया।")), remembered, Keepers([1]), None, counting())


def asked(**more: object) -> Update:
    """Return the update with a question of somebody whose Telegram is in Hindi."""
    content = writing.typed("मार्ग कब खुला?") | more
    return Update.de_json({"update_id": 1, "message": message(KEEPER | {"language_code": "hi"}, content)}, None)


@pytest.mark.parametrize(
    ("error", "apology"), [(KeyError("x"), "went-wrong"), (EngineError("the index is gone"), "away")]
)
def test_somebody_is_told_that_it_went_wrong(
    handlers: Handlers, telegram: Telegram, error: Exception, apology: str
) -> None:
    """Who gets no answer is told so in their language, and nothing of what went wrong."""
    asyncio.run(handlers.apologise(asked(), error))
    assert telegram.replies == [words_in("hi").text(apology)]


def test_who_floods_the_bot_is_told(handlers: Handlers, telegram: Telegram) -> None:
    """Who asks too fast is told how many questions a minute are answered, and that the others will be too."""
    question = asked().message
    assert question
    asyncio.run(handlers.slow_down(question))
    assert telegram.replies == [words_in("hi").text("flood", count=20)]


@pytest.mark.parametrize("error", [Forbidden("bot was blocked by the user"), RetryAfter(9), NetworkError("502")])
def test_who_cannot_be_told_is_not(
    handlers: Handlers, telegram: Telegram, caplog: pytest.LogCaptureFixture, error: TelegramError
) -> None:
    """That somebody cannot be told is a line in the log, and fails nothing."""
    telegram.error = error
    update = asked()
    assert update.message
    asyncio.run(handlers.apologise(update, KeyError("x")))
    asyncio.run(handlers.slow_down(update.message))
    assert len(telegram.replies) == 2
    assert [str(error) in record.message for record in caplog.records] == [True, True]


def test_a_chat_that_the_bot_may_not_write_to_is_forgotten(handlers: Handlers, remembered: Remembered) -> None:
    """Of who has blocked the bot nothing is known any more; an update that is in no chat is nobody's."""
    remembered.people.choose_language(1, "ta")
    asyncio.run(handlers.forget(Update(1)))
    assert remembered.people.languages(1, None) == ("ta", None)
    asyncio.run(handlers.forget(asked()))
    assert remembered.people.languages(1, None) == (None, None)


def test_what_goes_wrong_is_known(application: BotApplication, database: Database) -> None:
    """An error of a handler is kept with the update that it is about; one that is about none is nobody's."""
    error = ZeroDivisionError()

    async def fail(*_: object) -> None:
        raise error

    application.handlers.clear()
    application.add_handler(TypeHandler(Update, fail))
    application._initialized = True
    work = worked_on(database, lambda: application.process_update(Update(1)))
    assert work.error is error
    asyncio.run(application.process_update(Update(1)))
