"""The bar for long work."""

from __future__ import annotations

import io

import pytest

from bot.progress import progress


def test_piped_there_is_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    """Where standard error is no terminal, nothing is written; the work is counted all the same."""
    with progress() as bar:
        assert list(bar.track(range(3), description="articles")) == [0, 1, 2]
    assert capsys.readouterr() == ("", "")


def test_bar_goes_to_standard_error_and_away(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a terminal the bar is on standard error, so that what came out can be piped, and is gone at the end."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    with progress() as bar:
        list(bar.track(range(3), description="articles"))
    out, err = capsys.readouterr()
    assert out == ""
    assert "articles" in err
    assert "3/3" in err
    assert err.rpartition("3/3")[2].count("\x1b[2K")  # its line is cleared


def test_nothing_to_do() -> None:
    """No work at all is no error."""
    with progress() as bar:
        assert list(bar.track(io.StringIO(""))) == []
