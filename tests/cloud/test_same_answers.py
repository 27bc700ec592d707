"""The engine over an object storage answers as the embedded one does; here it is over a folder, which is quicker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.settings import SHIPPED_ARTICLES
from index.article import Article
from index.corpus import read_corpus
from index.search import Searcher
from tests.cloud.indexes import Both, article
from tests.index.bench.corpora import corpus
from tests.texts import HOSTILE, any_text, indic_text

SHIPPED = read_corpus(SHIPPED_ARTICLES).articles
SMALL = [
    article("tea", "चाय असम में उगती है। चाय की पत्तियाँ हाथ से तोड़ी जाती हैं।", "चाय दार्जिलिंग में भी उगती है।", title="चाय"),
    article(
        "metro", "दिल्ली मेट्रो की लाल लाइन 2002 में चली।", "पीली लाइन 2004 में चली। वह कश्मीरी गेट से है।", title="दिल्ली मेट्रो"
    ),
    article("tiger", "बाघ रणथंभौर में रहता है। बाघ रात में शिकार करता है।", title="बाघ"),
    article("army", "सेना मुंबई से लौटी। सैनिकों ने शांति सेना की वापसी देखी।", title="सेना की वापसी"),
]
GENERATED = [*corpus().as_articles()]
ARTICLES = [*SHIPPED, *SMALL, *GENERATED]

PLAIN = [
    *(" ".join(corpus().spelled(question)) for question in corpus().questions),
    *("सैनिक कब तक वापस जाएंगे?", "शोइगु ने क्या कहा?", "चाय कहाँ उगती है?", "पीली लाइन कब चली?", "बाघ", "सेना", "दिल्ली मेट्रो"),
]
ROMANISED = [
    "CSTO ke kitne sainik the?",
    "chai kahan ugti hai?",
    "dilli metro ki laal line kab chali",
    "bagh kahan rehta hai",
]
QUOTED = ['"शांति सेना"', 'चाय "दार्जिलिंग में"', '“शांति सेना” की "वापसी"', '"मेट्रो दिल्ली"', '"shanti sena" kab lauti?']
ODD = ["क्रिकेट विश्व कप किसने जीता?", "कब?", "?!", "", "zzz", "🙂"]
QUESTIONS = [*PLAIN, *ROMANISED, *QUOTED, *ODD]

TEXTS = st.lists(indic_text(12), min_size=1, max_size=3)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """All articles in either engine; they came in one after another, so that their words are in several tables."""
    with Both.within(tmp_path_factory.mktemp("same")) as both:
        for start in range(0, len(ARTICLES), 5):
            both.add(ARTICLES[start : start + 5])
        yield both


@pytest.mark.parametrize("top", [1, 3, 10])
@pytest.mark.parametrize(
    "questions",
    [PLAIN, ROMANISED, QUOTED, ODD],
    ids=["plain", "romanised", "quoted", "odd"],
)
def test_same_answers(both: Both, questions: list[str], top: int) -> None:
    """Any question gets the embedded engine's passages, sentences, matches, confidence and scores."""
    answers = both.assert_same_answers(questions, top=top)
    assert any(answer.answered for answer in answers)


@pytest.mark.parametrize("within", [{"tea"}, {"army", "tiger"}, {each.id for each in GENERATED}, {"nowhere"}, set()])
def test_same_answers_within_some_articles(both: Both, within: set[str]) -> None:
    """Within some articles the answers are those of the embedded engine within them."""
    for answer in both.assert_same_answers(QUESTIONS, within):
        assert {hit.passage.article.id for hit in answer.hits} <= within


def test_articles_that_are_too_many_to_be_named_are_kept_to(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where what is found elsewhere is only left out afterwards, no passage of another article is returned."""
    monkeypatch.setattr("index.cloud.snapshot._FEW", 0)
    monkeypatch.setattr("index.cloud.table._MOST_NAMED", 0)
    within = {"tiger", "army"}
    found = [Searcher(both.cloud).ask(question, top=9, within=within).hits for question in QUESTIONS]
    assert any(found)
    assert {hit.passage.article.id for hits in found for hit in hits} <= within


def test_everything_that_is_shown_of_an_article_is_the_same(both: Both) -> None:
    """An article's passages, those around one of them, its topics and the origin of a text are the same."""
    cloud, store = Searcher(both.cloud), Searcher(both.store)
    assert [*cloud.articles] == [*store.articles]
    for entry in [*SHIPPED, *SMALL]:
        passages = [*store.passages_of(entry)]
        assert [*cloud.passages_of(entry)] == passages
        assert cloud.topics(entry) == store.topics(entry)
        assert [*map(cloud.around, passages)] == [*map(store.around, passages)]
    origins = [searcher.origin(SMALL[0].text) for searcher in (cloud, store)]
    assert [origin and origin.hit.passage for origin in origins] == [store.passages_of(SMALL[0])[0]] * 2


def test_unknown_article_has_no_passages(both: Both) -> None:
    """An article that is not in the index has no passages, also where its id has quote marks."""
    for identifier in ("nowhere", "it's", "' OR '1'='1"):
        assert [*Searcher(both.cloud).passages_of(article(identifier, "x"))] == []


def test_empty_index_answers_nothing(tmp_path: Path) -> None:
    """An index without articles, or whose articles are all removed, answers nothing and fails at nothing."""
    with Both.within(tmp_path) as both:
        for _ in range(2):
            both.assert_same_statistics()
            assert not any(answer.hits for answer in both.assert_same_answers(QUESTIONS))
            both.add(SMALL)
            both.remove([each.id for each in SMALL])


def test_nothing_added_or_removed_changes_nothing(tmp_path: Path) -> None:
    """Adding no article, or one without text, and removing none, or one that is not there, is no failure."""
    with Both.within(tmp_path) as both:
        for articles in ([], SMALL, [], [article("empty", " ")]):
            both.add(articles)
            for ids in ([], ["nowhere"], ["it's"]):
                both.remove(ids)
            both.assert_same_statistics()


def test_rows_that_are_not_indexed_yet_count_like_others(tmp_path: Path) -> None:
    """What was added a moment ago is found like the rest, before it is indexed and after."""
    third = len(ARTICLES) // 3
    with Both.within(tmp_path) as both:
        both.add(ARTICLES[third:])
        both.cloud._table.tidy(0)
        both.add(ARTICLES[:third])
        assert _unindexed(both) > 0
        both.assert_same_answers(QUESTIONS, top=10)
        both.cloud._table.tidy(0)
        both.cloud.refresh()
        assert _unindexed(both) == 0
        both.assert_same_answers(QUESTIONS, top=10)
        both.assert_same_statistics()


def test_replaced_and_removed_articles_leave_nothing_behind(tmp_path: Path) -> None:
    """After articles were replaced and removed, indexed or not, everything is as if they had never been there."""
    with Both.within(tmp_path) as both:
        both.add(ARTICLES)
        for _ in range(2):
            both.add([article("tea", "कॉफ़ी कूर्ग में उगती है।", title="कॉफ़ी"), SMALL[1]])
            both.remove(["tiger", "tiger", GENERATED[3].id])
            both.assert_same_statistics()
            both.assert_same_answers([*QUESTIONS, "कॉफ़ी कहाँ उगती है?"], top=10)
            both.cloud._table.tidy(0)
        assert not any(hit.passage.article.id == "tiger" for hit in Searcher(both.cloud).ask("बाघ", 10).hits)


def test_words_that_came_in_many_times(tmp_path: Path) -> None:
    """Articles that come in one by one, each with new words, answer as if they had come at once."""
    with Both.within(tmp_path) as both:
        for each in [*SMALL, *GENERATED[:16]]:  # more than there may be tables of words
            both.cloud.add([each])
        both.store.add([*SMALL, *GENERATED[:16]])
        both.assert_same_statistics()
        both.assert_same_answers(QUESTIONS, top=10)


@settings(max_examples=8)
@given(st.lists(TEXTS, min_size=1, max_size=5), st.lists(indic_text(6), min_size=1, max_size=4), st.data())
def test_same_answers_for_any_articles(texts: list[list[str]], questions: list[str], data: st.DataObject) -> None:
    """Any articles in any scripts answer alike, asked anything or what stands in them."""
    articles = [article(f"{number}", *paragraphs) for number, paragraphs in enumerate(texts)]
    words = [word for paragraphs in texts for text in paragraphs for word in text.split()] or ["सेना"]
    asked = data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=5).map(" ".join))
    with TemporaryDirectory() as folder, Both.within(Path(folder)) as both:
        both.add(articles)
        both.assert_same_answers([*questions, asked])
        both.assert_same_statistics()


@settings(max_examples=8)
@given(st.lists(st.tuples(st.booleans(), st.sets(st.sampled_from("abcd"), min_size=1), st.integers(0, 3)), max_size=6))
def test_statistics_are_exact_after_any_changes(changes: list[tuple[bool, set[str], int]]) -> None:
    """However articles are added, replaced and removed, all counts are exactly the embedded engine's."""
    texts = [each.text.split("\n\n") for each in SMALL]
    with TemporaryDirectory() as folder, Both.within(Path(folder)) as both:
        for add, ids, text in changes:
            if add:
                articles = [article(identifier, *texts[text], identifier) for identifier in sorted(ids)]
                both.add(articles)
            else:
                both.remove(sorted(ids))
            both.assert_same_statistics()


def _unindexed(both: Both) -> int:
    rows: int = both.cloud._table._table.index_stats("passage_words_idx").num_unindexed_rows
    return rows


def _odd() -> list[Article]:
    """Return articles of what breaks things: long words, quote marks in ids, texts that nobody writes."""
    longest = "क्ष" * 60  # 540 bytes; LanceDB would leave out words of more than 40 unless it is told not to
    ids = ["it's", '"', "a'); --", "x\\'y", "%", "नाम", "a\nb", "🙂", "a b", "..", "x" * 300]
    odd = {name: text for name, text in HOSTILE.items() if name != "lone surrogates"}
    return [
        *(article(identifier, f"लेख {number} का पाठ यही है।") for number, identifier in enumerate(ids)),
        *(article(name, f"शुरू {name}", text, f"अंत {name}", title=text[:100]) for name, text in odd.items()),
        article("long", f"एक शब्द {longest} बहुत लंबा है।", title=longest),
    ]


def test_odd_words_ids_and_texts_survive(tmp_path: Path) -> None:
    """Words of any length, ids with quote marks and texts of odd characters come back as they were, and are found."""
    odd = _odd()
    with Both.within(tmp_path) as both:
        both.add(odd)
        assert [*both.cloud.snapshot().texts()] == odd
        both.assert_same_statistics()
        both.assert_same_answers(["क्ष" * 60, *(each.title for each in odd), *HOSTILE.values()], top=5)
        assert Searcher(both.cloud).ask("क्ष" * 60).hits[0].passage.article.id == "long"
        for each in odd:
            assert Searcher(both.cloud).ask("लेख शुरू शब्द", within={each.id}).hits[0].passage.article.id == each.id
        both.add(odd)
        both.remove([each.id for each in odd[1:]])
        assert [each.id for each in both.cloud.snapshot().articles] == [odd[0].id]


@settings(max_examples=5)
@given(any_text(), any_text(), any_text())
@example("\ud800", "\udfff शीर्षक", "से\udc00ना लौटी \ud83d")
@example("\x00", "\x00 शीर्षक", "सेना\x00 लौटी")
def test_any_text_is_taken(identifier: str, title: str, text: str) -> None:
    """Any string is an article's id, title and text, halves of surrogate pairs too."""
    odd = article(identifier, "सेना", text, title=title)
    with TemporaryDirectory() as folder, Both.within(Path(folder)) as both:
        both.add([odd])
        both.assert_same_statistics()
        both.assert_same_answers(["सेना", text, title], {identifier})
        both.remove([identifier])
        assert not both.cloud.snapshot().articles
