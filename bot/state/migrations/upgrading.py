"""Running the migrations that a database lacks."""

from __future__ import annotations

import logging

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

_CONFIG = Config()
_CONFIG.set_main_option("script_location", "bot.state:migrations")

KNOWN = tuple(script.revision for script in ScriptDirectory.from_config(_CONFIG).walk_revisions())
"""All versions, the newest first."""


def upgrade(connection: Connection) -> None:
    """Run all migrations that a database lacks, within the connection's transaction."""
    # Alembic tells, in several lines, of what is nothing to the person who starts a bot.
    logging.getLogger("alembic").setLevel(logging.WARNING)
    _CONFIG.attributes["connection"] = connection
    command.upgrade(_CONFIG, "head")
