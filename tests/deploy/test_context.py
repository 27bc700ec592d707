"""What a build of the image is given of the repository."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from pathspec import PathSpec
from pathspec.pattern import Pattern

from tests.deploy.files import DEPLOY, ROOT, all_of, stages

NOT_OURS = {".git", ".venv", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis", "dist"}
GIVEN = {"LICENSE", "README.md", "pyproject.toml", "bot", "index", "seeds", "deploy"}


@pytest.fixture
def context(tmp_path: Path) -> Path:
    """A folder with what a build is given of the repository, with things in it that nobody else is to have."""
    repository = tmp_path / "repository"
    shutil.copytree(ROOT, repository, ignore=lambda _, names: NOT_OURS.intersection(names))
    for name in (".env", "deploy/.env", "poochho.db", "backup-articles/a.txt", "bot/__pycache__/old.pyc"):
        (repository / name).parent.mkdir(exist_ok=True)
        (repository / name).write_text("secret", encoding="utf-8")
    left_out = _left_out()
    given = tmp_path / "context"
    for path in repository.rglob("*"):
        name = path.relative_to(repository).as_posix()
        if path.is_file() and not left_out.match_file(name):
            (given / name).parent.mkdir(parents=True, exist_ok=True)
            path.rename(given / name)
    return given


def _left_out() -> PathSpec[Pattern]:
    """Return what .dockerignore leaves out: as in .gitignore the last line that matches decides."""
    lines = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    rooted = [re.sub(r"^(!?)(?=\w)", r"\1/", rule) for rule in rules]
    return PathSpec.from_lines("gitignore", rooted)


def test_only_what_the_image_is_made_of_is_given(context: Path) -> None:
    """The build sees the packages, the locks and what describes them: no token, no tests, no data."""
    given = {path.relative_to(context) for path in context.rglob("*") if path.is_file()}
    assert {path.parts[0] for path in given} == {
        "LICENSE",
        "README.md",
        "pyproject.toml",
        "bot",
        "index",
        "seeds",
        "deploy",
    }
    assert {path.name for path in given if path.parts[0] == "deploy"} == {
        "requirements.lock",
        "requirements-cloud.lock",
    }
    assert not [path for path in given if "secret" in (context / path).read_text("utf-8", "replace")[:6]]


def test_wheel_comes_out_of_what_is_copied(context: Path, tmp_path: Path) -> None:
    """What the first stage copies of it makes the whole wheel."""
    source = tmp_path / "src"
    source.mkdir()
    for copied in all_of(stages()[0], "COPY"):
        *names, target = copied.split()
        if "$" not in copied:  # the lock, whose name is a choice
            for name in names:
                found = context / name
                shutil.copytree(found, source / target) if found.is_dir() else shutil.copy(found, source / target)
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "hatchling",
        "build",
        "--target",
        "wheel",
        "--directory",
        tmp_path,
    ]
    subprocess.run(command, cwd=source, capture_output=True, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {"bot/cli/__init__.py", "bot/locales/hi.ftl", "index/corpus.py"} <= set(names)
    assert [name for name in names if name.startswith("seeds/")]
