"""Which handler takes an update: the first that fits, and none for what is nobody's business."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Update, User

from bot.state.remembered import Remembered
from bot.telegram.application import build_application
from bot.telegram.handlers import BotApplication, Handlers
from bot.telegram.keepers import Keepers
from tests.bot.articles import article, searcher_of
from tests.botapi import origins, writing

ME = User(7, "Poochho", is_bot=True, username="poochho_bot")
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
    handlers = Handlers(searcher_of(article("a", "T", "मार्ग खुल गया।")), remembered, Keepers([1]), None, counting())
    application = build_application("7:token", "http://127.0.0.1:1", handlers)
    application.bot._bot_user = ME
    return application


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
