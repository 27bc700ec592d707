"""Questions that ask the same, put together: in other spellings, letters, digits, word order, or with a “please”.

Two questions are as alike as the words of either are found in the other: a word counts by how much it says about the
subject, not by how rare it is, since what people ask about somebody is commoner than the name; and it is found as far
as one there sounds or looks alike. Yet one word of many makes another question ("born", "died"): some differences keep
questions apart however alike they are. Groups grow by the mean likeness of their members.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise, zip_longest

import numpy as np
import regex
from numpy.typing import NDArray

from index.analyzer import analyze
from index.lexicon import Asks
from index.phonetics import sounds
from index.postings import Floats, Postings
from index.query import Query, parse
from index.vocabulary import Vocabulary
from index.words import Words

_SAME = 0.68
"""The likeness from which questions ask the same: two of three words are not enough. Of Hindi questions mixed with the
same ones in Latin letters, 0.6 finds 4 % more pairs and hardly more wrong ones; yet those are longer than most."""

_SAME_IN_ONE_SCRIPT = 0.84
"""The same in one script, where words are found more surely: one word more among six makes another question."""

# By their sounds, since people spell them in many ways in Latin letters.
_NOT, _SORT, _TELL = (
    frozenset(sounds([token.word for token in analyze(words)]))
    for words in (
        "नहीं न मत nahi no not never नाही না নেই નથી ਨਹੀਂ இல்லை లేదు ಇಲ್ಲ ഇല്ല ନାହିଁ نہیں",
        "सा से सी",  # कौन asks who, कौन से asks which
        "बताइए बताइये बताएं बताओ सांगा tell",  # which the lexicon counts as asking, and any question may be asked so
    )
)

_NUMBER = regex.compile(r"\d+")

Table = NDArray[np.bool_]


def wording(question: str) -> str:
    """Return the words of a question as they are compared: equal for other punctuation, digits, ways to spell."""
    return " ".join(token.word for token in analyze(question))


def group(questions: Sequence[str]) -> list[list[int]]:
    """Return the places of questions that ask the same, group by group; one that none is like is a group.

    Places of a group are in ascending order, groups in that of their first ones. Time and memory grow with the square
    of the number of questions.
    """
    queries = [parse(question) for question in questions]
    likeness, apart = _compared(queries)
    apart |= _equal([_is_latin(query) for query in queries]) & (likeness < _SAME_IN_ONE_SCRIPT)
    apart |= ~_equal([_numbers(query) for query in queries])
    apart |= ~_equal([_denies(query) for query in queries])
    apart |= _asking_otherwise(queries)
    return _gathered(likeness, apart)


def _gathered(likeness: Floats, apart: Table) -> list[list[int]]:
    """Return the groups: the two most alike are made one, as long as there are any (average linkage)."""
    groups = [[place] for place in range(len(likeness))]
    table = np.where(apart | np.eye(len(likeness), dtype=bool), -np.inf, likeness)
    best = table.max(axis=1, initial=-np.inf)
    while best.max(initial=0) >= _SAME:
        one = int(best.argmax())
        other = int(table[one].argmax())
        fell = (best >= _SAME) & ((table[one] == best) | (table[other] == best))  # means only fall
        sizes = len(groups[one]), len(groups[other])
        table[one] = table[:, one] = (table[one] * sizes[0] + table[other] * sizes[1]) / sum(sizes)
        table[other] = table[:, other] = -np.inf
        best[fell] = table[fell].max(axis=1)
        groups[one] += groups[other]
        groups[other] = []
    return sorted(sorted(group) for group in groups if group)


# -- how alike ---------------------------------------------------------------------------------------------------------
def _compared(queries: Sequence[Query]) -> tuple[Floats, Table]:
    """Return how alike questions are, from 0 to 1, and which have each a word that the other has nothing like.

    Both are of shape (questions, questions). Such words are other names or other verbs, if both are in Latin letters,
    or neither; over scripts, words that are the same are missed too often to tell.
    """
    size = len(queries)
    forms = list(dict.fromkeys(form for query in queries for form in query.words.forms))
    postings = _postings(queries, forms)
    covered = np.zeros((size, size), np.float32)
    lacking = {latin: np.zeros((size, size), bool) for latin in (True, False)}
    for word, found in _found(forms, postings, size):
        asking = slice(postings.starts[word], postings.starts[word + 1])
        owners, values = postings.documents[asking], postings.values[asking]
        covered[owners] += np.outer(values, found)
        lacking[forms[word].isascii()][owners[values > 0]] |= found == 0
    covered /= np.maximum(covered.diagonal(), 1e-9)[:, None]  # a question has all its own words
    either = [one_way & one_way.T for one_way in lacking.values()]
    return np.minimum(covered, covered.T), either[0] | either[1]


def _postings(queries: Sequence[Query], forms: Sequence[str]) -> Postings:
    """Return the questions that have each word, with what it says about their subjects; all words, where none does."""
    number_of = {form: number for number, form in enumerate(forms)}
    owners = [place for place, query in enumerate(queries) for _ in query.words.forms]
    words = [number_of[form] for query in queries for form in query.words.forms]
    subjects = [query.subject if query.subject.any() else np.ones_like(query.subject) for query in queries]
    values = np.concatenate([np.zeros(0, np.float32), *subjects])
    return Postings.of(np.array(owners, np.int64), np.array(words, np.int64), values, len(forms))


def _found(forms: Sequence[str], postings: Postings, size: int) -> Iterator[tuple[int, Floats]]:
    """Yield each word's number and how alike the most alike word of each question is, shape (questions,)."""
    ear, eye = Vocabulary.of(forms).alike(Words.of(forms))
    words, terms = np.concatenate((ear.word, eye.word)), np.concatenate((ear.term, eye.term))
    cosines = np.concatenate((ear.cosine, eye.cosine))
    order = np.lexsort((cosines, words))  # of a word's, the most alike come last
    starts = np.searchsorted(words[order], np.arange(len(forms) + 1))
    for word, (begin, end) in enumerate(pairwise(starts)):
        pairs = order[begin:end]
        places, counts = postings.of_terms(terms[pairs])
        found = np.zeros(size, np.float32)
        found[postings.documents[places]] = np.repeat(cosines[pairs], counts)  # the last of equal places stays
        yield word, found


# -- what keeps apart --------------------------------------------------------------------------------------------------
def _equal(properties: Sequence[Hashable]) -> Table:
    """Return which have the same of something, shape (questions, questions)."""
    numbers = {each: number for number, each in enumerate(dict.fromkeys(properties))}
    of_each = np.array([numbers[each] for each in properties], np.int64)
    table: Table = np.equal.outer(of_each, of_each)
    return table


def _is_latin(query: Query) -> bool:
    return sum(form.isascii() for form in query.words.forms) * 2 > len(query.words.forms)


def _numbers(query: Query) -> frozenset[str]:
    """Return the numbers in a question, also those that a word begins with (10th)."""
    return frozenset(match.group() for match in map(_NUMBER.match, query.words.forms) if match)


def _denies(query: Query) -> bool:
    """Return whether a question says "not"; words about its subject may sound like that."""
    return any(sound in _NOT and not tells for sound, tells in zip(query.words.sounds, query.content, strict=True))


def _asking_otherwise(queries: Sequence[Query]) -> Table:
    """Return which ask for another kind of thing: who, when; a question without a question word goes with any."""
    asked = [_asked(query) for query in queries]
    asking = np.array([bool(kinds) for kinds in asked], dtype=bool)
    differ: Table = ~_equal([kinds - {Asks.OTHER} for kinds in asked]) & np.logical_and.outer(asking, asking)
    return differ


def _asked(query: Query) -> frozenset[Asks]:
    kinds = set()
    for word, after in zip_longest(query.order, query.order[1:]):
        kind = query.asks[word]
        if kind is None or query.words.sounds[word] in _TELL:
            continue
        which = kind is Asks.PERSON and after is not None and query.words.sounds[after] in _SORT
        kinds.add(Asks.OTHER if which else kind)
    return frozenset(kinds)
