"""What a message asks: read from the message, what it replies to, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

import regex
from telegram import Message, MessageEntity, User

from bot.catalogue import split_place
from bot.fitting import ELLIPSIS, utf16_length
from bot.question import LONGEST_QUESTION, cleaned
from bot.telegram.callback_data import View, carried_below
from index import asks_on, names_subject

_SPACES = regex.compile(r"[^\S\n]{2,}")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a message asks.

    Attributes:
        question: The question, or a text whose source is wanted; empty where the message says nothing.
        together: Whether it is a follow-up put together with the question before it.
        name: What the person wrote after "in:", None if nothing.
        place: The key of the place that the answer before it was looked up in, for a follow-up; empty for all.
    """

    question: str
    together: bool = False
    name: str | None = None
    place: str = ""

    @property
    def is_text(self) -> bool:
        """Whether it is too long for a question."""
        return utf16_length(self.question) > LONGEST_QUESTION


def asked(message: Message, me: User) -> Asked:
    """Return what a message asks the bot.

    A text that names no subject of its own asks about what it replies to: about the question before it where that is
    one of the bot's answers, else about the text of the message.
    """
    said = own_words(message, me)
    question, name = split_place(said) if utf16_length(said) <= LONGEST_QUESTION else (said, None)
    before = message.reply_to_message
    if question and not asks_on(question):
        return Asked(question, name=name)
    # A reply from another chat shows a part of what it replies to, whether somebody chose it or not.
    if message.quote and (message.quote.is_manual or message.external_reply):
        return Asked(_about(cleaned(message.quote.text), question), name=name)
    if before is None:
        return Asked(question, name=name)
    if before.from_user and before.from_user.id == me.id:
        both = f"{question_in(before) or ''} {question}"
        # What is too long to be repeated in full could not be turned over.
        if both.startswith(" ") or utf16_length(both) > LONGEST_QUESTION or not question:
            return Asked(question, name=name)
        return Asked(both, together=True, name=name, place=_place_of(before))
    return Asked(_about(cleaned(before.text or before.caption or ""), question), name=name)


def asked_again(answer: Message, me: User) -> str | None:
    """Return the question that one of the bot's answers answers: as it repeats it, or where that is cut, in full.

    None where the question is gone.
    """
    repeated = question_in(answer)
    if answer.reply_to_message is None or (repeated and not repeated.endswith(ELLIPSIS)):
        return repeated
    replied_to = asked(answer.reply_to_message, me).question
    # A title that was offered as a question, or a follow-up, may end in "…" by itself.
    return replied_to if replied_to.startswith((repeated or "").removesuffix(ELLIPSIS)) else repeated


def question_in(answer: Message) -> str | None:
    """Return the question that an answer repeats below its source: the only thing there that is in italics.

    Telegram cuts italics in pieces at the links and mentions that it finds in a text by itself.
    """
    italics = [entity for entity in answer.entities if entity.type == MessageEntity.ITALIC]
    if not italics:
        return None
    start, last = italics[0].offset, italics[-1]
    encoded = (answer.text or "").encode("utf-16-le", "surrogatepass")
    return encoded[2 * start : 2 * (last.offset + last.length)].decode("utf-16-le", "replace")


def own_words(message: Message, me: User) -> str:
    """Return what a message says by itself, without the command at its beginning and without mentions of the bot."""
    text = message.text or message.caption or ""
    encoded = text.encode("utf-16-le", "surrogatepass")  # entities count UTF-16 units
    entities = message.parse_entities() if message.text else message.parse_caption_entities()
    for entity, words in sorted(entities.items(), key=lambda found: found[0].offset, reverse=True):
        if (entity.type == MessageEntity.BOT_COMMAND and entity.offset == 0) or _is_mention(entity, words, me):
            encoded = encoded[: 2 * entity.offset] + encoded[2 * (entity.offset + entity.length) :]
    return _SPACES.sub(" ", cleaned(encoded.decode("utf-16-le", "surrogatepass")))


def command_in(message: Message, me: User) -> str | None:
    """Return the name of the command to the bot that a message begins with, None if there is none."""
    entity = next(iter(message.entities), None)
    if entity is None or entity.type != MessageEntity.BOT_COMMAND or entity.offset > 0:
        return None
    name, _, bot = message.parse_entity(entity).removeprefix("/").partition("@")
    return name.casefold() if bot.casefold() in {"", (me.username or "").casefold()} else None


def is_to(message: Message, me: User) -> bool:
    """Return whether a message in a group is addressed to the bot: a mention of it, or a reply that asks it something.

    What was sent through the bot (its inline results) is somebody else's message: a reply to that is none to the bot.
    """
    entities = message.parse_entities() if message.text else message.parse_caption_entities()
    if any(_is_mention(entity, words, me) for entity, words in entities.items()):
        return True
    before = message.reply_to_message
    if before is None or before.via_bot or not before.from_user or before.from_user.id != me.id:
        return False
    words = own_words(message, me)
    return names_subject(words) or asks_on(words)


def _is_mention(entity: MessageEntity, words: str, me: User) -> bool:
    if entity.type == MessageEntity.TEXT_MENTION:
        return entity.user is not None and entity.user.id == me.id
    return entity.type == MessageEntity.MENTION and words.casefold() == f"@{me.username}".casefold()


def _about(text: str, question: str) -> str:
    """Return a question about a text: the two together, as far as that is still a question; else the text."""
    both = f"{text} {question}".strip()
    return both if utf16_length(both) <= LONGEST_QUESTION else text


def _place_of(answer: Message) -> str:
    """Return the key of the place that an answer was looked up in; its buttons carry it."""
    places = [view.place for view in carried_below(answer) if isinstance(view, View)]
    # Those that turn and unfold are in this one's view, where there are any; the one that leads out of it comes last.
    return places[0] if places and not places[-1] else ""
