"""Putting rows into a table, where they may be there already: in one statement, which needs no look before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Insert
from sqlalchemy import Table as Rows
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.state.database import Table


def insert(session: Session, table: type[Table], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, past the mapper, which would look at each; those whose keys are there are passed over."""
    session.execute(_inserting(session.get_bind().dialect.name, table), rows)


def upsert(session: Session, table: type[Table], key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Insert a row, or give the one with its key other values."""
    statement = _upserting(session.get_bind().dialect.name, table, tuple(key), tuple(values))
    session.execute(statement, {**key, **values})


@cache
def _inserting(dialect: str, table: type[Table]) -> Insert:
    inserting: Insert = _new(dialect, table).on_conflict_do_nothing()
    return inserting


@cache
def _upserting(dialect: str, table: type[Table], key: tuple[str, ...], values: tuple[str, ...]) -> Insert:
    inserting = _new(dialect, table)
    new = {name: inserting.excluded[name] for name in values}
    updating: Insert = inserting.on_conflict_do_update(index_elements=list(key), set_=new)
    return updating


def _new(dialect: str, table: type[Table]) -> postgresql.Insert | sqlite.Insert:
    rows = table.__table__
    assert isinstance(rows, Rows)  # noqa: S101  # no table of ours is a view or a join
    # The two write conflicts alike.
    return postgresql.insert(rows) if dialect == "postgresql" else sqlite.insert(rows)
