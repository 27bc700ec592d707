"""The image, as far as it can be seen without Docker."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.settings import Settings
from tests.botapi.people import Person
from tests.botapi.server import FakeBotApi
from tests.conftest import environment_in
from tests.deploy.files import DEPLOY, all_of, environment_of_the_image, one_of, stages
from tests.features.conftest import Bot

BUILD, FINAL = stages()
PORT = "8080"
OF_THE_SYSTEM = {"PATH", "MPLCONFIGDIR", "PYTHONDONTWRITEBYTECODE"}


def test_stages_are_of_one_slim_python() -> None:
    """What is built by one Python runs on the same, of a version and a Debian that are named; no tools come along."""
    first, last = one_of(BUILD, "FROM"), one_of(FINAL, "FROM")
    assert re.fullmatch(r"python:3\.\d+-slim-[a-z]+ AS build", first)
    assert last == first.removesuffix(" AS build")
    assert all_of(FINAL, "COPY") == ["--from=build /opt/poochho /opt/poochho"]
    assert not [text for text in all_of(FINAL, "RUN") if re.search(r"\b(pip|apt|apt-get|curl)\b", text)]


def test_nothing_is_installed_but_what_is_in_the_lock() -> None:
    """Packages are installed by their hashes, without code of theirs that runs before, and without other packages."""
    locked, ours = [text for text in all_of(BUILD, "RUN") if " install " in text]
    assert {"--no-deps", "--require-hashes", "--only-binary", ":all:"} <= set(locked.split())
    assert {"--no-deps", "--no-build-isolation"} <= set(ours.split())
    lock = one_of(BUILD, "ARG").removeprefix("LOCK=")
    assert (DEPLOY / lock).is_file()
    assert all_of(BUILD, "COPY")[0].split() == ["deploy/${LOCK}", "requirements.lock"]


def test_it_runs_as_nobody_in_particular() -> None:
    """The process has a user of a fixed number, who owns the one folder that is kept."""
    names = [each.name for each in FINAL]
    number = one_of(FINAL, "USER").split(":")[0]
    assert int(number) >= 10_000
    made = one_of(FINAL, "RUN")
    assert f"--uid {number} " in made
    home = environment_of_the_image()["POOCHHO_HOME"]
    assert one_of(FINAL, "VOLUME") == one_of(FINAL, "WORKDIR") == home
    assert re.search(rf"--owner=poochho\b.* {home}$", made)
    assert names.index("RUN") < names.index("VOLUME")  # a volume takes its owner from the image
    assert names.index("USER") > names.index("RUN")


def test_nothing_secret_is_in_it() -> None:
    """The image sets only what every bot has in common, and each of that is a setting, or the system's."""
    settings = {name.upper() for name in Settings.model_fields}
    set_here = set(environment_of_the_image()) - OF_THE_SYSTEM
    assert set_here == {"POOCHHO_HOME", "LISTEN"}
    assert set_here <= settings
    assert len(all_of(BUILD, "ARG") + all_of(FINAL, "ARG")) == 1


def test_what_is_started() -> None:
    """The image is the command: `docker run poochho doctor` works; signals reach it, since no shell stands between."""
    assert json.loads(one_of(FINAL, "ENTRYPOINT")) == ["poochho"]
    assert json.loads(one_of(FINAL, "CMD")) == ["run"]
    assert {"title", "description", "licenses"} == set(
        re.findall(r"opencontainers\.image\.(\w+)=", one_of(FINAL, "LABEL"))
    )


@pytest.fixture
def port() -> str:
    """A port that is free, for that of the image."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return str(taken.getsockname()[1])


@pytest.fixture
def healthcheck(port: str) -> Callable[[], int]:
    """The image's HEALTHCHECK at that port, beside a proxy for the way out; returns its exit code."""
    options, _, command = one_of(FINAL, "HEALTHCHECK").partition("CMD")
    assert {option.partition("=")[0] for option in options.split()} >= {"--interval", "--timeout", "--start-period"}
    words = [word.replace(f":{PORT}/", f":{port}/") for word in json.loads(command)]
    assert words[0] == "python"
    nowhere = {"http_proxy": "http://127.0.0.1:9"}

    def check() -> int:
        return subprocess.run(
            [sys.executable, *words[1:]], env=nowhere, capture_output=True, timeout=30, check=False
        ).returncode

    return check


def test_healthcheck_knows_a_bot_that_runs(
    healthcheck: Callable[[], int], port: str, api: FakeBotApi, tmp_path: Path, asha: Person
) -> None:
    """With the image's settings the bot answers, is healthy, and ends by the image's signal; then it is not healthy."""
    image = environment_of_the_image()
    assert one_of(FINAL, "EXPOSE") == image["LISTEN"].rpartition(":")[2] == PORT
    image |= {"POOCHHO_HOME": os.fspath(tmp_path / "data"), "LISTEN": image["LISTEN"].replace(PORT, port)}
    image |= {"MPLCONFIGDIR": os.fspath(tmp_path / "matplotlib"), "PATH": environment_in(tmp_path)["PATH"]}
    assert healthcheck() == 1
    bot = Bot(image | {"BOT_TOKEN": api.token, "BOT_API_URL": api.url}, tmp_path)
    asha.says("शोइगु ने क्या कहा?")
    assert "शोइगु" in asha.gets(timeout=20).text
    assert healthcheck() == 0
    assert bot.stop(signal.Signals[one_of(FINAL, "STOPSIGNAL")]) == 0, bot.log
    assert healthcheck() == 1


@pytest.fixture
def asha(api: FakeBotApi) -> Person:
    """Somebody whose Telegram is in Hindi."""
    return api.person("Asha", language_code="hi")
