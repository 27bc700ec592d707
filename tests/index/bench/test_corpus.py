"""Generated corpora."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.bench.corpus import ARTICLE_PASSAGES, PASSAGE_WORDS, QUESTION_WORDS, Corpus, number_of, vocabulary_size
from index.passage import split_passages
from tests.index.bench.corpora import TEXTS, corpus


def test_same_seed_same_corpus() -> None:
    """The seed decides words, passages and questions."""
    one, same, other = (Corpus.generate(TEXTS, 200, 5, seed) for seed in (0, 0, 1))
    assert one.words == same.words != other.words
    assert one.questions == same.questions != other.questions
    np.testing.assert_array_equal(one.tokens, same.tokens)
    assert (one.tokens != other.tokens).any()


def test_passages_are_rows_of_numbers() -> None:
    """A passage is 60 numbers of 32 bits, each a word of the vocabulary."""
    tokens = corpus().tokens
    assert (tokens.shape, tokens.dtype) == ((300, PASSAGE_WORDS), np.dtype(np.int32))
    assert tokens.min() == 0
    assert tokens.max() < len(corpus().words)


def test_frequencies_are_zipfian() -> None:
    """The word of rank r occurs 1 / r times as often as the first: the slope between logarithms is -1."""
    tokens = Corpus.generate(TEXTS, 2_000, 1).tokens
    counts = np.bincount(tokens.ravel())[:100]
    slope, _ = np.polyfit(np.log(np.arange(1, 101)), np.log(counts), 1)
    assert slope == pytest.approx(-1, abs=0.03)


def test_vocabulary_grows_as_the_square_root() -> None:
    """Four times the text has twice the words; a million passages have 200,000."""
    assert vocabulary_size(1_000_000) == 200_000
    assert vocabulary_size(250_000) == 100_000
    assert vocabulary_size(10_000) == 20_000
    assert len(corpus().words) == vocabulary_size(300)


def test_questions_are_distinct_words_of_one_passage() -> None:
    """A question has eight words, none of them twice, and a passage has them all."""
    passages = [{*terms} for terms in corpus().tokens.tolist()]
    for question in corpus().questions:
        assert len(question) == len({*question}) == QUESTION_WORDS
        assert any({*question} <= terms for terms in passages)


def test_words_of_passages() -> None:
    """Numbers become words where a peer needs them, one object for equal ones."""
    words = corpus().as_words()
    assert words == [corpus().spelled(terms) for terms in corpus().tokens.tolist()]
    assert len({id(word) for passage in words for word in passage}) == len(np.unique(corpus().tokens))


def test_articles_have_the_passages() -> None:
    """Articles have ten passages, the last what is left, and split as any article they are the words of each."""
    articles = list(corpus().first(25).as_articles())
    assert len({article.id for article in articles}) == len(articles) == 3
    assert all(article.language == "hi" for article in articles)
    passages = [passage for article in articles for passage in split_passages(article)]
    assert [passage.number for passage in passages] == [*range(1, ARTICLE_PASSAGES + 1)] * 2 + [1, 2, 3, 4, 5]
    assert [passage.text.split() for passage in passages] == corpus().as_words()[:25]
    assert [number_of(passage) for passage in passages] == [*range(25)]
    assert [article.title.split() for article in articles] == [corpus().as_words()[start][:5] for start in (0, 10, 20)]


def test_corpus_is_read_back(tmp_path: Path) -> None:
    """What is saved is loaded, its tokens only where they are wanted."""
    corpus().save(tmp_path)
    loaded, without = Corpus.load(tmp_path), Corpus.load(tmp_path, with_tokens=False)
    assert loaded.words == without.words == corpus().words
    assert loaded.questions == without.questions == corpus().questions
    np.testing.assert_array_equal(loaded.tokens, corpus().tokens)
    assert without.tokens.shape == (0, PASSAGE_WORDS)
