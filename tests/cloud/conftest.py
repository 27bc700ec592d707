"""The storage that the tests of a module share, and the way into it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cloud.seaweed import Seaweed


def credentials(storage: Seaweed) -> dict[str, str]:
    """Return the environment that lets a process into a storage."""
    options = storage.storage_options
    return {
        "AWS_ACCESS_KEY_ID": options["aws_access_key_id"],
        "AWS_SECRET_ACCESS_KEY": options["aws_secret_access_key"],
        "AWS_REGION": options["aws_region"],
        "AWS_ENDPOINT": options["aws_endpoint"],
        "AWS_ALLOW_HTTP": "true",
    }


@pytest.fixture(scope="module")
def storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seaweed]:
    """A storage, with the environment that lets this process in."""
    with Seaweed(tmp_path_factory.mktemp("storage")) as storage, pytest.MonkeyPatch.context() as patch:
        for name, value in credentials(storage).items():
            patch.setenv(name, value)
        yield storage
