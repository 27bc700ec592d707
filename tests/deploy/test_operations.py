"""The page for those who run the bot: what it names is there."""

from __future__ import annotations

import re
import subprocess

import pytest
import typer
import yaml

from bot.cli import app
from bot.metrics import IndexSize, Metrics
from bot.settings import Settings
from bot.state.inbox import Depth
from tests.deploy.files import OPERATIONS, ROOT, blocks, stages

PAGE = OPERATIONS.read_text(encoding="utf-8")
CODE = "\n".join(re.findall(r"^```.*?^```|`[^`\n]+`", PAGE, re.MULTILINE | re.DOTALL))
VOLUME = "poochho_library"


def anchors(text: str) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_links_lead_somewhere() -> None:
    """Every link to a file or to a heading has one; README links here."""
    for target in re.findall(r"\]\((?!https://)([^)]+)\)", PAGE):
        file, _, anchor = target.partition("#")
        place = (OPERATIONS.parent / file).resolve() if file else OPERATIONS
        assert place.is_relative_to(ROOT)
        assert place.is_file(), target
        assert not anchor or anchor in anchors(place.read_text(encoding="utf-8")), target
    assert "](docs/operations.md)" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_files_are_there() -> None:
    """Every file of deploy/ that a command names is there, but the person's own."""
    files = set(re.findall(r"(?<![\w/])deploy/[\w.-]+", CODE)) - {"deploy/.env"}
    assert files
    assert [file for file in files if not (ROOT / file).is_file()] == []
    arguments = re.findall(r"--build-arg LOCK=(\S+)", CODE)
    assert arguments
    assert all((ROOT / "deploy" / lock).is_file() for lock in arguments)
    assert any(each.text.startswith("LOCK=") for each in stages()[0])


def test_commands_are_there() -> None:
    """Every command of Poochho's is one."""
    known: set[str] = set(getattr(typer.main.get_command(app), "commands"))  # noqa: B009  # typed as any command
    plain = re.findall(r"(?<!-u )(?<!--unit )(?<![-=/\w])(?:poochho|(?:--rm .*)bot) ([a-z]+)\b(?!\()", CODE)
    assert {"doctor", "inbox", "export", "import", "add", "index"} <= set(plain)
    assert set(plain) <= known


def test_settings_are_there() -> None:
    """Every setting that is named is one."""
    named = set(re.findall(r"(?<![\w$])([A-Z]+_[A-Z_]+[A-Z]|ADMINS|LISTEN)\b(?!\w)", CODE))
    assert {"BOT_TOKEN", "DATABASE_URL", "WEBHOOK_URL", "POOCHHO_INDEX"} <= named
    assert named - {name.upper() for name in Settings.model_fields} == {"COMPOSE_FILE", "POSTGRES_PASSWORD"}


def test_metrics_are_there() -> None:
    """Every metric that is named, in alerts and beside them, is one that the bot shows."""
    metrics = Metrics(lambda: Depth(0, 0, None), lambda: IndexSize(1, 1))
    metrics.asked("private", answered=True)
    metrics.failed("TimedOut")
    shown, _ = metrics.page()
    named = set(re.findall(r"\bpoochho_[a-z_]+", CODE)) - {VOLUME}
    assert len(named) > 5
    assert named <= set(re.findall(r"^poochho_\w+", shown.decode(), re.MULTILINE))


def test_alerts_are_rules_of_prometheus() -> None:
    """The alerts are one group of rules, each with a name and an expression."""
    (text,) = blocks("yaml")
    (group,) = yaml.safe_load(text)["groups"]
    assert all({"alert", "expr"} <= rule.keys() <= {"alert", "expr", "for"} for rule in group["rules"])
    assert len({rule["alert"] for rule in group["rules"]}) == len(group["rules"])


@pytest.mark.parametrize("block", blocks("sh"))
def test_commands_are_a_shells(block: str) -> None:
    """What is to be typed can be typed."""
    assert subprocess.run(["bash", "-n", "-c", block], check=False).returncode == 0
