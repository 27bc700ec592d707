"""What people send to the bot: texts, photos, documents, their own or forwarded."""

import time
from dataclasses import dataclass
from typing import Any

from tests.botapi import writing
from tests.botapi.account import Account
from tests.botapi.chats import Group, tell
from tests.botapi.origins import Origin
from tests.botapi.others import OTHER_BOT
from tests.botapi.seen import Said, Seen
from tests.botapi.upload import Upload


@dataclass
class Sender(Account):
    """Somebody who sends messages.

    In all of these, `chat` is a group, or None for the private chat; `forwarded` tells that the message is somebody
    else's, passed on, and from where (`origins.py`), or hides that if it is merely True; with `html` the words are
    written as HTML, for what apps let people mark: links behind words, quotations, bold.
    """

    def says(
        self,
        text: str,
        chat: Group | None = None,
        reply_to: Said | Seen | None = None,
        quote: str | None = None,
        *,
        forwarded: Origin | bool = False,
        html: bool = False,
        preview: dict[str, Any] | None = None,
    ) -> Said:
        """Write a message, privately or in a group.

        Args:
            text: What is written.
            chat: The group; None for the private chat.
            reply_to: The message that this one replies to.
            quote: The part of that message that the person selected.
            forwarded: Whether the text is somebody else's, and from where.
            html: Whether the text is marked up.
            preview: The `LinkPreviewOptions`, where they are not what Telegram does by itself.
        """
        content = writing.typed(text, html=html) | writing.forwarded(origin=forwarded)
        content |= {"link_preview_options": preview} if preview else {}
        return self._sends(content, chat, reply_to, quote)

    def says_via_other_bot(self, text: str, chat: Group | None = None) -> Said:
        """Send an inline result of another bot."""
        return self._sends(writing.typed(text) | {"via_bot": OTHER_BOT}, chat)

    def sends_photo(
        self,
        caption: str = "",
        chat: Group | None = None,
        *,
        forwarded: Origin | bool = False,
        album: str = "",
        html: bool = False,
    ) -> Said:
        """Send a photo, with or without words under it; those of one album carry its id."""
        with self.world.changed:
            content = writing.photo(f"photo-{self.world.fresh_id()}") | writing.captioned(caption, html=html)
            content |= writing.forwarded(origin=forwarded) | writing.in_album(self._chat(chat), album, "photo")
            return self._sends(content, chat)

    def sends_document(
        self,
        content: bytes,
        name: str | None = "article.txt",
        mime_type: str | None = "text/plain",
        caption: str = "",
        chat: Group | None = None,
        reply_to: Said | Seen | None = None,
        *,
        forwarded: Origin | bool = False,
        album: str = "",
        html: bool = False,
    ) -> Said:
        """Send a file, which the bot can ask for.

        Args:
            content: What it holds.
            name: Its name, whatever that is; None where it has none.
            mime_type: Its type as the sender's app tells it, right or wrong; None where it tells none.
            caption: The words under it.
            chat: The group; None for the private chat.
            reply_to: The message that this one replies to.
            forwarded: Whether it is somebody else's, and from where.
            album: The id that the documents of one album share.
            html: Whether the caption is marked up.
        """
        if not content:
            raise AssertionError("Telegram's apps send no empty file.")
        with self.world.changed:
            file = self.world.files.keep("document", Upload(name or "", content, mime_type))
            message = {"document": file.document} | writing.captioned(caption, html=html)
            message |= writing.forwarded(origin=forwarded) | writing.in_album(self._chat(chat), album, "document")
            return self._sends(message, chat, reply_to)

    def joins(self, group: Group) -> Said:
        """Come into a group."""
        if self.id in group.members:
            raise AssertionError(f"{self.user['first_name']} is in the group {group.id} already.")
        group.members.add(self.id)
        return self._sends({"new_chat_members": [self.user]}, group)

    def edits(self, said: Said, text: str) -> Said:
        """Change a message that was written before, or the words under a photo or a document."""
        with self.world.changed:
            stored = self.world.chats[said.chat_id].messages[said.message_id]
            changed = writing.typed(text) if "text" in stored.message else writing.captioned(text)
            gone = {"entities", "caption", "caption_entities"}
            rest = {key: value for key, value in stored.message.items() if key not in gone}
            stored.message = rest | changed | {"edit_date": int(time.time())}
            return tell(self.world, "edited_message", stored)

    def deletes(self, message: Said | Seen) -> None:
        """Delete a message; Telegram does not tell bots."""
        with self.world.changed:
            del self.world.chats[message.chat_id].messages[message.message_id]

    def _sends(
        self,
        content: dict[str, Any],
        group: Group | None,
        reply_to: Said | Seen | None = None,
        quote: str | None = None,
    ) -> Said:
        with self.world.changed:
            chat = self._chat_to_write_in(group)
            if reply_to and reply_to.chat_id != chat.id:
                raise AssertionError(f"The message {reply_to.text[:60]!r} is in another chat than {chat.id}.")
            answered = chat.messages.get(reply_to.message_id) if reply_to else None
            if quote is not None:
                content |= writing.selected(answered, quote)
            stored = chat.add(self.user, content, reply_to=answered.id if answered else None)
            return tell(self.world, "message", stored)
