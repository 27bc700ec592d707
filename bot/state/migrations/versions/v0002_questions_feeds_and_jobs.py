"""The log of questions, feeds that are followed, and additions that are under way; times with their zone."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables, and tell PostgreSQL that the times stored so far are in UTC; SQLite stores no zone."""
    if op.get_context().dialect.name == "postgresql":
        op.alter_column("sent_answers", "at", type_=_TIME, postgresql_using="at AT TIME ZONE 'UTC'")
    _make_questions()
    _make_feeds()
    _make_jobs()


def _make_questions() -> None:
    op.create_table(
        "questions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("question", sa.String, nullable=False),
        sa.Column("wording", sa.String, nullable=False),
        sa.Column("answered", sa.Boolean, nullable=False),
        sa.Column("dismissed", sa.Boolean, nullable=False),
        sa.Column("article", sa.String),
        sa.Column("passage", sa.Integer),
        sa.Column("confidence", sa.Double, nullable=False),
        sa.Column("latency_ms", sa.Integer, nullable=False),
        sa.Column("place", sa.String, nullable=False),
        sa.Column("telegram_id", sa.BigInteger),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_questions_at", "questions", ["at"])
    op.create_index("ix_questions_answered_at", "questions", ["answered", "at"])


def _make_feeds() -> None:
    op.create_table(
        "feeds",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("address", sa.String, nullable=False, unique=True),
        sa.Column("title", sa.String),
        sa.Column("etag", sa.String),
        sa.Column("last_modified", sa.String),
        sa.Column("added", _TIME, nullable=False),
        sa.Column("next_at", _TIME, nullable=False),
        sa.Column("every", sa.Integer, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last_error", sa.String),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "feed_entries",
        sa.Column("feed_id", sa.Integer, sa.ForeignKey("feeds.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("guid", sa.String, primary_key=True),
        sa.Column("was", sa.String, nullable=False),
        sa.Column("article", sa.String),
        sa.Column("at", _TIME, nullable=False),
    )


def _make_jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("message_id", sa.BigInteger, nullable=False),
        sa.Column("progress_id", sa.BigInteger),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("what", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("created", _TIME, nullable=False),
        sqlite_autoincrement=True,
    )
