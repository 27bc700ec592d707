"""Looking through what was found."""

from __future__ import annotations

from collections.abc import Iterable

from bot.doctor.finding import Finding, Level


def levels(findings: Iterable[Finding]) -> dict[str, Level]:
    """Return how good or bad each thing is that was found once."""
    return {each.check: each.level for each in findings}


def only(findings: Iterable[Finding], check: str) -> Finding:
    """Return the one thing that was found by a check."""
    (finding,) = (each for each in findings if each.check == check)
    return finding
