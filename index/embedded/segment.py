"""A segment: passages that came into the index together, compiled into flat arrays. It never changes.

The numbers of words count through the whole index; those of passages and articles begin at 0 in each segment. Segments
beside each other are merged into one, as Lucene does with its own (the LogMergePolicy).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby

import numpy as np
from numpy.typing import NDArray

from index.analyzer import analyze_all
from index.bm25 import Okapi
from index.counts import Counts, Totals
from index.embedded.arrays import Allocate, in_memory, within
from index.embedded.inverted import Inverted
from index.embedded.texts import Texts
from index.loops import document_frequencies
from index.passage import Passage
from index.postings import Ints, Postings, summed
from index.vocabulary import Numbering
from index.words import WordTable

_COUNTED = 10_000  # passages that are counted together: rank-bm25 makes a dictionary of each

TITLE_COUNTS = 3  # a title names what its whole article is about; 1 to 5 rank alike


@dataclass(frozen=True, slots=True)
class Segment:
    """Passages, those of an article together.

    Attributes:
        words: The words that no segment before has.
        tokens: The number of every word of every passage, one passage after another.
        starts: Where each passage's words begin in ``tokens``, shape (passages + 1,).
        token_starts: Where each word begins in its passage's text, beside ``tokens``.
        token_sizes: How many characters it has there.
        article_starts: The number of each article's first passage, shape (articles + 1,).
        titles: The words of the articles' titles.
        title_starts: Where each title begins there, shape (articles + 1,).
        passages: The field of words, passage by passage.
        articles: The same of whole articles, with their titles.
        run_codes: The runs of consonants that occur, in ascending order.
        run_frequencies: In how many passages each does.
        run_lengths: How many runs each passage has.
        texts: The texts.
    """

    words: WordTable
    tokens: Ints
    starts: Ints
    token_starts: Ints
    token_sizes: Ints
    article_starts: Ints
    titles: Ints
    title_starts: Ints
    passages: Inverted
    articles: Inverted
    run_codes: NDArray[np.uint64]
    run_frequencies: Ints
    run_lengths: Ints
    texts: Texts

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> Segment:
        """Return passages as the first segment of an index.

        Args:
            passages: The passages. Consecutive ones of one article are its text; what stands elsewhere counts as
                another article.
        """
        by_article = [list(group) for _, group in groupby(passages, key=lambda passage: passage.article.id)]
        articles = [group[0].article for group in by_article]
        found = analyze_all(passage.text for passage in passages)
        words = [of_passage.words for of_passage in found]
        titles = [title.words for title in analyze_all(article.title for article in articles)]
        forms = list(dict.fromkeys(chain(chain.from_iterable(words), *titles)))
        term_of = {form: number for number, form in enumerate(forms)}
        table = WordTable.of(forms)
        tokens = np.fromiter(map(term_of.__getitem__, chain.from_iterable(words)), dtype=np.int32)
        starts = _starts([len(of_passage) for of_passage in words])
        article_starts = _starts([len(group) for group in by_article])
        title_tokens = np.array([term_of[word] for title in titles for word in title], np.int32)
        title_starts = _starts([len(title) for title in titles])
        documents, terms, counts = _counted(words, term_of)
        inverted = Inverted.of(documents, terms, counts, len(passages))
        wholes = _as_wholes(documents, terms, counts, article_starts, title_tokens, title_starts)
        run_codes, run_frequencies = _run_frequencies(table, inverted)
        return cls(
            words=table,
            tokens=tokens,
            starts=starts,
            token_starts=_narrow(chain.from_iterable(of_passage.starts for of_passage in found)),
            token_sizes=_narrow(chain.from_iterable(of_passage.sizes for of_passage in found)),
            article_starts=article_starts,
            titles=title_tokens,
            title_starts=title_starts,
            passages=inverted,
            articles=wholes,
            run_codes=run_codes,
            run_frequencies=run_frequencies,
            run_lengths=summed(_owners(starts), table.runs.by_word[tokens], len(passages)).astype(np.int32),
            texts=Texts.of(articles, passages),
        )

    def after(self, words: Numbering) -> Segment:
        """Return this first segment as one that comes after others, given their words."""
        if not len(words):
            return self
        forms = list(self.words.forms)
        numbers = words.numbers_of(forms)
        new = np.flatnonzero(numbers < 0)
        numbers[new] = len(words) + np.arange(len(new))
        return replace(
            self,
            words=WordTable.of([forms[number] for number in new.tolist()]),
            tokens=numbers[self.tokens].astype(np.int32),
            titles=numbers[self.titles].astype(np.int32),
            passages=self.passages.renumbered(numbers),
            articles=self.articles.renumbered(numbers),
        )

    @classmethod
    def merged(
        cls,
        parts: Sequence[Segment],
        kept: Sequence[NDArray[np.bool_]],
        removed: Sequence[Counts],
        allocate: Allocate = in_memory,
    ) -> Segment:
        """Return segments that stand beside each other as one.

        All words stay, also those that stand nowhere any more: numbers of words never change.

        Args:
            parts: The segments.
            kept: Which articles of each are kept.
            removed: The counts of those that are not.
            allocate: Where the large arrays go.
        """
        passages = [part.passages_of(articles) for part, articles in zip(parts, kept, strict=True)]
        tokens = [np.repeat(some, np.diff(part.starts)) for part, some in zip(parts, passages, strict=True)]
        titles = [np.repeat(some, np.diff(part.title_starts)) for part, some in zip(parts, kept, strict=True)]
        vocabulary = 1 + max(int(part.articles.terms.max(initial=-1)) for part in parts)
        totals = Totals([part.counts for part in parts], removed, vocabulary)
        occurring = totals.in_runs > 0

        def joined(name: str, masks: Sequence[NDArray[np.bool_]]) -> Ints:
            arrays = [getattr(part, name) for part in parts]
            kind = np.result_type(*(array.dtype for array in arrays))
            whole = allocate(name, sum(int(mask.sum()) for mask in masks), kind)
            place = 0
            for array, mask in zip(arrays, masks, strict=True):
                some = array[mask]
                whole[place : place + len(some)] = some
                place += len(some)
            return whole

        def rejoined(name: str, masks: Sequence[NDArray[np.bool_]]) -> Ints:
            sizes = [np.diff(getattr(part, name))[mask] for part, mask in zip(parts, masks, strict=True)]
            return _starts(np.concatenate(sizes))

        return cls(
            words=WordTable.joined([part.words for part in parts]),
            tokens=joined("tokens", tokens),
            starts=rejoined("starts", passages),
            token_starts=joined("token_starts", tokens),
            token_sizes=joined("token_sizes", tokens),
            article_starts=rejoined("article_starts", kept),
            titles=joined("titles", titles),
            title_starts=rejoined("title_starts", kept),
            passages=Inverted.merged([part.passages for part in parts], passages, within("passages", allocate)),
            articles=Inverted.merged([part.articles for part in parts], kept, within("articles", allocate)),
            run_codes=totals.run_codes[occurring],
            run_frequencies=totals.in_runs[occurring],
            run_lengths=joined("run_lengths", passages),
            texts=Texts.merged([part.texts for part in parts], kept, passages, within("texts", allocate)),
        )

    def passages_of(self, articles: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return which passages are of some articles, shape (passages,)."""
        return np.repeat(articles, np.diff(self.article_starts))

    @property
    def counts(self) -> Counts:
        """What the segment adds to the counts of the whole index."""
        return Counts(
            passages=self.passages.size,
            articles=self.articles.size,
            words_of_passages=int(self.passages.lengths.sum()),
            words_of_articles=int(self.articles.lengths.sum()),
            runs_of_passages=int(self.run_lengths.sum()),
            terms=self.passages.terms,
            in_passages=self.passages.frequencies,
            article_terms=self.articles.terms,
            in_articles=self.articles.frequencies,
            run_codes=self.run_codes,
            in_runs=self.run_frequencies,
        )


def _starts(sizes: Sequence[int] | Ints) -> Ints:
    return np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)


def _owners(starts: Ints) -> Ints:
    """Return the number of each token's passage."""
    return np.repeat(np.arange(len(starts) - 1), np.diff(starts))


def _narrow(numbers: Iterable[int]) -> Ints:
    """Return numbers from 0 on as an array of the narrowest type."""
    array = np.fromiter(numbers, dtype=np.int64)
    return array.astype(np.min_scalar_type(int(array.max(initial=0))))


def _counted(words: list[list[str]], term_of: dict[str, int]) -> tuple[Ints, Ints, Ints]:
    """Return how often each word stands in each passage, as rank-bm25 counts it: (passages, terms, counts)."""
    parts = [_counted_at(words[start : start + _COUNTED], term_of) for start in range(0, len(words), _COUNTED)]
    nothing = np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.int32)
    sizes, terms, counts = (np.concatenate(part) for part in zip(nothing, *parts, strict=True))
    return np.repeat(np.arange(len(sizes), dtype=np.int32), sizes), terms, counts


def _counted_at(words: list[list[str]], term_of: dict[str, int]) -> tuple[Ints, Ints, Ints]:
    """Return how many words each of some passages has, which, and how often."""
    if not any(words):  # rank-bm25 divides by the number of words
        return np.zeros(len(words), np.int32), np.zeros(0, np.int32), np.zeros(0, np.int32)
    frequencies = Okapi(words).doc_freqs
    sizes = np.array([len(of_passage) for of_passage in frequencies], np.int32)
    total = int(sizes.sum())
    terms = np.fromiter((term_of[word] for of_passage in frequencies for word in of_passage), np.int32, total)
    counts = np.fromiter(chain.from_iterable(of_passage.values() for of_passage in frequencies), np.int32, total)
    return sizes, terms, counts


def _as_wholes(
    documents: Ints, terms: Ints, counts: Ints, article_starts: Ints, titles: Ints, title_starts: Ints
) -> Inverted:
    """Return the articles as documents: their passages' words, and their titles'."""
    return Inverted.of(
        np.concatenate((_owners(article_starts)[documents], _owners(title_starts))),
        np.concatenate((terms, titles)),
        np.concatenate((counts, np.full(len(titles), TITLE_COUNTS, np.int32))),
        len(article_starts) - 1,
    )


def _run_frequencies(table: WordTable, passages: Inverted) -> tuple[NDArray[np.uint64], Ints]:
    """Return the runs of consonants that passages have, and in how many passages each stands."""
    rows, occur = passages.rows_of(table.runs.owners)
    runs = np.repeat(np.arange(len(table.runs.codes)), table.runs.by_gram)[occur]
    groups = Postings.of(rows[occur], runs, np.ones(len(runs)), len(table.runs.codes))
    frequencies = document_frequencies(passages.starts, passages.documents, groups, passages.size)
    return table.runs.codes[frequencies > 0], frequencies[frequencies > 0].astype(np.int32)
