"""The tables as they were made until there were versions.

A database from then has them, or those that there were by its time: only what is missing is made.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables of people, votes and answers."""
    op.create_table(
        "people",
        sa.Column("telegram_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("language", sa.String, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "telegram_languages",
        sa.Column("telegram_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("language", sa.String, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "votes",
        sa.Column("telegram_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("article", sa.String, primary_key=True),
        sa.Column("passage", sa.String, primary_key=True),
        sa.Column("helpful", sa.Boolean, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "sent_answers",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("question_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("answer_id", sa.BigInteger, nullable=False),
        sa.Column("asked", sa.String, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        if_not_exists=True,
    )
    op.create_index("ix_sent_answers_at", "sent_answers", ["at"], if_not_exists=True)
