"""Long runs of the double of the Bot API server: many questions at once, order, memory."""

import threading
from typing import Any

import pytest
from telegram import Bot
from telegram.error import BadRequest

from tests.botapi import DOWNLOAD, FakeBotApi, Person
from tests.botapi.library import post, run


@pytest.fixture
def asha(api: FakeBotApi) -> Person:
    """Give somebody who has started a chat with the bot."""
    person = api.person("Asha")
    person.says("/start")
    return person


def test_many_questions_come_together(api: FakeBotApi) -> None:
    """A poll that waits hears all that people say at once, not only the first of it."""
    answers: list[dict[str, Any]] = []
    poll = threading.Thread(target=lambda: answers.append(post(api, "getUpdates", timeout=5)))
    poll.start()
    assert api.waits_for(lambda server: server.count("getUpdates") == 1)
    with api.at_once():
        for number in range(100):
            api.person().says(str(number))
    poll.join()
    assert [update["message"]["text"] for update in answers[0]["result"]] == [str(number) for number in range(100)]


def test_each_answer_names_its_question(api: FakeBotApi, asha: Person) -> None:
    """The bot's messages in a chat are told in their order, with what each replies to."""
    group = api.group(asha)
    first, second = asha.says("1"), asha.says("2")

    async def work(bot: Bot) -> list[int]:
        replies = [first.message_id, second.message_id, None, first.message_id]
        sent = [await bot.send_message(asha.id, "a", reply_to_message_id=reply) for reply in replies]
        await bot.send_message(group.id, "b")
        await bot.delete_message(asha.id, sent[-1].message_id)
        return [message.message_id for message in sent]

    sent = run(api, work)
    told = asha.replies()
    assert list(told.items()) == [(sent[0], first.message_id), (sent[1], second.message_id), (sent[2], None)]
    assert list(asha.replies(group).values()) == [None]


def test_what_is_over_can_be_forgotten(api: FakeBotApi, asha: Person) -> None:
    """Calls and old messages go, the latest messages stay and can be edited and replied to; the counts stay, too."""
    asha.sends_document(b"text")

    async def work(bot: Bot) -> None:
        await bot.get_file("document-1")
        sent = [(await bot.send_message(asha.id, str(number))).message_id for number in range(50)]
        assert asha.gets().text == "0"
        api.forget(keep=3)
        assert asha.replies().keys() == set(sent[-3:])
        await bot.edit_message_text("edited", asha.id, sent[-1])
        with pytest.raises(BadRequest, match="Message to edit not found"):
            await bot.edit_message_text("edited", asha.id, sent[0])

    run(api, work)
    assert api.count("sendMessage") == 50
    assert [call.method for call in api.calls] == ["editMessageText"] * 2
    assert [asha.gets().text for _ in range(3)] == ["47", "48", "edited"]
    asha.gets_nothing(within=0.02)
    api.forget(keep=0)
    assert (api.calls, asha.replies()) == ([], {})


def test_what_waits_is_not_forgotten(api: FakeBotApi, asha: Person) -> None:
    """A poll that has no answer yet stays, and so does a question that has none; an answered one does not."""
    answered = api.world.ask("inline", "answered")
    open_query = api.world.ask("inline", "open")
    assert post(api, "answerInlineQuery", inline_query_id=answered, results=[])["ok"]
    offset = post(api, "getUpdates")["result"][-1]["update_id"] + 1
    poll = threading.Thread(target=lambda: post(api, "getUpdates", timeout=50, offset=offset))
    poll.start()
    assert api.waits_for(lambda server: server.count("getUpdates") == 2)
    api.forget()
    assert [call.method for call in api.calls] == ["getUpdates"]
    assert list(api.world.queries) == [open_query]
    asha.says("go on")
    poll.join()


def test_downloads_are_forgotten(api: FakeBotApi, asha: Person) -> None:
    """A file that was fetched is a call that is over."""
    asha.sends_document(b"text")

    async def work(bot: Bot) -> None:
        await (await bot.get_file("document-1")).download_as_bytearray()

    run(api, work)
    assert len(api.calls_of(DOWNLOAD)) == 1
    api.forget()
    assert api.calls == []
