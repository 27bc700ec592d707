"""What tests of fetching share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.bot.fetching.attempts import watched
from tests.bot.fetching.pages import Pages


@pytest.fixture
def pages() -> Iterator[Pages]:
    """A web server without pages."""
    with Pages() as pages:
        yield pages


@pytest.fixture
def attempts() -> Iterator[list[str]]:
    """The hosts that connections are tried to."""
    with watched() as attempts:
        yield attempts
