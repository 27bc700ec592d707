"""Rendering as a terminal or a pipe would have it."""

from __future__ import annotations

import io

from rich.console import Console, RenderableType


def rendered(renderable: RenderableType, width: int = 1_000, *, colours: bool = False) -> str:
    """Return what is printed in so many columns; what ends lines is cut off."""
    file = io.StringIO()
    Console(file=file, force_terminal=colours, width=width, markup=False, emoji=False).print(renderable)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines())
