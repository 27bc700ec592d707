"""Deadlines."""

from __future__ import annotations

import pytest

from bot.errors import Unfetched
from bot.fetching.deadline import Deadline
from bot.fetching.errors import UnfetchableError


def test_time_runs_out() -> None:
    """What is left grows less, and when nothing is left, nothing more is begun."""
    ample = Deadline(1000)
    first, second = ample.left(), ample.left()
    assert 1000 >= first >= second > 0
    with pytest.raises(UnfetchableError) as late:
        Deadline(0).left()
    assert late.value.unfetched is Unfetched.TOO_SLOW
