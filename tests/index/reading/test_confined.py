"""A process that can take so much and no more."""

from __future__ import annotations

import resource

from index.reading.apart import Apart
from tests.index.reading import processes


def test_memory_and_time_are_limited() -> None:
    """The process can take what it has and so much more, and a little more time than it is watched for."""
    with Apart(seconds=5, memory=2**30) as apart:
        memory, first, nice = apart.run(processes.limits)
        used = apart.run(processes.seconds_used)
        _, second, _ = apart.run(processes.limits)
    assert 2**30 < memory < 2**34
    assert 5 < first <= second < 5 + used + 20
    assert nice > 0
    assert resource.getrlimit(resource.RLIMIT_CPU)[0] == resource.RLIM_INFINITY
