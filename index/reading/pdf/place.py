"""Where on a page of a PDF text is written: the graphics state, as far as text depends on it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from pypdf.generic._font import Font

from index.reading.pdf.operators import Operand

Matrix = tuple[float, float, float, float, float, float]

_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_NUMBERS = {b"TL": "leading", b"Tc": "between_letters", b"Tw": "between_words", b"Tz": "percent", b"Ts": "rise"}


@dataclass(slots=True)
class State:
    """What q saves and Q restores (ISO 32000-1, 8.4.1 and 9.3.1)."""

    matrix: Matrix = _IDENTITY
    font: Font | None = None
    size: float = 1.0
    between_letters: float = 0.0
    between_words: float = 0.0
    percent: float = 100.0
    leading: float = 0.0
    rise: float = 0.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a page as a reader sees it, whichever way the page is turned.

    Attributes:
        start: How far along its line, in points.
        across: Where its line is, in points; more is further up.
        scale: How many points along the line a unit of the text is.
        size: Of letters, in points.
    """

    start: float
    across: float
    scale: float
    size: float


class Place:
    """Where the next glyph is written."""

    def __init__(self) -> None:
        self.state = State()
        self._saved: list[State] = []
        self._text = self._line = _IDENTITY

    def follow(self, operator: bytes, operands: list[Operand]) -> None:
        """Follow an operator that is about places and distances; others are passed over."""
        match operator, operands:
            case b"Td", [float(x), float(y)]:
                self._next_line(x, y)
            case b"TD", [float(x), float(y)]:
                self.state.leading = -y
                self._next_line(x, y)
            case b"T*", _:
                self._next_line(0.0, -self.state.leading)
            case b"Tm", [float(), float(), float(), float(), float(), float()]:
                self._text = self._line = _matrix(operands)
            case b"BT", _:
                self._text = self._line = _IDENTITY
            case ((b"TL" | b"Tc" | b"Tw" | b"Tz" | b"Ts"), [float(number)]):
                setattr(self.state, _NUMBERS[operator], number)
            case _:
                self._follow_graphics(operator, operands)

    def _follow_graphics(self, operator: bytes, operands: list[Operand]) -> None:
        match operator, operands:
            case b"q", _:
                self._saved.append(replace(self.state))
            case b"Q", _ if self._saved:
                self.state = self._saved.pop()
            case b"cm", [float(), float(), float(), float(), float(), float()]:
                self.state.matrix = _product(_matrix(operands), self.state.matrix)

    def inner(self, matrix: list[Operand]) -> Place:
        """Return the place where a form begins that is drawn here."""
        place = Place()
        place.state = replace(self.state)
        place.follow(b"cm", matrix)
        return place

    def advance(self, distance: float) -> None:
        """Go on along the line, by a distance in units of the text."""
        a, b, c, d, e, f = self._text
        self._text = (a, b, c, d, distance * a + e, distance * b + f)

    def spot(self) -> Spot:
        """Return where this is."""
        shown = _product((1.0, 0.0, 0.0, 1.0, 0.0, self.state.rise), _product(self._text, self.state.matrix))
        scale = math.hypot(shown[0], shown[1])
        along, up = (shown[0] / scale, shown[1] / scale) if scale else (1.0, 0.0)
        return Spot(
            start=shown[4] * along + shown[5] * up,
            across=shown[5] * along - shown[4] * up,
            scale=scale,
            size=math.hypot(shown[2], shown[3]) * abs(self.state.size),
        )

    def _next_line(self, x: float, y: float) -> None:
        self._text = self._line = _product((1.0, 0.0, 0.0, 1.0, x, y), self._line)


def _matrix(operands: list[Operand]) -> Matrix:
    a, b, c, d, e, f = operands
    return a, b, c, d, e, f


def _product(m: Matrix, n: Matrix) -> Matrix:
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )
