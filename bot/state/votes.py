"""What people think of passages as answers. The ranking does not look: a vote is for the operator to read."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import BigInteger, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.digest import digest
from bot.state.database import Database, Table
from index import Passage

_DIGEST = 16  # bytes


class _Vote(Table):
    """Whether a passage helped somebody."""

    __tablename__ = "votes"

    telegram_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    article: Mapped[str] = mapped_column(primary_key=True)
    passage: Mapped[str] = mapped_column(primary_key=True)
    helpful: Mapped[bool]


@dataclass(frozen=True, slots=True)
class ArticleVotes:
    """What people think of an article's passages.

    Attributes:
        article: The article's id.
        helpful: How many votes said so.
        unhelpful: How many said the opposite.
    """

    article: str
    helpful: int
    unhelpful: int


class Votes:
    """The table of votes: one of each person for each passage, the last one counts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cast(self, telegram_id: int, passage: Passage, *, helpful: bool) -> bool:
        """Count a vote, and return that it was counted.

        Args:
            telegram_id: Who votes.
            passage: On what: remembered by its text, since an edited article numbers its passages anew.
            helpful: What they say.

        Raises:
            StateError: The database cannot be used.
        """
        text = digest(passage.text, _DIGEST)
        vote = {"telegram_id": telegram_id, "article": passage.article.id, "passage": text, "helpful": helpful}
        self._database.run(lambda session: session.merge(_Vote(**vote)))
        return True

    def by_article(self) -> list[ArticleVotes]:
        """Return the votes of each article that has any, those with most votes first.

        Raises:
            StateError: The database cannot be used.
        """
        count = func.count()
        helpful, unhelpful = count.filter(_Vote.helpful), count.filter(_Vote.helpful.is_(False))
        query = select(_Vote.article, helpful, unhelpful).group_by(_Vote.article).order_by(count.desc(), _Vote.article)
        return self._database.run(lambda session: [ArticleVotes(*row) for row in session.execute(query)])

    def forget(self, telegram_id: int) -> None:
        """Forget the votes of a person.

        Raises:
            StateError: The database cannot be used.
        """
        forgetting = delete(_Vote).where(_Vote.telegram_id == telegram_id)
        self._database.run(lambda session: session.execute(forgetting))
