"""What stands in deploy/, and in the page that says how it is used."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
OPERATIONS = ROOT / "docs" / "operations.md"

LONGEST_STOP = 10
"""Seconds that the bot takes to stop at most, as docs/operations.md promises."""


class Instruction(NamedTuple):
    """An instruction of a Dockerfile.

    Attributes:
        name: Which one.
        text: What follows it, on one line.
    """

    name: str
    text: str


def stages() -> list[list[Instruction]]:
    """Return the instructions of the Dockerfile, stage by stage; each begins with its FROM."""
    lines = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").splitlines()
    joined = "\n".join(line for line in lines if not line.startswith("#")).replace("\\\n", " ")
    found: list[list[Instruction]] = []
    for line in filter(None, map(str.strip, joined.splitlines())):
        name, _, text = line.partition(" ")
        if name == "FROM":
            found.append([])
        found[-1].append(Instruction(name, text.strip()))
    return found


def all_of(stage: list[Instruction], name: str) -> list[str]:
    """Return what the instructions of a name say, in their order."""
    return [each.text for each in stage if each.name == name]


def one_of(stage: list[Instruction], name: str) -> str:
    """Return what the only instruction of a name says."""
    (text,) = all_of(stage, name)
    return text


def environment_of_the_image() -> dict[str, str]:
    """Return the variables that the image sets."""
    pairs = shlex.split(one_of(stages()[-1], "ENV"))
    return dict(pair.split("=", 1) for pair in pairs)


def unit() -> dict[str, list[tuple[str, str]]]:
    """Return the settings of the unit, section by section; a name may come several times."""
    sections: dict[str, list[tuple[str, str]]] = {}
    for line in (DEPLOY / "poochho.service").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            settings = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            name, _, value = line.partition("=")
            settings.append((name, value))
    return sections


def blocks(language: str) -> list[str]:
    """Return the code of a language on the page."""
    return re.findall(rf"^```{language}\n(.*?)^```$", OPERATIONS.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def command_on_the_page(name: str) -> list[str]:
    """Return the words of the only command on the page that a program of this name runs; redirections are left out."""
    code = "\n".join(blocks("sh")).replace("\\\n", " ")
    (found,) = re.findall(rf"(?<=\s){name} ([^\n<>]*)", code)
    return shlex.split(found)
