"""The version of a database's tables: checked at every start by two short queries, renewed where it is old."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, inspect, text

from bot.errors import StateError

NEWEST = "0003"
"""The last of the migrations in ``bot/state/migrations/versions``."""

_ALONE = {
    "sqlite": "BEGIN IMMEDIATE",  # also before changes of tables, which the driver begins no transaction for
    "postgresql": "SELECT pg_advisory_xact_lock(7882829)",  # any number that nobody else in the database locks
}
"""What lets one process at a time go on, until its transaction ends."""


def bring_to_newest(engine: Engine) -> None:
    """Bring the tables of a database to the newest version; what fails leaves them as they were.

    Raises:
        StateError: A newer Poochho made them.
        sqlalchemy.exc.SQLAlchemyError: The database cannot be used.
    """
    with engine.connect() as connection:
        if _version(connection) == NEWEST:
            return
    with engine.connect() as connection:
        connection.exec_driver_sql(_ALONE[engine.dialect.name])
        version = _version(connection)
        if version != NEWEST:  # else another process that started at the same moment was here
            # Here, since importing Alembic takes longer than all else at a start, and few starts need it.
            from bot.state.migrations.upgrading import KNOWN, upgrade

            if version is not None and version not in KNOWN:
                raise StateError(
                    f"The database is of version {version!r}, which a newer Poochho made; this one knows {NEWEST!r}. "
                    "Install the newer one, or point POOCHHO_HOME or DATABASE_URL elsewhere."
                )
            upgrade(connection)
            connection.commit()


def _version(connection: Connection) -> str | None:
    """Return the version that Alembic noted; None in an empty database, and in one from before there were versions."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return version
