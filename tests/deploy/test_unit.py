"""The unit for systemd, held against its manual, the image's twin and what it promises."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.settings import Settings
from tests.deploy.files import DEPLOY, LONGEST_STOP, blocks, unit

UNIT = unit()
SERVICE = dict(UNIT["Service"])  # of Environment, which comes twice, the last one
ENVIRONMENT = dict(value.split("=", 1) for name, value in UNIT["Service"] if name == "Environment")
STATE, CACHE = "/var/lib", "/var/cache"  # what %S and %C are for the system (systemd.unit(5), "Specifiers")

# systemd.unit(5), systemd.service(5), systemd.exec(5), systemd.kill(5), systemd.resource-control(5).
KNOWN = {
    "Unit": {"Description", "Wants", "After", "StartLimitIntervalSec", "StartLimitBurst"},
    "Service": {
        *("Type", "ExecStart", "Restart", "RestartSec", "RestartPreventExitStatus", "TimeoutStopSec", "OOMPolicy"),
        *("User", "UMask", "Environment", "EnvironmentFile", "StateDirectory", "StateDirectoryMode", "CacheDirectory"),
        *("KillSignal", "KillMode", "MemoryMax", "TasksMax"),
        *("NoNewPrivileges", "CapabilityBoundingSet", "AmbientCapabilities", "ProtectSystem", "ProtectHome"),
        *("ProtectClock", "ProtectControlGroups", "ProtectHostname", "ProtectKernelLogs", "ProtectKernelModules"),
        *("ProtectKernelTunables", "ProtectProc", "PrivateTmp", "PrivateDevices", "PrivateUsers", "RemoveIPC"),
        *("RestrictAddressFamilies", "RestrictNamespaces", "RestrictRealtime", "RestrictSUIDSGID", "LockPersonality"),
        *("SystemCallArchitectures", "SystemCallFilter", "SystemCallErrorNumber"),
    },
    "Install": {"WantedBy"},
}
MANY_TIMES = {"Environment"}


def test_every_line_is_one_of_systemds() -> None:
    """Systemd passes over what it does not know, with a warning that nobody reads: each line is in its manual, once."""
    assert UNIT.keys() == KNOWN.keys()
    for section, settings in UNIT.items():
        names = [name for name, _ in settings]
        assert set(names) <= KNOWN[section]
        assert sorted(set(names) - MANY_TIMES) == sorted(name for name in names if name not in MANY_TIMES)


def test_systemd_has_nothing_to_say(tmp_path: Path) -> None:
    """Where systemd is at hand, it takes the unit, and finds it well enclosed."""
    analyze = shutil.which("systemd-analyze")
    if not analyze:
        pytest.skip("there is no systemd-analyze on this machine")
    command, _, _ = SERVICE["ExecStart"].partition(" ")
    copy = tmp_path / "poochho.service"
    copy.write_text((DEPLOY / "poochho.service").read_text(encoding="utf-8").replace(command, "/bin/true"), "utf-8")
    said = subprocess.run([analyze, "verify", "--man=no", copy], capture_output=True, encoding="utf-8", check=False)
    assert (said.returncode, said.stderr) == (0, "")
    enclosed = [analyze, "security", "--offline=true", "--no-pager", "--threshold=20", os.fspath(copy)]  # of 100
    assert subprocess.run(enclosed, capture_output=True, check=False).returncode == 0


def test_answers_are_finished() -> None:
    """The bot gets the signal that it stops at, alone, and more time than it takes."""
    assert (SERVICE["KillSignal"], SERVICE["KillMode"]) == ("SIGTERM", "mixed")
    assert int(SERVICE["TimeoutStopSec"]) > LONGEST_STOP


def test_it_comes_back_but_not_for_ever() -> None:
    """After a failure it is started again, slowly; where that does not help for long enough, it is left failed."""
    assert SERVICE["Restart"] == "on-failure"
    assert SERVICE["RestartPreventExitStatus"] == "2"
    pause, limits = int(SERVICE["RestartSec"]), dict(UNIT["Unit"])
    assert pause >= 10
    tried_for = pause * int(limits["StartLimitBurst"])  # at least: each try takes its time, too
    assert 10 * 60 <= tried_for <= 20 * 60
    assert limits["StartLimitIntervalSec"] == "1h"  # else the limit would never be reached


def test_it_keeps_its_things_where_it_may_write() -> None:
    """All that it writes is in folders that systemd makes for it; only it may read them."""
    assert ENVIRONMENT["POOCHHO_HOME"].replace("%S", STATE) == f"{STATE}/{SERVICE['StateDirectory']}"
    assert ENVIRONMENT["MPLCONFIGDIR"].replace("%C", CACHE) == f"{CACHE}/{SERVICE['CacheDirectory']}"
    assert (SERVICE["StateDirectoryMode"], SERVICE["UMask"]) == ("0700", "0077")
    assert ENVIRONMENT.keys() - {"MPLCONFIGDIR"} <= {name.upper() for name in Settings.model_fields}


def test_it_can_do_little() -> None:
    """It has no privileges, writes to nothing of the system's, and is ended over its memory alone."""
    assert SERVICE["User"] == "poochho"
    assert SERVICE["ProtectSystem"] == "strict"
    assert (SERVICE["NoNewPrivileges"], SERVICE["PrivateTmp"]) == ("yes", "yes")
    assert (SERVICE["CapabilityBoundingSet"], SERVICE["AmbientCapabilities"]) == ("", "")
    assert SERVICE["SystemCallFilter"] == "@system-service"
    assert set(SERVICE["RestrictAddressFamilies"].split()) == {"AF_INET", "AF_INET6", "AF_UNIX"}
    assert SERVICE["MemoryMax"]
    assert SERVICE["OOMPolicy"] == "continue"


def test_page_installs_it_where_it_looks() -> None:
    """The page puts program, settings and user where the unit has them; nobody else may read the settings."""
    (install,) = [block for block in blocks("sh") if "useradd" in block]
    program, command = SERVICE["ExecStart"].split()
    assert command == "run"
    assert f"python3 -m venv {Path(program).parents[1]}\n" in install
    user, settings = SERVICE["User"], SERVICE["EnvironmentFile"]
    assert f"--home-dir {STATE}/{SERVICE['StateDirectory']} --shell /usr/sbin/nologin {user}\n" in install
    assert f"install --mode=600 --owner={user} deploy/poochho.env {settings}\n" in install
