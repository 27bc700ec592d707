"""The inbox: updates that wait to be answered."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_TIME = sa.DateTime(timezone=True)
_IS_WAITING, _IS_ASIDE = sa.text("state = 'waiting'"), sa.text("state = 'aside'")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "inbox",
        sa.Column("bot", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("update_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("chat_id", sa.BigInteger),
        sa.Column("body", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("received", _TIME, nullable=False),
        sa.Column("worker", sa.String),
        sa.Column("until", _TIME),
        sa.Column("claims", sa.Integer, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("again", sa.Boolean, nullable=False),
        sa.Column("error", sa.String),
        sa.Column("ended", _TIME),
    )
    # Few rows wait at any time; those that are done stay for a while.
    op.create_index(
        "ix_inbox_waiting",
        "inbox",
        ["bot", "chat_id", "update_id"],
        sqlite_where=_IS_WAITING,
        postgresql_where=_IS_WAITING,
    )
    op.create_index(
        "ix_inbox_aside",
        "inbox",
        ["received"],
        sqlite_where=_IS_ASIDE,
        postgresql_where=_IS_ASIDE,
    )
    op.create_index("ix_inbox_ended", "inbox", ["ended"])
