"""Texts whose source is wanted: what others wrote, selected, forwarded, below a photo; and the longest there are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from telegram.constants import MessageLimit

from bot.settings import SHIPPED_ARTICLES
from tests.botapi import BotMessage, FakeBotApi, Group, Person
from tests.botapi.text import marked, utf16_len
from tests.features.conftest import gets_no_other

(FILE,) = SHIPPED_ARTICLES.iterdir()
PASSAGES = FILE.read_text(encoding="utf-8").rpartition("---\n")[2].splitlines()
TITLE = "कज़ाख़स्तान से सीएसटीओ की शांति सेना की वापसी"
TEXT = PASSAGES[1]
SENTENCE = "सैनिक 19 जनवरी तक अपनी वापसी पूरी कर लेंगे"
QUESTION = "टोकायव ने क्या कहा?"
FOREIGN = "क्रिकेट विश्व कप में भारत ने पाकिस्तान को छह विकेट से हराया और सेमीफ़ाइनल में जगह बनाई। " * 5
LONGEST = int(MessageLimit.MAX_TEXT_LENGTH)

FOUND_WHOLE = "इस पाठ का 100% हिस्सा एक लेख से है। सबसे ज़्यादा इस अंश में:"
FOUND = "% हिस्सा एक लेख से है"
NOT_FOUND = "यह पाठ इन लेखों में नहीं है।"


def is_found(answer: BotMessage, passage: int = 2) -> bool:
    """Return whether an answer says that a text stands in the article, and shows the passage with the overlap bold."""
    return FOUND in answer.text and f"— {TITLE} · अनुच्छेद {passage}" in answer.text and bool(marked(answer, "bold"))


def of_length(text: str, units: int) -> str:
    """Return a text repeated up to so many UTF-16 units."""
    encoded = (text * (1 + units // utf16_len(text))).encode("utf-16-le")[: 2 * units]
    return encoded.decode("utf-16-le", "ignore")


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("forwarded", [True, False], ids=["forwarded", "typed"])
def test_long_text_is_told_where_it_stands(
    asha: Person,
    forwarded: bool,  # noqa: FBT001  # a kind of message
) -> None:
    """A text longer than a question gets the article that holds it, and the passage, all of it bold."""
    said = asha.says(TEXT, forwarded=forwarded)
    answer = asha.gets(timeout=20)
    assert answer.reply_to == said.message_id
    assert answer.text.startswith(FOUND_WHOLE)
    assert is_found(answer)
    assert len("".join(marked(answer, "bold"))) > 0.9 * len(TEXT)
    assert list(answer.buttons) == ["कॉपी", "👍 काम आया", "👎 काम नहीं आया"]


@pytest.mark.usefixtures("shared")
def test_overlap_is_marked_where_it_stands(asha: Person) -> None:
    """Of a text that quotes the article within other words, the share is told, and just the quotation is bold."""
    quotation = PASSAGES[3][:200].rpartition(" ")[0]
    asha.says(f"{FOREIGN[:120]} {quotation}, {FOREIGN[:60]}")
    answer = asha.gets(timeout=20)
    assert is_found(answer, passage=4)
    assert not answer.text.startswith(FOUND_WHOLE)
    assert marked(answer, "bold") == [quotation]


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("forwarded", [True, False], ids=["forwarded", "typed"])
def test_text_that_stands_nowhere(
    asha: Person,
    forwarded: bool,  # noqa: FBT001  # a kind of message
) -> None:
    """A long text that no article holds and none answers is said not to stand there."""
    asha.says(FOREIGN, forwarded=forwarded)
    assert asha.gets(timeout=20).text.startswith(NOT_FOUND)


@pytest.mark.usefixtures("shared")
def test_text_that_shares_a_phrase(asha: Person) -> None:
    """A long text that has a few words in a row with an article is not said to stand there."""
    asha.says(FOREIGN + SENTENCE)
    assert FOUND not in asha.gets(timeout=20).text


ADDRESSED: dict[str, Callable[[Person, Person, Group, str], object]] = {
    "/ask": lambda ben, asha, group, text: asha.says("/ask", group, reply_to=ben.says(text, group)),
    "/ask and words": lambda ben, asha, group, text: asha.says(
        "/ask यह कहाँ का है?", group, reply_to=ben.says(text, group)
    ),
    "a mention": lambda ben, asha, group, text: asha.says("@poochho_bot", group, reply_to=ben.says(text, group)),
    "a mention and words": lambda ben, asha, group, text: asha.says(
        "@poochho_bot यह कहाँ लिखा है?", group, reply_to=ben.says(text, group)
    ),
    "a selected part": lambda ben, asha, group, text: asha.says(
        "/ask", group, reply_to=ben.says(f"{FOREIGN[:60]} {text}", group), quote=text
    ),
    "a photo's words": lambda ben, asha, group, text: asha.says(
        "/ask", group, reply_to=ben.sends_photo(text[:1024], group)
    ),
    "a forwarded message": lambda ben, asha, group, text: asha.says(
        "/ask", group, reply_to=ben.says(text, group, forwarded=True)
    ),
}


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("asks", ADDRESSED.values(), ids=ADDRESSED)
@pytest.mark.parametrize(("text", "found"), [(TEXT, True), (FOREIGN, False)], ids=["held", "foreign"])
def test_text_of_somebody_in_a_group(
    api: FakeBotApi,
    asha: Person,
    asks: Callable[[Person, Person, Group, str], object],
    text: str,
    found: bool,  # noqa: FBT001  # an expectation
) -> None:
    """Replied to with the command or a mention, somebody's long text, or the part that is selected, is looked up."""
    ben = api.person("Ben")
    group = api.group(asha, ben)
    asks(ben, asha, group, text)
    answer = asha.gets(group, timeout=20)
    assert is_found(answer) if found else answer.text.startswith(NOT_FOUND)


@pytest.mark.usefixtures("shared")
def test_short_text_is_asked_together_with_the_words(api: FakeBotApi, asha: Person) -> None:
    """A short text that is replied to, or a short part that is selected, stands for the subject of the question."""
    ben, chitra = api.person("Ben", "hi"), api.person("Chitra", "hi")
    group = api.group(asha, ben, chitra)
    text = ben.says(TEXT, group)
    asha.says("/ask किसने कहा?", group, reply_to=text, quote=SENTENCE)
    selected = asha.gets(group, timeout=20)
    assert marked(selected, "italic") == [f"{SENTENCE} किसने कहा?"]
    assert "सर्गेई शोइगु" in selected.text
    short = ben.says("टोकायव", group)
    chitra.says("@poochho_bot क्या कहा?", group, reply_to=short)
    assert marked(asha.gets(group), "italic") == ["टोकायव क्या कहा?"]


@pytest.mark.usefixtures("shared")
def test_question_of_its_own_in_reply_to_a_text(api: FakeBotApi, asha: Person) -> None:
    """A reply that says itself what it is about asks that, whatever it replies to."""
    group = api.group(asha)
    asha.says(f"/ask {QUESTION}", group, reply_to=asha.says(TEXT, group))
    assert marked(asha.gets(group, timeout=20), "italic") == [QUESTION]


@pytest.mark.usefixtures("shared")
def test_selected_part_of_an_answer(asha: Person) -> None:
    """A selected part of the bot's own answer is what the reply is about, not the question before it."""
    asha.says(QUESTION)
    answer = asha.gets(timeout=20)
    asha.says("कौन?", reply_to=answer, quote="कासिम-जोमार्ट टोकायव")
    assert marked(asha.gets(), "italic") == ["कासिम-जोमार्ट टोकायव कौन?"]


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("forwarded", [True, False], ids=["forwarded", "taken"])
def test_photo_with_words(
    api: FakeBotApi,
    asha: Person,
    forwarded: bool,  # noqa: FBT001  # a kind of message
) -> None:
    """The words below a photo are read like a message: a long text is looked up, a question answered."""
    asha.sends_photo(TEXT[:1024], forwarded=forwarded)
    assert is_found(asha.gets(timeout=20))
    ravi = api.person("Ravi")
    ravi.sends_photo(QUESTION, forwarded=forwarded)
    assert marked(ravi.gets(), "italic") == [QUESTION]


@pytest.mark.usefixtures("shared")
def test_photo_without_words(api: FakeBotApi, asha: Person) -> None:
    """A photo alone cannot be read; of an album, whose photos are messages of their own, that is said once."""
    for _ in range(3):
        asha.sends_photo(album="5")
    told = asha.gets(timeout=20)
    assert told.text.startswith("मैं केवल लिखा हुआ पढ़ सकता हूँ।")
    gets_no_other(asha, told)
    ravi = api.person("Ravi")
    ravi.sends_photo(QUESTION, album="6")
    answer = ravi.gets()
    assert marked(answer, "italic") == [QUESTION]
    ravi.sends_photo(album="6")
    gets_no_other(ravi, answer)


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n".join(PASSAGES), FOUND),
        ("🙂" * 1000 + "\n".join(PASSAGES), FOUND),
        (FOREIGN, NOT_FOUND),
        ("🙂", "किसके बारे में?"),
        ("👨‍👩‍👧 ", "किसके बारे में?"),
        ("क्षि", NOT_FOUND),
        ("क्षि ", NOT_FOUND),
        ("<&> ", "किसके बारे में?"),
        (f"{QUESTION} ", f"सवाल: {QUESTION}"),
        ("🙂 शोइगु ", "सवाल: 🙂 शोइगु"),
    ],
)
@pytest.mark.parametrize("units", [LONGEST, LONGEST - 1])
def test_message_at_the_edge_of_what_telegram_takes(asha: Person, text: str, said: str, units: int) -> None:
    """A message of 4,096 UTF-16 units, where emoji count two, gets one reply that is not too long itself."""
    question = asha.says(of_length(text, units))
    answer = asha.gets(timeout=20)
    assert answer.reply_to == question.message_id
    assert said in answer.text


@pytest.mark.usefixtures("shared")
def test_answer_to_the_longest_question_is_turned(asha: Person) -> None:
    """The pager reads a question of 4,096 units from the message replied to, all of it."""
    asha.says(of_length("🙂", LONGEST - 2 - utf16_len(QUESTION)) + " " + QUESTION)
    first = asha.gets(timeout=20)
    asha.presses(first, "अगला ▶")
    assert "2/3" in asha.gets_edit(first).buttons
