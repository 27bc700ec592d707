"""The index in an object storage as it is at one time.

What a question needs of the whole index, the words and how often they occur, is in memory. Passages are found by the
full-text indexes of LanceDB, whose scores are those of single words and not of all that is alike to one: so they only
choose articles, more than will be needed, and these are scored exactly, by the same sums as in the embedded engine.
"""

from __future__ import annotations

import json
import time
from collections.abc import Collection as Members
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from functools import cached_property

import numpy as np
from xxhash import xxh3_128_hexdigest

from index.article import Article, Entry
from index.bm25 import idf
from index.candidates import Candidates
from index.cloud.found import Found
from index.cloud.reader import Reader
from index.cloud.rows import run_name
from index.cloud.table import PATIENCE, Search
from index.counts import Totals
from index.lazily import Lazily
from index.likeness import Alike
from index.loops import best
from index.matching import Matching, Statistics, Weights
from index.passage import Passage
from index.phrases import having_phrases
from index.postings import Floats, Ints, ranges
from index.query import Query
from index.runs import Asked, score_runs
from index.scoring import score_words
from index.vocabulary import Vocabulary

_PASSAGES, _BY_RUNS, _ARTICLES = 300, 100, 60
"""How many of the best are taken by words, by runs, and of articles as wholes. Of the exact ten best among 100,000
generated passages 99.8 % are found so, and 98.7 % with half as many, in nearly the same time."""

_FEW = 50  # articles that are not searched but read

_WITH_PHRASES = 8  # times as many, where few of them will have the phrase

_MOST_TERMS = 200  # words that a search is for; those that add least are left out
_LEAST = 0.04  # of what the word that adds most does
_LEVELS = 5
"""A word's weight is how often it stands in what is searched for; so many times at most."""

_MOST_RUNS = 32  # the rarest


class CloudSnapshot:
    """The index at one time.

    Args:
        reader: Reads the articles.
        version: Of the table.
        vocabulary: The words.
        totals: How often they occur.
        articles: The articles by their keys, in the order in which they were added.
    """

    def __init__(
        self, reader: Reader, version: int, vocabulary: Vocabulary, totals: Totals, articles: dict[str, Entry]
    ) -> None:
        self._reader, self._version = reader, version
        self.vocabulary = vocabulary
        self.articles: Sequence[Entry] = list(articles.values())
        self._key_of = {entry.id: key for key, entry in articles.items()}
        self._totals = totals
        self.statistics = Statistics(totals.passages, totals.articles, totals.in_passages, totals.in_articles)

    def passages_of(self, article: Entry) -> Sequence[Passage]:
        """Return the passages of one of the articles, in its order."""
        key = self._key_of.get(article.id)
        contents = self._reader.contents([key] if key else [], time.monotonic() + PATIENCE)
        return [content.passage(place) for content in contents for place in range(len(content.numbers))]

    def texts(self) -> Iterator[Article]:
        """Yield the articles with their texts, in the order in which they were added."""
        return self._reader.texts(list(self._key_of.values()))

    def candidates(
        self, query: Query, matching: Matching, weights: Weights, count: int, within: Members[str] | None
    ) -> Candidates | None:
        """Return the best passages of the articles that the storage finds; None where nothing matches."""
        # Which articles the best passages are of is kept: asked again, only these are read.
        name = self._name(query, weights, count, within)
        kept = self._reader.keys(name)
        until = time.monotonic() + PATIENCE
        asked = Asked.of(query.words.skeletons, query.weights, self._totals)
        keys = self._keys(query, matching, asked, within, until) if kept is None else kept
        contents = self._reader.contents(keys, until)
        if not contents:
            return None
        found = Found(contents, self.vocabulary)
        telling, of = query.weights * query.content, self._totals
        lengths = found.lengths / np.float32(max(of.passage_length, 1e-9))
        article_lengths = found.article_lengths / max(of.article_length, 1e-9)
        words = len(self.vocabulary)
        idfs = telling * matching.article_idf
        of_articles = score_words(matching.ear, idfs, article_lengths, *found.wholes, words)[found.article_of]
        coarse = weights.ear * score_words(matching.ear, telling * matching.ear_idf, lengths, *found.texts, words)
        coarse += weights.article * of_articles
        run_lengths = found.run_lengths(self._run_sizes) / max(of.run_length, 1e-9)
        runs = score_runs(asked, self.vocabulary, run_lengths, *found.texts)
        coarse += weights.runs * runs
        if query.phrases:
            coarse *= having_phrases(query.phrases, matching, found.tokens, found.starts)
        if within is not None:
            coarse *= np.array([identifier in within for identifier in found.ids])[found.article_of]
        places = best(coarse.astype(np.float32), count)
        if kept is None:
            self._reader.keep(name, found.keys(places))
        if not len(places):
            return None
        context, context_sizes = found.around(places)
        sizes = found.lengths[places]
        return Candidates(
            passages=Lazily(found.passage, places.tolist()),
            words_at=Lazily(found.words_at, places.tolist()),
            lengths=lengths[places],
            runs=runs[places],
            of_articles=of_articles[places],
            tokens=found.tokens[ranges(found.starts[places], sizes)],
            sizes=sizes,
            around=context,
            around_sizes=context_sizes,
            titles=[found.titles[article] for article in found.article_of[places].tolist()],
            alone=np.diff(found.article_starts)[found.article_of[places]] == 1,
        )

    def _keys(
        self, query: Query, matching: Matching, asked: Asked, within: Members[str] | None, until: float
    ) -> list[str]:
        """Return the keys of the articles that may have the best passages; of few articles all."""
        among = None if within is None else [self._key_of[each] for each in within if each in self._key_of]
        if among is not None and len(among) <= _FEW:
            return among
        telling = query.weights * query.content
        of = self.statistics
        words = self._spelled(matching.ear, telling * matching.ear_idf, idf(of.passages, of.in_passages))
        titles = self._spelled(matching.ear, telling * matching.article_idf, idf(of.articles, of.in_articles))
        times = _WITH_PHRASES if query.phrases else 1
        searches = [
            Search("passage_words", words, times * _PASSAGES),
            Search("passage_runs", _spelled_runs(query, asked), times * _BY_RUNS),
            Search("article_words", titles, times * _ARTICLES),
        ]
        return self._reader.found(searches, among, until)

    def _name(self, query: Query, weights: Weights, count: int, within: Members[str] | None) -> str:
        """Return a name for all that the best passages depend on."""
        asked = [query.words.forms, query.weights.tolist(), query.content.tolist(), query.phrases]
        where = [astuple(weights), count, None if within is None else sorted(within)]
        return f"best {self._reader.identity} {self._version} {xxh3_128_hexdigest(json.dumps([asked, where]).encode())}"

    def _spelled(self, alike: Alike, weights: Floats, idfs: Floats) -> str:
        """Return words to be searched for, those that count more more often.

        Args:
            alike: What stands for the question's words.
            weights: What each of these counts, the idf of its group included.
            idfs: The idf that the storage gives each word by itself.
        """
        adds = np.zeros(len(self.vocabulary))
        np.add.at(adds, alike.term, weights[alike.word] * alike.cosine**2)
        terms = np.argsort(-adds, kind="stable")[: min(_MOST_TERMS, np.count_nonzero(adds))]
        terms = terms[adds[terms] >= _LEAST * adds.max(initial=0)]
        counts = adds[terms] / np.maximum(idfs[terms], 1e-3)
        often = np.ceil(_LEVELS * counts / counts.max(initial=1e-9)).astype(int)
        return " ".join(self.vocabulary.form(term) for term in np.repeat(terms, often).tolist())

    @cached_property
    def _run_sizes(self) -> Ints:
        """How many runs of consonants each word has; none for what is not in the vocabulary."""
        return np.append(self.vocabulary.run_sizes(), 0)


def _spelled_runs(query: Query, asked: Asked) -> str:
    """Return the rarest runs of consonants to be searched for, those of words that count more more often."""
    rarest = np.argsort(-asked.weights, kind="stable")[:_MOST_RUNS]
    counts = query.weights[asked.owners[rarest]] / max(float(query.weights.max()), 1e-9)
    often = np.ceil(_LEVELS * counts).astype(int)
    return " ".join(map(run_name, np.repeat(asked.codes[rarest], often).tolist()))
