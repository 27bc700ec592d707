"""What the index keeps of its passages: their words as numbers, and the fields that are made of them."""

from __future__ import annotations

from collections.abc import Collection as Members
from collections.abc import Sequence
from itertools import chain, groupby

import numpy as np
from numpy.typing import NDArray

from index.analyzer import analyze_all
from index.bm25 import Okapi, relative, saturated
from index.loops import group_scores
from index.passage import Passage
from index.postings import Floats, Ints, Postings, summed
from index.runs import Runs
from index.vocabulary import Vocabulary

_AT_ONCE = 10_000  # passages that are counted together: rank-bm25 makes a dictionary of each

_TITLE_COUNTS = 3  # a title names what its whole article is about; 1 to 5 rank alike


class Documents:
    """Texts as BM25 sees them: passages, or articles as wholes.

    Attributes:
        size: How many there are.
        postings: How often each word of the vocabulary stands in each.
        frequencies: In how many each word stands.
        lengths: How long each is, as a multiple of the average.
    """

    def __init__(self, documents: Ints, terms: Ints, counts: Floats, size: int, vocabulary: int) -> None:
        self.size = size
        self.postings = Postings.of(documents, terms, counts, vocabulary)
        self.frequencies = self.postings.frequencies
        self.lengths = relative(summed(documents, counts, size))
        self._impacts: Floats = saturated(self.postings.values, self.lengths[self.postings.documents]).astype(
            np.float32
        )

    def scores(self, words: Ints, terms: Ints, shares: Floats, weights: Floats) -> Floats:
        """Return the BM25 score of every document for words that each stand for a group of terms.

        Args:
            words: The number of each group's word, in ascending order, one for each of its terms.
            terms: The terms of the groups, beside ``words``.
            shares: What each term counts, beside ``words``.
            weights: What each word counts, its idf included, shape (words,).
        """
        return group_scores(self.postings, self.lengths, words, terms, shares, weights, impacts=self._impacts)


class Collection:
    """The passages of an index, ready to be ranked; numbered in their order.

    Args:
        passages: The passages, those of an article together.

    Attributes:
        tokens: The number of every word of every passage, one passage after another.
        starts: Where each passage's words begin in ``tokens``, shape (passages + 1,).
        article: The number of each passage's article.
        article_starts: The number of each article's first passage, shape (articles + 1,).
        titles: The numbers of the words of each article's title.
        runs: The field of runs of consonants.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        # Consecutive passages of one article are its text; what stands elsewhere counts as another article.
        by_article = [list(group) for _, group in groupby(passages, key=lambda passage: passage.article.id)]
        articles = [group[0].article for group in by_article]
        words = analyze_all(passage.text for passage in passages)
        titles = analyze_all(article.title for article in articles)
        self.vocabulary = Vocabulary(list(dict.fromkeys(chain(chain.from_iterable(words), *titles))))
        term_of = self.vocabulary.number_of
        self.tokens: Ints = np.fromiter(map(term_of.__getitem__, chain.from_iterable(words)), dtype=np.int32)
        self.starts: Ints = np.concatenate(([0], np.cumsum([len(of_passage) for of_passage in words]))).astype(np.int64)
        self._article_ids = [article.id for article in articles]
        self.titles: list[Ints] = [np.array([term_of[word] for word in title], dtype=np.int64) for title in titles]
        self.article: Ints = np.repeat(np.arange(len(articles)), [len(group) for group in by_article])
        self.article_starts: Ints = np.searchsorted(self.article, np.arange(len(articles) + 1)).astype(np.int64)

        documents, terms, counts = _counted(words, term_of)
        self.passages = Documents(documents, terms, counts, len(passages), len(self.vocabulary))
        self.articles = self._as_wholes(documents, terms, counts)
        self.runs = Runs(self.passages.postings, self.vocabulary.words.skeletons, self.tokens, self.starts)

    def words_of(self, passage: int) -> slice:
        """Return where a passage's words stand in ``tokens``."""
        return slice(int(self.starts[passage]), int(self.starts[passage + 1]))

    def passages_in(self, articles: Members[str]) -> NDArray[np.bool_]:
        """Return which passages are of the articles with these ids, shape (passages,)."""
        wanted = np.array([identifier in articles for identifier in self._article_ids], dtype=bool)
        return wanted[self.article]

    def _as_wholes(self, documents: Ints, terms: Ints, counts: Floats) -> Documents:
        """Return the articles as documents: their passages' words, and their titles'."""
        of_titles = np.repeat(np.arange(len(self.titles)), [len(title) for title in self.titles])
        title_terms = np.concatenate([*self.titles, np.zeros(0, np.int64)])
        return Documents(
            np.concatenate((self.article[documents], of_titles)),
            np.concatenate((terms, title_terms)),
            np.concatenate((counts, np.full(len(title_terms), _TITLE_COUNTS))),
            len(self.titles),
            len(self.vocabulary),
        )


def _counted(words: list[list[str]], term_of: dict[str, int]) -> tuple[Ints, Ints, Floats]:
    """Return how often each word stands in each passage, as rank-bm25 counts it: (passages, terms, counts)."""
    parts = [_counted_at(words[start : start + _AT_ONCE], term_of) for start in range(0, len(words), _AT_ONCE)]
    nothing = np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.float32)
    sizes, terms, counts = (np.concatenate(part) for part in zip(nothing, *parts, strict=True))
    return np.repeat(np.arange(len(sizes), dtype=np.int32), sizes), terms, counts


def _counted_at(words: list[list[str]], term_of: dict[str, int]) -> tuple[Ints, Ints, Floats]:
    """Return how many words each of some passages has, which, and how often."""
    if not any(words):  # rank-bm25 divides by the number of words
        return np.zeros(len(words), np.int32), np.zeros(0, np.int32), np.zeros(0, np.float32)
    frequencies = Okapi(words).doc_freqs
    sizes = np.array([len(of_passage) for of_passage in frequencies], np.int32)
    total = int(sizes.sum())
    terms = np.fromiter((term_of[word] for of_passage in frequencies for word in of_passage), np.int32, total)
    counts = np.fromiter(chain.from_iterable(of_passage.values() for of_passage in frequencies), np.float32, total)
    return sizes, terms, counts
