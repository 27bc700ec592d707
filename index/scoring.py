"""BM25 of a few documents by their words, each word of a question standing for all that is alike to it."""

from __future__ import annotations

from index.bm25 import K1, B
from index.likeness import Alike
from index.loops import by_term, scores_of_tokens
from index.postings import Floats, Ints


def score_words(alike: Alike, weights: Floats, lengths: Floats, owners: Ints, tokens: Ints, vocabulary: int) -> Floats:
    """Return the scores of some documents, shape (documents,).

    Args:
        alike: What stands for each of the question's words.
        weights: What each of these counts, the idf of its group included.
        lengths: How long each document is, as a multiple of the average.
        owners: The number of each token's document, in ascending order.
        tokens: The documents' words, beside ``owners``; ``vocabulary`` for those that are not in it.
        vocabulary: How many words it has.
    """
    used = weights[alike.word] > 0
    rows = by_term(alike.word[used], alike.term[used], alike.cosine[used] ** 2, vocabulary + 1)
    return scores_of_tokens(rows, lengths, owners, tokens, weights, K1, B)
