"""The locks of what is deployed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.deploy.files import DEPLOY, ROOT

LOCKS = ("requirements.lock", "requirements-cloud.lock")


def pinned(lock: Path) -> set[tuple[str, str]]:
    """Return the names and versions of a lock, each with its hashes; some differ by the version of Python."""
    text = lock.read_text(encoding="utf-8")
    named = re.findall(r"^([a-z0-9.-]+)==([^ ;\\\n]+)", text, re.MULTILINE)
    hashed = re.findall(r"^([a-z0-9.-]+)==([^ ;\\\n]+)[^\n]*\\\n    --hash=sha256:", text, re.MULTILINE)
    assert named == hashed
    return set(named)


def names(lock: Path) -> set[str]:
    """Return the names of the packages in a lock."""
    return {name for name, _ in pinned(lock)}


@pytest.mark.parametrize("name", LOCKS)
def test_what_is_deployed_was_tested(name: str) -> None:
    """Everything that runs is deployed, in the versions that the tests run with."""
    assert pinned(ROOT / "requirements.lock") <= pinned(DEPLOY / name) <= pinned(ROOT / "requirements-dev.lock")


@pytest.mark.parametrize(("name", "added"), [(LOCKS[0], {"psycopg"}), (LOCKS[1], {"psycopg", "lancedb", "pyarrow"})])
def test_extras(name: str, added: set[str]) -> None:
    """Each lock adds what it is for."""
    assert names(DEPLOY / name) - names(ROOT / "requirements.lock") >= added


@pytest.mark.parametrize("name", LOCKS)
def test_what_nobody_imports_stays_out(name: str) -> None:
    """What indic-nlp-library declares and does not need is not deployed either."""
    assert names(DEPLOY / name).isdisjoint({"morfessor", "pandas", "sphinx-argparse", "sphinx-rtd-theme"})
