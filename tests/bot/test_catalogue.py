"""Articles and languages as people name them."""

from __future__ import annotations

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from bot.catalogue import Catalogue, base_language, split_place
from bot.words import words_in
from index import Article
from tests.bot.articles import article, listed, searcher_of
from tests.texts import any_text

ARTICLES = [
    article("bridge", "पुल का उद्घाटन", "पुल खुल गया।"),
    article("river/1", "गंगा नदी", "नदी बहती है।"),
    article("river/2", "गंगा नदी का पुल", "नदी पर पुल है।"),
    article("school", "নতুন বিদ্যালয়", "বিদ্যালয় খুলেছে।", language="bn"),
    article("weather", "Weather report", "It will rain.", language="EN-Latn-IN"),
    article("quiz", "क्या, कब, कहाँ", "सवाल और जवाब।"),
    article("song", "ꯏꯁꯩ", "ꯏꯁꯩ ꯑꯃꯥ", language="mni"),
]
CATALOGUE = Catalogue(searcher_of(*ARTICLES))

# What a person writes, and the article that it names.
TITLES = {
    "its title": ("गंगा नदी", "river/1"),
    "a longer title that begins like another": ("गंगा नदी का पुल", "river/2"),
    "its id": ("river/2", "river/2"),
    "a word of it": ("उद्घाटन", "bridge"),
    "in Latin letters": ("udghatan", "bridge"),
    "in another script": ("গঙ্গা", "river/1"),
    "in small letters": ("weather", "weather"),
    "a title that would be no question": ("क्या, कब, कहाँ", "quiz"),
    "with punctuation": ("“Weather report”!", "weather"),
}
# What a person writes, and the language that it names.
LANGUAGES = {
    "its name in itself": ("हिन्दी", "hi"),
    "in another spelling": ("हिंदी", "hi"),
    "in English": ("Hindi", "hi"),
    "in small letters": ("english", "en"),
    "in a third language": ("ஆங்கிலம்", "en"),
    "its code": ("bn", "bn"),
    "one that the bot does not speak": ("मणिपुरी", "mni"),
}
NOWHERE = ["दिल्ली के विज्ञान संग्रहालय का पुल", "Tamil", "तमिल", "ta", "मौसम", "?", "", " ", "🙂", "hi-IN"]

# What a person writes, the question in it and the name of where to look.
SPLIT = [
    ("पुल कब बना? in: गंगा नदी", "पुल कब बना?", "गंगा नदी"),
    ("पुल कब बना?\nIn:हिन्दी ", "पुल कब बना?", "हिन्दी"),
    ("what is in: it in: hi", "what is in: it", "hi"),
    ("पहला\nदूसरा in: hi", "पहला\nदूसरा", "hi"),
    ("पुल कब बना?", "पुल कब बना?", None),
    (f"पुल in: {'क' * 80}", "पुल", "क" * 80),
    (f"पुल in: {'क' * 81}", f"पुल in: {'क' * 81}", None),  # longer than anybody names a place: part of what is asked
    (f"पुल in: {'क ' * 60}in: hi", f"पुल in: {('क ' * 60).strip()}", "hi"),
    ("in: hi", "in: hi", None),  # no question
    ("पुल in:", "पुल in:", None),  # no name
    ("पुल in: ", "पुल in: ", None),
    ("main: hi", "main: hi", None),  # the end of a word
    ("पुल in hi", "पुल in hi", None),
    ("", "", None),
]

KEY = regex.compile(
    r"[A-Za-z0-9_-]{1,64}"
)  # what a link to a bot (core.telegram.org/bots/features#deep-linking) may hold


@pytest.mark.parametrize(("name", "identifier"), TITLES.values(), ids=TITLES)
def test_an_article_is_named_by_its_title(name: str, identifier: str) -> None:
    """A title, an id or some words of a title, in whatever letters, name the article."""
    place = CATALOGUE.named(name)
    assert place is not None
    assert place.article is not None
    assert place.article.id == identifier
    assert place.articles == {identifier}
    assert place.language is None


@pytest.mark.parametrize(("name", "language"), LANGUAGES.values(), ids=LANGUAGES)
def test_a_language_is_named_in_any_language(name: str, language: str) -> None:
    """A language's name, in any language that the bot speaks, or its code names all articles in it."""
    place = CATALOGUE.named(name)
    assert place is not None
    assert (place.language, place.article) == (language, None)
    assert place.articles == {each.id for each in ARTICLES if base_language(each.language) == language}


@pytest.mark.parametrize("name", NOWHERE)
def test_what_is_not_there_is_no_place(name: str) -> None:
    """A language of no article, a word of no title and no word at all name nothing."""
    assert CATALOGUE.named(name) is None


def test_a_place_is_called_by_its_title_or_its_language() -> None:
    """An article is called by its title, a language as the reader's language calls it, else by its code."""
    assert CATALOGUE.article(ARTICLES[0]).name(words_in("en")) == "पुल का उद्घाटन"
    unheard_of = Catalogue(searcher_of(article("a", "T", "text", language="qqq")))
    for catalogue, language, name in (
        (CATALOGUE, "hi", "हिन्दी"),
        (CATALOGUE, "mni", "मणिपुरी"),
        (unheard_of, "qqq", "qqq"),
    ):
        place = catalogue.language(language)
        assert place is not None
        assert place.name(words_in("hi")) == name


def test_languages_are_those_of_most_articles_first() -> None:
    """Regions, scripts and letter case are no languages of their own; equal ones stand in the articles' order."""
    assert CATALOGUE.languages == ("hi", "bn", "en", "mni")
    assert CATALOGUE.size == len(ARTICLES)
    more = Catalogue(searcher_of(ARTICLES[3], *ARTICLES[:2]))
    assert more.languages == ("hi", "bn")
    assert CATALOGUE.language("ta") is None


def test_a_key_leads_back() -> None:
    """The key of an article or a language names it again, also after a restart; other keys name nothing."""
    again = Catalogue(searcher_of(*reversed(ARTICLES)))
    for place in [*map(CATALOGUE.article, map(listed, ARTICLES)), *map(CATALOGUE.language, CATALOGUE.languages)]:
        assert place is not None
        assert CATALOGUE.place(place.key) == again.place(place.key) == place
    for key in ("", "a", "l", "lta", "a000000000000", "bridge"):
        assert CATALOGUE.place(key) is None
    assert Catalogue(searcher_of()).place(CATALOGUE.article(ARTICLES[0]).key) is None


@given(st.lists(any_text(), unique=True, min_size=1, max_size=20))
@example(["\ud800", "\ufffd"])
def test_keys_are_unique_and_fit_links_and_buttons(identifiers: list[str]) -> None:
    """Whatever the articles' ids, each has a key of its own that a link and a button can hold beside other things."""
    articles: list[Article] = [article(identifier, "T", "text") for identifier in identifiers]
    catalogue = Catalogue(searcher_of(*articles))
    keys = [catalogue.article(each).key for each in articles]
    assert len({*keys}) == len(keys)
    assert all(KEY.fullmatch(key) and len(key) <= 13 for key in keys)
    assert [place and place.article for place in map(catalogue.place, keys)] == [*map(listed, articles)]


@pytest.mark.parametrize(("text", "question", "name"), SPLIT)
def test_the_place_is_split_from_the_question(text: str, question: str, name: str | None) -> None:
    """What follows the last "in:" is where to look, if there is a question before it and a name after it."""
    assert split_place(text) == (question, name)


@given(any_text(), any_text())
def test_any_question_and_place_are_split(question: str, name: str) -> None:
    """Whatever is asked wherever, splitting loses nothing but the white space around."""
    text = f"{question} in: {name}"
    asked, where = split_place(text)
    if where is None:
        assert asked == text
        assert not question.strip() or not name.strip()
    else:
        assert (asked.strip(), where) == (question.strip(), name.strip())


@pytest.mark.parametrize(
    ("tag", "language"), [("hi", "hi"), ("hi-IN", "hi"), ("HI-Latn-IN", "hi"), ("mni-Beng", "mni"), ("", "")]
)
def test_base_language(tag: str, language: str) -> None:
    """The language of a tag is what stands before its region and script, in small letters."""
    assert base_language(tag) == language
