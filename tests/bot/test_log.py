"""The log and what it must not hold."""

from __future__ import annotations

import logging

import pytest

from bot.log import log_to_terminal, start_logging

pytestmark = pytest.mark.usefixtures("logging_as_before")

TOKEN = "123456:secret-secret-secret"
HOSTILE = "पुल\n2024-01-01 ERROR forged: \x1b[31m\u202e\x07 line\x85"


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


def test_event_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever a title or a file's name holds, an event is one line, and steers no terminal."""
    start_logging("INFO", TOKEN)
    logging.getLogger("bot").warning("Skipped %s", HOSTILE)
    (line,) = capsys.readouterr().err.splitlines()
    assert " WARNING bot: Skipped पुल 2024-01-01 ERROR forged:" in line
    assert not set("\x1b\u202e\x07\x85") & set(line)


def test_tracebacks_steer_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """What an exception says of something from outside is printed without control characters."""
    start_logging("INFO", None)
    try:
        raise ValueError(HOSTILE)
    except ValueError:
        logging.getLogger("bot").exception("failed")
    shown = capsys.readouterr().err
    assert "Traceback" in shown
    assert not set("\x1b\u202e\x07\x85") & set(shown)


def test_level(capsys: pytest.CaptureFixture[str]) -> None:
    """The log tells as much as is wanted."""
    start_logging("ERROR", None)
    logging.getLogger("bot").warning("quiet")
    logging.getLogger("bot").error("loud")
    assert [line.split()[-1] for line in capsys.readouterr().err.splitlines()] == ["loud"]


def test_terminal_gets_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    """A command tells warnings as plain sentences, and nothing less."""
    log_to_terminal()
    logging.getLogger("index").warning("Skipped %s", HOSTILE)
    logging.getLogger("index").info("quiet")
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("Skipped पुल 2024")
    assert "\x1b" not in line
