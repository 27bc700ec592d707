"""What is found when something is checked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How good or bad it is."""

    OK = "ok"
    INFO = "info"
    """Nothing is wrong; something could be switched on, or is still to come."""
    WARNING = "warning"
    """The bot answers, but not all is as it should be."""
    PROBLEM = "problem"
    """The bot cannot answer before this is mended."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found.

    Attributes:
        check: What was looked at, in a word.
        level: How good or bad it is.
        found: What is the case, in a sentence.
        mend: What to do about it, in a sentence; empty where there is nothing to do.
    """

    check: str
    level: Level
    found: str
    mend: str = ""
