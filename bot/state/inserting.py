"""Putting rows into a table, where they may be there already: in one statement, which needs no look before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Insert
from sqlalchemy import Table as Rows
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.state.database import Table


def insert(session: Session, table: type[Table], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, past the mapper, which would look at each; those whose keys are there are passed over."""
    # The two dialects write it alike.
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    inserting: Insert = dialect.insert(_rows_of(table)).on_conflict_do_nothing()
    session.execute(inserting, rows)


def upsert(session: Session, table: type[Table], key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Insert a row, or give the one with its key other values."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    inserting = dialect.insert(_rows_of(table))
    new = {name: inserting.excluded[name] for name in values}
    session.execute(inserting.on_conflict_do_update(index_elements=list(key), set_=new), {**key, **values})


def _rows_of(table: type[Table]) -> Rows:
    rows = table.__table__
    assert isinstance(rows, Rows)  # noqa: S101  # no table of ours is a view or a join
    return rows
