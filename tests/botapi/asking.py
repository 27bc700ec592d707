"""What people ask the bot by other ways than messages: pressed buttons, inline queries, mentions from elsewhere."""

from dataclasses import dataclass
from typing import Any

from tests.botapi import inline
from tests.botapi.account import Account
from tests.botapi.chats import ELSEWHERE, Group, tell
from tests.botapi.seen import InlineMessage, Seen
from tests.botapi.writing import typed


@dataclass
class Asker(Account):
    """Somebody who asks, and waits for the answer; waiting ends with an AssertionError that tells what did not come."""

    def taps(self, message: Seen, button: str) -> str:
        """Press a button without waiting, and return the callback query's id."""
        pressed = message.buttons.get(button)
        if pressed is None or "callback_data" not in pressed:
            raise AssertionError(f"There is no button {button!r} to press, only {list(message.buttons)}.")
        with self.world.changed:
            query = {
                "id": self.world.ask("callback"),
                "from": self.user,
                "chat_instance": str(message.chat_id),
                "data": pressed["callback_data"],
            }
            self.world.emit({"callback_query": query | self._pressed_under(message)})
        return str(query["id"])

    def presses(self, message: Seen, button: str, timeout: float = 5) -> dict[str, Any]:
        """Press a button and return the parameters of answerCallbackQuery."""
        return self.gets_answer(self.taps(message, button), timeout)

    def types_inline(self, query: str, offset: str = "", timeout: float = 5) -> dict[str, Any]:
        """Type `@bot query` in some chat and return the parameters of answerInlineQuery."""
        with self.world.changed:
            query_id = self.world.ask("inline", query)
            event = {"id": query_id, "from": self.user, "query": query, "offset": offset, "chat_type": "sender"}
            self.world.emit({"inline_query": event})
        return self.gets_answer(query_id, timeout)

    def chooses(self, answer: dict[str, Any], number: int, chat: Group | None = None) -> InlineMessage:
        """Send a result of an answered inline query, counted from 0: to the bot, into a group, or elsewhere."""
        with self.world.changed:
            stored = inline.choose(self.world, self.user, answer, number, self._chat_to_write_in(chat))
            tell(self.world, "message", stored)
            return InlineMessage.of(stored)

    def mentions_as_guest(self, text: str, timeout: float = 5, reply_to_text: str | None = None) -> dict[str, Any]:
        """Mention the bot in a chat that it is not in and return the parameters of answerGuestQuery.

        Args:
            text: What is written, with the mention.
            timeout: How many seconds to wait.
            reply_to_text: The text of somebody else's message that this one replies to.
        """
        with self.world.changed:
            query_id = self.world.ask("guest", text)
            chat = self._chat(ELSEWHERE)
            somebody = {"id": self.world.fresh_id(), "is_bot": False, "first_name": "Somebody"}
            answered = None if reply_to_text is None else chat.add(somebody, typed(reply_to_text)).id
            stored = chat.add(self.user, typed(text) | {"guest_query_id": query_id}, reply_to=answered)
            self.world.emit({"guest_message": stored.shown()})
        return self.gets_answer(query_id, timeout)

    def guest_message(self, answer: dict[str, Any]) -> InlineMessage:
        """Return the message that the answer to a guest query wrote."""
        with self.world.changed:
            sent = self.world.queries[answer["guest_query_id"]].sent
            if sent is None:
                raise AssertionError("The answer to the guest query was refused.")
            return InlineMessage.of(sent)

    def gets_answer(self, query_id: str, timeout: float = 5) -> dict[str, Any]:
        """Return the parameters with which the bot answered a query."""
        with self.world.changed:
            query = self.world.queries[query_id]
            if not self.world.changed.wait_for(lambda: query.answer is not None, timeout):
                raise AssertionError(f"The {query.kind} query was not answered within {timeout} s.")
            return query.answer or {}

    def _pressed_under(self, message: Seen) -> dict[str, Any]:
        """Return how a callback query names the message with the button."""
        if isinstance(message, InlineMessage):
            return {"inline_message_id": message.inline_message_id}
        chat = self.world.chats[message.chat_id]
        stored = chat.messages.get(message.message_id)
        gone = {"chat": chat.about, "message_id": message.message_id, "date": 0}
        return {"message": stored.shown() if stored else gone}
