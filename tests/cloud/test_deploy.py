"""The object storage to try, as the compose file starts it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.cloud.seaweed import WEED

COMPOSE = Path(__file__).resolve().parents[2] / "deploy" / "storage" / "compose.yaml"
SERVICES = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["services"]
COMMANDS = {name: service["command"] for name, service in SERVICES.items() if isinstance(service["command"], str)}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_every_option_is_one_of_the_servers(command: str) -> None:
    """What the file tells a server is what the server of the tests understands."""
    server, *options = command.split()
    told = subprocess.run([WEED, server, "-h"], capture_output=True, encoding="utf-8", check=False)
    known = set(re.findall(r"^  (-[\w.]+)", told.stdout + told.stderr, re.MULTILINE))
    assert {option.partition("=")[0] for option in options} <= known


def test_every_chunk_stands_on_two_of_several_servers() -> None:
    """One server may go: there are several, and the master is told to keep every chunk twice."""
    assert sum(command.startswith("volume ") for command in COMMANDS.values()) >= 3
    assert "-defaultReplication=001" in COMMANDS["master"].split()


def test_nobody_outside_reaches_it() -> None:
    """Only S3 is open, and only to this machine: its secret stands in the file."""
    ports = [port for service in SERVICES.values() for port in service.get("ports", [])]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)
