"""What tests of taking in share."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from bot.adding.bring import Bringing
from index.library.library import Library
from index.reading.apart import Apart
from tests.bot.fetching.pages import Pages, fetcher_of


@pytest.fixture(autouse=True, scope="module")
def _no_power_cut() -> Iterator[None]:
    """Leave what is written to the system, which loses nothing of it: waiting for disks takes long."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture
def bringing(library: Library, apart: Apart) -> Bringing:
    """What brings documents into the library, also from loopback."""
    return Bringing(library, apart, fetcher_of())


@pytest.fixture
def pages() -> Iterator[Pages]:
    """A web server without pages."""
    with Pages() as pages:
        yield pages
