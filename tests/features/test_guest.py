"""Guest mode: the bot is mentioned in a chat that it is not in, and has one message there to answer with."""

from __future__ import annotations

from typing import Any

import pytest

from tests.botapi import FakeBotApi, InlineMessage, Person
from tests.botapi.text import marked
from tests.features.conftest import Bot, Shared

METRO = (
    "दिल्ली मेट्रो की पहली लाइन दिसंबर 2002 में शाहदरा से तीस हज़ारी तक खुली थी और उसमें छह स्टेशन थे।",
    "उसके दो साल बाद दूसरी लाइन विश्वविद्यालय से कश्मीरी गेट तक खुली, और उसके स्टेशन ज़मीन के नीचे बने थे।",
    "आज दिल्ली मेट्रो में बारह लाइनें हैं, और उनमें हर दिन साठ लाख लोग सफ़र करते हैं, यह देश में सबसे ज़्यादा है।",
)
ARTICLES = {
    "metro.txt": "---\ntitle: दिल्ली मेट्रो\nlanguage: hi\n---\n" + "\n\n".join(METRO),
    "river.txt": "---\ntitle: Delhi's river\nlanguage: en\n---\nThe Yamuna flows through Delhi from north to south.",
}
QUESTION = "पहली लाइन कब खुली?"
CONTEXT, PASSAGE_ONLY, CHAT = "संदर्भ", "केवल अंश", "चैट में पूछें"


def mentions(person: Person, text: str, **more: Any) -> InlineMessage:  # noqa: ANN401  # the keyword arguments of the double
    """Return the message that answers a mention."""
    return person.guest_message(person.mentions_as_guest(text, timeout=20, **more))


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("text", [f"@poochho_bot {QUESTION}", f"{QUESTION} @poochho_bot", f"@Poochho_Bot {QUESTION}"])
def test_mention_is_answered_with_a_passage(asha: Person, text: str) -> None:
    """A question with a mention of the bot is answered where it stands, with the passage and its source."""
    message = mentions(asha, text)
    assert marked(message, "bold") == [METRO[0]]
    assert "दिल्ली मेट्रो · अनुच्छेद 1" in message.text
    assert list(message.buttons) == [CONTEXT, "कॉपी", "और अंश", "👍 काम आया", "👎 काम नहीं आया"]
    assert message.buttons["और अंश"]["switch_inline_query_current_chat"] == QUESTION


def test_guest_answer_is_toggled_and_voted_on(shared: Shared, api: FakeBotApi, asha: Person) -> None:
    """The buttons below the answer work in a chat that the bot cannot see, for anybody there."""
    message = mentions(asha, f"@poochho_bot {QUESTION}")
    ben = api.person("Ben")
    ben.presses(message, CONTEXT)
    around = ben.gets_edit(message)
    assert METRO[0] in around.text
    assert METRO[1] in around.text
    ben.presses(around, PASSAGE_ONLY)
    assert ben.gets_edit(around).text == message.text
    assert ben.presses(message, "👎 काम नहीं आया")["text"] == "Thank you, noted."
    assert shared.rows("SELECT article, helpful FROM votes WHERE telegram_id = ?", ben.id) == [("metro", 0)]


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("@poochho_bot क्रिकेट विश्व कप किसने जीता?", "इन लेखों में इसका उत्तर नहीं है।"),
        ("@poochho_bot", "किसके बारे में?"),
        ("@poochho_bot और कब?", "किसके बारे में?"),
        ("@poochho_bot मेट्रो in: कौआ", "“कौआ” नाम का कोई लेख या भाषा यहाँ नहीं है।"),
    ],
)
def test_mention_that_nothing_answers_leads_to_the_chat(asha: Person, text: str, said: str) -> None:
    """Where there is no passage to show, that is said in the person's language, with a link to the chat."""
    message = mentions(asha, text)
    assert message.text.startswith(said)
    link = message.buttons[CHAT]["url"]
    asha.says(f"/start {link.removeprefix('https://t.me/poochho_bot?start=')}")
    assert asha.gets().text.startswith("मुझसे सवाल पूछिए")


@pytest.mark.usefixtures("shared")
def test_guest_answer_is_in_the_persons_language(api: FakeBotApi) -> None:
    """The bot's own words are in the language of who mentions it, not of the chat or the article."""
    message = mentions(api.person("Ben", "en"), f"@poochho_bot {QUESTION}")
    assert "· paragraph 1" in message.text
    assert "More passages" in message.buttons


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("place", ["English", "अंग्रेज़ी", "Delhi's river"])
def test_guest_looks_in_one_place_only(asha: Person, place: str) -> None:
    """A place after "in:" holds in a mention too."""
    assert "The Yamuna" in mentions(asha, f"@poochho_bot Delhi in: {place}").text


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("text", ["@poochho_bot", "@poochho_bot यह कहाँ का है?"])
def test_mention_below_a_long_text_says_where_it_stands(asha: Person, text: str) -> None:
    """A mention in reply to somebody's long text asks where that comes from: the words that stand there are bold."""
    message = mentions(asha, text, reply_to_text="देखिए: " + " ".join(METRO) + " " + METRO[0])
    assert "% हिस्सा एक लेख से है" in message.text
    assert "दिल्ली मेट्रो · अनुच्छेद" in message.text
    (overlap,) = marked(message, "bold")
    assert any(overlap in passage for passage in METRO)


@pytest.mark.usefixtures("shared")
def test_mention_below_a_question_asks_that(asha: Person) -> None:
    """A mention alone, in reply to somebody's question, has that question answered."""
    assert marked(mentions(asha, "@poochho_bot", reply_to_text=QUESTION), "bold") == [METRO[0]]


def test_guest_whose_answer_failed_gets_an_apology(api: FakeBotApi, bot: Bot, asha: Person) -> None:
    """Where the answer is refused, also when it is tried again, the one message says so and leads to the chat."""
    api.fail_next("answerGuestQuery", 400, "Bad Request: something of the server", times=3)
    message = mentions(asha, f"@poochho_bot {QUESTION}")
    assert message.text.startswith("मेरी ओर से कुछ गड़बड़ हो गई")
    assert list(message.buttons) == [CHAT]
    bot.stop()
    bot.log = bot.log.replace("Traceback", "")  # the details belong in the log here


@pytest.mark.usefixtures("shared")
def test_mention_that_waited_too_long_is_let_go(api: FakeBotApi, asha: Person) -> None:
    """An answer that comes too late, as after an outage, is no failure, and not tried again; the next one comes."""
    api.fail_next("answerGuestQuery", 400, "Bad Request: query is too old and response timeout expired")
    with pytest.raises(AssertionError, match="not answered"):
        asha.mentions_as_guest(f"@poochho_bot {QUESTION}", timeout=0.2)
    assert marked(mentions(asha, f"@poochho_bot {QUESTION}"), "bold") == [METRO[0]]
