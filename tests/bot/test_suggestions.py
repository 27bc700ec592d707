"""Questions that articles can answer."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.suggestions import MOST_SUGGESTIONS, Suggestions
from bot.words import languages, words_in
from index import Answer, Entry, Searcher
from tests.bot.articles import article, searcher_of
from tests.texts import any_text, indic_text

WEATHER = article(
    "weather",
    "मौसम की ख़बर",
    "पहाड़ पर बर्फ़ गिरी और सड़कें बंद हो गईं। पहाड़ के लोग घर में रहे।",
    "शहर में बारिश हुई और तापमान बहुत गिर गया। बारिश कल भी होगी।",
    "किसानों ने कहा कि फ़सल अच्छी होगी, और किसानों को दाम भी मिलेगा।",
)
SCHOOL = article(
    "school",
    "विद्यालय",
    "पुस्तकालय कब खुलता है?\nपुस्तकालय सुबह नौ बजे खुलता है और शाम को बंद होता है।",
    "विद्यालय में दो सौ बच्चे पढ़ते हैं, और सब यहीं के हैं।",
)
SONG = article("song", "ꯏꯁꯩ", "ꯏꯁꯩ ꯑꯃꯥ ꯁꯛꯄꯥ ꯏꯁꯩ, ꯏꯁꯩ ꯑꯃꯥ ꯁꯛꯄꯥ ꯏꯁꯩ", language="mni")
EMPTY = article("empty", "क्या", "के लिए में से है और वह यह था।")

ABOUT = [words_in("hi").text("about-topic", topic=topic) for topic in ("पहाड़", "बारिश", "किसानों")]


def answered_by(searcher: Searcher, question: str) -> str | None:
    """Return the id of the article that answers a question."""
    answer = searcher.ask(question, top=1)
    return answer.hits[0].passage.article.id if answer.answered else None


def no_answer(searcher: Searcher, question: str) -> Answer:
    """Return the answer to a question that none answers."""
    answer = searcher.ask(question)
    assert not answer.answered
    return answer


def test_questions_are_made_of_topics() -> None:
    """An article is suggested to be asked about its topics, in its language, three times at most."""
    assert sorted(Suggestions(searcher_of(WEATHER)).of(WEATHER)) == sorted(ABOUT)


@pytest.mark.parametrize("language", languages())
def test_topics_stand_in_quotes(language: str) -> None:
    """A question about a topic has it between quotation marks, which keep the words as the article has them."""
    weather = article("weather", WEATHER.title, *WEATHER.text.split("\n\n"), language=language)
    about = [question for question in Suggestions(searcher_of(weather)).of(weather) if question != weather.title]
    assert about
    for question in about:
        topic = question.partition("“")[2].partition("”")[0]
        assert topic in weather.text
        assert question == words_in(language).text("about-topic", topic=topic)


def test_own_questions_are_asked_as_they_are() -> None:
    """A question that the article asks itself comes first, and is not made one again."""
    assert Suggestions(searcher_of(SCHOOL)).of(SCHOOL)[0] == "पुस्तकालय कब खुलता है?"


def test_a_language_that_is_not_spoken_has_its_topics() -> None:
    """Where the bot has no words to make a question of a topic, the topic is the question."""
    assert Suggestions(searcher_of(SONG)).of(SONG)[0] in SONG.text


@pytest.mark.parametrize("tag", ["hi-IN", "HI"])
def test_regions_speak_their_language(tag: str) -> None:
    """An article filed under a region is asked about in its language."""
    weather = article("weather", WEATHER.title, WEATHER.text, language=tag)
    assert set(Suggestions(searcher_of(weather)).of(weather)) <= {*ABOUT, WEATHER.title}


def test_what_another_article_answers_is_not_suggested() -> None:
    """Where the same stands in an article before it, an article's questions are not answered by it, nor suggested."""
    twin = article("twin", WEATHER.title, *WEATHER.text.split("\n\n"))
    suggestions = Suggestions(searcher_of(WEATHER, twin))
    assert suggestions.of(WEATHER)
    assert suggestions.of(twin) == ()


def test_what_no_passage_answers_is_not_suggested(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passage that merely comes first for a question is no answer to it."""
    monkeypatch.setattr("index.search.ANSWERED_FROM", 1.1)
    assert Suggestions(searcher_of(WEATHER)).of(WEATHER) == ()


def test_an_article_may_have_none() -> None:
    """Where there is nothing to ask about, nothing is suggested."""
    assert Suggestions(searcher_of(EMPTY)).of(EMPTY) == ()
    assert Suggestions(searcher_of(EMPTY)).to_start() == []
    assert Suggestions(searcher_of()).to_start() == []


def test_the_title_is_the_last_resort() -> None:
    """An article with no topic that it answers is asked about by its title."""
    plain = article("plain", "नदी का पुल", "नदी पर पुल बना।")
    assert Suggestions(searcher_of(plain)).of(plain) == ("नदी का पुल",)


def test_a_start_has_a_question_of_each_article() -> None:
    """At the start there is a question from each article before there is a second one from any."""
    suggestions = Suggestions(searcher_of(WEATHER, SCHOOL))
    of_weather, of_school = suggestions.of(WEATHER), suggestions.of(SCHOOL)
    assert suggestions.to_start() == [of_weather[0], of_school[0], of_weather[1]]


def test_instead_of_an_answer_the_nearest_articles_are_asked() -> None:
    """After a question without an answer, the articles nearest to it come first, then the others."""
    searcher = searcher_of(WEATHER, SCHOOL)
    suggestions = Suggestions(searcher)
    near_school = no_answer(searcher, "बच्चे क्रिकेट खेलने मंगल ग्रह जाएँगे?")
    assert near_school.hits[0].passage.article.id == "school"
    assert suggestions.instead_of(near_school)[0] == suggestions.of(SCHOOL)[0]
    assert suggestions.instead_of(no_answer(searcher, "xyzzy")) == suggestions.to_start()


def test_the_same_question_is_suggested_once() -> None:
    """An article that has its title for its first line suggests it once."""
    bridge = article("bridge", "पुल कब बना?", "पुल कब बना?\nपुल पिछले साल बना था, और सब ख़ुश हुए।")
    assert Suggestions(searcher_of(bridge)).of(bridge).count("पुल कब बना?") == 1
    song = article("song", "ꯏꯁꯩ ꯑꯃꯥ", f"ꯏꯁꯩ ꯑꯃꯥ\n{SONG.text}", language="mni")
    assert Suggestions(searcher_of(song)).of(song).count("ꯏꯁꯩ ꯑꯃꯥ") == 1


def test_an_article_is_tried_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Suggestions are worked out when they are first wanted, not each time."""
    searcher = searcher_of(WEATHER)
    suggestions = Suggestions(searcher)
    first = suggestions.of(WEATHER)
    monkeypatch.setattr(searcher, "ask", None)
    assert suggestions.of(WEATHER) == first


def assert_kept(searcher: Searcher, articles: Sequence[Entry]) -> None:
    """Assert the promise: each suggestion is answered, by its article."""
    suggestions = Suggestions(searcher)
    for each in articles:
        suggested = suggestions.of(each)
        assert len(suggested) == len({*suggested}) <= MOST_SUGGESTIONS
        assert all(answered_by(searcher, question) == each.id for question in suggested)
    start = suggestions.to_start()
    assert len(start) == len({*start}) <= MOST_SUGGESTIONS


@given(st.lists(indic_text(30) | any_text(), max_size=4), st.sampled_from([*languages(), "mni", "en-IN"]))
def test_any_suggestion_is_answered_by_its_article(texts: list[str], language: str) -> None:
    """Whatever the articles and their language, what is suggested was tried: the article answers it."""
    articles = [
        article(str(number), f"{text[:30]} {number}", text, text, language=language)
        for number, text in enumerate(texts)
        if text.strip()
    ]
    assert_kept(searcher_of(*articles), articles)


def test_suggestions_of_the_shipped_article_are_answered(searcher: Searcher) -> None:
    """What is offered to everybody who presses Start is three questions that are answered."""
    assert_kept(searcher, searcher.articles)
    assert len(Suggestions(searcher).to_start()) == MOST_SUGGESTIONS
