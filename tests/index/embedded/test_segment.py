"""Segments: passages in flat arrays."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analyzer import analyze
from index.bm25 import Okapi
from index.embedded.collection import Part
from index.embedded.inverted import Inverted
from index.embedded.segment import TITLE_COUNTS, Segment
from index.grams import gram_codes
from index.passage import Passage
from index.vocabulary import Numbering
from index.words import RUN_LENGTHS, Words, WordTable
from tests.index.articles import passages_of
from tests.index.embedded.segments import Articles, flat, merged, part_of, segments_of
from tests.index.okapi import words_of
from tests.texts import HOSTILE, any_text, indic_text

# Articles, each as the texts of its passages, without words in some places.
ODD = {
    "no article": [],
    "one passage": [["सेना लौटी।"]],
    "one word": [["सेना"]],
    "no word": [["🙂"]],
    "no word anywhere": [["🙂", "…"], ["?"]],
    "no word in one passage": [["🙂", "सेना लौटी।"], ["…"], ["नदी"]],
    "no word at the end": [["सेना लौटी।", "🙂"]],
    "articles of one passage": [["सेना"], ["नदी"], ["सेना नदी"]],
}
TEXTS = st.lists(indic_text(8) | any_text(20), min_size=1, max_size=3)
ARTICLES = st.lists(TEXTS, max_size=3)
TITLES = st.lists(indic_text(2), max_size=3)
# Words of which several stand in more than one article.
FEW = st.lists(st.sampled_from("सेना लौटी नदी CSTO सी.एस.टी.ओ. 19 पुल कजाकिस्तान 🙂".split()), max_size=6).map(" ".join)


def articles_of(texts: list[list[str]], titles: list[str]) -> Articles:
    """Return articles as their passages."""
    passages = passages_of(*texts, titles=titles)
    ids = dict.fromkeys(passage.article.id for passage in passages)
    return [[passage for passage in passages if passage.article.id == one] for one in ids]


def counted(inverted: Inverted, words: Numbering) -> list[dict[str, float]]:
    """Return how often each word stands in each document."""
    documents: list[dict[str, float]] = [{} for _ in range(inverted.size)]
    for row, term in enumerate(inverted.terms.tolist()):
        of_term = slice(inverted.starts[row], inverted.starts[row + 1])
        for document, count in zip(
            inverted.documents[of_term], inverted.kind_counts[inverted.kinds[of_term]], strict=True
        ):
            documents[document][words.form(term)] = count
    return documents


def assert_kept(segment: Segment, passages: list[Passage], words: Numbering) -> None:
    """Assert that a segment has every word at its place, with its place in the text, and every text."""
    assert len(segment.starts) == len(passages) + 1
    for passage, (begin, end) in zip(passages, pairwise(segment.starts.tolist()), strict=True):
        tokens = analyze(passage.text)
        assert [words.form(term) for term in segment.tokens[begin:end].tolist()] == [token.word for token in tokens]
        starts, sizes = (array[begin:end].astype(int) for array in (segment.token_starts, segment.token_sizes))
        assert list(zip(starts, starts + sizes, strict=True)) == [(token.start, token.end) for token in tokens]
    number = 0
    for article, (begin, end) in enumerate(pairwise(segment.article_starts.tolist())):
        assert begin == number
        kept = segment.texts.article(article)
        assert [segment.texts.passage(kept, each) for each in range(begin, end)] == passages[begin:end]
        number = end
        title = segment.titles[slice(*segment.title_starts[article : article + 2])]
        assert [words.form(term) for term in title.tolist()] == words_of(kept.title)
    assert number == len(passages)


def assert_counted(segment: Segment, articles: Articles, words: Numbering) -> None:
    """Assert that counts are rank-bm25's, of passages and of articles with their titles; runs as counted naively."""
    of_passages = [words_of(passage.text) for passage in flat(articles)]
    of_articles = [
        [word for passage in article for word in words_of(passage.text)]
        + words_of(article[0].article.title) * TITLE_COUNTS
        for article in articles
    ]
    for inverted, texts in ((segment.passages, of_passages), (segment.articles, of_articles)):
        assert counted(inverted, words) == (Okapi(texts).doc_freqs if any(texts) else [{} for _ in texts])
        assert inverted.lengths.tolist() == list(map(len, texts))
    runs = [gram_codes(Words.of(text).skeletons, RUN_LENGTHS)[0].tolist() for text in of_passages]
    assert segment.run_lengths.tolist() == list(map(len, runs))
    frequencies = Counter(code for of_passage in runs for code in {*of_passage})
    assert segment.run_codes.tolist() == sorted(frequencies)
    assert segment.run_frequencies.tolist() == [frequencies[code] for code in segment.run_codes.tolist()]


def assert_sound(segment: Segment, articles: Articles, words: Numbering) -> None:
    """Assert that a segment has all of its articles, and counts them."""
    assert_kept(segment, flat(articles), words)
    assert_counted(segment, articles, words)


@pytest.mark.parametrize("texts", ODD.values(), ids=ODD)
def test_odd_articles_are_kept(texts: list[list[str]]) -> None:
    """One passage, one word, no word, no passage: all is kept, and counted as rank-bm25 does."""
    articles = articles_of(texts, ["सेना की वापसी", "", "🙂"])
    segment = Segment.of(flat(articles))
    assert_sound(segment, articles, Numbering([segment.words]))


@given(ARTICLES, TITLES)
def test_any_articles_are_kept(texts: list[list[str]], titles: list[str]) -> None:
    """Whatever the articles and their titles: every word at its place, counted as rank-bm25 counts."""
    articles = articles_of(texts, titles)
    segment = Segment.of(flat(articles))
    forms = list(segment.words.forms)
    assert len({*forms}) == len(forms)
    assert_sound(segment, articles, Numbering([segment.words]))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_articles_are_kept(text: str) -> None:
    """No article is an error."""
    segment = Segment.of(passages_of(["सेना लौटी।", text], [text]))
    assert_kept(segment, passages_of(["सेना लौटी।", text], [text]), Numbering([segment.words]))


def test_many_passages_are_counted_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few passages rank-bm25 is given at once, the counts are the same."""
    monkeypatch.setattr("index.embedded.segment._COUNTED", 2)
    articles = articles_of([["सेना", "🙂"], ["…"], ["नदी सेना", "पुल", "सेना"]], [])
    segment = Segment.of(flat(articles))
    assert_sound(segment, articles, Numbering([segment.words]))


def test_a_title_counts_as_often_as_it_should() -> None:
    """A title's word counts for its article though no passage has it, and for no passage."""
    segment = Segment.of(passages_of(["सेना लौटी।"], ["नदी बहती है।"], titles=["पुल", "पुल"]))
    words = Numbering([segment.words])
    assert [counts["पुल"] for counts in counted(segment.articles, words)] == [TITLE_COUNTS, TITLE_COUNTS]
    assert not any("पुल" in counts for counts in counted(segment.passages, words))


@given(st.lists(ARTICLES, min_size=1, max_size=3), TITLES)
def test_numbers_of_words_count_on(parts: list[list[list[str]]], titles: list[str]) -> None:
    """A segment after others has their words' numbers, and counts on with its own; all is kept."""
    texts = [of_article for part in parts for of_article in part]
    articles = iter(articles_of(texts, titles))
    split = [[next(articles) for _ in part] for part in parts]
    segments = segments_of(split)
    words = Numbering([segment.words for segment in segments])
    forms = [words.form(number) for number in range(len(words))]
    assert len({*forms}) == len(forms)
    for segment, own in zip(segments, split, strict=True):
        assert_sound(segment, own, words)


@given(st.lists(st.lists(st.tuples(st.lists(FEW, min_size=1, max_size=2), st.booleans()), max_size=3), min_size=1,
                max_size=4), st.lists(FEW, max_size=4))  # fmt: skip
def test_merged_has_what_is_kept(parts: list[list[tuple[list[str], bool]]], titles: list[str]) -> None:
    """Merged, with any articles left out, it has every word and text of the others, counted as if it were new."""
    articles = iter(articles_of([texts for part in parts for texts, _ in part], titles))
    keeps = iter([keep for part in parts for _, keep in part])
    split = [[next(articles) for _ in part] for part in parts]
    gone = {article[0].article.id for own in split for article in own if not next(keeps)}
    segments = segments_of(split)
    words = Numbering([segment.words for segment in segments])
    whole = merged([part_of(each, own, gone, words) for each, own in zip(segments, split, strict=True)]).segment
    left = [article for own in split for article in own if article[0].article.id not in gone]
    assert_sound(whole, left, words)
    assert list(whole.words.forms) == list(WordTable.joined([segment.words for segment in segments]).forms)


def test_counts_are_of_the_segment() -> None:
    """What a segment adds to the counts of the index is what it has."""
    segment = Segment.of(passages_of(["सेना सेना", "नदी"], ["सेना"], titles=["पुल"]))
    counts, words = segment.counts, Numbering([segment.words])
    assert (counts.passages, counts.articles) == (3, 2)
    assert (counts.words_of_passages, counts.words_of_articles) == (4, 4 + TITLE_COUNTS)
    assert counts.runs_of_passages == segment.run_lengths.sum()
    named = {words.form(term): count for term, count in zip(counts.terms.tolist(), counts.in_passages, strict=True)}
    assert named == {"सेना": 2, "नदी": 1}
    of_articles = zip(counts.article_terms.tolist(), counts.in_articles, strict=True)
    assert {words.form(term): count for term, count in of_articles} == {"सेना": 2, "नदी": 1, "पुल": 1}
    assert len(Part.whole(segment).kept) == 2


def test_an_article_that_stands_apart_is_another() -> None:
    """Passages of an article that do not stand together count as two articles."""
    passages = passages_of(["सेना", "नदी"], ["पुल"])
    segment = Segment.of([passages[0], passages[2], passages[1]])
    assert segment.article_starts.tolist() == [0, 1, 2, 3]
    np.testing.assert_array_equal(segment.passages_of(np.array([True, False, True])), [True, False, True])
