"""What the index keeps of its passages: their words as numbers, and postings of words and of runs of letters."""

from __future__ import annotations

from collections.abc import Collection as Members
from collections.abc import Sequence
from itertools import chain, groupby

import numpy as np
from numpy.typing import NDArray

from index.analyzer import analyze_all
from index.bm25 import Okapi, idf, saturated
from index.grams import gram_codes
from index.passage import Passage
from index.postings import Floats, Ints, Postings, summed
from index.vocabulary import Vocabulary

RUN_LENGTHS = (3, 4)
"""Letters in the runs of consonants that are a field of their own."""

_RUNS_K1, _RUNS_B = 0.6, 0.4
"""Lower than for words: a run's repetition says less than a word's, and long passages hold chance runs anyway."""

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
        lengths = summed(documents, counts, size)
        self.frequencies = self.postings.frequencies
        self.lengths = lengths / max(float(lengths.mean()) if size else 0.0, 1e-9)


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
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        # Consecutive passages of one article are its text; what stands elsewhere counts as another article.
        by_article = [list(group) for _, group in groupby(passages, key=lambda passage: passage.article.id)]
        articles = [group[0].article for group in by_article]
        words = analyze_all(passage.text for passage in passages)
        titles = analyze_all(article.title for article in articles)
        self.vocabulary = Vocabulary(list(dict.fromkeys(chain(chain.from_iterable(words), *titles))))
        term_of = self.vocabulary.number_of
        self.tokens: Ints = np.fromiter(map(term_of.__getitem__, chain.from_iterable(words)), dtype=np.int64)
        self.starts: Ints = np.concatenate(([0], np.cumsum([len(of_passage) for of_passage in words]))).astype(np.int64)
        self._article_ids = [article.id for article in articles]
        self.titles: list[Ints] = [np.array([term_of[word] for word in title], dtype=np.int64) for title in titles]
        self.article: Ints = np.repeat(np.arange(len(articles)), [len(group) for group in by_article])
        self.article_starts: Ints = np.searchsorted(self.article, np.arange(len(articles) + 1)).astype(np.int64)

        documents, terms, counts = _counted(words, term_of)
        self.passages = Documents(documents, terms, counts, len(passages), len(self.vocabulary))
        self.articles = self._as_wholes(documents, terms, counts)
        self.runs, self._run_codes = self._runs()

    def words_of(self, passage: int) -> slice:
        """Return where a passage's words stand in ``tokens``."""
        return slice(int(self.starts[passage]), int(self.starts[passage + 1]))

    def passages_in(self, articles: Members[str]) -> NDArray[np.bool_]:
        """Return which passages are of the articles with these ids, shape (passages,)."""
        wanted = np.array([identifier in articles for identifier in self._article_ids], dtype=bool)
        return wanted[self.article]

    def runs_of(self, skeletons: Sequence[str]) -> tuple[Ints, Ints]:
        """Return the runs of words that passages have: (terms of ``runs``, the number of each one's word)."""
        codes, owners = gram_codes(skeletons, RUN_LENGTHS)
        if not len(self._run_codes):
            return owners[:0], owners[:0]
        place = np.searchsorted(self._run_codes, codes).clip(max=len(self._run_codes) - 1)
        known = self._run_codes[place] == codes
        return place[known].astype(np.int64), owners[known]

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

    def _runs(self) -> tuple[Postings, NDArray[np.uint64]]:
        """Return the field of runs with what each adds to a passage's score, and the runs' codes in order."""
        codes, owners = gram_codes(self.vocabulary.words.skeletons, RUN_LENGTHS)
        distinct, runs = np.unique(codes, return_inverse=True)
        of_words = Postings.of(runs.astype(np.int64), owners, np.ones(len(runs)), len(self.vocabulary))
        # Every word of a passage brings its runs, as often as it stands there.
        words = self.passages.postings
        terms = np.repeat(np.arange(len(self.vocabulary)), words.frequencies)
        where, counts = of_words.of_terms(terms)
        field = Documents(
            np.repeat(words.documents, counts),
            of_words.documents[where],
            np.repeat(words.values, counts) * of_words.values[where],
            self.passages.size,
            len(distinct),
        )
        postings = field.postings
        idfs = np.repeat(idf(field.size, postings.frequencies), postings.frequencies)
        lengths = field.lengths[postings.documents]
        impacts: Floats = (saturated(postings.values, lengths, _RUNS_K1, _RUNS_B) * idfs).astype(np.float32)
        return Postings(postings.starts, postings.documents, impacts), distinct


def _counted(words: list[list[str]], term_of: dict[str, int]) -> tuple[Ints, Ints, Floats]:
    """Return how often each word stands in each passage, as rank-bm25 counts it: (passages, terms, counts)."""
    frequencies = Okapi(words).doc_freqs if any(words) else []  # it divides by the number of words
    sizes = [len(of_passage) for of_passage in frequencies]
    total = sum(sizes)
    terms = np.fromiter((term_of[word] for of_passage in frequencies for word in of_passage), np.int64, total)
    counts = np.fromiter(chain.from_iterable(of_passage.values() for of_passage in frequencies), np.float64, total)
    return np.repeat(np.arange(len(sizes)), sizes), terms, counts
