"""Questions that are none, or that would break something: each gets an answer or an honest no, in chat and on paper."""

from __future__ import annotations

import pytest
from telegram.constants import MessageLimit

from bot.question import cleaned
from bot.telegram.answers import Answers
from bot.telegram.asked import Asked
from bot.telegram.callback_data import View
from index import Searcher
from tests.botapi import FakeBotApi
from tests.botapi.text import parsed, utf16_len
from tests.features.conftest import gets_no_other

WORDS = "".join(chr(ord("क") + number) for number in range(25))
BAD = {
    "empty": "",
    "white space": " \n\t\u3000\u00a0",
    "emoji": "🙂🙂👩‍👩‍👧🇮🇳",
    "one letter": "क" * 4096,
    "one Latin letter": "a" * 4096,
    "many words": " ".join(
        f"{a}{b}{c}{d}" for a in WORDS[:10] for b in WORDS[:10] for c in WORDS[:10] for d in WORDS[:10]
    ),
    "markup": "<b>&\"'</b> *bold* _x_ `code` [a](tg://user?id=1) <script>",
    "control characters": "".join(map(chr, range(32))) + "\x7f\x85",
    "lone surrogates": "\ud800\udfff\ud800",
    "joiners": "क\u200d" * 2000,
    "marks": "क" + "\u093e\u0902\u093c" * 1000,
    "right to left": "\u202eسلام\u202c שלום مرحبا",
    "other script": "ᱥᱟᱱᱛᱟᱲᱤ ᱯᱟᱹᱨᱥᱤ โรงเรียน 日本語",
    "punctuation": "?!।॥…" * 500,
    "digits": "९" * 4000,
    "dots": "." * 4096,
    "abbreviation": "क." * 2000,
    "number groups": "1," * 2000,
    "a number without an end": "1" + ",000" * 900 + ",5",
}


@pytest.mark.parametrize("question", BAD.values(), ids=BAD)
def test_bad_question_is_not_answered_and_breaks_nothing(searcher: Searcher, question: str) -> None:
    """A question that is none is not answered, and the message that says so is valid."""
    asked = Asked(cleaned(question))
    answer = searcher.ask(asked.question)
    assert not answer.answered
    assert 0 <= answer.confidence <= 1
    message = parsed(Answers(searcher).reply(asked, View(language="hi")).html, "HTML", None)
    assert 1 <= utf16_len(message.text) <= MessageLimit.MAX_TEXT_LENGTH


def test_markup_in_a_question_does_not_hide_its_words(searcher: Searcher) -> None:
    """Words between tags and signs are still found."""
    assert searcher.ask("<b>*शोइगु*</b> ने_क्या_कहा?").hits[0].passage.number == 2


@pytest.mark.usefixtures("bot")
def test_bad_questions_are_answered_in_chat(api: FakeBotApi) -> None:
    """Each bad question that Telegram lets through gets exactly one message in chat."""
    sendable = [cleaned(question).replace("\0", "")[: MessageLimit.MAX_TEXT_LENGTH] for question in BAD.values()]
    for question in filter(None, sendable):
        person = api.person()
        said = person.says(question)
        answer = person.gets(timeout=20)
        assert answer.reply_to == said.message_id
        gets_no_other(person, answer)
