"""Where to look: "QUESTION in: NAME" names an article or a language; buttons do the same to an answer."""

from __future__ import annotations

import pytest

from tests.botapi import BotMessage, FakeBotApi, Person
from tests.botapi.text import marked
from tests.features.conftest import Shared

ARTICLES = {
    "delhi.txt": "---\ntitle: दिल्ली मेट्रो\nlanguage: hi\n---\nमेट्रो की पहली गाड़ी शाहदरा से चली थी।",
    "kolkata.txt": "---\ntitle: कोलकाता मेट्रो\nlanguage: hi-IN\n---\nमेट्रो की पहली गाड़ी एस्प्लेनेड से चली थी।",
    "chennai.txt": "---\ntitle: Chennai Metro\nlanguage: en\n---\nThe first metro train ran from Koyambedu.",
}
QUESTION = "metro"
DELHI, KOLKATA, CHENNAI = "दिल्ली मेट्रो", "कोलकाता मेट्रो", "Chennai Metro"
IN_HINDI = [DELHI, KOLKATA]
HINDI, ENGLISH = "हिन्दी", "अंग्रेज़ी"

ONLY_ARTICLE, ONLY_HINDI, ONLY_ENGLISH, EVERYWHERE = "केवल इस लेख में", "केवल हिन्दी में", "केवल अंग्रेज़ी में", "सभी लेखों में"
NEXT = "अगला ▶"


def asks(person: Person, text: str) -> BotMessage:
    """Return the answer to a message."""
    person.says(text)
    return person.gets(timeout=20)


def turns(person: Person, answer: BotMessage, button: str) -> BotMessage:
    """Return the answer as it is after a press of one of its buttons."""
    person.presses(answer, button)
    return person.gets_edit(answer)


def found_in(answer: BotMessage) -> tuple[str, str]:
    """Return which article an answer is from, and the line that says what was asked and where."""
    *_, source, line = answer.text.splitlines()
    return source.removeprefix("— ").partition(" · ")[0], line


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(
    ("name", "articles", "place"),
    [
        (DELHI, [DELHI], DELHI),
        ("दिल्ली", [DELHI], DELHI),
        ("dilli metro", [DELHI], DELHI),
        ("kolkata", [KOLKATA], KOLKATA),  # its file's name
        ("chennai", [CHENNAI], CHENNAI),
        ("Hindi", IN_HINDI, HINDI),
        ("हिन्दी", IN_HINDI, HINDI),
        ("हिंदी", IN_HINDI, HINDI),
        ("hi", IN_HINDI, HINDI),
        ("இந்தி", IN_HINDI, HINDI),
        ("english", [CHENNAI], ENGLISH),
        ("अंग्रेज़ी", [CHENNAI], ENGLISH),
    ],
)
@pytest.mark.parametrize("form", ["{question} in: {name}", "/ask {question} in: {name}", "{question}  IN:{name} "])
def test_question_in_one_place(asha: Person, form: str, name: str, articles: list[str], place: str) -> None:
    """An article goes by its title, words of it or its file, a language by its name in any; the answer says which."""
    answer = asks(asha, form.format(question=QUESTION, name=name))
    article, line = found_in(answer)
    assert article in articles
    assert line == f"सवाल: {QUESTION} · केवल {place} में"
    assert marked(answer, "italic") == [QUESTION]


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("name", ["कौआ", "Tamil", "ta", "<b>", "x" * 80])
def test_unknown_place_is_named(asha: Person, name: str) -> None:
    """A place that there is not is named, and where to see what there is; nothing is looked up elsewhere."""
    answer = asks(asha, f"{QUESTION} in: {name}")
    assert answer.text.startswith(f"“{name[:20]}")
    assert answer.text.endswith("नाम का कोई लेख या भाषा यहाँ नहीं है। /sources दिखाता है कि क्या-क्या है।")
    assert answer.buttons == {}


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("text", ["in: Hindi", "metro in:", "metro in Hindi", "plug in: "])
def test_what_names_no_place_is_an_ordinary_question(asha: Person, text: str) -> None:
    """Without a question before it or a name behind, "in:" is a word like others."""
    answer = asks(asha, text)
    assert "केवल" not in answer.text.splitlines()[-1]
    assert "नाम का कोई लेख" not in answer.text


@pytest.mark.usefixtures("shared")
def test_buttons_look_in_one_article_or_language_and_in_all_again(asha: Person) -> None:
    """Below an answer, a button narrows the search to its article, one to its language, and one widens it again."""
    everywhere = asks(asha, QUESTION)
    assert found_in(everywhere) == (CHENNAI, f"सवाल: {QUESTION}")
    assert ONLY_ENGLISH in everywhere.buttons
    english = turns(asha, everywhere, ONLY_ENGLISH)
    assert found_in(english) == (CHENNAI, f"सवाल: {QUESTION} · केवल {ENGLISH} में")
    assert not {ONLY_ARTICLE, ONLY_ENGLISH} & set(english.buttons)
    again = turns(asha, english, EVERYWHERE)
    assert (again.html, again.buttons) == (everywhere.html, everywhere.buttons)
    article = turns(asha, again, ONLY_ARTICLE)
    assert found_in(article) == (CHENNAI, f"सवाल: {QUESTION} · केवल {CHENNAI} में")
    assert turns(asha, article, EVERYWHERE).html == everywhere.html


@pytest.mark.usefixtures("api")
def test_pager_stays_in_the_place(shared: Shared, asha: Person) -> None:
    """The further passages are those of the place, after a restart too; narrowed again, the pager begins anew."""
    first = asks(asha, f"{QUESTION} in: Hindi")
    shared.restart()
    asha.presses(first, NEXT, timeout=20)
    second = asha.gets_edit(first)
    assert "2/2" in second.buttons
    assert sorted(found_in(answer)[0] for answer in (first, second)) == sorted(IN_HINDI)
    assert found_in(second)[1] == found_in(first)[1] == f"सवाल: {QUESTION} · केवल {HINDI} में"
    everywhere = turns(asha, second, EVERYWHERE)
    assert found_in(everywhere) == (CHENNAI, f"सवाल: {QUESTION}")


@pytest.mark.usefixtures("shared")
def test_article_of_the_passage_that_is_shown(asha: Person) -> None:
    """The buttons that narrow are about the passage that is shown, not about the first."""
    second = turns(asha, asks(asha, "मेट्रो की पहली गाड़ी कहाँ से चली?"), NEXT)
    title, line = found_in(second)
    assert ONLY_HINDI in second.buttons
    article = turns(asha, second, ONLY_ARTICLE)
    assert found_in(article) == (title, f"{line} · केवल {title} में")


@pytest.mark.usefixtures("shared")
def test_follow_up_stays_in_the_place(asha: Person) -> None:
    """A follow-up is looked up where the question before it was, unless it names another place."""
    first = asks(asha, f"{QUESTION} in: Hindi")
    asha.says("कब?", reply_to=first)
    together = asha.gets()
    assert found_in(together)[1] == f"पिछले सवाल के साथ जोड़कर: {QUESTION} कब? · केवल {HINDI} में"
    asha.says("कहाँ? in: chennai", reply_to=together)
    assert found_in(asha.gets())[1].endswith(f"{QUESTION} कब? कहाँ? · केवल {CHENNAI} में")


@pytest.mark.usefixtures("shared")
def test_place_in_a_group(api: FakeBotApi, asha: Person) -> None:
    """A place can be named in a group too, and the buttons below keep the answer short."""
    group = api.group(asha)
    asha.says(f"/ask@poochho_bot {QUESTION} in: Hindi", group)
    answer = asha.gets(group, timeout=20)
    assert found_in(answer)[1] == f"सवाल: {QUESTION} · केवल {HINDI} में"
    everywhere = turns(asha, answer, EVERYWHERE)
    assert found_in(everywhere) == (CHENNAI, f"सवाल: {QUESTION}")


@pytest.mark.usefixtures("shared")
def test_edited_place(asha: Person) -> None:
    """A question to which a place is added by an edit has its answer edited."""
    question = asha.says(QUESTION)
    answer = asha.gets(timeout=20)
    asha.edits(question, f"{QUESTION} in: delhi")
    assert found_in(asha.gets_edit(answer)) == (DELHI, f"सवाल: {QUESTION} · केवल {DELHI} में")


@pytest.mark.usefixtures("shared")
def test_no_answer_in_a_place_leads_back_to_all(asha: Person) -> None:
    """Where one place does not answer, it is said which was searched, and a button looks in all articles."""
    nowhere = asks(asha, f"koyambedu in: {KOLKATA}")
    assert nowhere.text.startswith("इन लेखों में इसका उत्तर नहीं है।")
    assert nowhere.text.endswith(f"केवल {KOLKATA} में")
    assert list(nowhere.buttons) == [EVERYWHERE]
    assert found_in(turns(asha, nowhere, EVERYWHERE))[0] == CHENNAI
