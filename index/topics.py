"""What an article can be asked about, in its own words: the questions it asks itself, its headings, its key phrases.

Key phrases stand between function words and punctuation, as in RAKE (Rose, Engel, Cramer, Cowley, "Automatic keyword
extraction from individual documents", 2010), and are ranked by tf-idf: often in the article, in few of its passages, in
few other articles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

import regex

from index.analyzer import Token, analyze
from index.bm25 import idf
from index.lexicon import frames, is_function_word
from index.passage import Passage
from index.sentences import QUESTION_MARKS, split_sentences

LONGEST_TOPIC = 48
"""Characters: what a button still shows on a phone."""

_MOST_WORDS = 3  # of a key phrase
_NO_ASIDE = 2  # what an article says once may be an aside, and comes last
_SHORTEST = 4  # letters of a key phrase: shorter ones are seldom names

_ENDS_IN_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]$")  # a vowel sign is no letter


def own_questions(passages: Iterable[Passage]) -> list[str]:
    """Return the questions that an article asks itself, as a list of questions and answers does."""
    sentences = (passage.text[span.start : span.end] for passage in passages for span in split_sentences(passage.text))
    lines = (sentence.strip().rpartition("\n")[2] for sentence in sentences)
    return list(dict.fromkeys(line for line in lines if line.endswith(QUESTION_MARKS) and len(line) <= LONGEST_TOPIC))


def topics(passages: Sequence[Passage], telling: Callable[[str], float]) -> list[str]:
    """Return what an article is about, exactly as it stands there: headings, then key phrases, best first.

    No two have a word in common.

    Args:
        passages: The article's passages.
        telling: Returns how much a normalised word tells this article from others, as an idf.
    """
    taken: set[str] = set()
    distinct = []
    for topic in chain(_headings(passages), _phrases(passages, telling)):
        words = {token.word for token in analyze(topic)}
        if words and taken.isdisjoint(words):
            taken |= words
            distinct.append(topic)
    return distinct


def _headings(passages: Iterable[Passage]) -> Iterator[str]:
    """Yield lines that stand above others in a passage, as the splitting into passages leaves headings."""
    for passage in passages:
        head, _, body = passage.text.partition("\n")
        words = head.strip(" #*=_-")
        if body.strip() and len(words) <= LONGEST_TOPIC and _ENDS_IN_WORD.search(words):
            yield words


def _phrases(passages: Sequence[Passage], telling: Callable[[str], float]) -> list[str]:
    often: Counter[tuple[str, ...]] = Counter()
    passages_with: Counter[tuple[str, ...]] = Counter()
    written: dict[tuple[str, ...], str] = {}
    for passage in passages:
        here: Counter[tuple[str, ...]] = Counter()
        for run in _runs(passage.text):
            for start in range(len(run)):
                for tokens in (run[start : start + size] for size in range(1, min(_MOST_WORDS, len(run) - start) + 1)):
                    words = tuple(token.word for token in tokens)
                    here[words] += 1
                    written.setdefault(words, passage.text[tokens[0].start : tokens[-1].end])
        often += here
        passages_with.update(here.keys())

    def score(words: tuple[str, ...]) -> tuple[bool, float]:
        rarity = float(idf(len(passages), passages_with[words]))
        # Between their mean and their sum: a phrase goes before a word of it that seldom stands without the others.
        tells = sum(map(telling, words)) / len(words) ** 0.75
        return often[words] >= _NO_ASIDE, often[words] * rarity * tells

    usable = [words for words, phrase in written.items() if _SHORTEST <= len(phrase) <= LONGEST_TOPIC]
    return [written[words] for words in sorted(usable, key=score, reverse=True)]


def _runs(text: str) -> Iterator[list[Token]]:
    """Yield the words between function words, numbers and punctuation."""
    run: list[Token] = []
    for token in analyze(text):
        written = text[token.start : token.end]
        joins = is_function_word(written, token.word) or frames(written, token.word) or token.word[0].isdigit()
        apart = run and text[run[-1].end : token.start].strip(" \u00a0-")
        if run and (joins or apart):
            yield run
            run = []
        if not joins:
            run.append(token)
    if run:
        yield run
