"""Links that somebody sends to be read, not asked about."""

from __future__ import annotations

from telegram import Message, MessageEntity
from telegram.ext import filters

_LINKS = (MessageEntity.URL, MessageEntity.TEXT_LINK)
_BY_ITSELF = "https://"  # Telegram marks "example.org" as a link too


def link_in(message: Message) -> str | None:
    """Return the address that a message is about: all that it says, or the only link in what somebody forwards."""
    entities = message.parse_entities([*_LINKS]) or message.parse_caption_entities([*_LINKS])
    links = {_address(entity, words) for entity, words in entities.items()}
    if len(links) != 1:
        return None
    says_more = (message.text or message.caption or "").strip() not in entities.values()
    return None if says_more and message.forward_origin is None else links.pop()


class Links(filters.MessageFilter):
    """Messages that are about a link."""

    def filter(self, message: Message) -> bool:
        """Return whether the message is about a link."""
        return link_in(message) is not None


def _address(entity: MessageEntity, words: str) -> str:
    address = entity.url or words
    return address if "://" in address else _BY_ITSELF + address
