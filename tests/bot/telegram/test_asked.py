"""What messages ask."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from telegram import (
    Chat,
    ExternalReplyInfo,
    ForumTopicCreated,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    MessageEntity,
    MessageOriginHiddenUser,
    TextQuote,
    User,
)

from bot.question import LONGEST_QUESTION, cleaned
from bot.telegram.asked import (
    Asked,
    asked,
    asked_again,
    command_in,
    is_to,
    own_words,
    question_in,
)
from bot.telegram.callback_data import Position, View
from bot.telegram.render import question_line, render_hit
from bot.words import languages, words_in
from index import Article, Hit, Passage, Source, Span
from tests.botapi.text import found_entities, parsed, utf16_len

ME = User(7, "Poochho", is_bot=True, username="PoochhoBot")
ASHA = User(1, "Asha", is_bot=False)
RAVI = User(2, "Ravi", is_bot=False)
GROUP = Chat(-1, Chat.SUPERGROUP)

QUESTION = "शोइगु ने क्या कहा?"
FAMILY = "🙂👩‍👩‍👧"  # 10 UTF-16 units, 6 code points, 2 letters to a reader
LONG = "सेना की वापसी के बारे में " * 20

ARTICLE = Article("a", "वापसी", "hi", "सेना लौटी।", Source(publisher="P", url="https://example.org/"))
HIT = Hit(Passage(ARTICLE, 1, Span(0, 10)), 1.0, Span(0, 10), (Span(0, 4),))


def said(words: str, user: User | None = ASHA, **more: object) -> Message:
    """A message that somebody wrote, with the entities that Telegram finds in it."""
    found = MessageEntity.de_list(found_entities(words), None)
    fields: dict[str, Any] = {"text": words, "entities": found} | more
    return Message(1, datetime(2022, 1, 13, tzinfo=UTC), GROUP, from_user=user, **fields)


def captioned(words: str) -> Message:
    """A picture with a caption."""
    found = MessageEntity.de_list(found_entities(words), None)
    return said("", text=None, entities=None, caption=words, caption_entities=found)


def mentioning(user: User, text: str, name: str) -> Message:
    """A message that mentions somebody by name, as one mentions who has no username; it is the first of its text."""
    place = utf16_len(text[: text.index(name)])
    entity = MessageEntity(MessageEntity.TEXT_MENTION, place, utf16_len(name), user=user)
    return said(text, entities=[entity])


def answer_to(
    question: str, *, together: bool = False, place: str = "", language: str = "en", **more: object
) -> Message:
    """The bot's answer to a question as it comes back from Telegram."""
    words = words_in(language)
    line = question_line(question, words, together=together, where="हिन्दी" if place else None)
    message = parsed(render_hit(HIT, words, line), "HTML", None)
    buttons = [
        InlineKeyboardButton("Source", url="https://example.org/"),
        InlineKeyboardButton("1/2", callback_data=Position(1, 2, "en").data()),
        InlineKeyboardButton("Context", callback_data=View(context=True, place=place).data()),
        InlineKeyboardButton("Only …", callback_data=View(place="" if place else "lta").data()),
    ]
    fields: dict[str, object] = {
        "entities": MessageEntity.de_list(message.entities, None),
        "reply_markup": InlineKeyboardMarkup([[button] for button in buttons]),
    }
    return said(message.text, ME, **fields | more)


TOPIC = said("", text=None, forum_topic_created=ForumTopicCreated("विषय", 0))
"""What a message in a forum's topic replies to where it replies to nothing else."""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (QUESTION, QUESTION),
        (f"/ask {QUESTION}", QUESTION),
        (f"/ask@PoochhoBot\n{QUESTION}", QUESTION),
        ("/ask", ""),
        (f"@PoochhoBot {QUESTION}", QUESTION),
        (f"@poochhobot, {QUESTION}", f", {QUESTION}"),
        (f"{FAMILY} @PoochhoBot {QUESTION}", f"{FAMILY} {QUESTION}"),
        (f"{FAMILY}@PoochhoBot शोइगु {FAMILY} @PoochhoBot {FAMILY}", f"{FAMILY} शोइगु {FAMILY} {FAMILY}"),
        (f"/ask {FAMILY} शोइगु @PoochhoBot ने क्या कहा?", f"{FAMILY} {QUESTION}"),
        ("@PoochhoBot", ""),
        ("@RaviKumar ने क्या कहा?", "@RaviKumar ने क्या कहा?"),
        ("क्या /help ने कहा?", "क्या /help ने कहा?"),
        ("  दो   शब्द\n\nऔर एक ", "दो शब्द\n\nऔर एक"),
    ],
)
def test_own_words(text: str, words: str) -> None:
    """A message's words are without its command and the mentions of the bot, wherever emoji stand before them."""
    assert own_words(said(text), ME) == words


def test_half_a_character_is_replaced() -> None:
    """Half of a surrogate pair, from a broken client, becomes a character that can be looked up and sent."""
    assert own_words(said("", text="आधा \ud83d अक्षर"), ME) == "आधा \ufffd अक्षर"


def test_own_words_of_a_caption_and_of_a_mention_by_name() -> None:
    """A caption says as much as a text; a mention by name is one only where it is the bot's own."""
    assert own_words(captioned(f"{FAMILY} @PoochhoBot {QUESTION}"), ME) == f"{FAMILY} {QUESTION}"
    assert own_words(mentioning(ME, f"{FAMILY} Poochho {QUESTION}", "Poochho"), ME) == f"{FAMILY} {QUESTION}"
    assert own_words(mentioning(RAVI, f"Ravi {QUESTION}", "Ravi"), ME) == f"Ravi {QUESTION}"


@pytest.mark.parametrize(
    ("text", "command"),
    [
        (f"/ask {QUESTION}", "ask"),
        ("/ask", "ask"),
        ("/ASK@poochhobot x", "ask"),
        ("/help@PoochhoBot", "help"),
        ("/ask@OtherBot x", None),
        ("x /ask", None),
        ("@PoochhoBot /ask", None),
        (QUESTION, None),
    ],
)
def test_command(text: str, command: str | None) -> None:
    """A command is one at the beginning, and to this bot."""
    assert command_in(said(text), ME) == command


@pytest.mark.parametrize(
    ("message", "is_ours"),
    [
        (said(QUESTION), False),
        (said(f"@PoochhoBot {QUESTION}"), True),
        (said(f"{FAMILY} @POOCHHOBOT"), True),
        (said(f"@PoochhoBotter {QUESTION}"), False),
        (captioned(f"{FAMILY} @PoochhoBot"), True),
        (captioned(QUESTION), False),
        (mentioning(ME, "सुनो Poochho", "Poochho"), True),
        (mentioning(RAVI, "सुनो Ravi", "Ravi"), False),
        (said("पुतिन ने क्या कहा?", reply_to_message=answer_to(QUESTION)), True),
        (said("और कब?", reply_to_message=answer_to(QUESTION)), True),
        (said("धन्यवाद", reply_to_message=answer_to(QUESTION)), False),
        (said("👍", reply_to_message=answer_to(QUESTION)), False),
        (said("और कब?", reply_to_message=said(QUESTION, RAVI)), False),
        (said("और कब?", reply_to_message=said(QUESTION, RAVI, via_bot=ME)), False),
        (said("और कब?", reply_to_message=answer_to(QUESTION, via_bot=ME)), False),
        (said(QUESTION, reply_to_message=said(QUESTION, user=None)), False),
        (said(QUESTION, reply_to_message=TOPIC), False),
    ],
)
def test_what_is_to_the_bot(message: Message, *, is_ours: bool) -> None:
    """In a group the bot is asked by a mention, or by a reply to what it said itself that is a question."""
    assert is_to(message, ME) is is_ours


@pytest.mark.parametrize("before", [None, TOPIC, answer_to("पहले क्या हुआ?"), said("कुछ और", RAVI)])
@pytest.mark.parametrize(
    ("text", "question", "name"),
    [
        (QUESTION, QUESTION, None),
        (f"/ask {QUESTION} in: दिल्ली मेट्रो", QUESTION, "दिल्ली मेट्रो"),
        (f"{QUESTION}  IN:तमिल ", QUESTION, "तमिल"),
        (LONG, LONG.strip(), None),
    ],
)
def test_question_that_names_its_subject(before: Message | None, text: str, question: str, name: str | None) -> None:
    """A question that names its subject is asked as it is, whatever it replies to; what follows "in:" is where."""
    assert asked(said(text, reply_to_message=before), ME) == Asked(question, name=name)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("place", ["", "lhi", "a0123456789ab"])
def test_follow_up_is_put_together_with_the_question_before_it(language: str, place: str) -> None:
    """A follow-up to an answer is asked with its question, in the same place, in whatever language the bot speaks."""
    before = answer_to(QUESTION, place=place, language=language)
    assert asked(said("और कब?", reply_to_message=before), ME) == Asked(f"{QUESTION} और कब?", together=True, place=place)
    again = answer_to(f"{QUESTION} और कब?", together=True, place=place, language=language)
    further = asked(said("कहाँ? in: T", reply_to_message=again), ME)
    assert further == Asked(f"{QUESTION} और कब? कहाँ?", together=True, name="T", place=place)


@pytest.mark.parametrize("place", ["", "lhi"])
def test_follow_up_to_a_passage_that_is_all_of_its_article(place: str) -> None:
    """The only button of an answer may be one that leads elsewhere: a follow-up does not follow it there."""
    leads = View(place="" if place else "a0123456789ab")
    buttons = InlineKeyboardMarkup.from_button(InlineKeyboardButton("Only …", callback_data=leads.data()))
    before = answer_to(QUESTION, place=place, reply_markup=buttons)
    assert asked(said("और कब?", reply_to_message=before), ME).place == ""


def test_follow_up_to_an_answer_that_lost_its_buttons() -> None:
    """Without the buttons of the answer before it, a follow-up is looked up everywhere."""
    before = answer_to(QUESTION, place="lhi", reply_markup=None)
    assert asked(said("और कब?", reply_to_message=before), ME) == Asked(f"{QUESTION} और कब?", together=True)


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("धन्यवाद", answer_to(QUESTION)),
        ("और कब?", said("Send me a question.", ME)),
        ("और कब?", answer_to(("शोइगु " * 50).strip())),
        ("और कब?", answer_to("🙂" * 145 + " शोइगु")),
    ],
    ids=["asks nothing", "no answer", "too long", "too long in UTF-16"],
)
def test_follow_up_to_nothing_is_asked_alone(text: str, before: Message) -> None:
    """Thanks, a reply to another message of the bot's, and what could not be repeated in full are not put together."""
    assert asked(said(text, reply_to_message=before), ME) == Asked(text)


ABOUT = "यह कब?"


@pytest.mark.parametrize(
    ("before", "text", "question"),
    [
        (said("सेना लौटी।", RAVI), "/ask", "सेना लौटी।"),
        (said("सेना लौटी।", RAVI), f"/ask {ABOUT}", f"सेना लौटी। {ABOUT}"),
        (captioned("सेना लौटी।"), "@PoochhoBot", "सेना लौटी।"),
        (said(LONG, RAVI), f"/ask {ABOUT}", LONG.strip()),
        (said("", text=None), f"/ask {ABOUT}", ABOUT),
        (said("सेना लौटी।", user=None, sender_chat=GROUP), "/ask", "सेना लौटी।"),
        (TOPIC, f"/ask {ABOUT}", ABOUT),
        (TOPIC, "/ask", ""),
    ],
)
def test_text_of_another_is_asked_about(before: Message, text: str, question: str) -> None:
    """What names no subject, in reply to somebody, asks about their text; about a long one, where it comes from."""
    assert asked(said(text, reply_to_message=before), ME) == Asked(question)


@pytest.mark.parametrize("before", [said("सेना लौटी। पुतिन खुश हैं।", RAVI), answer_to(QUESTION)])
@pytest.mark.parametrize(
    ("quote", "text", "question"),
    [
        (" पुतिन ", ABOUT, f"पुतिन {ABOUT}"),
        ("पुतिन", "/ask", "पुतिन"),
        (LONG, ABOUT, LONG.strip()),
        ("पुतिन", QUESTION, QUESTION),
    ],
)
def test_quote_is_asked_about(before: Message, quote: str, text: str, question: str) -> None:
    """Who quotes a part asks about that part, of anybody's message, unless the question names its subject."""
    message = said(text, reply_to_message=before, quote=TextQuote(quote, 0, is_manual=True))
    assert asked(message, ME) == Asked(question)


@pytest.mark.parametrize("text", ["धन्यवाद", "ठीक है", "ok", "👍", "haan"])
@pytest.mark.parametrize(
    "more",
    [
        {"reply_to_message": said("सेना लौटी।", RAVI)},
        {"reply_to_message": said("सेना लौटी।", RAVI), "quote": TextQuote("सेना", 0, is_manual=True)},
        {"reply_to_message": answer_to(QUESTION)},
    ],
    ids=["text", "quote", "answer"],
)
def test_what_asks_nothing_is_asked_alone(text: str, more: dict[str, Any]) -> None:
    """A reply that is neither a question nor names a subject, such as thanks, is not taken for one about a text."""
    assert asked(said(text, **more), ME) == Asked(text)


@pytest.mark.parametrize("text", ["बताओ", "बताइए", "batao", "bataiye", "सच?", "kab"])
def test_request_below_a_text_asks_about_it(text: str) -> None:
    """A request that names no subject asks about the text that it replies to."""
    assert asked(said(text, reply_to_message=said("सेना लौटी।", RAVI)), ME) == Asked(f"सेना लौटी। {text}")


@pytest.mark.parametrize("is_manual", [None, True])
def test_quote_from_another_chat_is_asked_about(*, is_manual: bool | None) -> None:
    """A reply to another chat's message shows a part of it, chosen or not: that is asked about."""
    origin = MessageOriginHiddenUser(datetime(2022, 1, 13, tzinfo=UTC), "Ravi")
    quote = TextQuote("सेना लौटी।", 0, is_manual=is_manual)
    message = said(ABOUT, external_reply=ExternalReplyInfo(origin), quote=quote)
    assert asked(message, ME) == Asked(f"सेना लौटी। {ABOUT}")
    assert asked(said("/ask", external_reply=ExternalReplyInfo(origin), quote=quote), ME) == Asked("सेना लौटी।")


def test_quote_that_telegram_adds_is_none() -> None:
    """A quote that nobody chose does not narrow the question."""
    quote = TextQuote("लौटी", 5, is_manual=None)
    message = said(ABOUT, reply_to_message=said("सेना लौटी।", RAVI), quote=quote)
    assert asked(message, ME).question == f"सेना लौटी। {ABOUT}"


questions = st.text(
    st.sampled_from("कतसािी्ँ़१२ सेना కత தமி ab <>&;\"'_*@/#?।…\n") | st.sampled_from(FAMILY + "𑄇\u200d\u200c"),
    max_size=2 * LONGEST_QUESTION,
).map(lambda text: f"सेना {cleaned(text)}".strip())


@given(question=questions, language=st.sampled_from(languages()), place=st.sampled_from(["", "lhi"]))
@example(question=LONG.strip(), language="hi", place="")
@example(question=f"{FAMILY}{QUESTION}" * 12, language="en", place="lhi")
def test_question_is_read_again_from_its_answer(question: str, language: str, place: str) -> None:
    """Whatever was asked, the buttons below its answer read it again, in full: also where the answer had to cut it."""
    answer = answer_to(question, language=language, place=place, reply_to_message=said(question))
    assert asked_again(answer, ME) == question


@given(question=questions, follow_up=st.sampled_from(["और कब?", "कब", "और कब…", "कब …"]))
def test_question_put_together_is_read_again(question: str, follow_up: str) -> None:
    """A question that was put together is read again in full: nothing but the answer itself has it."""
    found = asked(said(follow_up, reply_to_message=answer_to(question)), ME)
    # What a message replies to comes without what that replied to.
    answer = answer_to(found.question, together=found.together, reply_to_message=said(follow_up))
    assert asked_again(answer, ME) == found.question


def test_cut_question_without_its_message() -> None:
    """Where a question was cut and its message is gone, what the answer repeats of it is left."""
    question = asked_again(answer_to("शोइगु " * 100), ME)
    assert question is not None
    assert set(question.removesuffix("…").split()) == {"शोइगु"}


@pytest.mark.parametrize("message", [said("Send me a question.", ME), said("", ME, text=None)])
def test_what_repeats_no_question(message: Message) -> None:
    """A message of the bot's that answers nothing has no question to be read."""
    assert question_in(message) is None
    assert asked_again(message, ME) is None


def test_title_with_an_ellipsis_is_a_question() -> None:
    """A suggested question that ends in "…" by itself is read from its answer, not from the message that offered it."""
    answer = answer_to("रूसी सेना ने घोषणा…", reply_to_message=said("Ask me a question.", ME))
    assert asked_again(answer, ME) == "रूसी सेना ने घोषणा…"


@pytest.mark.parametrize(
    "question", ["@RaviKumar ने क्या कहा?", "क्या example.org पर @RaviKumar है?", "https://example.org/ क्या है", "सेना #खबर"]
)
def test_italics_in_pieces_are_one_question(question: str) -> None:
    """Italics that Telegram cuts at the links and mentions in a question are read as the one question that they are."""
    answer = answer_to(question)
    (whole,) = (entity for entity in answer.entities if entity.type == MessageEntity.ITALIC)
    words = question.split(" ")
    pieces, start = [], whole.offset
    for number, word in enumerate(words):
        length = utf16_len(word)
        if not number % 2:
            pieces.append(MessageEntity(MessageEntity.ITALIC, start, length))
        start += length + 1
    if len(words) % 2 == 0:
        pieces.append(MessageEntity(MessageEntity.ITALIC, start - length - 1, length))
    others = [entity for entity in answer.entities if entity.type != MessageEntity.ITALIC]
    cut = said(answer.text or "", ME, entities=[*others, *pieces])
    assert question_in(cut) == asked_again(cut, ME) == question


@pytest.mark.parametrize(("length", "name"), [(LONGEST_QUESTION, "hi"), (LONGEST_QUESTION + 1, None)])
@pytest.mark.parametrize("letter", ["क", "🙂"])
def test_where_to_look_is_said_in_a_question_only(letter: str, length: int, name: str | None) -> None:
    """What follows "in:" is where to look only in a text as short as a question; a passage may have "in:" in it."""
    room = length - len(" in: hi")
    text = "क" * (room % utf16_len(letter)) + letter * (room // utf16_len(letter)) + " in: hi"
    assert utf16_len(text) == length
    assert asked(said(text), ME).name == name


@pytest.mark.parametrize(("length", "is_text"), [(LONGEST_QUESTION, False), (LONGEST_QUESTION + 1, True)])
def test_long_text_is_no_question(length: int, *, is_text: bool) -> None:
    """What is longer than any question, as Telegram counts, is a text whose source is wanted."""
    assert Asked("क" * length).is_text is is_text
    assert Asked("🙂" * (length // 2) + "क" * (length % 2)).is_text is is_text
