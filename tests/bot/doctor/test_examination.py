"""All checks, side by side."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from bot.doctor.examination import CHECKS, Check, examine
from bot.doctor.finding import Finding, Level
from bot.errors import BotError
from bot.settings import Settings
from bot.web.webhook import webhook_secret
from index import IndexingError
from tests.bot.doctor.conftest import SetUp

TOKEN = "7000000001:fake-token-of-the-tests-0123456789"
GOOD = Finding("good", Level.OK, "It is.")


def good(_: Settings) -> Iterator[Finding]:
    """Find that all is well."""
    yield GOOD


def fails(error: Exception) -> Check:
    """Return a check that finds something, and then fails."""

    def look(_: Settings) -> Iterator[Finding]:
        yield GOOD
        raise error

    return Check("bad", look, "")


@pytest.mark.parametrize(
    ("error", "found"),
    [
        (BotError("x: is wrong. Mend it."), "x: is wrong. Mend it."),
        (IndexingError("y: is wrong. Mend it."), "y: is wrong. Mend it."),
        (KeyError("z"), "It could not be checked (KeyError: 'z')."),
    ],
)
def test_a_check_that_fails(settings: Settings, error: Exception, found: str) -> None:
    """A check that fails is a problem with its reason, in its place, and the others are made."""
    first, bad, last = examine(settings, [Check("good", good, ""), fails(error), Check("good", good, "")])
    assert (first, last) == (GOOD, GOOD)
    assert (bad.check, bad.level, bad.found) == ("bad", Level.PROBLEM, found)


def test_a_check_that_hangs(settings: Settings) -> None:
    """A check that does not end is given up, with what to do then, and the others are made."""
    end = threading.Event()

    def hang(_: Settings) -> Iterator[Finding]:
        end.wait()
        yield GOOD

    late, other = examine(settings, [Check("slow", hang, "Mend it."), Check("good", good, "")], patience=0.5)
    end.set()
    assert late == Finding("slow", Level.PROBLEM, "It took longer than 0.5 s.", "Mend it.")
    assert other == GOOD


def test_no_secret_is_told(set_up: SetUp) -> None:
    """Whatever others say, neither the token nor what proves that Telegram posts is told."""
    secrets = [TOKEN, TOKEN.partition(":")[2], webhook_secret(TOKEN)]

    def quote(_: Settings) -> Iterator[Finding]:
        yield Finding("quoted", Level.WARNING, f"They said: {' '.join(secrets)}.")

    (finding,) = examine(set_up(BOT_TOKEN=TOKEN), [Check("quoted", quote, "")])
    assert finding.found == "They said: <secret> <secret> <secret>."


def test_every_check_has_words_for_being_late() -> None:
    """Each check has a name of its own, and says what to do where it takes too long."""
    assert len({check.name for check in CHECKS}) == len(CHECKS) == 5
    assert all(check.late.endswith(".") for check in CHECKS)
