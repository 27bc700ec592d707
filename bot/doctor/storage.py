"""The disk and the database."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from bot.doctor.finding import Finding, Level
from bot.settings import Settings
from bot.state.database import Database
from bot.state.inbox import Depth, depth
from bot.state.version import NEWEST

_GIGABYTE, _MEGABYTE = 10**9, 10**6
_LITTLE, _TOO_LITTLE = _GIGABYTE, 100 * _MEGABYTE  # bytes
_LONG = timedelta(minutes=10)


def check_disk(settings: Settings) -> Iterator[Finding]:
    """Find whether there is room for the library and the database, and whether they may be written."""
    home = settings.poochho_home
    existing = next(folder for folder in (home, *home.absolute().parents) if folder.exists())
    wrong = _not_written(existing)
    if wrong:
        found = f"POOCHHO_HOME, {home}: cannot be written ({wrong})."
        yield Finding("disk", Level.PROBLEM, found, "Give the user that runs this the right to, or name another place.")
    yield room(shutil.disk_usage(existing).free, home)


def room(free: int, home: Path) -> Finding:
    """Return what is found where a disk has so many bytes left."""
    left = f"{free / _GIGABYTE:,.1f} GB" if free >= _LITTLE else f"{free // _MEGABYTE} MB"
    found = f"{left} are free for {home}."
    if free >= _LITTLE:
        return Finding("disk", Level.OK, found)
    level = Level.WARNING if free >= _TOO_LITTLE else Level.PROBLEM
    return Finding("disk", level, found, "Make room, or point POOCHHO_HOME elsewhere.")


def check_database(settings: Settings) -> Iterator[Finding]:
    """Find whether the database can be used, and what waits in it.

    Raises:
        bot.errors.StateError: It cannot.
    """
    if settings.database_url is None and not (settings.poochho_home / "poochho.db").exists():
        yield Finding("database", Level.INFO, "There is none yet; it is made when it is first needed.")
        return
    with closing(Database.open(settings.poochho_home, settings.database_url)) as database:
        # That there is such a row was seen at opening; nothing is changed, but has to be written.
        database.run(lambda session: session.execute(text("UPDATE alembic_version SET version_num = version_num")))
        inbox = depth(database)
    yield Finding("database", Level.OK, f"It opens, and can be written; its tables are of version {NEWEST}.")
    yield from waiting(inbox, datetime.now(UTC))


def waiting(inbox: Depth, now: datetime) -> Iterator[Finding]:
    """Find whether the bot gets on with what is in its inbox."""
    if inbox.oldest and now - inbox.oldest > _LONG:
        minutes = (now - inbox.oldest) // timedelta(minutes=1)
        found = f"{inbox.waiting:,} wait to be answered, the oldest for {minutes:,} min."
        yield Finding("inbox", Level.WARNING, found, "See that the bot runs: poochho run.")
    else:
        yield Finding("inbox", Level.OK, f"{inbox.waiting:,} wait to be answered.")
    if inbox.aside:
        found = f"{inbox.aside:,} could not be answered and were set aside."
        yield Finding("inbox", Level.WARNING, found, "See what went wrong: poochho inbox.")


def _not_written(folder: Path) -> str | None:
    """Return why nothing can be written in a folder; None if it can."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return None
    except OSError as error:
        return os.strerror(error.errno) if error.errno else str(error)
