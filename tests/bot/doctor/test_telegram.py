"""The token, and what Telegram says to it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from bot.doctor.finding import Finding, Level
from bot.doctor.telegram import check_telegram
from bot.settings import Settings
from tests.bot.doctor.conftest import SetUp
from tests.bot.doctor.found import levels, only
from tests.bot.fetching.pages import Page, Pages
from tests.botapi.server import FakeBotApi

TOKEN = "7000000001:fake-token-of-the-tests-0123456789"
ME = {"id": 7_000_000_001, "is_bot": True, "first_name": "Poochho", "username": "poochho_bot"}
WELL_SET_UP = {"can_read_all_group_messages": False}


@pytest.fixture
def bot(api: FakeBotApi, set_up: SetUp) -> Settings:
    """The settings of a bot that Telegram knows, set up as it should be."""
    api.world.me |= WELL_SET_UP
    return set_up(BOT_TOKEN=api.token, BOT_API_URL=api.url, ADMINS="7")


def found(settings: Settings, check: str) -> Finding:
    """Return what one check finds."""
    return only(check_telegram(settings), check)


def test_all_is_well(api: FakeBotApi, bot: Settings) -> None:
    """Of a bot that is set up well nothing is to be done, who it is is told, and nothing is changed at Telegram."""
    findings = list(check_telegram(bot))
    assert set(levels(findings).values()) == {Level.OK}
    assert not any(each.mend for each in findings)
    assert only(findings, "token").found == "It is that of @poochho_bot (7000000001)."
    assert {call.method for call in api.calls} == {"getMe", "getWebhookInfo"}


def test_no_token(set_up: SetUp) -> None:
    """Without a token there is no bot, and how to get one is told."""
    finding = found(set_up(), "token")
    assert finding.level is Level.PROBLEM
    assert "/newbot" in finding.mend


@pytest.mark.parametrize("token", ["nonsense", "7000000001", "7000000001:", ":abc", "7000000001:abc/def", "७:abc"])
def test_what_is_no_token(set_up: SetUp, token: str) -> None:
    """What does not look like a token is told so, not shown, and sent to nobody."""
    finding = found(set_up(BOT_TOKEN=token, BOT_API_URL="http://127.0.0.1:1"), "token")
    assert finding.level is Level.PROBLEM
    assert finding.found == "BOT_TOKEN does not look like 123456:ABC-DEF."
    assert finding.mend


def test_unknown_token(api: FakeBotApi, set_up: SetUp) -> None:
    """A token that Telegram does not know, since it was revoked, is told so, and nothing else is asked."""
    findings = list(check_telegram(set_up(BOT_TOKEN=f"{api.token}x", BOT_API_URL=api.url, ADMINS="7")))
    assert levels(findings) == {"token": Level.PROBLEM}
    assert "does not know" in findings[0].found
    assert "/mybots" in findings[0].mend


def test_server_that_is_slow(api: FakeBotApi, bot: Settings) -> None:
    """A server that does not answer in time is given up."""
    api.delay_next("getMe", 60)
    finding = only(check_telegram(bot, answers_in=0.1), "telegram")
    assert (finding.level, finding.found) == (Level.PROBLEM, f"{api.url} does not answer within 0.1 s.")


@pytest.mark.parametrize("method", ["getMe", "getWebhookInfo"])
def test_server_that_fails(api: FakeBotApi, bot: Settings, method: str) -> None:
    """Whatever question fails, that is told."""
    api.fail_next(method, 500, "Internal Server Error")
    assert found(bot, "telegram").level is Level.PROBLEM


def test_what_waits_is_looked_at(api: FakeBotApi, bot: Settings) -> None:
    """What Telegram tells of updates is looked at with the rest."""
    asha = api.person()
    for _ in range(101):
        asha.says("पुल?")
    assert found(bot, "updates").level is Level.WARNING


def test_privacy_mode(api: FakeBotApi, bot: Settings) -> None:
    """A bot that gets all messages of groups gets more than it needs."""
    api.world.me["can_read_all_group_messages"] = True
    finding = found(bot, "privacy mode")
    assert finding.level is Level.WARNING
    assert "/setprivacy" in finding.mend


@pytest.mark.parametrize(
    ("ability", "check", "switch"),
    [
        ("can_join_groups", "groups", "/setjoingroups"),
        ("supports_inline_queries", "inline mode", "/setinline"),
        ("supports_guest_queries", "guest mode", "/mybots"),
    ],
)
def test_what_is_switched_off(api: FakeBotApi, bot: Settings, ability: str, check: str, switch: str) -> None:
    """What is switched off is told, and where to switch it on: nobody has to."""
    api.world.me[ability] = False
    finding = found(bot, check)
    assert finding.level is Level.INFO
    assert switch in finding.mend


@pytest.mark.parametrize(
    ("admins", "level"), [("", Level.INFO), ("-100123", Level.WARNING), ("7, 0", Level.WARNING), ("7, 8", None)]
)
def test_admins(set_up: SetUp, admins: str, level: Level | None) -> None:
    """Nobody need keep the library in chat; who is named must be a person, whose ids are positive."""
    assert levels(check_telegram(set_up(ADMINS=admins))).get("admins") is level


def found_of_clock(set_up: SetUp, date: str | None) -> list[Finding]:
    """Return what is found of the clock where the server's answers bear a date."""
    answers = {"getMe": ME, "getWebhookInfo": {"url": "", "has_custom_certificate": False, "pending_update_count": 0}}
    with Pages() as pages:
        for method, result in answers.items():
            body = json.dumps({"ok": True, "result": result}).encode()
            pages[f"/bot{TOKEN}/{method}"] = Page(body, headers={"Date": date} if date else {})
        settings = set_up(BOT_TOKEN=TOKEN, BOT_API_URL=pages.at(""))
        return [each for each in check_telegram(settings) if each.check == "clock"]


@pytest.mark.parametrize(
    ("behind", "level", "said"),
    [
        (timedelta(seconds=20), Level.OK, "It goes with Telegram's."),
        (timedelta(minutes=90), Level.WARNING, " s behind Telegram's."),
        (timedelta(days=-400), Level.WARNING, " s ahead of Telegram's."),
    ],
)
def test_clock(set_up: SetUp, behind: timedelta, level: Level, said: str) -> None:
    """A machine whose clock is wrong is told so, by how much, and how to set it."""
    (finding,) = found_of_clock(set_up, format_datetime(datetime.now(UTC) + behind, usegmt=True))
    assert (finding.level, bool(finding.mend)) == (level, level is not Level.OK)
    assert finding.found.endswith(said)


@pytest.mark.parametrize("date", [None, "yesterday"])
def test_no_clock(set_up: SetUp, date: str | None) -> None:
    """A server that does not say what time it is leaves nothing to compare."""
    assert found_of_clock(set_up, date) == []
