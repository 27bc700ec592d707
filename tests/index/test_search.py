"""The index of passages, asked."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from index.answer import Answer
from index.article import Article, Source
from index.passage import Passage, split_passages
from index.search import Searcher
from tests.index.articles import passages_of, searcher_of
from tests.texts import HOSTILE, any_text, indic_text

QUESTIONS = ["शोइगु ने क्या कहा?", "sainik kab tak", "CSTO", '"रंग क्रांति"', "२०००", "पुतिन", "ताजमहल", "क्या", ""]
ARTICLES = st.lists(indic_text(20) | any_text(), max_size=3)

# A question and the words of its first passage that are marked, as they stand there.
MATCHES = [
    ("शोइगू", "रक्षा मंत्री सर्गेई शोइगु ने कहा।", ["शोइगु"]),
    ("Shoigu", "रक्षा मंत्री सर्गेई शोइगु ने कहा।", ["शोइगु"]),
    ("शोइगु", "Defence minister Shoigu spoke.", ["Shoigu"]),
    ("सैनिकों", "सब सैनिक लौटे।", ["सैनिक"]),  # by runs of letters
    ("सी.एस.टी.ओ.", "दल CSTO का है।", ["CSTO"]),
    ("CSTO", "दल (सी.एस.टी.ओ.) का है।", ["सी.एस.टी.ओ."]),
    ("2000", "कुल २,००० लोग।", ["२,०००"]),
    ("कजाखस्तान", "वह क\u093cज\u093cा\u200dख\u093cस्तान गया।", ["क\u093cज\u093cा\u200dख\u093cस्तान"]),
    ("क्या शांति थी", "क्या शांति थी?", ["शांति"]),  # only words of the subject
    ("শান্তি", "क्या शांति थी?", ["शांति"]),
]
# Questions that name nothing.
NAMELESS = ["क्या", "kya", "What is the", "ने के में", "ne ke me kya hai ka", "কী", "?", "", " \n", "🙂"]


def told(answer: Answer) -> Answer:
    """Return an answer without the time it took."""
    return replace(answer, took_ms=0)


def library(texts: list[str]) -> Searcher:
    """Return a searcher of articles, split as they are when they are read."""
    articles = [Article(f"{number}", "शीर्षक", "hi", text, Source()) for number, text in enumerate(texts)]
    return Searcher.of(passage for article in articles for passage in split_passages(article))


def passages_in(searcher: Searcher) -> list[Passage]:
    """Return all passages of a searcher."""
    return [passage for article in searcher.articles for passage in searcher.passages_of(article)]


def assert_sound(searcher: Searcher, question: str, top: int) -> None:
    """Assert what holds for the answer to any question."""
    answer = searcher.ask(question, top=top)
    assert answer.question == question
    assert answer.took_ms >= 0
    assert len(answer.hits) <= min(top, len(passages_in(searcher)))
    assert len({(hit.passage.article.id, hit.passage.number) for hit in answer.hits}) == len(answer.hits)
    assert [hit.score for hit in answer.hits] == sorted((hit.score for hit in answer.hits), reverse=True)
    for hit in answer.hits:
        text = hit.passage.text
        edges = {0, *(cluster.end() for cluster in regex.finditer(r"\X", text))}
        assert hit.passage in passages_in(searcher)
        assert 0 <= hit.best_sentence.start < hit.best_sentence.end <= len(text)
        assert all(start in edges and end in edges and start < end for start, end in hit.matches)
        assert list(hit.matches) == sorted({*hit.matches})
        assert all(one.end < other.start for one, other in zip(hit.matches, hit.matches[1:], strict=False))


@given(ARTICLES, indic_text(6) | any_text(), st.integers(0, 4))
def test_any_question_of_any_articles_is_sound(texts: list[str], question: str, top: int) -> None:
    """Whatever is written and asked: hits in order, each once, spans inside the passage and on whole letters."""
    searcher = library(texts)
    assert_sound(searcher, question, top)
    assert_sound(searcher, f"{question} {' '.join(texts)[:40]}", top)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_articles_and_questions_are_sound(text: str) -> None:
    """Nothing that stands in a file or is sent breaks the search."""
    searcher = library(["शोइगु ने पुष्टि की।", text])
    assert_sound(searcher, text[:2000], 3)
    assert_sound(searcher, f"शोइगु {text[:50]}", 3)


@pytest.mark.parametrize(("question", "text", "marked"), MATCHES)
def test_matches_are_the_words_as_they_stand(question: str, text: str, marked: list[str]) -> None:
    """Marked is the whole word as it is written, also where it matched by sound or by a run of letters."""
    (hit,) = searcher_of(text).ask(question).hits
    assert [text[start:end] for start, end in hit.matches] == marked


@pytest.mark.parametrize("question", QUESTIONS)
def test_nothing_is_found_in_nothing(question: str) -> None:
    """A searcher without passages finds none."""
    answer = Searcher.of([]).ask(question)
    assert (answer.answered, answer.confidence, answer.hits) == (False, 0, ())


def test_one_passage_is_found() -> None:
    """An article of one passage is found by its words and not by others."""
    searcher = searcher_of("शोइगु ने पुष्टि की।")
    assert [hit.passage.text for hit in searcher.ask("शोइगु").hits] == ["शोइगु ने पुष्टि की।"]
    assert searcher.ask("शोइगु").answered
    assert not searcher.ask("ताजमहल").answered


def test_the_one_of_two_passages_is_found() -> None:
    """Of two passages, the one with the word is first, and the other is not shown for it."""
    searcher = searcher_of("नदी बहती है।", "सेना लौटी।")
    assert [hit.passage.text for hit in searcher.ask("सेना").hits] == ["सेना लौटी।"]
    assert [hit.passage.text for hit in searcher.ask("नदी").hits] == ["नदी बहती है।"]


@pytest.mark.parametrize("top", [0, 1, 2, 3, 7, 100])
def test_no_more_hits_than_asked_for(searcher: Searcher, top: int) -> None:
    """There are as many hits as asked for, or as there are; the best are the same however many."""
    hits = searcher.ask("सीएसटीओ कज़ाख़स्तान", top=top).hits
    assert len(hits) == min(top, len(passages_in(searcher)))
    assert hits == searcher.ask("सीएसटीओ कज़ाख़स्तान", top=100).hits[:top]


def test_equal_passages_are_in_their_order() -> None:
    """Passages with the same score come in the order in which they were given."""
    hits = searcher_of(*["सेना लौटी।"] * 5).ask("सेना", top=5).hits
    assert [hit.passage.article.id for hit in hits] == [f"article {number}" for number in range(5)]
    assert len({hit.score for hit in hits}) == 1


@pytest.mark.parametrize("question", NAMELESS)
def test_a_question_that_names_nothing_is_not_answered(searcher: Searcher, question: str) -> None:
    """Words that only ask or join find nothing at all, rather than something at random."""
    answer = searcher.ask(question)
    assert (answer.answered, answer.confidence, answer.hits) == (False, 0, ())


def test_a_quoted_phrase_must_occur(searcher: Searcher) -> None:
    """A phrase in quotation marks is found where it stands as such, and nowhere else."""
    assert [hit.passage.number for hit in searcher.ask('"रंग क्रांति"').hits] == [6]
    assert searcher.ask('"क्रांति रंग"').hits == ()
    assert searcher.ask("क्रांति रंग").hits


def test_a_long_phrase_of_a_short_article_is_not_found() -> None:
    """A quoted phrase longer than all there is to read is no error."""
    assert searcher_of("रंग क्रांति नदी").ask('"रंग क्रांति नदी पुल घर शहर"').hits == ()


def test_the_same_question_gets_the_same_answer(searcher: Searcher) -> None:
    """Neither asking before, nor another searcher of the same passages, changes an answer."""
    first = [told(searcher.ask(question)) for question in QUESTIONS]
    assert [told(searcher.ask(question)) for question in reversed(QUESTIONS)] == first[::-1]
    assert [told(Searcher.of(passages_in(searcher)).ask(question)) for question in QUESTIONS] == first


@pytest.mark.parametrize("remembered", [0, 5, 10_000])
def test_threads_get_the_same_answers(searcher: Searcher, remembered: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked from several threads at once, a searcher nobody has asked before answers as it does alone.

    However few words are remembered: one thread forgets what another is about to look up.
    """
    monkeypatch.setattr("index.vocabulary._MOST_REMEMBERED", remembered)
    monkeypatch.setattr("index.normalize._MOST_REMEMBERED", remembered)
    questions = [f"{question} {word}" for question in QUESTIONS for word in ("", "सेना", "1600", "Putin")] * 4
    alone = [told(searcher.ask(question)) for question in questions]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(Searcher.of(passages_in(searcher)).ask, questions))
    assert list(map(told, together)) == alone


def test_passages_of_an_article_are_in_its_order() -> None:
    """Each article has its own passages, in their order."""
    searcher = Searcher.of(passages_of(["सेना", "नदी", "पुल"], ["घर"]))
    first, second = searcher.articles
    assert [passage.text for passage in searcher.passages_of(first)] == ["सेना", "नदी", "पुल"]
    assert [passage.text for passage in searcher.passages_of(second)] == ["घर"]


def test_around_a_passage_are_its_neighbours_in_the_article() -> None:
    """Before and after a passage stand those of its article; at the article's ends there is none."""
    passages = passages_of(["सेना", "नदी", "पुल"], ["घर"])
    searcher = Searcher.of(passages)
    army, river, bridge, house = passages
    assert searcher.around(army) == (None, river)
    assert searcher.around(river) == (army, bridge)
    assert searcher.around(bridge) == (river, None)
    assert searcher.around(house) == (None, None)


@pytest.mark.parametrize(
    ("sentence", "best"), [(0, "सेना लौटी है।"), (14, "नदी बहती है।"), (3, "सेना लौटी है।"), (99, "सेना लौटी है।")]
)
def test_a_passage_is_shown_without_its_question(sentence: int, best: str) -> None:
    """The sentence that begins where it is said is best, else the first; nothing is marked."""
    (passage,) = passages_of(["सेना लौटी है। नदी बहती है।"])
    hit = Searcher.of([passage]).without_question(passage, sentence)
    assert passage.text[slice(*hit.best_sentence)] == best
    assert (hit.passage, hit.score, hit.matches) == (passage, 0, ())


@given(ARTICLES, st.integers(-1, 40))
def test_any_passage_is_shown_without_its_question(texts: list[str], sentence: int) -> None:
    """Whatever a passage holds and wherever a sentence is said to begin, the best one lies in it."""
    searcher = library(texts)
    for passage in passages_in(searcher):
        start, end = searcher.without_question(passage, sentence).best_sentence
        assert 0 <= start < end <= len(passage.text)


def test_a_passage_without_words_is_shown() -> None:
    """Where there is no sentence, all of the passage is the best one."""
    for text in ("", " ", "🙂"):
        (passage,) = passages_of([text])
        assert Searcher.of([passage]).without_question(passage, 0).best_sentence == (0, len(text))


def test_only_the_articles_asked_for_are_looked_in() -> None:
    """A question of some articles is answered by these alone, however much better another is."""
    searcher = Searcher.of(passages_of(["सेना सेना लौटी।", "सेना"], ["नदी बही।"], ["कल वह सेना के साथ गया।"]))
    assert [hit.passage.article.id for hit in searcher.ask("सेना", 9).hits] == ["article 0", "article 0", "article 2"]
    assert [hit.passage.article.id for hit in searcher.ask("सेना", 9, {"article 2"}).hits] == ["article 2"]
    assert searcher.ask("सेना", 9, {"article 2"}).answered
    assert searcher.ask("सेना", 9, {"article 1"}).hits == ()
    assert not searcher.ask("सेना", 9, {"article 1"}).answered


@pytest.mark.parametrize("within", [frozenset(), {"no such article"}])
def test_no_article_is_looked_in(searcher: Searcher, within: frozenset[str]) -> None:
    """Among no articles nothing is found, which is not the same as among all."""
    answer = searcher.ask("शोइगु", within=within)
    assert (answer.answered, answer.confidence, answer.hits) == (False, 0, ())


def test_all_articles_are_the_same_as_no_choice(searcher: Searcher) -> None:
    """To look in each article by its id is to look everywhere."""
    for question in QUESTIONS:
        everywhere = {article.id for article in searcher.articles}
        assert told(searcher.ask(question, within=everywhere)) == told(searcher.ask(question))


@given(ARTICLES, indic_text(6) | any_text(), st.sets(st.sampled_from("012")))
def test_any_answer_among_articles_is_of_these(texts: list[str], question: str, within: set[str]) -> None:
    """Whatever is asked of whichever articles, the hits are theirs and none is lost."""
    searcher = library(texts)
    question = f"{question} {' '.join(texts)[:40]}"
    count = len(passages_in(searcher))
    expected = {hit.passage for hit in searcher.ask(question, count).hits if hit.passage.article.id in within}
    assert {hit.passage for hit in searcher.ask(question, count, within).hits} == expected


def test_a_text_is_traced_to_its_article() -> None:
    """A sentence is found with its article, a foreign one nowhere."""
    searcher = searcher_of("नदी बही।", "पुल पिछले साल बना था, और अब वह टूट रहा है।")
    found = searcher.origin("पुल पिछले साल बना था!")
    assert found is not None
    assert (found.hit.passage, found.share) == (passages_in(searcher)[1], 1)
    assert searcher.origin("कल शाम तेज़ बारिश हुई।") is None
    assert Searcher.of([]).origin("पुल पिछले साल बना था!") is None


def test_topics_are_of_the_article() -> None:
    """An article's own questions come first, then its headings, what is often in it and in few others, and asides."""
    searcher = Searcher.of(
        passages_of(
            ["पुल कब बना?\nपुल पिछले साल बना।", "मौसम का हाल\nबारिश होगी।", "पहाड़, बारिश, पहाड़, बारिश।"],
            ["बारिश, पहाड़", "बारिश"],
            ["बारिश"],
        )
    )
    assert searcher.topics(searcher.articles[0]) == [*("पुल कब बना?", "मौसम का हाल", "पहाड़", "बारिश", "पुल पिछले साल")]
    assert searcher.topics(searcher.articles[2]) == ["बारिश"]


def test_topics_tell_the_article_from_other_articles() -> None:
    """What fewer articles have is the better topic, in however many passages of them it stands."""
    searcher = Searcher.of(
        passages_of(["बारिश, पहाड़", "बारिश, पहाड़"], ["पहाड़", "पहाड़", "पहाड़"], ["बारिश"], ["बारिश"], ["सेना"])
    )
    assert searcher.topics(searcher.articles[0]) == ["पहाड़", "बारिश"]


@given(ARTICLES)
def test_any_article_has_topics_or_none(texts: list[str]) -> None:
    """Whatever the articles, what one can be asked about stands in it."""
    searcher = library(texts)
    for article in searcher.articles:
        text = searcher.passages_of(article)[0].article.text
        assert all(topic in text for topic in searcher.topics(article))
