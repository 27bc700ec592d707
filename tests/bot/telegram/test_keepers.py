"""The people who keep the library."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from telegram import Chat, Message, User

from bot.telegram.keepers import Keepers

ASHA, RAVI = User(1, "Asha", is_bot=False), User(2, "Ravi", is_bot=False)
AT = datetime(2022, 1, 13, tzinfo=UTC)
GROUP = Chat(-1, Chat.SUPERGROUP)


@pytest.mark.parametrize(("ids", "writer", "keeps"), [([1], ASHA, True), ([1], RAVI, False), ([], ASHA, False)])
def test_messages_of_keepers_pass(ids: list[int], writer: User, *, keeps: bool) -> None:
    """What somebody writes whose id is named passes, in whatever chat; what others write does not."""
    assert Keepers(ids).filter(Message(1, AT, GROUP, from_user=writer)) is keeps


def test_what_nobody_wrote_does_not_pass() -> None:
    """A message without a writer, such as a channel's post, passes for nobody's id, nor for the chat's."""
    assert not Keepers([1, GROUP.id]).filter(Message(1, AT, GROUP))


def test_ids_are_known() -> None:
    """Who they are can be asked, each once."""
    assert Keepers([2, 1, 2]).ids == {1, 2}
