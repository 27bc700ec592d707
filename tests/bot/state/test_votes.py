"""What people think of passages."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from bot.state.database import Database
from bot.state.votes import ArticleVotes, Votes
from index import Passage
from tests.bot.articles import article, passages_of

FIRST, SECOND = passages_of(article("लेख", "T", "मार्ग खुल गया।", "किराया बीस रुपये है।"))
(OTHER,) = passages_of(article("दूसरा", "T", "मार्ग खुल गया।"))
BIG = 2**52 - 1  # the largest id that Telegram gives


@pytest.fixture
def votes(database: Database) -> Votes:
    """No votes yet."""
    return Votes(database)


def stored(database: Database) -> list[tuple[int, str, str, bool]]:
    """Return the votes that an operator reads."""
    query = text("SELECT telegram_id, article, passage, helpful FROM votes ORDER BY telegram_id, article, helpful")
    rows = database.run(lambda session: session.execute(query).all())
    return [(row.telegram_id, row.article, row.passage, bool(row.helpful)) for row in rows]


def test_each_person_has_a_vote_for_each_passage(database: Database, votes: Votes) -> None:
    """Votes of different people, for different passages and in different articles stand beside each other."""
    votes.cast(BIG, FIRST, helpful=True)
    votes.cast(7, SECOND, helpful=False)
    votes.cast(7, FIRST, helpful=True)
    votes.cast(7, OTHER, helpful=False)
    assert [(person, where, helpful) for person, where, _, helpful in stored(database)] == [
        (7, "दूसरा", False),
        (7, "लेख", False),
        (7, "लेख", True),
        (BIG, "लेख", True),
    ]


def test_the_last_vote_counts(database: Database, votes: Votes) -> None:
    """Somebody who changes their mind, or presses twice, has one vote: the last."""
    for helpful in (True, True, False):
        votes.cast(7, FIRST, helpful=helpful)
    assert [helpful for *_, helpful in stored(database)] == [False]


@pytest.mark.parametrize(
    ("edited", "passage", "same"),
    [
        (["नया अनुच्छेद।", "मार्ग खुल गया।"], 1, True),
        (["मार्ग अब खुल गया।"], 0, False),
    ],
    ids=["numbered anew", "reworded"],
)
def test_a_vote_is_for_the_text(
    database: Database, votes: Votes, edited: list[str], passage: int, *, same: bool
) -> None:
    """A vote stays with what was read, wherever it stands now; what was reworded is to be judged anew."""
    votes.cast(7, FIRST, helpful=True)
    votes.cast(7, passages_of(article("लेख", "T", *edited))[passage], helpful=False)
    assert len(stored(database)) == (1 if same else 2)


def test_no_text_is_kept(database: Database, votes: Votes) -> None:
    """Of a passage a digest is kept, as short for a long one, also of one that no file can hold."""
    broken, long = passages_of(article("लेख", "T", "आधा \ud83d", "मार्ग " * 1000))
    votes.cast(7, broken, helpful=True)
    votes.cast(7, long, helpful=False)
    digests = [digest for _, _, digest, _ in stored(database)]
    assert len({*digests}) == 2
    assert all(len(digest) == 32 and int(digest, 16) for digest in digests)


def test_votes_are_counted_by_article(votes: Votes) -> None:
    """What people think is known article by article, whatever the passages; those with most votes come first."""
    assert votes.by_article() == []
    votes.cast(7, OTHER, helpful=True)
    votes.cast(7, FIRST, helpful=True)
    votes.cast(7, SECOND, helpful=False)
    votes.cast(8, FIRST, helpful=False)
    assert votes.by_article() == [ArticleVotes("लेख", 1, 2), ArticleVotes("दूसरा", 1, 0)]


def test_forgotten_is_forgotten(database: Database, votes: Votes) -> None:
    """Nothing is left of the votes of a person who is forgotten, and no other's is lost; a stranger has none."""

    def cast(person: int, *passages: Passage) -> None:
        for passage in passages:
            votes.cast(person, passage, helpful=True)

    cast(7, FIRST, SECOND, OTHER)
    cast(8, FIRST)
    votes.forget(7)
    votes.forget(9)
    assert [person for person, *_ in stored(database)] == [8]
