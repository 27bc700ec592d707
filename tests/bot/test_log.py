"""The log and what it must not hold."""

from __future__ import annotations

import logging

import pytest

from bot.log import start_logging

pytestmark = pytest.mark.usefixtures("logging_as_before")

TOKEN = "123456:secret-secret-secret"


def test_token_is_cut_out_everywhere(capsys: pytest.CaptureFixture[str]) -> None:
    """The token is in no line: not in a message, its values, nor an exception's traceback."""
    start_logging("INFO", TOKEN)
    log = logging.getLogger("a.library")
    log.info("POST https://api.telegram.org/bot%s/getMe", TOKEN)
    try:
        raise ValueError(f"cannot reach /bot{TOKEN}/getMe")
    except ValueError:
        log.exception("failed")
    shown = capsys.readouterr().err
    assert "/bot<token>/getMe" in shown
    assert "ValueError" in shown
    assert TOKEN not in shown


def test_requests_are_not_logged(capsys: pytest.CaptureFixture[str]) -> None:
    """The HTTP library's line for each request stays out of the log."""
    start_logging("DEBUG", None)
    logging.getLogger("httpx").info("HTTP Request: POST …")
    assert capsys.readouterr().err == ""
