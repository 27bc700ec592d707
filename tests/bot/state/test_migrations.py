"""The migrations."""

from __future__ import annotations

from contextlib import closing
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from pydantic import SecretStr

from bot import state
from bot.state.database import Database, Table
from bot.state.engines import engine_of


def test_migrations_make_what_the_code_declares(url: SecretStr, tmp_path: Path) -> None:
    """After all migrations there is nothing that the tables in the code have otherwise, in either database."""
    for module in iter_modules(state.__path__, "bot.state."):
        import_module(module.name)
    Database.open(tmp_path, url).close()
    engine = engine_of(url.get_secret_value())
    with closing(Database(engine)), engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Table.metadata) == []
    assert {"people", "questions", "feeds", "jobs"} <= set(Table.metadata.tables)
