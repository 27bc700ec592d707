"""The compose file, held against the settings, the image and what it promises."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import make_url

from bot.settings import Listen, Settings
from tests.deploy.files import DEPLOY, LONGEST_STOP, ROOT, environment_of_the_image, one_of, stages

COMPOSE = DEPLOY / "compose.yaml"
FILE = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))
BOT, DATABASE = FILE["services"]["bot"], FILE["services"]["database"]
GIVEN = {"BOT_TOKEN": "123456:secret-secret-secret", "POSTGRES_PASSWORD": "feed"}

Service = dict[str, Any]


def filled_in(environment: dict[str, str]) -> dict[str, str]:
    """Return the variables of a service with those of the person in them."""
    return {
        name: re.sub(r"\$\{(\w+):\?[^}]*\}", lambda found: GIVEN[found[1]], value)
        for name, value in environment.items()
    }


def test_settings_are_those_that_there_are(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Every variable of the bot is a setting with a value that it can have."""
    monkeypatch.chdir(tmp_path)
    given = filled_in(BOT["environment"])
    assert given.keys() <= {name.upper() for name in Settings.model_fields}
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    settings = Settings()
    assert settings.bot_token is not None
    assert settings.bot_token.get_secret_value() == GIVEN["BOT_TOKEN"]
    assert settings.listens_at == Listen("0.0.0.0", 8080)


def test_bot_finds_its_database() -> None:
    """The address of the database is that of the service, with the user, the password and the name that it has."""
    url, made = make_url(filled_in(BOT["environment"])["DATABASE_URL"]), filled_in(DATABASE["environment"])
    assert FILE["services"][url.host] is DATABASE
    assert (url.username, url.password, url.database) == (
        made["POSTGRES_USER"],
        made["POSTGRES_PASSWORD"],
        made["POSTGRES_DB"],
    )
    assert url.get_backend_name() == "postgresql"
    assert set(BOT["networks"]) & set(DATABASE["networks"])


def test_no_secret_is_in_the_file() -> None:
    """Token and password come from a file beside it, which git does not take; without them nothing starts."""
    assert BOT["env_file"] == ".env"
    assert ".env" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    for service in (BOT, DATABASE):
        for name, value in service["environment"].items():
            if re.search("TOKEN|PASSWORD|URL", name):
                assert re.search(r"\$\{\w+:\?.+\}", value)


def test_image_is_that_of_the_dockerfile() -> None:
    """It is built from the repository by the Dockerfile beside it, and keeps what the image keeps in a volume."""
    context = (DEPLOY / BOT["build"]["context"]).resolve()
    assert context == ROOT
    assert (context / BOT["build"]["dockerfile"]).samefile(DEPLOY / "Dockerfile")
    image = environment_of_the_image()
    assert {name: BOT["environment"][name] for name in ("POOCHHO_HOME", "LISTEN")}.items() <= image.items()
    (kept,) = BOT["volumes"]
    volume, _, where = kept.partition(":")
    assert volume in FILE["volumes"]
    assert where == one_of(stages()[-1], "VOLUME")


def test_nobody_outside_reaches_it() -> None:
    """HTTP is open to this machine alone, at the port that the image has; the database to the bot alone."""
    port = one_of(stages()[-1], "EXPOSE")
    assert BOT["ports"] == [f"127.0.0.1:{port}:{port}"]
    assert "ports" not in DATABASE
    assert all(FILE["networks"][name]["internal"] for name in DATABASE["networks"])
    assert any(not (FILE["networks"][name] or {}).get("internal") for name in BOT["networks"])  # Telegram is outside


def test_database_is_there_before_the_bot() -> None:
    """The bot starts when the database takes connections, which is asked of the server that stays."""
    assert BOT["depends_on"]["database"]["condition"] == "service_healthy"
    check = DATABASE["healthcheck"]["test"]
    assert check[:2] == ["CMD", "pg_isready"]
    assert "--host=127.0.0.1" in check


def test_database_survives() -> None:
    """Its data are in a volume, where this version keeps them (docker-library/postgres, pull request 1259)."""
    image, _, tag = DATABASE["image"].partition(":")
    assert image == "postgres"
    assert int(tag.partition("-")[0]) >= 18
    (kept,) = DATABASE["volumes"]
    volume, _, where = kept.partition(":")
    assert volume in FILE["volumes"]
    assert where == "/var/lib/postgresql"


@pytest.mark.parametrize("service", [BOT, DATABASE], ids=["bot", "database"])
def test_services_come_back(service: Service) -> None:
    """Both are started again after a crash and a restart of the machine, and their logs do not fill the disk."""
    assert service["restart"] == "unless-stopped"
    assert service["logging"]["driver"] == "local"
    assert service["security_opt"] == ["no-new-privileges:true"]


def test_bot_can_do_little_and_stop_in_time() -> None:
    """The bot writes to its volume and to memory, has no capability, and is not killed while it finishes answers."""
    assert (BOT["read_only"], BOT["cap_drop"], BOT["tmpfs"]) == (True, ["ALL"], ["/tmp"])
    assert Path(environment_of_the_image()["MPLCONFIGDIR"]).is_relative_to(BOT["tmpfs"][0])
    assert BOT["init"]
    assert int(BOT["stop_grace_period"].removesuffix("s")) > LONGEST_STOP
    assert BOT["mem_limit"]


def test_its_own_words_on_how_to_start_it() -> None:
    """The commands at its head are commands, and name files that are there."""
    head = "".join(line.removeprefix("#") for line in COMPOSE.read_text(encoding="utf-8").splitlines(keepends=True)[:6])
    commands = [line.strip() for line in head.splitlines() if line.startswith("   ")]
    assert len(commands) == 2
    for command in commands:
        assert subprocess.run(["sh", "-n", "-c", command], check=False).returncode == 0
        assert all((ROOT / file).exists() for file in re.findall(r"deploy/\w\S+", command))
