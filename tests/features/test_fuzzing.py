"""What anyone can send, however odd, neither stops the bot nor makes it write to who did not ask."""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.telegram.incoming import ALLOWED_UPDATES
from tests.botapi import arbitrary
from tests.features.given import CANNOT_BE_READ, FAILED, NOT_TOLD, Running, running_in

A_FEW = 10  # updates, of what is posted: else a test would show nothing
MAY_FAIL = (CANNOT_BE_READ, FAILED, NOT_TOLD)
MESSAGES = ("message", "edited_message")
PLACES = [
    {"id": -number, "type": kind, "title": "?"} for number, kind in enumerate(("group", "supergroup", "channel"), 1)
]
SOMEBODY, ANOTHER_BOT = ({"id": 9, "is_bot": is_bot, "first_name": "?"} for is_bot in (False, True))
PRIVATE = {"id": 9, "type": "private", "first_name": "?"}
ENTITIES = ("entities", "caption_entities")
ADDRESSES = {"bot_command", "mention", "text_mention"}

# The double counts from 732,000,001 on; what Hypothesis tries again, it tries as another update.
_numbers = itertools.count(2**40)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A bot that has fresh memory, and that all tests share."""
    with running_in(tmp_path_factory.mktemp("home")) as bot:
        yield bot


def fresh(update: dict[str, Any]) -> dict[str, Any]:
    """Return an update that comes for the first time; messages in it were written just now."""
    now = {"date": int(time.time())}
    parts = {kind: event | now for kind, event in update.items() if kind.endswith("message")}
    for event in parts.values():
        event.pop("edit_date", None)
    return update | parts | {"update_id": next(_numbers)}


def several(updates: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Return some at a time: most of a test's time is waiting until the inbox is empty."""
    return st.lists(updates, min_size=1, max_size=5)


def asking(update: dict[str, Any]) -> set[int]:
    """Return the chats that may get something for an update: a private one, or one where the bot may be addressed."""
    if "callback_query" in update:
        return {chat["id"] for chat in [update["callback_query"].get("message", {}).get("chat")] if chat}
    event = next((update[kind] for kind in MESSAGES if kind in update), None)
    if event is None or event.get("via_bot") or (event.get("from", {}).get("is_bot") and not event.get("sender_chat")):
        return set()
    entities = {entity["type"] for name in ENTITIES for entity in event.get(name, [])}
    is_addressed = bool(ADDRESSES & entities) or "reply_to_message" in event
    return {event["chat"]["id"]} if event["chat"]["type"] == "private" or is_addressed else set()


def among_people(update: dict[str, Any], chat: dict[str, Any]) -> dict[str, Any]:
    """Return a message, written by somebody in a group or a channel, without what would address the bot."""
    return _written(update, {"chat": chat, "from": SOMEBODY}, {"reply_to_message", "sender_chat", *ENTITIES})


def by_a_bot(update: dict[str, Any]) -> dict[str, Any]:
    """Return a message that another bot wrote, as nothing but its being one tells."""
    return _written(update, {"from": ANOTHER_BOT, "chat": PRIVATE}, {"sender_chat", *ENTITIES})


def _written(update: dict[str, Any], more: dict[str, Any], less: set[str]) -> dict[str, Any]:
    """Return the update of a message with other parts."""
    ((kind, event),) = ((kind, event) for kind, event in update.items() if kind in MESSAGES)
    return update | {kind: {name: part for name, part in event.items() if name not in less} | more}


FRESH = arbitrary.updates().map(fresh)
FRESH_MESSAGES = arbitrary.updates(*MESSAGES).map(fresh)
UNASKED = {
    "among people": st.builds(among_people, FRESH_MESSAGES, st.sampled_from(PLACES)),
    "by a bot": FRESH_MESSAGES.map(by_a_bot),
    "no message": arbitrary.updates(*set(arbitrary.kinds()).difference(MESSAGES, ["callback_query"])).map(fresh),
}
POSTED = FRESH.map(lambda update: json.dumps(update).encode())
MANGLED: st.SearchStrategy[Any] = arbitrary.mangled().filter(lambda each: isinstance(each, dict))


def test_whatever_telegram_may_send_is_worked_off(running: Running) -> None:
    """Each update that Telegram's description allows ends, without a fault, and nobody gets a word who did not ask."""

    @settings(max_examples=40)
    @given(several(FRESH))
    def work_off(updates: list[dict[str, Any]]) -> None:
        written = running.writes_for(updates)
        assert written <= set().union(*map(asking, updates))

    work_off()
    running.answers()


@pytest.mark.parametrize("unasked", UNASKED.values(), ids=UNASKED)
def test_who_did_not_ask_gets_nothing(running: Running, unasked: st.SearchStrategy[dict[str, Any]]) -> None:
    """What people say to each other, what other bots say, and what is no message at all gets no answer in any chat."""

    @settings(max_examples=15)
    @given(several(unasked))
    def work_off(updates: list[dict[str, Any]]) -> None:
        assert running.writes_for(updates) == set()

    work_off()
    running.answers()


def test_what_is_no_update_is_worked_off(running: Running) -> None:
    """Updates with parts that are gone, or are something else, end as well; they may fail, and stop no other."""

    @settings(max_examples=40)
    @given(several(MANGLED))
    def work_off(updates: list[dict[str, Any]]) -> None:
        running.writes_for([update | {"update_id": next(_numbers)} for update in updates], MAY_FAIL)

    work_off()
    running.answers(MAY_FAIL)


def test_whatever_is_posted_has_its_answer(running: Running) -> None:
    """With the secret, what is posted is taken or refused, and what is taken is kept once; without, it goes nowhere."""
    kept: set[object] = set()

    @settings(max_examples=80)
    @given(arbitrary.bodies() | POSTED, st.text("0aé", max_size=2))
    def post(body: bytes, wrong: str) -> None:
        before = running.kept()
        assert running.posts(body, wrong.encode()) == HTTPStatus.FORBIDDEN
        assert running.kept() == before
        status = running.posts(body)
        assert status in {HTTPStatus.OK, HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE}
        if status == HTTPStatus.OK:
            update = json.loads(body)
            kept.update({update["update_id"]} if update.keys() & set(ALLOWED_UPDATES) else ())
            assert running.kept(update["update_id"]) == (update["update_id"] in kept)
        assert running.kept() - before in {0, 1}

    post()
    assert len(kept) > A_FEW
    running.answers(MAY_FAIL)
