"""How updates come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from telegram import WebhookInfo

from bot.doctor.finding import Finding, Level
from bot.doctor.webhook import check_webhook
from bot.telegram.incoming import ALLOWED_UPDATES
from tests.bot.doctor.conftest import SetUp
from tests.bot.doctor.found import levels, only

BOT = 7_000_000_001
NOW = datetime(2024, 5, 17, 12, tzinfo=UTC)
BASE = "https://example.org/base"
OURS = f"{BASE}/telegram/{BOT}"
ELSEWHERE = "https://me:secret@other.example:8443/secret?secret"
WORDS = "Wrong response: 502 Bad Gateway"

Check = Callable[..., list[Finding]]


@pytest.fixture
def check(set_up: SetUp) -> Check:
    """Return what is found, with these settings, where Telegram knows this."""

    def check(known: WebhookInfo, **environment: str) -> list[Finding]:
        return list(check_webhook(known, set_up(**environment), BOT, NOW))

    return check


def known(url: str = "", waiting: int = 0, kinds: Sequence[str] | None = None) -> WebhookInfo:
    """Return what Telegram knows of a webhook."""
    return WebhookInfo(url, has_custom_certificate=False, pending_update_count=waiting, allowed_updates=kinds)


def test_a_bot_that_fetches(check: Check) -> None:
    """Where the bot fetches its updates, and nobody else has them, all is well."""
    assert levels(check(known())) == {"webhook": Level.OK, "updates": Level.OK}


def test_a_bot_whose_updates_go_elsewhere(check: Check) -> None:
    """Where they are sent somewhere though the bot is to fetch them, that is told, without what may be secret."""
    finding = only(check(known(ELSEWHERE)), "webhook")
    assert finding.level is Level.WARNING
    assert "https://other.example:8443," in finding.found
    assert "secret" not in finding.found
    assert "poochho run" in finding.mend


@pytest.mark.parametrize(
    ("url", "level", "said"),
    [
        (OURS, Level.OK, "Updates are sent to https://example.org."),
        ("", Level.INFO, "It is not set yet."),
        (f"{BASE}/telegram/8", Level.WARNING, "to another address"),
        (ELSEWHERE, Level.WARNING, "Updates are sent to https://other.example:8443, to another address"),
    ],
)
def test_a_bot_that_is_sent_updates(check: Check, url: str, level: Level, said: str) -> None:
    """Where updates are to be sent, it is told whether they are, and to where; to start the bot is what mends that."""
    finding = only(check(known(url), WEBHOOK_URL=BASE), "webhook")
    assert finding.level is level
    assert said in finding.found
    assert ("poochho run" in finding.mend) == (level is not Level.OK)


@pytest.mark.parametrize(
    ("url", "api_url", "said"),
    [
        ("http://example.org", "https://api.telegram.org", "is not https"),
        ("https://example.org:8080", "https://api.telegram.org", "has port 8080"),
        ("https://example.org:8443", "https://api.telegram.org", None),
        ("http://10.0.0.1:8080", "http://127.0.0.1:8081", None),
    ],
)
def test_address_that_telegram_refuses(check: Check, url: str, api_url: str, said: str | None) -> None:
    """An address that Telegram would not take is a problem; a server of one's own takes any."""
    finding = only(check(known(), WEBHOOK_URL=url, BOT_API_URL=api_url), "webhook")
    assert (finding.level is Level.PROBLEM) == (said is not None)
    assert said is None or (said in finding.found and finding.mend)


@pytest.mark.parametrize(
    ("ago", "level", "said"),
    [
        (timedelta(seconds=-3), Level.WARNING, "0 min ago Telegram"),
        (timedelta(minutes=5), Level.WARNING, "5 min ago Telegram"),
        (timedelta(days=2), Level.INFO, "48 h ago Telegram"),
    ],
)
def test_last_error(check: Check, ago: timedelta, level: Level, said: str) -> None:
    """What went wrong the last time is told in Telegram's words, with when; what is long ago need not be mended."""
    went_wrong = WebhookInfo(OURS, False, 0, last_error_date=NOW - ago, last_error_message=WORDS)  # noqa: FBT003
    finding = only(check(went_wrong, WEBHOOK_URL=BASE), "delivery")
    assert finding.level is level
    assert finding.found.startswith(said)
    assert finding.found.endswith(WORDS)


@pytest.mark.parametrize(("waiting", "level"), [(0, Level.OK), (100, Level.OK), (101, Level.WARNING)])
def test_many_wait(check: Check, waiting: int, level: Level) -> None:
    """Where many updates wait at Telegram, the bot may not run."""
    assert only(check(known(waiting=waiting)), "updates").level is level


def test_kinds_of_updates(check: Check) -> None:
    """Where Telegram was told to send fewer kinds than the bot acts on, those are named; more do no harm."""
    assert "updates" not in levels(
        each for each in check(known(kinds=[*ALLOWED_UPDATES, "poll"])) if each.level is not Level.OK
    )
    fewer = [kind for kind in ALLOWED_UPDATES if kind not in {"inline_query", "callback_query"}]
    (finding,) = (each for each in check(known(kinds=fewer)) if each.level is Level.WARNING)
    assert "missing: callback_query, inline_query." in finding.found
