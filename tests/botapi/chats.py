"""Groups and private chats: how they begin, how the bot comes in and is shut out, how a group becomes a supergroup."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from tests.botapi.chat import Chat, Stored
from tests.botapi.errors import ApiError, forbidden
from tests.botapi.seen import Said
from tests.botapi.world import ELSEWHERE_ID, World

NOT_STARTED = "bot can't initiate conversation with a user"
BLOCKED = {
    "private": "bot was blocked by the user",
    "group": "bot was kicked from the group chat",
    "supergroup": "bot was kicked from the supergroup chat",
}
# What Telegram puts before the number of a supergroup or a channel to make it the chat's id.
SUPERGROUP = -1_000_000_000_000


@dataclass(frozen=True)
class Group:
    """A group or supergroup.

    Args:
        members: The ids of the people who can write there.
    """

    id: int
    members: set[int] = field(default_factory=set, compare=False)


ELSEWHERE = Group(ELSEWHERE_ID)
"""A chat that the bot is not in and knows nothing of."""


def tell(world: World, kind: str, stored: Stored) -> Said:
    """Tell the bot of a message, if it is in the chat, and return the message."""
    update = None if stored.chat.closed else world.emit({kind: stored.shown()})
    return Said(stored.chat.id, stored.id, stored.text, update["update_id"] if update else None)


def new_private_chat(world: World, user: dict[str, Any]) -> None:
    """Make a person's chat with the bot, in which nobody has said anything."""
    about = {"id": user["id"], "type": "private", "first_name": user["first_name"]}
    world.chats[user["id"]] = Chat(about, closed=forbidden(NOT_STARTED))


def new_group(world: World, members: Iterable[int], title: str, *, is_supergroup: bool) -> Group:
    """Return a group with the bot in it."""
    number = world.fresh_id()
    group_id = SUPERGROUP - number if is_supergroup else -number
    about = {"id": group_id, "type": "supergroup" if is_supergroup else "group", "title": title}
    world.chats[group_id] = Chat(about)
    return Group(group_id, set(members))


def require_open(chat: Chat) -> None:
    """Start a private chat with what is now said there.

    Raises:
        AssertionError: Nobody can write here: the person has blocked the bot, or the group has become a supergroup.
    """
    if chat.closed is None:
        return
    if chat.closed.parameters:
        raise AssertionError(f"The group {chat.id} has become the supergroup {chat.closed.parameters}; write there.")
    if chat.about["type"] == "private":
        if BLOCKED["private"] in chat.closed.description:
            raise AssertionError(f"The person {chat.id} has blocked the bot, and cannot write to it before unblocks().")
        chat.closed = None


def shut_out(world: World, chat: Chat) -> None:
    """Block the bot or throw it out of a group, and tell it so."""
    chat.closed = forbidden(BLOCKED[chat.about["type"]])
    _change(world, chat, {"status": "member"}, {"status": "kicked", "until_date": 0})


def let_in(world: World, chat: Chat) -> None:
    """Unblock the bot or add it to a group again, and tell it so.

    Raises:
        AssertionError: The bot was not shut out.
    """
    kind = chat.about["type"]
    if chat.closed is None or BLOCKED[kind] not in chat.closed.description:
        raise AssertionError(f"The bot was not shut out of the {kind} chat {chat.id}.")
    chat.closed = None
    who = _change(world, chat, {"status": "kicked", "until_date": 0}, {"status": "member"})
    if kind != "private":
        tell(world, "message", chat.add(who, {"new_chat_members": [world.me]}))


def migrate(world: World, group: Group) -> Group:
    """Turn a group into a supergroup and tell the bot in both; message ids go on, so that no old one is valid there.

    Raises:
        AssertionError: It is none, or the bot is not in it.
    """
    old = world.chats[group.id]
    if old.closed or old.about["type"] != "group":
        raise AssertionError(f"The {old.about['type']} {old.id} is no group that the bot is in.")
    supergroup = new_group(world, group.members, old.about["title"], is_supergroup=True)
    new = world.chats[supergroup.id]
    new.ids = old.ids
    who = _admin(world)
    tell(world, "message", old.add(who, {"migrate_to_chat_id": new.id}))
    tell(world, "message", new.add(who, {"migrate_from_chat_id": old.id}))
    sentence = "Bad Request: group chat was upgraded to a supergroup chat"
    old.closed = ApiError(HTTPStatus.BAD_REQUEST, sentence, {"migrate_to_chat_id": new.id})
    return supergroup


def _change(world: World, chat: Chat, old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """Tell the bot what it was and is in a chat, and return the user who changed that."""
    is_private = chat.about["type"] == "private"
    who = _user(chat.id, chat.about["first_name"]) if is_private else _admin(world)
    change = {
        "chat": chat.about,
        "from": who,
        "date": int(time.time()),
        "old_chat_member": old | {"user": world.me},
        "new_chat_member": new | {"user": world.me},
    }
    world.emit({"my_chat_member": change})
    return who


def _admin(world: World) -> dict[str, Any]:
    return _user(world.fresh_id(), "Admin")


def _user(user_id: int, first_name: str) -> dict[str, Any]:
    return {"id": user_id, "is_bot": False, "first_name": first_name}
