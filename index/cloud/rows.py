"""The rows of the table: articles, their passages, and what they add to the counts of the whole index.

One table holds all three, so that what is added or removed together is seen together: a commit of LanceDB is a commit
of one table.

- An *article* has its texts, and the words in them as numbers; its words are found in ``article_words``.
- A *passage* is only found: by ``passage_words``, and by its runs of consonants in ``passage_runs``.
- *Counts* say in how many passages and articles each word stands, for the articles of one commit; negative ones take
  away what was removed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from uuid import uuid4

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from index.article import Article
from index.counts import Counts
from index.embedded.segment import TITLE_COUNTS, Segment
from index.embedded.texts import article_of, record_of
from index.passage import Passage
from index.postings import Ints
from index.spans import Span
from index.strings import keys_of
from index.vocabulary import Numbering
from index.words import Words

FORMAT = 1
"""Counts up whenever rows or the analysis of words change; the table's name has it."""

ARTICLE, PASSAGE, COUNTS = "article", "passage", "counts"

SCHEMA = pa.schema(
    [
        ("kind", pa.string()),
        ("key", pa.string()),  # of the row; never used twice
        ("part_of", pa.string()),  # the key of the article, of the article's own row too
        ("article", pa.string()),  # the article's id, in its own row only
        ("place", pa.int64()),  # orders articles by when they were added
        # What is searched: words with spaces between them.
        ("passage_words", pa.string()),
        ("passage_runs", pa.string()),
        ("article_words", pa.string()),
        ("record", pa.string()),  # what is known of an article without its text
        # An article, or counts. One column: from a storage, each column of each row is fetched by itself.
        ("content", pa.binary()),
    ]
)

SEARCHED = ("passage_words", "passage_runs", "article_words")

_NUMBERS = pa.list_(pa.uint32())

_CONTENT = pa.schema(
    [
        ("key", pa.string()),
        ("place", pa.int64()),
        ("record", pa.string()),
        ("text", pa.binary()),
        ("words", pa.list_(pa.uint64())),
        ("tokens", _NUMBERS),
        ("starts", _NUMBERS),
        ("title", _NUMBERS),
        ("token_starts", _NUMBERS),
        ("token_sizes", _NUMBERS),
        ("spans", _NUMBERS),
        ("numbers", _NUMBERS),
    ]
)


@dataclass(frozen=True, slots=True)
class Content:
    """What an article is made of.

    Attributes:
        key: Of its row.
        place: Orders articles.
        words: The keys of its distinct words.
        tokens: Its words, as places in ``words``, one passage's after another's.
        starts: Where each passage's begin there, shape (passages + 1,).
        title: The words of its title, as places in ``words``.
        token_starts: Where each word begins in its passage's text.
        token_sizes: How many characters it has there.
        spans: Where each passage stands in the text, shape (passages, 2).
        numbers: The passages' numbers.
    """

    key: str
    article: Article
    place: int
    words: NDArray[np.uint64]
    tokens: Ints
    starts: Ints
    title: Ints
    token_starts: Ints
    token_sizes: Ints
    spans: Ints
    numbers: Ints

    @classmethod
    def of(cls, packed: bytes) -> Content:
        """Return the content of an article's row."""
        with pa.ipc.open_stream(packed) as stream:
            batch = stream.read_next_batch()

        def numbers(name: str) -> Any:  # noqa: ANN401  # of the column's own type
            return batch.column(name).values.to_numpy()

        return cls(
            key=batch.column("key")[0].as_py(),
            article=article_of(
                batch.column("record")[0].as_py(), batch.column("text")[0].as_py().decode("utf-8", "surrogatepass")
            ),
            place=batch.column("place")[0].as_py(),
            words=numbers("words"),
            tokens=numbers("tokens").astype(np.int64),
            starts=numbers("starts").astype(np.int64),
            title=numbers("title").astype(np.int64),
            token_starts=numbers("token_starts").astype(np.int64),
            token_sizes=numbers("token_sizes").astype(np.int64),
            spans=numbers("spans").astype(np.int64).reshape(-1, 2),
            numbers=numbers("numbers").astype(np.int64),
        )

    def passage(self, place: int) -> Passage:
        """Return one of the article's passages, by its place among them."""
        return Passage(self.article, int(self.numbers[place]), Span(*self.spans[place].tolist()))

    def words_at(self, place: int) -> tuple[Ints, Ints]:
        """Return where the words of a passage begin and end in its text."""
        words = slice(*self.starts[place : place + 2].tolist())
        return self.token_starts[words], self.token_starts[words] + self.token_sizes[words]


def rows_of(draft: Segment, place: int) -> Iterator[dict[str, Any]]:
    """Yield the rows of the articles of a first segment and of their passages; those of an article together.

    Args:
        draft: The articles.
        place: Their place among what is added: the time, in nanoseconds.
    """
    forms = list(draft.words.forms)
    keys = keys_of(forms)
    runs = [" ".join(map(run_name, codes)) for codes in _runs_of_words(forms)]
    batch = uuid4().hex
    for number, (first, last) in enumerate(pairwise(draft.article_starts.tolist())):
        article = draft.texts.article(number)
        key = f"{batch}-{number:09}"  # in the articles' order
        starts = draft.starts[first : last + 1]
        tokens = draft.tokens[starts[0] : starts[-1]]
        title = draft.titles[slice(*draft.title_starts[number : number + 2].tolist())]
        words, places = np.unique(np.concatenate((tokens, title)), return_inverse=True)
        spoken = [forms[term] for term in tokens.tolist()]
        record = record_of(article)
        content = {
            "key": key,
            "place": place,
            "record": record,
            "text": article.text.encode("utf-8", "surrogatepass"),
            "words": keys[words],
            "tokens": places[: len(tokens)],
            "starts": starts - starts[0],
            "title": places[len(tokens) :],
            "token_starts": draft.token_starts[starts[0] : starts[-1]],
            "token_sizes": draft.token_sizes[starts[0] : starts[-1]],
            "spans": draft.texts.spans[first:last].ravel(),
            "numbers": draft.texts.numbers[first:last],
        }
        yield _row(
            kind=ARTICLE,
            key=key,
            part_of=key,
            article=speakable(article.id),
            place=place,
            article_words=" ".join([*spoken, *(forms[term] for term in title.tolist() * TITLE_COUNTS)]),
            record=record,
            content=_streamed(content),
        )
        for passage, (begin, end) in enumerate(pairwise((starts - starts[0]).tolist())):
            yield _row(
                kind=PASSAGE,
                key=f"{key}/{passage}",
                part_of=key,
                passage_words=" ".join(spoken[begin:end]),
                passage_runs=" ".join(filter(None, (runs[term] for term in tokens[begin:end].tolist()))),
            )


def counts_row(added: Segment) -> dict[str, Any]:
    """Return the row of what articles add to the counts."""
    return _row(kind=COUNTS, key=uuid4().hex, content=_packed(added.counts, list(added.words.forms), 1))


def removal_row(key: str, removed: Segment) -> dict[str, Any]:
    """Return the row of what goes with the article of a key; its own key is always the same: it goes only once."""
    return _row(kind=COUNTS, key=f"-{key}", content=_packed(removed.counts, list(removed.words.forms), -1))


def _packed(counts: Counts, forms: Sequence[str], sign: int) -> bytes:
    """Return counts as bytes; the words' numbers are places in ``forms``."""
    stream = io.BytesIO()
    sizes = (counts.passages, counts.articles)
    lengths = (counts.words_of_passages, counts.words_of_articles, counts.runs_of_passages)
    np.savez_compressed(
        stream,
        totals=np.array([sign, *sizes, *lengths], np.int64),
        forms=np.frombuffer("\n".join(forms).encode("utf-8", "surrogatepass"), np.uint8),
        terms=counts.terms,
        in_passages=counts.in_passages,
        article_terms=counts.article_terms,
        in_articles=counts.in_articles,
        run_codes=counts.run_codes,
        in_runs=counts.in_runs,
    )
    return stream.getvalue()


@dataclass(frozen=True, slots=True)
class Change:
    """What one commit adds to the counts of the index, or takes away.

    Attributes:
        forms: The words that ``counts`` numbers.
        sign: 1 or -1.
    """

    counts: Counts
    forms: Sequence[str]
    sign: int

    @classmethod
    def of(cls, content: bytes) -> Change:
        """Return what a row of counts holds."""
        with np.load(io.BytesIO(content)) as arrays:
            sign, *totals = arrays["totals"].tolist()
            names = ("terms", "in_passages", "article_terms", "in_articles", "run_codes", "in_runs")
            forms = arrays["forms"].tobytes().decode("utf-8", "surrogatepass")
            return cls(Counts(*totals, *(arrays[name] for name in names)), forms.split("\n") if forms else [], sign)

    def numbered(self, words: Numbering) -> Counts:
        """Return the counts with the numbers of an index, which has all the words."""
        numbers = words.numbers_of(self.forms)
        of = self.counts
        return Counts(
            *(of.passages, of.articles, of.words_of_passages, of.words_of_articles, of.runs_of_passages),
            *(numbers[of.terms], of.in_passages, numbers[of.article_terms], of.in_articles),
            *(of.run_codes, of.in_runs),
        )


def run_name(code: int) -> str:
    """Return a run of consonants as a word to be searched for."""
    return f"{code:x}"


def _streamed(content: dict[str, Any]) -> bytes:
    """Return an article's content as bytes, in Arrow's stream format."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, _CONTENT) as stream:
        stream.write_batch(
            pa.record_batch(
                [pa.array([content[name]], _CONTENT.field(name).type) for name in _CONTENT.names], schema=_CONTENT
            )
        )
    streamed: bytes = sink.getvalue().to_pybytes()
    return streamed


def speakable(identifier: str) -> str:
    """Return an id as Arrow takes it: without halves of surrogate pairs."""
    return identifier.encode("utf-8", "replace").decode()


def _runs_of_words(forms: Sequence[str]) -> list[list[int]]:
    """Return the runs of each word, each as often as the word has it."""
    grams = Words.of(forms).runs()
    runs: list[list[int]] = [[] for _ in forms]
    codes = np.repeat(grams.codes, grams.by_gram)
    for owner, code, count in zip(grams.owners.tolist(), codes.tolist(), grams.counts.tolist(), strict=True):
        runs[owner] += [code] * int(count)
    return runs


def _row(**values: Any) -> dict[str, Any]:  # noqa: ANN401
    return dict.fromkeys(SCHEMA.names) | values
