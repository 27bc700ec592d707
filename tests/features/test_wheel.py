"""The wheel: what people install, without the repository."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_wheel_answers_in_an_empty_folder(environment: dict[str, str], tmp_path: Path) -> None:
    """The installed wheel holds all that it needs: packages, articles, lexicons and message files."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", tmp_path],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    installed = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(installed)
    assert {path.name.partition("-")[0] for path in installed.iterdir()} == {"bot", "index", "poochho", "seeds"}
    code = "import sys, bot, bot.cli; print(bot.__file__, file=sys.stderr); bot.cli.main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "ask", "शोइगु ने क्या कहा?", "--json"],
        cwd=tmp_path,
        env=environment | {"PYTHONPATH": os.fspath(installed)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert Path(done.stderr.strip()).is_relative_to(installed)
    assert json.loads(done.stdout)["answered"]
    assert len(list((installed / "bot" / "locales").glob("*.ftl"))) >= 2
