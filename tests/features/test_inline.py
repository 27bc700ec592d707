"""Inline mode: `@poochho_bot question` typed in any chat, and the messages that its results become."""

from __future__ import annotations

from typing import Any

import pytest

from tests.botapi import ELSEWHERE, FakeBotApi, Group, InlineMessage, Person
from tests.botapi.text import marked
from tests.features.conftest import Bot, Shared

RIVERS = """
    गंगा यमुना नर्मदा गोदावरी कृष्णा कावेरी महानदी ताप्ती साबरमती चंबल बेतवा सोन घाघरा गंडक कोसी सतलुज ब्यास रावी चिनाब
    झेलम लूनी तीस्ता दामोदर
""".split()
ARTICLES = {
    f"{number}.txt": (
        f"---\ntitle: {river} का पुल\nlanguage: hi\npublisher: नदी समाचार\n---\n"
        f"{river} नदी का पुल {10 * number} मीटर लंबा है और उस पर रेल चलती है।\n\n"
        f"{river} नदी का किनारा पहाड़ों से शुरू होता है।"
    )
    for number, river in enumerate(RIVERS, 10)
}
OF_ALL, OF_ONE = "पुल", "तीस्ता नदी का पुल कितना लंबा है?"
NOWHERE = "क्रिकेट विश्व कप"
ON_A_PAGE = 10
LONGEST = {  # 256 characters, and how many results they have on the first page
    "words": ("पुल " * 63 + "रेल?", ON_A_PAGE),
    "one word": ("प" * 256, 0),
    "question marks": ("पुल" + "?" * 253, ON_A_PAGE),
    "emoji": ("🙂" * 256, ON_A_PAGE),  # asks nothing: the articles are listed
}

CONTEXT, PASSAGE_ONLY, MORE = "संदर्भ", "केवल अंश", "और अंश"
HELP, GROUP_HELP = "अपना सवाल संदेश में भेजिए", "इस समूह में /ask"


def pages(person: Person, query: str) -> list[dict[str, Any]]:
    """Return the answers to an inline query, page after page as the person scrolls."""
    answers = [person.types_inline(query, timeout=20)]
    while offset := answers[-1].get("next_offset"):
        answers.append(person.types_inline(query, offset))
    return answers


def titles(answer: dict[str, Any]) -> list[str]:
    """Return the titles of the results that an answer lists."""
    return [result["title"] for result in answer["results"]]


def chosen(person: Person, chat: Group | None) -> InlineMessage:
    """Return the message that somebody sends into a chat by choosing the first result."""
    if chat is None:
        person.says("/start")  # in a chat that was not begun, nobody can send anything
        person.gets(timeout=20)
    return person.chooses(person.types_inline(OF_ONE, timeout=20), 0, chat)


@pytest.mark.usefixtures("shared")
def test_results_are_passages_with_their_sources(asha: Person) -> None:
    """A question typed in any chat lists the best passage first: its article, its best sentence, its source."""
    answer = asha.types_inline(OF_ONE, timeout=20)
    first = answer["results"][0]
    assert first["title"] == "तीस्ता का पुल"
    assert first["description"] == "तीस्ता नदी का पुल 310 मीटर लंबा है और उस पर रेल चलती है।\nनदी समाचार · अनुच्छेद 1"
    assert answer["is_personal"]
    assert answer["cache_time"] > 0
    assert "button" not in answer


@pytest.mark.usefixtures("shared")
def test_results_are_in_the_persons_language(api: FakeBotApi) -> None:
    """What the bot says itself in a list and in a message is in the language of who types, not of the article."""
    answer = api.person("Ben", "en").types_inline(OF_ONE, timeout=20)
    assert answer["results"][0]["description"].endswith("नदी समाचार · paragraph 1")
    buttons = [button["text"] for row in answer["results"][0]["reply_markup"]["inline_keyboard"] for button in row]
    assert buttons == ["Context", "Copy", "More passages", "👍 Helpful", "👎 Not helpful"]


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("query", ["", " ", OF_ALL, "क्या"], ids=["empty", "space", "passages", "no subject"])
def test_results_come_by_pages(asha: Person, query: str) -> None:
    """Long lists come ten at a time, each result once: articles where nothing is asked yet, else passages."""
    answers = pages(asha, query)
    assert [len(answer["results"]) for answer in answers] == [ON_A_PAGE, ON_A_PAGE, len(RIVERS) - 2 * ON_A_PAGE]
    assert sorted(title for answer in answers for title in titles(answer)) == sorted(
        f"{river} का पुल" for river in RIVERS
    )
    assert len({result["id"] for answer in answers for result in answer["results"]}) == len(RIVERS)


@pytest.mark.usefixtures("shared")
def test_articles_lead_to_the_chat_where_they_can_be_asked(asha: Person) -> None:
    """An article chosen from the list is sent with a button whose link opens it in the chat with the bot."""
    message = asha.chooses(asha.types_inline("", timeout=20), 0, ELSEWHERE)
    assert message.text == "गंगा का पुल\nनदी समाचार · हिन्दी · 2 अंश"
    link = message.buttons["चैट में पूछें"]["url"]
    asha.says(f"/start {link.removeprefix('https://t.me/poochho_bot?start=')}")
    assert asha.gets().text.startswith("गंगा का पुल\n")


@pytest.mark.usefixtures("shared")
def test_nothing_found_leads_to_the_chat(asha: Person) -> None:
    """Where nothing answers, the button above the empty list leads to the chat, and its link works there."""
    answer = asha.types_inline(NOWHERE, timeout=20)
    assert answer["results"] == []
    assert answer["button"]["text"] == "इन लेखों में नहीं है: चैट में पूछें"
    asha.says(f"/start {answer['button']['start_parameter']}")
    assert asha.gets().text.startswith("मुझसे सवाल पूछिए")


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(
    ("offset", "count"), [("10", ON_A_PAGE), ("1000", 0), ("x", ON_A_PAGE), ("-1", ON_A_PAGE), ("१", ON_A_PAGE)]
)
def test_any_offset_is_answered(asha: Person, offset: str, count: int) -> None:
    """An offset beyond the end gets an empty page; one that the bot never gave gets the first."""
    assert len(asha.types_inline(OF_ALL, offset, timeout=20)["results"]) == count


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(("query", "count"), LONGEST.values(), ids=LONGEST)
def test_longest_query_is_answered(asha: Person, query: str, count: int) -> None:
    """A query of 256 characters, the most that Telegram lets through, is answered like any other."""
    assert len(asha.types_inline(query, timeout=20)["results"]) == count


@pytest.mark.usefixtures("shared")
def test_longest_query_stands_on_the_button_for_more(asha: Person) -> None:
    """The button for more passages types the question again, in full, however long it was."""
    query, _ = LONGEST["words"]
    message = asha.chooses(asha.types_inline(query, timeout=20), 0, ELSEWHERE)
    assert message.buttons[MORE]["switch_inline_query_current_chat"] == query


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("रेल in: तीस्ता का पुल", ["तीस्ता का पुल"]),
        ("tista nadi ka pul kitna lamba hai", ["तीस्ता का पुल"]),
        ('"तीस्ता नदी का पुल"', ["तीस्ता का पुल"]),
    ],
)
def test_query_is_understood_like_a_message(asha: Person, query: str, found: list[str]) -> None:
    """A place after "in:", Latin letters and quotes mean in a query what they mean in a message."""
    assert titles(asha.types_inline(query, timeout=20))[:1] == found


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("kind", ["private", "group", "supergroup"])
def test_bot_does_not_answer_its_own_result(api: FakeBotApi, asha: Person, kind: str) -> None:
    """A result chosen in a chat with the bot comes back to it as a message: it is nobody's question, nor its edits."""
    group = None if kind == "private" else api.group(asha, supergroup=kind == "supergroup")
    message = chosen(asha, group)
    asha.presses(message, CONTEXT)
    assert asha.gets_edit(message).text != message.text
    asha.says("/help", group)
    assert asha.gets(group).text.startswith(GROUP_HELP if group else HELP)


@pytest.mark.usefixtures("shared")
def test_reply_to_a_result_is_none_to_the_bot(api: FakeBotApi, asha: Person) -> None:
    """What was sent through the bot is somebody's message: others can talk about it without the bot's advice."""
    ben = api.person("Ben")
    group = api.group(asha, ben)
    message = chosen(asha, group)
    ben.says("और कितने?", group, reply_to=message)
    ben.says("/help", group)
    assert ben.gets(group).text.startswith("In this group, write /ask")


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("where", ["private", "group", "elsewhere"])
def test_context_is_toggled_in_any_chat(api: FakeBotApi, asha: Person, where: str) -> None:
    """Where the question cannot be read again, the button for context still shows what stands around, and back."""
    chats = {"private": None, "group": api.group(asha), "elsewhere": ELSEWHERE}
    message = chosen(asha, chats[where])
    assert message.inline_message_id
    assert marked(message, "bold") == ["तीस्ता नदी का पुल 310 मीटर लंबा है और उस पर रेल चलती है।"]
    assert list(message.buttons) == [CONTEXT, "कॉपी", MORE, "👍 काम आया", "👎 काम नहीं आया"]
    assert message.buttons[MORE]["switch_inline_query_current_chat"] == OF_ONE
    asha.presses(message, CONTEXT)
    around = asha.gets_edit(message)
    assert "तीस्ता नदी का किनारा" in around.text
    assert marked(around, "bold") == marked(message, "bold")
    asha.presses(around, PASSAGE_ONLY)
    back = asha.gets_edit(around)
    assert back.text == message.text
    assert CONTEXT in back.buttons


@pytest.mark.usefixtures("api")
def test_result_is_toggled_and_voted_on_after_a_restart(shared: Shared, asha: Person) -> None:
    """The buttons below a result carry all they need: they work after a restart, for anybody who sees them."""
    message = chosen(asha, ELSEWHERE)
    shared.restart()
    ben = shared.api.person("Ben")
    ben.presses(message, CONTEXT, timeout=20)
    assert PASSAGE_ONLY in ben.gets_edit(message).buttons  # in the language of who sent it
    assert ben.presses(message, "👍 काम आया")["text"] == "Thank you, noted."
    assert shared.rows("SELECT article, helpful FROM votes WHERE telegram_id = ?", ben.id) == [("31", 1)]


@pytest.mark.usefixtures("shared")
def test_button_below_a_deleted_result(asha: Person) -> None:
    """A press below a result that was deleted is answered, and harms nothing."""
    message = chosen(asha, ELSEWHERE)
    asha.deletes(message)
    asha.presses(message, CONTEXT)


def test_query_whose_lookup_failed_is_answered(api: FakeBotApi, bot: Bot, asha: Person) -> None:
    """Where something goes wrong, who types is led to the chat instead of waiting for ever."""
    api.fail_next("answerInlineQuery", 400, "Bad Request: something of the server")
    answer = asha.types_inline(OF_ONE, timeout=20)
    assert answer["results"] == []
    assert answer["button"]["text"] == "चैट में पूछें"
    assert answer["cache_time"] == 0
    bot.stop()
    bot.log = bot.log.replace("Traceback", "")  # the details belong in the log here


@pytest.mark.usefixtures("shared")
def test_query_that_was_typed_on_is_let_go(api: FakeBotApi, asha: Person) -> None:
    """An answer that comes too late, because somebody typed on, is no failure; the later query is answered."""
    api.fail_next("answerInlineQuery", 400, "Bad Request: query is too old and response timeout expired")
    with pytest.raises(AssertionError, match="not answered"):
        asha.types_inline("तीस्ता", timeout=0.2)
    assert asha.types_inline(OF_ONE, timeout=20)["results"]
