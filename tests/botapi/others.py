"""Messages of senders that are no people: other bots, channels, administrators who do not show who they are."""

from typing import Any

from tests.botapi.chat import Chat
from tests.botapi.chats import SUPERGROUP, Group, tell
from tests.botapi.seen import Said
from tests.botapi.world import World
from tests.botapi.writing import typed

OTHER_BOT = {"id": 7_000_000_002, "is_bot": True, "first_name": "Other", "username": "other_bot"}
GROUP_ANONYMOUS_BOT = {"id": 1_087_968_824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


def bot_message(world: World, text: str, group: Group) -> Said:
    """Let another bot write into a group."""
    return tell(world, "message", world.chats[group.id].add(OTHER_BOT, typed(text)))


def channel_post(world: World, text: str) -> Said:
    """Write into a channel that the bot is in; nobody is named as the sender."""
    about: dict[str, Any] = {"id": SUPERGROUP - world.fresh_id(), "type": "channel", "title": "Channel"}
    channel = world.chats[about["id"]] = Chat(about)
    return tell(world, "channel_post", channel.add(None, typed(text) | {"sender_chat": about}))


def anonymous_message(world: World, text: str, group: Group) -> Said:
    """Let an administrator write in the name of the group.

    Raises:
        AssertionError: It is a basic group, which has no such administrators.
    """
    chat = world.chats[group.id]
    if chat.about["type"] != "supergroup":
        raise AssertionError(f"Only supergroups have anonymous administrators; {chat.id} is a {chat.about['type']}.")
    return tell(world, "message", chat.add(GROUP_ANONYMOUS_BOT, typed(text) | {"sender_chat": chat.about}))
