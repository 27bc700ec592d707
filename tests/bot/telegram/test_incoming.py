"""Updates as Telegram sends them, before anything is made of them."""

from __future__ import annotations

import contextlib
import json
import logging
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.incoming import ALLOWED_UPDATES, bot_id_of, incoming

SECRET = "AAF-x_0123456789"
TOKEN = f"110201543:{SECRET}"
GROUP: dict[str, Any] = {"id": -1_002_147_483_648, "type": "supergroup", "title": "Group"}
ASHA: dict[str, Any] = {"id": 7, "type": "private", "first_name": "Asha"}
MESSAGE: dict[str, Any] = {"message_id": 1, "date": 1, "chat": GROUP, "from": ASHA, "text": "मार्ग कब खुला?"}

LANES: list[tuple[str, dict[str, Any], int | None]] = [
    ("message", MESSAGE, GROUP["id"]),
    ("message", MESSAGE | {"chat": ASHA}, 7),
    ("edited_message", MESSAGE, GROUP["id"]),
    ("guest_message", MESSAGE, GROUP["id"]),
    ("my_chat_member", {"chat": GROUP, "from": ASHA, "date": 1}, GROUP["id"]),
    ("callback_query", {"id": "1", "from": ASHA, "message": MESSAGE}, GROUP["id"]),
    ("callback_query", {"id": "1", "from": ASHA, "message": {"message_id": 1, "date": 0, "chat": ASHA}}, 7),
    ("callback_query", {"id": "1", "from": ASHA, "inline_message_id": "x"}, None),
    ("inline_query", {"id": "1", "from": ASHA, "query": "x", "offset": ""}, None),
]
UNKNOWN = ["channel_post", "poll_answer", "message_reaction", "something_new"]
NO_NUMBERS: list[object] = [None, "5", 5.0, True, -1, 2**63, [5]]

NUMBERS = st.integers() | st.sampled_from([2**63, 2**63 - 1, -(2**63)]) | st.booleans() | st.floats()
VALUES = st.none() | NUMBERS | st.text() | st.just(SECRET)
JSON = st.recursive(VALUES, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8)
CHATS = st.fixed_dictionaries({"chat": st.fixed_dictionaries({"id": JSON}) | JSON})
EVENTS = JSON | CHATS | st.fixed_dictionaries({"message": CHATS | JSON})
UPDATES = st.fixed_dictionaries(
    {}, optional={"update_id": NUMBERS | JSON, **dict.fromkeys([*ALLOWED_UPDATES, "poll"], EVENTS)}
)


def test_every_kind_that_the_bot_asks_for_is_tried_here() -> None:
    """For each kind of update that Telegram is asked for there is an example."""
    assert {kind for kind, _, _ in LANES} == set(ALLOWED_UPDATES)


@pytest.mark.parametrize(("kind", "event", "chat"), LANES)
def test_an_update_is_kept_as_it_is(kind: str, event: dict[str, Any], chat: int | None) -> None:
    """An update is kept with its number and the chat in which it happened, and reads as it came."""
    update = {"update_id": 2**52, kind: event}
    kept = incoming(update, TOKEN)
    assert kept
    assert (kept.update_id, kept.chat_id) == (2**52, chat)
    assert json.loads(kept.body) == update
    assert kept.body.isascii()


@pytest.mark.parametrize("kind", UNKNOWN)
def test_other_kinds_are_passed_over(kind: str, caplog: pytest.LogCaptureFixture) -> None:
    """What the bot does not act on is not kept, and is named in the log by its number alone."""
    caplog.set_level(logging.INFO)
    assert incoming({"update_id": 5, kind: MESSAGE}, TOKEN) is None
    assert [record.message for record in caplog.records] == ["update 5: of no kind that the bot acts on"]


@pytest.mark.parametrize("number", NO_NUMBERS, ids=repr)
def test_what_has_no_number_is_no_update(number: object) -> None:
    """Without a number that a database can hold it is no update."""
    with pytest.raises(ValueError, match="no update_id"):
        incoming({"update_id": number, "message": MESSAGE}, TOKEN)
    with pytest.raises(ValueError, match="no update_id"):
        incoming({"message": MESSAGE}, TOKEN)


@pytest.mark.parametrize("written", [TOKEN, SECRET, f"bot{TOKEN}/getMe", SECRET * 2])
def test_the_token_is_not_kept(written: str) -> None:
    """A token that somebody writes into a message, whole or its secret half, does not come into the database."""
    kept = incoming({"update_id": 5, "message": MESSAGE | {"text": f"देखो: {written}!"}}, TOKEN)
    assert kept
    assert SECRET not in kept.body
    assert json.loads(kept.body)["message"]["text"].startswith("देखो: ")


@given(UPDATES)
def test_anything_that_is_json_is_kept_or_refused(update: dict[str, Any]) -> None:
    """Whatever comes is kept, in a chat that the database can hold and without the token, or it is no update."""
    with contextlib.suppress(ValueError):
        kept = incoming(update, TOKEN)
        if kept is None:
            assert not update.keys() & {*ALLOWED_UPDATES}
            return
        assert kept.update_id == update["update_id"]
        assert kept.chat_id is None or abs(kept.chat_id) < 2**63
        assert SECRET not in kept.body
        assert isinstance(json.loads(kept.body), dict)


@pytest.mark.parametrize(
    ("token", "number"),
    [(TOKEN, 110201543), ("7000000001:x", 7_000_000_001), ("x", 0), ("", 0), (":x", 0), ("-7:x", 0), ("٧:x", 0)],
)
def test_the_bots_number_is_that_of_its_token(token: str, number: int) -> None:
    """The bot is known by the number in its token; what is no token has none."""
    assert bot_id_of(token) == number
    assert bot_id_of(f"{2**63}:x") == 0
